"""Scenario boxes: of the range of each input, the part the scenario keeps."""

from __future__ import annotations

from servanda.explore.finding import Row
from servanda.report.blocks import Figure
from servanda.report.drawings.cells import real
from servanda.report.drawings.svg import FAINT, GRID, INK, PALETTE, Picture, rect, text, wrapped
from servanda.report.number_words import number

__all__ = ["box"]


def box(figure: Figure, width: float) -> Picture:
    """Draw rows with `box`, `input`, its limits and range, and how often each limit comes up."""
    picture = Picture(width)
    narrow = width < 480
    room = width - 16 if narrow else 0.4 * width
    left, right = (8.0, width - 8) if narrow else (room + 14, width - 16)
    names = list(dict.fromkeys(str(row["box"]) for row in figure.rows))
    at = 4.0
    for index, name in enumerate(names):
        colour = PALETTE[index % len(PALETTE)]
        picture.add(text(0, at + 13, name, bold=True, colour=INK))
        at += 22
        for row in figure.rows:
            if str(row["box"]) != name:
                continue
            lines = wrapped(str(row["input"]), room, 2)
            height = 14.0 * len(lines) + 34 if narrow else max(14.0 * len(lines) + 10, 38.0)
            middle = at + 14.0 * len(lines) + 10 if narrow else at + 14
            x, anchor = (left, "start") if narrow else (room, "end")
            for i, words in enumerate(lines):
                picture.add(text(x, at + 13 + 14 * i, words, anchor))
            _track(picture, row, left, right, middle, colour)
            at += height
        at += 8
    picture.height = at
    return picture


def _track(
    picture: Picture, row: Row, left: float, right: float, middle: float, colour: str
) -> None:
    start, stop = real(row["range_low"]), real(row["range_high"])
    low, high = real(row["low"]), real(row["high"])
    low, high = (start if low != low else low), (stop if high != high else high)
    wide = (stop - start) or 1.0
    x1 = left + (right - left) * min(max((low - start) / wide, 0.0), 1.0)
    x2 = left + (right - left) * min(max((high - start) / wide, 0.0), 1.0)
    picture.add(rect(left, middle - 4, right - left, 8, GRID))
    picture.add(rect(x1, middle - 6, max(x2 - x1, 2.0), 12, colour, 0.85))
    often = real(row["frequency"])
    said = f"{number(low)} to {number(high)}"
    if often == often:
        said += f" · in {often:.0%} of resamples"
    picture.add(text(left, middle + 20, said, "start", FAINT, 11.0))
