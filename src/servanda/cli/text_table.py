"""Tables of text that fit a terminal: the label in its row, details below it at full width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["GAP", "Line", "table_lines", "widths_of"]

LEAD = 26
"""Characters that the label has at the least."""
GAP = "  "
INDENT = " " * 4
TALLEST = 4
"""Lines of a heading at the most: a long one makes its column wider."""


@dataclass(frozen=True)
class Line:
    """A row: its cells, the label first, and what has no room in a column of its own.

    `details` run on below it, one after another; of `said` each begins a line.
    """

    cells: tuple[str, ...]
    details: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def widths_of(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column must be: its longest cell, its heading in a few lines.

    >>> widths_of(["label", "share of worlds"], [["a", "0.25"]])
    [5, 6]
    """
    return [
        max([_of_heading(heading), *(len(row[place]) for row in rows)])
        for place, heading in enumerate(headings)
    ]


def _of_heading(heading: str) -> int:
    width = max(map(len, heading.split()), default=1)
    while len(textwrap.wrap(heading, width)) > TALLEST:
        width += 1
    return width


def table_lines(
    headings: Sequence[str], rows: Sequence[Line], right: Sequence[bool], width: int
) -> Iterator[str]:
    """Yield a table of at most `width` characters; its first column takes the room that is left.

    `right` says which columns stand at the right. A long label is broken at words, or within a
    word that is longer than its column.

    >>> for line in table_lines(["label", "n"], [Line(("a b", "7"), ("unit: years",))], [0, 1], 40):
    ...     print(line)
    label  n
    ────────
    a b    7
        unit: years
    """
    cells = [row.cells for row in rows]
    widths = widths_of(headings, cells)
    room = width - sum(widths[1:]) - len(GAP) * (len(widths) - 1)
    widths[0] = max(min(max(len(row[0]) for row in cells), room), widths[0] if room < 1 else 1)
    widths[0] = max(widths[0], min(len(headings[0]), room))
    yield from _row(headings, widths, right, bottom=True)
    yield "─" * min(width, sum(widths) + len(GAP) * (len(widths) - 1))
    for row in rows:
        yield from _row(row.cells, widths, right)
        for text, hang in (*((each, "  ") for each in row.said), (" · ".join(row.details), "")):
            yield from textwrap.wrap(
                text,
                width,
                initial_indent=INDENT,
                subsequent_indent=INDENT + hang,
                break_on_hyphens=False,
            )


def _row(
    cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], bottom: bool = False
) -> Iterator[str]:
    """Yield the lines of a row, each cell broken at words; a heading stands at the bottom."""
    broken = [_broken(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, broken))
    for column in broken:
        empty = [""] * (height - len(column))
        column[:] = [*empty, *column] if bottom else [*column, *empty]
    for parts in zip(*broken, strict=True):
        placed = [
            part.rjust(width) if at_right else part.ljust(width)
            for part, width, at_right in zip(parts, widths, right, strict=True)
        ]
        yield GAP.join(placed).rstrip()


def _broken(cell: str, width: int) -> list[str]:
    """Return a cell broken at words; a name that is too long, where it has underscores.

    >>> _broken("an invitation_after_any_settlement", 18)
    ['an invitation_', 'after_any_', 'settlement']
    """
    words = []
    for word in cell.split():
        words += word.replace("_", "_ ").split() if len(word) > width else [word]
    lines = [""]
    for word in words:
        glue = (
            "" if not lines[-1] or (lines[-1].endswith("_") and word not in cell.split()) else " "
        )
        if lines[-1] and len(lines[-1]) + len(glue) + len(word) > width:
            lines.append("")
            glue = ""
        lines[-1] += glue + word
    return [piece for each in lines for piece in textwrap.wrap(each, width)]
