"""A case as a form: choices, dates, words and lists of names, each with what it means.

The form is read off the keys that a case file may have (`servanda.case.keys`), so that a key which
is added there is a field here. Numbers are moved where verdicts follow them, and are not repeated.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from servanda.case.change import with_values
from servanda.case.expected_at import unwrapped
from servanda.case.keys.case import Case
from servanda.case.keys.key import declared
from servanda.case.keys.number import Part, PerPerceiver, Quantity
from servanda.case.text.document import compose
from servanda.case.text.written import written
from servanda.errors import InputError, named

__all__ = ["ADDED", "form_of", "titles_of", "with_added", "with_field"]

Row = dict[str, Any]

ADDED = ("proposal", "guarantee", "party", "actor", "source")
"""What can be added to a case by a form."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_LONG = 60
_LEFT_OUT = frozenset({"servanda", "cite", "note", "judgement", "file"})
_OF_ITS_OWN = frozenset({"terms", "consent", "while_fighting"})
"""Parts that are filled in as fields of what they belong to."""
_COPIED_NOT = frozenset({"cite", "note", "summary", "acceptance", "stances"})
"""What one that is made like another does not take over: it was said of the other."""


def form_of(case: Case) -> list[Row]:
    """Return the case as sections of fields, in the order in which a case file has them."""
    return [
        {"path": path, "title": title, "group": path.split(".")[0] or "case", "fields": fields}
        for path, title, part in _sections(case, "", "The case", case)
        if (fields := list(_fields(case, path, part)))
    ]


def _sections(case: Case, path: str, title: str, part: Part) -> Iterator[tuple[str, str, Part]]:
    """Yield every part of a case that is not a number, with its path and what it is called."""
    yield path, title, part
    for key, value in _held(part):
        below = f"{path}.{key}" if path else key
        entries: list[tuple[str, str, Any]] = []
        if isinstance(value, Mapping):
            entries = [(f"{below}.{name}", _title(case, name, each), each)
                       for name, each in value.items()]  # fmt: skip
        elif isinstance(value, tuple):
            entries = [(f"{below}.{n}", f"{_in_words(key)} {n + 1}", each)
                       for n, each in enumerate(value)]  # fmt: skip
        elif isinstance(value, Part):
            entries = [(below, _in_words(key), value)]
        for where, called, each in entries:
            if isinstance(each, Part) and not isinstance(each, Quantity | PerPerceiver):
                yield from _sections(case, where, called if not path else f"{title}: {called}",
                                     each)  # fmt: skip


def _held(part: Part) -> Iterator[tuple[str, Any]]:
    for name, field in type(part).model_fields.items():
        if (key := field.alias or name) not in _LEFT_OUT | _OF_ITS_OWN and declared(
            field
        ) is not None:
            yield key, getattr(part, name)


def _title(case: Case, name: str, part: Any) -> str:
    said = getattr(part, "title", "") or getattr(part, "name", "")
    return str(said or (case.name_of(name) if name in case.known_actors else _in_words(name)))


def _in_words(key: str) -> str:
    return key.replace("_", " ")


def _fields(case: Case, path: str, part: Part) -> Iterator[Row]:
    for name, field in type(part).model_fields.items():
        key, said = field.alias or name, declared(field)
        if key in _LEFT_OUT or said is None:
            continue
        shape = _shape(case, path, key, field.annotation, getattr(part, name))
        if shape is not None:
            yield {
                "path": f"{path}.{key}" if path else key,
                "label": _in_words(key),
                "means": said.means,
                "example": said.example,
                "needed": field.is_required(),
                "may_be_nothing": field.default is None,
                **shape,
            }
    if path.startswith("proposals.") and path.count(".") == 1:
        yield from _terms(case, path)
        yield _consent(case, path)


def _shape(case: Case, path: str, key: str, annotation: Any, value: Any) -> Row | None:
    """Return how a field is filled in; None for what is no plain field."""
    kinds = unwrapped(annotation)
    plain = [each for each in kinds if get_origin(each) is Literal]
    names = _names_for(case, path, key)
    if plain and len(plain) == len(kinds):
        options = [str(each) for kind in plain for each in get_args(kind)]
        return {"kind": "choice", "value": value or "", "options": options}
    if kinds == (bool,):
        return {"kind": "flag", "value": bool(value)}
    if kinds == (datetime.date,):
        return {"kind": "date", "value": value.isoformat() if value else ""}
    if kinds == (int,):
        return {"kind": "whole", "value": value}
    if len(kinds) == 1 and get_origin(kinds[0]) is tuple and names:
        return {"kind": "names", "value": list(value), "options": names}
    if kinds != (str,):
        return None
    if names:
        return {"kind": "choice", "value": value or "", "options": names}
    return {"kind": "text", "value": value or "", "long": len(value or "") > _LONG}


def _names_for(case: Case, path: str, key: str) -> list[str]:
    """Return the names that may stand at a key; none where it takes words."""
    actors, sides = list(case.known_actors), [*case.parties, *case.sides]
    known = {
        "guarantors": actors, "host": actors, "guarantor": actors, "party": actors, "by": actors,
        "protects": sides, "against": sides, "inside": sides, "on": sides, "held_by": sides,
        "guarantees": list(case.guarantees), "issue": list(case.issues),
        "proposal": list(case.proposals), "settles_anyway": list(case.proposals),
    }  # fmt: skip
    # Whose judgement something is, is a name of nobody in the case.
    return [] if path.endswith("judgement") else list(dict.fromkeys(known.get(key, [])))


def titles_of(case: Case) -> dict[str, str]:
    """Return what everything is called that may be chosen by name."""
    held = (case.guarantees, case.proposals, case.issues)
    titles = {name: part.title for parts in held for name, part in parts.items()}
    return titles | {name: case.name_of(name) for name in case.known_actors}


