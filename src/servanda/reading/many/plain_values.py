"""Records to and from plain JSON values."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["from_plain", "to_plain"]

T = TypeVar("T")
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})


def to_plain(value: Any) -> Any:
    """Return a record as JSON values: dataclasses as objects, dates as ISO 8601 text.

    >>> from servanda.evidence.span import Span
    >>> to_plain((Span(1, 2), date(2024, 5, 1)))
    [{'start': 1, 'end': 2}, '2024-05-01']
    """
    kind: type = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple or kind is list:
        return [to_plain(item) for item in value]
    if names := _names(kind):
        return {name: to_plain(getattr(value, name)) for name in names}
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[T], value: Any) -> T:
    """Return the record of type `kind` that `to_plain` made `value` from."""
    made: T = _made(kind, value)
    return made


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields; none for what is no record."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _made(next(arm for arm in get_args(kind) if arm is not type(None)), value)
    if origin is tuple:
        arms = get_args(kind)
        if len(arms) == 2 and arms[1] is Ellipsis:
            return tuple(_made(arms[0], item) for item in value)
        return tuple(_made(arm, item) for arm, item in zip(arms, value, strict=True))
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], item) for name, item in value.items()})
    return value
