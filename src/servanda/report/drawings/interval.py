"""Intervals: a dot at the middle, a bar from the low to the high end, one row a label."""

from __future__ import annotations

from servanda.report.blocks import Figure
from servanda.report.drawings.axis import axis_for
from servanda.report.drawings.cells import real
from servanda.report.drawings.svg import PALETTE, Picture, circle, line, text, wrapped

__all__ = ["interval"]


def interval(figure: Figure, width: float) -> Picture:
    """Draw rows with `label`, `low`, `middle` and `high`; `group`, where given, has a colour."""
    picture = Picture(width)
    narrow = width < 480
    room = width - 16 if narrow else 0.38 * width
    left, right = (12.0, width - 14) if narrow else (room + 14, width - 16)
    values = [real(row[key]) for row in figure.rows for key in ("low", "middle", "high")]
    axis = axis_for(values, left, right, figure.percent, figure.domain)
    groups = list(dict.fromkeys(str(row.get("group") or "") for row in figure.rows))
    at, rows, top = 4.0, [], 4.0
    for row in figure.rows:
        lines = wrapped(str(row["label"]), room, 2 if narrow else 3)
        height = 14.0 * len(lines) + (20 if narrow else 10)
        middle = at + height - 11 if narrow else at + height / 2
        first = at + 13 if narrow else middle + 4 - 7.0 * (len(lines) - 1)
        rows.append((row, lines, first, middle))
        at += height
    axis.draw(picture, top, at, figure.labels.get("axis", ""))
    for row, lines, first, middle in rows:
        colour = PALETTE[groups.index(str(row.get("group") or "")) % len(PALETTE)]
        x, anchor = (left - 6, "start") if narrow else (room, "end")
        for index, words in enumerate(lines):
            picture.add(text(x, first + 14 * index, words, anchor))
        low, high, centre = real(row["low"]), real(row["high"]), real(row["middle"])
        if low == low and high == high:
            picture.add(line(axis.at(low), middle, axis.at(high), middle, colour, 4.0, cap="round"))
        if centre == centre:
            outside = not axis.start <= centre <= axis.stop
            picture.add(circle(axis.at(centre), middle, 5.0, colour, hollow=outside))
    picture.height = at + (38 if figure.labels.get("axis") else 22)
    return picture
