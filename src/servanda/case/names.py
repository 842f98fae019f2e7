"""What each number of a case is called, and what to watch to see it move: one name for one number.

Both come from what the field itself declares (`keys/key.py`), with the nouns met on the way to it
filled in. Every sentence, table, form and indicator takes the name from here.
"""

from __future__ import annotations

import re
import weakref
from collections import Counter
from collections.abc import Mapping
from typing import Any

from servanda.case.expected_at import field_called, unwrapped
from servanda.case.keys.case import ANALYST, Case, numbers_in
from servanda.case.keys.key import Key, declared
from servanda.case.keys.number import Part, PerPerceiver
from servanda.case.keys.parties import Actor
from servanda.case.number_words import in_a_row

__all__ = ["group_of", "name_of", "names_of", "watch_of"]

_KNOWN: dict[int, tuple[weakref.ref[Case], dict[str, str]]] = {}
"""The names of the cases at hand, as long as they live."""


def name_of(case: Case, path: str) -> str:
    """Return what the number at `path` is called, as a noun phrase that stands in a sentence.

    Where perceivers differ, the phrase says in whose eyes. No two numbers of a case have one name.
    A path that leads to no number is its own name.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> case = parse(first_case())
    >>> name_of(case, "war.trend.norland")
    'the pace of the front, as Norland sees it'
    >>> name_of(case, "guarantees.pact.force")
    'the force that “a promise of help by the League” would bring'
    """
    names = names_of(case)
    return names[path] if path in names else _said(case, path, "called") or path


def watch_of(case: Case, path: str) -> str:
    """Return the observable that tells how the number at `path` is moving.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> watch_of(parse(first_case()), "capabilities.norland.forces")
    'order-of-battle estimates and mobilisation decrees of Norland'
    """
    return _said(case, path, "watch", whose=False)


def names_of(case: Case) -> Mapping[str, str]:
    """Return the name of every number of a case by its path, each of them different."""
    known = _KNOWN.get(id(case))
    if known is not None and known[0]() is case:
        return known[1]
    names = {path: _said(case, path, "called") or path for path, _ in numbers_in(case)}
    many = Counter(names.values())
    count: Counter[str] = Counter()
    for path, name in names.items():
        if many[name] > 1:
            count[name] += 1
            names[path] = f"{name} ({count[name]})"
    key = id(case)
    _KNOWN[key] = (weakref.ref(case, lambda _: _KNOWN.pop(key, None)), names)
    return names


def group_of(case: Case, path: str) -> str:
    """Return the part of the case a number belongs to, as a heading calls it.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> group_of(parse(first_case()), "issues.isle.weights.norland")
    'Who holds the isle'
    """
    head, *rest = path.split(".")
    if head in ("war", "by_kind", "events"):
        return "The war"
    section = getattr(case, head, None)
    if head in ("actors", "capabilities", "parties") and rest:
        return case.name_of(rest[0])
    if head == "consent_rules" and rest:
        return f"Consent rule “{rest[0].replace('_', ' ')}”"
    if isinstance(section, dict) and rest and rest[0] in section:
        return str(getattr(section[rest[0]], "title", "") or rest[0].replace("_", " "))
    return "Consent"


def _said(case: Case, path: str, what: str, whose: bool = True) -> str:
    """Return what the field at `path` declares, `called` or `watch`, with its nouns filled in."""
    nouns = _Nouns(case)
    key = _walked(case, path.split("."), nouns)
    text: str = getattr(key, what) if key is not None else ""
    eyes = nouns.get("perceiver", "")
    filled = re.sub(r"\{(\w+)\}", lambda match: nouns.get(match[1], ""), text)
    return f"{filled}, as {eyes} sees it" if filled and eyes and whose else filled


class _Nouns(dict[str, str]):
    """What is known on the way to a number, and where it stands."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case
        if case.has_front:
            self["held_by"] = in_a_row([case.name_of(party) for party in case.front_holders])

    def enter(self, noun: str, key: str, entry: object) -> None:
        """Bind what an entry of a mapping or list is called."""
        title = getattr(entry, "title", "")
        if noun in ("actor", "party", "side"):
            self[noun] = self.case.name_of(key)
        elif noun == "event":
            self[noun] = f"the event of {getattr(entry, 'date', key)}"
        elif noun == "option":
            self[noun] = title or key.replace("_", " ")
        elif noun == "issue":
            self[noun] = f"“{self.case.issues[key].title}”" if key in self.case.issues else key
        elif noun in ("change", "kind"):
            self[noun] = title or key.replace("_", " ")
        elif noun:
            self[noun] = f"“{title or key.replace('_', ' ')}”"
        if noun == "proposal":
            self["to"], self["where"] = f" to {self[noun]}", f" in {self[noun]}"
        elif noun == "rule":
            self["where"] = f" under the rule {self[noun]}"
        elif noun == "actor" and isinstance(entry, Actor):
            self["body"] = self[noun]
        elif noun == "actor" and "body" in self and self._is_in_several(key):
            self["to"] = f" as a member of {self['body']}"

    def _is_in_several(self, member: str) -> bool:
        return sum(member in body.members for body in self.case.actors.values()) > 1

    def about(self, part: Part) -> None:
        """Bind what a part says it is about: actors it names, and its own title."""
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, str) and value in self.case.known_actors:
                self[name] = self.case.name_of(value)
            elif isinstance(value, str) and name in ("on", "title"):
                self[name] = value if name == "title" else value.replace("_", " ")
        month = getattr(part, "from_month", None)
        if month is not None:
            self["where"] = f"{self.get('where', '')} from month {month}"


_PLACES = {
    "while_fighting": " while the war goes on",
    "if_it_peters_out": " if the war peters out",
}


def _walked(case: Case, keys: list[str], nouns: _Nouns) -> Key | None:
    """Follow a path from the case to a number, binding nouns; return what the last field says."""
    part: object = case
    kind: Any = Case
    said: Key | None = None
    for key in keys:
        if _is(kind, PerPerceiver):
            nouns["perceiver"] = "the analyst" if key == ANALYST else case.name_of(key)
            return said
        if not _is(kind, Part):
            part, kind = _entry(part, kind, key, said, nouns)
            continue
        field = field_called(kind, key)
        if field is None:
            return None
        if isinstance(part, Part) and part is not case:
            nouns.about(part)
        said = declared(field) or said
        name = next(each for each, known in kind.model_fields.items() if known is field)
        part, kind = getattr(part, name, None), unwrapped(field.annotation)[0]
        kind = type(part) if isinstance(part, Part) else kind
        nouns["where"] = nouns.get("where", "") + _PLACES.get(key, "")
        if name not in (key, field.alias) and not field.alias:
            part, kind = _entry(part, kind, key, said, nouns)  # it stands on the part itself
    return said


def _is(kind: Any, what: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, what)


def _entry(
    part: object, kind: Any, key: str, said: Key | None, nouns: _Nouns
) -> tuple[object, Any]:
    """Go to an entry of a mapping or a list, and bind what it is called."""
    entry: object = None
    if isinstance(part, dict):
        entry = part.get(key)
    elif isinstance(part, tuple) and key.isdigit() and int(key) < len(part):
        entry = part[int(key)]
    nouns.enter(said.each if said else "", key, entry)
    arguments: tuple[Any, ...] = getattr(kind, "__args__", ())
    if entry is not None or not isinstance(part, dict) or len(arguments) < 2:
        return entry, type(entry)
    return entry, unwrapped(arguments[1])[0]
