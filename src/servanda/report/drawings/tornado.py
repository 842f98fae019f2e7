"""Tornado: what matters most on top, as bars from nothing, with their error."""

from __future__ import annotations

from servanda.report.blocks import Figure
from servanda.report.drawings.axis import axis_for
from servanda.report.drawings.cells import real
from servanda.report.drawings.legend import legend
from servanda.report.drawings.svg import (
    INK,
    PALETTE,
    Picture,
    line,
    rect,
    text,
    wrapped,
)

__all__ = ["tornado"]


def tornado(figure: Figure, width: float) -> Picture:
    """Draw rows with `label`, `value`, `error` and `group`, the largest value first."""
    picture = Picture(width)
    narrow = width < 480
    room = width - 16 if narrow else 0.42 * width
    left, right = (12.0, width - 14) if narrow else (room + 14, width - 16)
    rows = sorted(figure.rows, key=lambda row: -abs(real(row["value"])))
    groups = list(dict.fromkeys(str(row["group"] or "") for row in figure.rows))
    reach = [0.0]
    for row in rows:
        value, error = real(row["value"]), real(row["error"])
        reach += [value - error, value + error] if error == error else [value]
    axis = axis_for(reach, left, right, figure.percent, figure.domain)
    at, placed, top = 4.0 + legend(picture, groups, width), [], 4.0
    top = at
    for row in rows:
        lines = wrapped(str(row["label"]), room, 2)
        height = 14.0 * len(lines) + (22 if narrow else 10)
        placed.append((row, lines, at, height))
        at += height
    axis.draw(picture, top, at, figure.labels.get("axis", figure.labels.get("value", "")))
    for row, lines, start, height in placed:
        colour = PALETTE[groups.index(str(row["group"] or "")) % len(PALETTE)]
        middle = start + height - 12 if narrow else start + height / 2
        first = start + 13 if narrow else middle + 4 - 7.0 * (len(lines) - 1)
        x, anchor = (left - 6, "start") if narrow else (room, "end")
        for index, words in enumerate(lines):
            picture.add(text(x, first + 14 * index, words, anchor))
        value, error = real(row["value"]), real(row["error"])
        if value != value:
            continue
        low, high = sorted((axis.at(0.0), axis.at(value)))
        picture.add(rect(low, middle - 6, max(high - low, 1.0), 12, colour, 0.85))
        if error == error and error > 0:
            picture.add(
                line(axis.at(value - error), middle, axis.at(value + error), middle, INK, 1.5)
            )
    picture.height = at + (38 if figure.labels.get("axis") or figure.labels.get("value") else 22)
    return picture
