"""What-if: a new case that differs from an old one in what one says, and in nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from servanda.case.number import Part, PerPerceiver, Quantity
from servanda.case.schema import Case
from servanda.errors import InputError

__all__ = ["changed"]


def changed(case: Case, changes: Mapping[str, object]) -> Case:
    """Return a case in which what stands at each path is as `changes` say.

    Parameters: `changes`, from dotted paths, those of `numbers_in` among them, to what one would
    write there in a case file. The rest of the case is the same, and so are its other draws.
    Raises: InputError where a path leads nowhere or its new content cannot stand there.

    >>> from servanda.case.load import load
    >>> case = load("examples/ukraine")
    >>> what_if = changed(case, {"war.costs.russia": "0.3 to 0.6", "war.trend.russia": 0})
    >>> what_if.war.costs["russia"].text, what_if.war.trend.of("russia").text
    ('0.3 to 0.6', '0')
    >>> changed(case, {"war.costs.russia": 3})
    Traceback (most recent call last):
    servanda.errors.InputError: war.costs.russia: 3 lies outside 0 to 1; write a number in
    that range
    """
    for path, raw in changes.items():
        case = _with(case, path.split("."), raw, path)
    return case


def _with(value: Any, keys: list[str], raw: object, path: str) -> Any:
    """Return a copy of `value` in which what stands at `keys` is `raw`."""
    key, rest = keys[0], keys[1:]
    below = _below(value, key, path)
    if rest and not isinstance(below, Quantity):
        new = _with(below, rest, raw, path)
    elif rest:
        raise InputError(f"{path}: a number stands at `{key}`, and nothing below it")
    else:
        new = _read(value, key, below, raw, path)
    return _put(value, key, new)


def _below(value: Any, key: str, path: str) -> Any:
    if isinstance(value, PerPerceiver):
        value = value.by
    if isinstance(value, Part) and key in type(value).model_fields:
        return getattr(value, key)
    if isinstance(value, dict) and key in value:
        return value[key]
    if isinstance(value, tuple) and key.isdecimal() and int(key) < len(value):
        return value[int(key)]
    known = list(type(value).model_fields) if isinstance(value, Part) else list(value or ())
    raise InputError(f"{path}: there is no `{key}`; there are {', '.join(map(str, known[:12]))}")


def _put(value: Any, key: str, new: object) -> Any:
    if isinstance(value, PerPerceiver):
        return value.model_copy(update={"by": {**value.by, key: new}})
    if isinstance(value, Part):
        return value.model_copy(update={key: new})
    if isinstance(value, dict):
        return {**value, key: new}
    return (*value[: int(key)], new, *value[int(key) + 1 :])


def _read(value: Any, key: str, below: object, raw: object, path: str) -> object:
    """Return `raw` as what may stand where `below` stands, with the checks of a case file."""
    kind: Any = type(below)
    if isinstance(value, Part) and not isinstance(value, PerPerceiver):
        info = type(value).model_fields[key]
        kind = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    try:
        return TypeAdapter(kind).validate_python(raw)
    except ValidationError as error:
        wrong = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise InputError(f"{path}: {wrong}") from None
