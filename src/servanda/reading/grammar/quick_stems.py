"""A quick look at a text before a slow pattern: looking for a few stems is far quicker."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["has_any"]


def has_any(stems: Iterable[str], small: str) -> bool:
    """Say whether one of `stems` stands in a text in small letters.

    >>> has_any(("veto", "consent"), "without its consent")
    True
    """
    return any(map(small.__contains__, stems))