def _terms(case: Case, path: str) -> Iterator[Row]:
    """Yield what a proposal settles, issue by issue."""
    proposal = case.proposals[path.split(".")[1]]
    plain = written(proposal).get("terms", {})
    for name, issue in case.issues.items():
        value = plain.get(name, "")
        options = [*issue.options, *(["as_held"] if issue.kind == "territory" else [])]
        row = {"path": f"{path}.terms.{name}", "label": f"on {issue.title}", "needed": True,
               "means": f"What it settles on “{issue.title}”.", "example": ""}  # fmt: skip
        if isinstance(value, str) and value in options:
            yield {**row, "kind": "choice", "value": value, "options": options}
        else:
            yield {**row, "kind": "yaml", "value": _line(value)}


def _consent(case: Case, path: str) -> Row:
    """Return whose consent a proposal needs: a list of names where that is all of a rule."""
    rule = written(case.proposals[path.split(".")[1]]).get("consent")
    row = {"path": f"{path}.consent", "label": "needs the consent of", "needed": True,
           "means": "Whose consent it needs, all of them or by a rule.",
           "example": "{all: [norland, suria]}"}  # fmt: skip
    asked = rule.get("all") if isinstance(rule, Mapping) and set(rule) == {"all"} else None
    if isinstance(asked, list) and all(isinstance(each, str) for each in asked):
        return {**row, "kind": "consents", "value": asked, "options": list(case.known_actors)}
    return {**row, "kind": "yaml", "value": _line(rule),
            "says": case.consent_of(path.split(".")[1])}  # fmt: skip


def _line(value: Any) -> str:
    """Return plain data as YAML on one line.

    >>> _line({"all": ["norland", {"members": "league"}]})
    '{all: [norland, {members: league}]}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_line(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_line, value)) + "]"
    return "" if value is None else str(value)


def with_field(case: Case, path: str, raw: Any) -> Case:
    """Return the case with a field of its form filled in otherwise.

    Raises: InputError for what is no field, and for what cannot stand there, as `check` says it.
    """
    fields = {each["path"]: each for section in form_of(case) for each in section["fields"]}
    field = fields.get(path)
    if field is None:
        raise InputError(f"no field is called `{path[:120]}`; take one of the form")
    return with_values(case, {path: _value(field, raw)})


def _value(field: Row, raw: Any) -> Any:
    kind, path = field["kind"], field["path"]
    if kind in ("names", "consents"):
        if not isinstance(raw, list) or not all(isinstance(each, str) for each in raw):
            raise InputError(f"{path}: a list of names is wanted; send one")
        return {"all": raw} if kind == "consents" else raw
    if kind == "flag":
        return bool(raw)
    text = str(raw if raw is not None else "").strip()
    if kind == "text":
        return None if not text and field["may_be_nothing"] else text
    if not text:
        return None
    if kind == "date":
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise InputError(f"{path}: {text[:40]!r} is no day; write it as 2025-03-11") from None
    if kind == "choice":
        return text
    document = compose(f"value: {text}\n", "the field")
    if document.faults or document.root is None:
        raise InputError(f"{path}: it is not written as YAML has it; close what is open")
    plain = document.root.plain()
    return plain.get("value") if isinstance(plain, dict) else None


def with_added(case: Case, what: str, name: str, title: str, like: str = "") -> Case:
    """Return the case with something more in it, made like one that is there where one is named.

    Raises: InputError for a name that cannot be or is taken, and where the case would contradict
    itself.
    """
    named(what, dict.fromkeys(ADDED), "part that can be added")
    title = " ".join(title.split())[:200]
    if not _NAME.fullmatch(name):
        raise InputError(f"{name[:80]!r} cannot be a name; use small letters, digits, underscores")
    if not title:
        raise InputError("it needs a title; say what it is called")
    parts: dict[str, Mapping[str, Any]] = {
        "proposal": case.proposals, "guarantee": case.guarantees, "source": case.sources,
    }  # fmt: skip
    held = parts.get(what, dict.fromkeys([*case.known_actors, *case.parties]))
    if name in held:
        raise InputError(f"`{name}` is there already; choose another name")
    if what == "actor":
        return with_values(case, {f"actors.{name}": title})
    if what == "source":
        body = {"title": title, "publisher": "to be named", "published": case.as_of}
        return with_values(case, {f"sources.{name}": body})
    if what == "party":
        named(like, case.parties, "party")
        return _party_like(case, name, title, like)
    part = named(like or next(iter(held), ""), held, what)
    body = {key: each for key, each in written(part).items() if key not in _COPIED_NOT}
    return with_values(case, {f"{what}s.{name}": body | {"title": title}})


def _party_like(case: Case, name: str, title: str, like: str) -> Case:
    """Return the case with an armed party for which the numbers of another stand, for now."""
    values: dict[str, Any] = {f"actors.{name}": title}
    for issue, body in case.issues.items():
        for option, worth in body.options.items():
            shares = {each: written(share) for each, share in worth.shares.items()}
            if like in shares:
                values[f"issues.{issue}.options.{option}"] = {**shares, name: shares[like]}
    places = {"parties", "weights", "risk", "capabilities", "best", "political_costs", "conduct"}
    for path, key, value in _entries(written(case), ""):
        inside = path.rsplit(".", 1)[-1]
        if key == like and (inside in places or path.startswith("war.")):
            values[f"{path}.{name}"] = value
    return with_values(case, values)


def _entries(plain: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(plain, Mapping):
        for key, value in plain.items():
            yield path, str(key), value
            yield from _entries(value, f"{path}.{key}" if path else str(key))
