"""Calibration: what was said against how often it came true, with every case on the rim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from servanda.report.drawings.axis import Axis, ticks_for
from servanda.report.drawings.legend import legend
from servanda.report.drawings.svg import FAINT, GRID, PALETTE, Picture, circle, line, text

__all__ = ["Dot", "calibration"]


APART = 6.0
"""Pixels between the bars of one bin of two series."""


class _Bin(Protocol):
    """Some forecasts together: what was said on average, the share that came true, its range."""

    @property
    def said(self) -> float: ...
    @property
    def came(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True)
class Dot:
    """One case: what was said of it, whether it came true, and whether it is drawn hollow."""

    said: float
    came: bool
    hollow: bool = False


def calibration(
    series: Mapping[str, Sequence[_Bin]],
    dots: Sequence[Dot],
    caption: str,
    beside: str,
    rims: str,
    width: float = 380.0,
) -> Picture:
    """Draw forecasts against outcomes, both from 0 to 1: a bar a bin, the diagonal, and each case.

    Parameters: `series`, bins by the name that a colour stands for; `dots`, cases, at the upper
    rim where they came true and else at the lower; `caption`, what is forecast; `beside`, what is
    counted; `rims`, what hollow and filled dots stand for. Bars of series that would cover one
    another stand a little apart.
    """
    picture = Picture(width)
    top = 10.0 + legend(picture, list(series), width) + 22.0
    picture.add(text(8.0, top - 16.0, beside, "start", FAINT, 11.0))
    left, right = 46.0, width - 14.0
    bottom = top + (right - left)
    said, came = Axis(0.0, 1.0, left, right, True), Axis(0.0, 1.0, bottom - 14, top + 14, True)
    for tick in ticks_for(0.0, 1.0):
        x, y = said.at(tick), came.at(tick)
        picture.add(line(x, came.at(1.0), x, came.at(0.0), GRID), line(left, y, right, y, GRID))
        picture.add(text(x, bottom + 15, said.says(tick), "middle", FAINT, 11.0))
        picture.add(text(left - 6, y + 4, came.says(tick), "end", FAINT, 11.0))
    picture.add(line(left, came.at(0.0), right, came.at(1.0), FAINT, 1.0, "4 4"))
    for dot in dots:
        rim = top + 2.0 if dot.came else bottom - 2.0
        picture.add(circle(said.at(dot.said), rim, 3.0, FAINT, hollow=dot.hollow))
    for index, bins in enumerate(series.values()):
        colour = PALETTE[index % len(PALETTE)]
        for each in bins:
            x = said.at(each.said) + APART * (index - (len(series) - 1) / 2)
            picture.add(line(x, came.at(each.low), x, came.at(each.high), colour, 2.0, cap="round"))
            picture.add(circle(x, came.at(each.came), 5.0, colour))
    picture.add(text((left + right) / 2, bottom + 31, caption, "middle", FAINT, 11.0))
    picture.add(text((left + right) / 2, bottom + 48, rims, "middle", FAINT, 11.0))
    picture.height = bottom + 56
    return picture
