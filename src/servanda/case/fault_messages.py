"""What the schema's validator found, said so that an analyst can mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from servanda.case.expected_at import in_words, keys_of, nearest, shape_at
from servanda.case.keys.number import Part
from servanda.case.problem import Path, Problem

__all__ = ["as_name", "no_name", "printable", "problems", "shown"]

_BESIDE = re.compile(r"Value error, beside `[^`]+`, `([^`]+)` is not known here")
_BRANCH = re.compile(r"^(tuple|dict|list)\[|^bool$")


def problems(errors: Iterable[Any], raw: Any, kind: type[Part]) -> list[Problem]:
    """Return what pydantic's `errors` about `raw` come to, each at its place in the file."""
    found = dict.fromkeys(_problem(error, raw, kind) for error in errors if _applies(error, raw))
    return list(found)


def _descend(raw: Any, location: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each part of a location that the file holds, with the value before it.

    The validator's locations also name union branches and the long forms of short notations.
    """
    for part in location:
        if isinstance(raw, list) and isinstance(part, str) and part in (said := [*map(str, raw)]):
            part = said.index(part)  # a name in a list of names, or what stands for one
        in_mapping = isinstance(raw, dict) and part in raw
        if in_mapping or (isinstance(raw, list) and isinstance(part, int) and part < len(raw)):
            yield part, raw
            raw = raw[part]


def _applies(error: Any, raw: Any) -> bool:
    """Return whether an error concerns the branch of a union that the value was written for."""
    location = error["loc"]
    if location[-1:] == ("[key]",):
        *_, (last, before) = [(None, raw), *_descend(raw, location)]
        named = before[last] if isinstance(last, int) else last
        if str(named) != str(location[-2]):
            return False  # a key the schema added itself, after a name that is faulty elsewhere
    for number, part in enumerate(location):
        if not isinstance(part, str) or not _BRANCH.match(part):
            continue
        value = raw
        for below, before in _descend(raw, location[:number]):
            value = before[below]
        if isinstance(value, dict) and part in value:
            continue
        is_list = isinstance(value, list | tuple) or (
            isinstance(value, dict) and "members" in value
        )
        if part.startswith("tuple") and not is_list:
            return False
        if part.startswith("dict") and (is_list or not isinstance(value, dict)):
            return part.startswith("dict") and not is_list
        if part == "bool" and is_list:
            return False
    return True


def _problem(error: Any, raw: Any, kind: type[Part]) -> Problem:
    cause, location = error["type"], error["loc"]
    path = tuple(part for part, _ in _descend(raw, location))
    at_key = location[-1:] == ("[key]",) and isinstance(path[-1], str)
    if cause == "missing" and isinstance(location[-1], int):
        return Problem(path, "an entry is missing in this list", "write two of them", cause=cause)
    if cause == "missing":
        return _missing((*path, location[-1]), kind)
    if cause == "extra_forbidden":
        return _unknown_key(path, kind)
    value = raw
    for part in path:
        value = value[part]
    unknown = _BESIDE.match(error["msg"])
    if unknown and isinstance(value, dict) and unknown.group(1) in value:
        return _unknown_key((*path, unknown.group(1)), kind)
    wrong, mend = _reworded(error, path[-1] if at_key else value, shape_at(kind, path))
    return Problem(path, wrong, mend, at_key, cause)


def _missing(path: Path, kind: type[Part]) -> Problem:
    shapes = shape_at(kind, path)
    where = f"under `{'.'.join(map(str, path[:-1]))}`" if path[:-1] else "to the file"
    return Problem(
        path,
        "this key is missing",
        f"add `{path[-1]}:` {where}, with {in_words(shapes)}",
        cause="missing",
    )


def _unknown_key(path: Path, kind: type[Part]) -> Problem:
    known, name = keys_of(shape_at(kind, path[:-1])), str(path[-1])
    near = nearest(name, known)
    if name == "<<":
        mend = "YAML 1.2 has no merge keys; write the keys out"
    else:
        mend = f"write `{near}`" if near else f"known here: {', '.join(known)}"
    return Problem(path, "no such key is known here", mend, True, "extra_forbidden")


_LIMITS = {
    "greater_than": ("gt", "must be above"),
    "greater_than_equal": ("ge", "must be at least"),
    "less_than": ("lt", "must be below"),
    "less_than_equal": ("le", "must be at most"),
}


def _reworded(error: Any, value: Any, shapes: tuple[Any, ...]) -> tuple[str, str]:
    cause, context = error["type"], error.get("ctx", {})
    found, wanted = shown(value), in_words(shapes)
    if cause == "value_error":
        wrong, _, mend = str(context["error"]).partition("; ")
        return wrong, mend or f"write {wanted}"
    if cause == "string_pattern_mismatch":
        return no_name(value, context["pattern"])
    if cause in _LIMITS:
        key, words = _LIMITS[cause]
        return f"{found} is out of range", f"it {words} {context[key]:g}"
    if cause == "string_too_short":
        return f"{found} is too short", f"write at least {context['min_length']} characters"
    if cause == "string_too_long":
        return f"{found} is too long", f"write at most {context['max_length']} characters"
    if cause == "too_short":
        return "nothing stands here", f"write {wanted} with at least {context['min_length']}"
    if cause == "too_long":
        return f"{context['actual_length']} entries stand here", f"keep {context['max_length']}"
    if cause == "literal_error":
        return _no_choice(value, wanted)
    if cause == "string_type" and isinstance(value, int | float):
        return (
            f"{found} is read as a number or truth value, not text",
            f'write it in quotes: "{found[1:-1]}"',
        )
    return (
        "nothing stands here" if value is None else f"{found} cannot stand here",
        f"write {wanted}",
    )


def no_name(value: Any, pattern: str = "") -> tuple[str, str]:
    """Return what is wrong with a value where a name is wanted, and what to write."""
    if "A-F" in pattern:
        return f"{shown(value)} is no source grade", "write a letter A to F and a digit 1 to 6: B2"
    better = f": `{as_name(value)}`" if as_name(value) else ""
    return (
        f"{shown(value)} is no name",
        f"write small letters, digits and `_`, a letter first{better}",
    )


def as_name(value: Any) -> str:
    """Return the name nearest to a value that is none, or nothing.

    >>> as_name("São Tomé & Príncipe"), as_name("12")
    ('sao_tome_principe', '')
    """
    plain = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60]
    return name if re.match("[a-z]", name) else ""


def _no_choice(value: Any, wanted: str) -> tuple[str, str]:
    near = nearest(str(value), wanted.removeprefix("one of ").split(", "))
    return f"{shown(value)} is no choice here", f"write {f'`{near}`, or ' if near else ''}{wanted}"


def shown(value: Any) -> str:
    """Return a value as a message quotes it, at a bearable length."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{printable(str(value), 60)}`"


def printable(text: str, most: int) -> str:
    """Return a text on one line, without what would steer a terminal, at a bearable length."""
    plain = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))
    return plain if len(plain) <= most else plain[: most - 3] + "..."
