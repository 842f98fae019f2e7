"""What the schema expects at a place in a case file, told without a case."""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from rapidfuzz import fuzz, process

from servanda.case.keys.number import Part, PerPerceiver, Quantity
from servanda.case.text.document import Path
from servanda.quantity import FAMILIES

__all__ = ["keys_of", "nearest", "required_keys", "shape_at", "unwrapped"]

_QUANTITY_KEYS = ("value", "unit", "cite", "judgement", "base_rate", "note", "mix", *FAMILIES)


def unwrapped(annotation: Any) -> tuple[Any, ...]:
    """Return the kinds of value an annotation allows, without `Annotated` and `None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return unwrapped(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return tuple(kind for each in get_args(annotation) for kind in unwrapped(each))
    return () if annotation is type(None) else (annotation,)


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Part)


def is_perceived(kind: Any) -> bool:
    """Return whether a kind of value is given per perceiver."""
    return _is_part(kind) and issubclass(kind, PerPerceiver)


def _belief(kind: Any) -> type[Quantity]:
    found: type[Quantity] = unwrapped(kind.model_fields["common"].annotation)[0]
    return found


def fields_of(kind: type[Part]) -> dict[str, Any]:
    """Return the annotation of every key of a part, by the key as it is written."""
    found: dict[str, Any] = {}
    for each in kind.written_as():
        for name, field in each.model_fields.items():
            key, before = field.alias or name, found.get(field.alias or name)
            found[key] = field.annotation if before is None else before | field.annotation
    return found


def field_called(kind: type[Part], key: str) -> Any:
    """Return the field of a part that a key stands for, or nothing."""
    fields = kind.model_fields
    found = next((field for name, field in fields.items() if (field.alias or name) == key), None)
    return found or (fields[kind.flat] if kind.flat else None)


def keys_of(kinds: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the keys that may stand in a value of these kinds; none where names are free.

    >>> from servanda.case.keys.war import Front
    >>> keys_of((Front,))
    ('issue', 'held_by', 'against', 'held', 'beaten_at', 'wins_at')
    """
    found: tuple[str, ...] = ()
    for kind in filter(_is_part, kinds):
        is_number = issubclass(kind, Quantity | PerPerceiver)
        found += _QUANTITY_KEYS if is_number else tuple(fields_of(kind))
    return found


def required_keys(kind: type[Part]) -> tuple[str, ...]:
    """Return the keys a part cannot do without."""
    return tuple(f.alias or name for name, f in kind.model_fields.items() if f.is_required())


def shape_at(kind: Any, path: Path, raw: Any = None) -> tuple[Any, ...]:
    """Return the kinds of value allowed at `path` below a value of the kind `kind`.

    `raw`, the data as written, settles what a mapping of perceivers is; empty where the path leads
    to no place the schema knows.

    >>> from servanda.case.keys.case import Case
    >>> shape_at(Case, ("war", "front", "held"))
    (<class 'servanda.case.keys.number.Share'>,)
    """
    kinds = unwrapped(kind)
    for part in path:
        kinds = tuple(dict.fromkeys(below for each in kinds for below in _below(each, part)))
    return kinds


def _below(kind: Any, part: str | int) -> tuple[Any, ...]:
    if is_perceived(kind):
        belief = _belief(kind)
        return _below(belief, part) or ((belief,) if isinstance(part, str) else ())
    if _is_part(kind):
        if issubclass(kind, Quantity) and part not in ("cite", "judgement", "note", "base_rate"):
            return ()
        known = fields_of(kind)
        if kind.flat and str(part) not in known:
            return _below(unwrapped(known[kind.flat])[0], part)
        return unwrapped(known.get(str(part), type(None)))
    arguments = get_args(kind)
    if get_origin(kind) is dict and isinstance(part, str):
        return unwrapped(arguments[1])
    if get_origin(kind) is tuple and isinstance(part, str):
        return _below(unwrapped(arguments[0])[0], part)  # one entry written without its list
    if get_origin(kind) is tuple:
        fixed = arguments[-1] is not ... and int(part) < len(arguments)
        return unwrapped(arguments[int(part) if fixed else 0])
    return ()


def in_words(kinds: tuple[Any, ...]) -> str:
    """Return what to write for a value of these kinds.

    >>> in_words((datetime.date,))
    'a date such as 2025-01-31'
    """
    return " or ".join(dict.fromkeys(_kind_in_words(kind) for kind in kinds)) or "something else"


def _kind_in_words(kind: Any) -> str:
    simple = {
        str: "text",
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        datetime.date: "a date such as 2025-01-31",
    }
    if kind in simple:
        return simple[kind]
    if get_origin(kind) is Literal:
        choices = ", ".join(map(str, get_args(kind)))
        return f"one of {choices}" if len(get_args(kind)) > 1 else choices
    if get_origin(kind) is dict:
        return "a mapping of names (`name: ...`)"
    if get_origin(kind) is tuple:
        return "a list (`[...]`)"
    if is_perceived(kind) or (_is_part(kind) and issubclass(kind, Quantity)):
        return "a number such as 0.3 or 0.2 to 0.5"
    keys = required_keys(kind) if _is_part(kind) else ()
    return f"a mapping with {', '.join(f'`{k}`' for k in keys)}" if keys else "a mapping"


def nearest(name: str, known: Mapping[str, Any] | tuple[str, ...] | list[str]) -> str:
    """Return the known name most like `name`, or nothing where none is.

    >>> nearest("rusia", ("ukraine", "russia")), nearest("qqq", ("ukraine",))
    ('russia', '')
    """
    hit = process.extractOne(name[:100], list(known), scorer=fuzz.ratio, score_cutoff=60)
    return str(hit[0]) if hit else ""
