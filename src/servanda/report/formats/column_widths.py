"""How wide the columns of a table are on paper: no word broken, room by how much stands there."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["column_widths"]

WIDEST = 60.0
"""Characters beyond which the mean length of a cell asks for no more room."""


def column_widths(
    columns: Sequence[Sequence[str]], room: float, letter: float, beside: float
) -> list[float]:
    """Return the widths of columns, in the unit of `room`: what words need, and the rest shared.

    Parameters: `columns`, the cells of each, its heading among them; `letter`, what a letter takes;
    `beside`, what a cell takes beside its words. Words are parted at plain spaces alone: what
    stands between unbreakable ones stays on a line. What is left of the room goes to columns whose
    cells are longer than their longest word.

    >>> column_widths([["Signed", "5%"], ["Consent", "Aland 5%, Beland 9%"]], 10.0, 0.2, 0.4)
    [1.6, 8.4]
    """
    longest = [
        max((len(word) for t in texts for word in t.split(" ")), default=0) for texts in columns
    ]
    least = [letter * most + beside for most in longest]
    means = [min(sum(map(len, texts)) / max(len(texts), 1), WIDEST) for texts in columns]
    more = [max(0.0, mean - most) for mean, most in zip(means, longest, strict=True)]
    scale = min(1.0, room / sum(least))
    spare = max(0.0, room - sum(least)) / max(sum(more), 1.0)
    return [round(scale * few + spare * much, 3) for few, much in zip(least, more, strict=True)]
