"""How several things are said in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["listed"]


def listed(names: Iterable[str], joint: str = "and") -> str:
    """Return names as prose lists them.

    >>> listed(["Kyiv", "Moscow", "Brussels"]), listed(["a", "b"], "or"), listed([])
    ('Kyiv, Moscow and Brussels', 'a or b', '')
    """
    *first, last = names or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last
