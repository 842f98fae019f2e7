"""Every part of a case with the path at which a file writes it."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.case.keys.number import Citation, Part, PerPerceiver
from servanda.case.text.document import Path

__all__ = ["citations_in", "parts_in"]


def parts_in(value: object, path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """Yield every part under `value`, itself first, with where it stands.

    >>> from servanda.case.keys.number import PerPerceiver, Share
    >>> beliefs = PerPerceiver[Share].model_validate({"analyst": 0.2, "norland": 0.5})
    >>> [path for path, part in parts_in(beliefs, ("swing",))]
    [('swing',), ('swing', 'analyst'), ('swing', 'norland')]
    """
    if isinstance(value, PerPerceiver):
        yield path, value
        beliefs = [(path, value.common)] if value.common else []
        beliefs += [((*path, perceiver), belief) for perceiver, belief in value.by.items()]
        for place, belief in beliefs:
            yield from parts_in(belief, place)
    elif isinstance(value, Part):
        yield path, value
        for name, field in type(value).model_fields.items():
            content = getattr(value, name)
            if content and isinstance(content, Part | dict | tuple):
                below = path if name == value.flat else (*path, field.alias or name)
                yield from parts_in(content, below)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from parts_in(entry, (*path, key))
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            if isinstance(entry, Part):
                yield from parts_in(entry, (*path, number))


def citations_in(part: Part) -> Iterator[tuple[Path, Citation]]:
    """Yield every citation under `part` with where it stands."""
    return ((path, found) for path, found in parts_in(part) if isinstance(found, Citation))
