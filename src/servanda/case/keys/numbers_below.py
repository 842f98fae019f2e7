"""Every number that stands under a part of a case, by its dotted path."""

from __future__ import annotations

from servanda.case.keys.number import Part, PerPerceiver, Quantity

__all__ = ["stated_in"]


def stated_in(part: Part, prefix: str = "") -> list[tuple[str, Quantity]]:
    """Return every number that stands under `part` by its dotted path."""
    if isinstance(part, Quantity):
        return [(prefix, part)]
    if isinstance(part, PerPerceiver):
        return [(prefix + ending, quantity) for ending, quantity in part.items()]
    found: list[tuple[str, Quantity]] = []
    for name, field in type(part).model_fields.items():
        key = "" if name == part.flat else field.alias or name
        found += _numbers_below(getattr(part, name), ".".join(filter(None, (prefix, key))))
    return found


def _numbers_below(value: object, prefix: str) -> list[tuple[str, Quantity]]:
    if isinstance(value, Part):
        return stated_in(value, prefix)
    if isinstance(value, dict):
        pairs: list[tuple[object, object]] = list(value.items())
    elif isinstance(value, tuple):
        pairs = list(enumerate(value))
    else:
        return []
    return [hit for key, entry in pairs for hit in _numbers_below(entry, f"{prefix}.{key}")]
