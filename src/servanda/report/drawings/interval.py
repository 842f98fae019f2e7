"""Intervals: a dot at the middle, a bar from low to high; rows of one label stand together."""

from __future__ import annotations

from itertools import groupby

from servanda.explore.finding import Row
from servanda.report.blocks import Figure
from servanda.report.drawings.axis import Axis, axis_for
from servanda.report.drawings.cells import real
from servanda.report.drawings.legend import legend
from servanda.report.drawings.svg import PALETTE, Picture, circle, line, text, wrapped

__all__ = ["interval"]

_LINE, _STEP = 14.0, 13.0


def interval(figure: Figure, width: float) -> Picture:
    """Draw rows with `label`, `low`, `middle` and `high`; `group`, where given, has a colour."""
    picture = Picture(width)
    narrow = width < 480
    room = width - 16 if narrow else 0.38 * width
    left, right = (12.0, width - 14) if narrow else (room + 14, width - 16)
    values = [real(row[key]) for row in figure.rows for key in ("low", "middle", "high")]
    axis = axis_for(values, left, right, figure.percent, figure.domain)
    groups = list(dict.fromkeys(_group(row) for row in figure.rows))
    top = at = 4.0 + legend(picture, groups, width)
    placed = []
    for label, same in groupby(figure.rows, key=lambda row: str(row["label"])):
        rows = list(same)
        lines = wrapped(label, room, 2 if narrow else 3)
        marks, words = _STEP * len(rows), _LINE * len(lines)
        height = words + marks + 8 if narrow else max(marks, words) + 10
        first_mark = at + words + 10 if narrow else at + (height - marks + _STEP) / 2
        first_word = at + 13 if narrow else at + (height - words) / 2 + 11
        placed.append((rows, lines, first_word, first_mark))
        at += height
    axis.draw(picture, top, at, figure.labels.get("axis", ""))
    for rows, lines, first_word, first_mark in placed:
        x, anchor = (left - 6, "start") if narrow else (room, "end")
        for index, words_shown in enumerate(lines):
            picture.add(text(x, first_word + _LINE * index, words_shown, anchor))
        for index, row in enumerate(rows):
            colour = PALETTE[groups.index(_group(row)) % len(PALETTE)]
            _mark(picture, row, axis, first_mark + _STEP * index, colour)
    picture.height = at + (38 if figure.labels.get("axis") else 22)
    return picture


def _group(row: Row) -> str:
    return str(row.get("group") or "")


def _mark(picture: Picture, row: Row, axis: Axis, y: float, colour: str) -> None:
    low, middle, high = (real(row[key]) for key in ("low", "middle", "high"))
    if low == low and high == high:
        picture.add(line(axis.at(low), y, axis.at(high), y, colour, 4.0, cap="round"))
    if middle == middle:
        outside = not axis.start <= middle <= axis.stop
        picture.add(circle(axis.at(middle), y, 5.0, colour, hollow=outside))
