"""Survival curves: the share still standing, year by year, with its band."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.explore.finding import Row
from servanda.report.blocks import Figure
from servanda.report.drawings.axis import Axis, axis_for, ticks_for
from servanda.report.drawings.cells import real
from servanda.report.drawings.svg import FAINT, GRID, PALETTE, Picture, line, path, text

__all__ = ["curve"]

_DASHES = (None, "6 4", "2 3", "10 3 2 3")


def curve(figure: Figure, width: float) -> Picture:
    """Draw rows with `series`, `years`, `share`, `low` and `high`, one line a series."""
    picture = Picture(width)
    names = list(dict.fromkeys(str(row["series"]) for row in figure.rows))
    bottom_of_legend = _legend(picture, names, width)
    top, height = bottom_of_legend + 6, 150.0 if width < 480 else 200.0
    bottom = top + height
    years = axis_for([0.0, *(real(row["years"]) for row in figure.rows)], 40.0, width - 12)
    shares = Axis(0.0, 1.0, bottom, top, percent=True)
    for tick in ticks_for(0.0, 1.0, 5 if height < 160 else 6):
        y = shares.at(tick)
        picture.add(line(years.left, y, years.right, y, GRID))
        picture.add(text(years.left - 6, y + 4, shares.says(tick), "end", FAINT, 11.0))
    for tick in ticks_for(years.start, years.stop, 6):
        picture.add(text(years.at(tick), bottom + 15, f"{tick:g}", "middle", FAINT, 11.0))
    caption = figure.labels.get("axis", "years after signature")
    picture.add(text((years.left + years.right) / 2, bottom + 31, caption, "middle", FAINT, 11.0))
    for index, name in enumerate(names):
        rows = sorted(
            (row for row in figure.rows if str(row["series"]) == name),
            key=lambda row: real(row["years"]),
        )
        _draw_series(picture, rows, years, shares, index)
    picture.height = bottom + 38
    return picture


def _draw_series(
    picture: Picture, rows: Sequence[Row], years: Axis, shares: Axis, index: int
) -> None:
    colour, dash = PALETTE[index % len(PALETTE)], _DASHES[index % len(_DASHES)]
    band = [r for r in rows if real(r["low"]) == real(r["low"])]
    upper = [(years.at(real(r["years"])), shares.at(real(r["high"]))) for r in band]
    lower = [(years.at(real(r["years"])), shares.at(real(r["low"]))) for r in reversed(band)]
    if len(band) > 1:
        picture.add(path([*upper, *lower], colour, filled=True))
    known = [r for r in rows if real(r["share"]) == real(r["share"])]
    picture.add(
        path(
            [(years.at(real(r["years"])), shares.at(real(r["share"]))) for r in known], colour, dash
        )
    )


def _legend(picture: Picture, names: Sequence[str], width: float) -> float:
    x, y = 8.0, 14.0
    for index, name in enumerate(names):
        needed = 30 + 6.6 * len(name) + 14
        if x > 8 and x + needed > width:
            x, y = 8.0, y + 18
        colour, dash = PALETTE[index % len(PALETTE)], _DASHES[index % len(_DASHES)]
        picture.add(line(x, y - 4, x + 24, y - 4, colour, 2.0, dash), text(x + 30, y, name))
        x += needed
    return y
