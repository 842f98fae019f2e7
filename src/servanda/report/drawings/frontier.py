"""Frontier: packages as dots, and the line of those that nothing beats in both respects."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from servanda.explore.finding import Row
from servanda.report.blocks import Figure
from servanda.report.drawings.axis import Axis, axis_for, ticks_for
from servanda.report.drawings.cells import real
from servanda.report.drawings.legend import legend
from servanda.report.drawings.svg import (
    FAINT,
    GRID,
    PALETTE,
    Picture,
    circle,
    line,
    path,
    text,
    wrapped,
)

__all__ = ["frontier"]

_NAMED = 6
_APART = 34.0
"""Dots nearer to each other than this share a number."""


def frontier(figure: Figure, width: float) -> Picture:
    """Draw rows with `label`, `x`, `y` and `on_frontier`; the table names what the dots are."""
    picture = Picture(width)
    narrow = width < 480
    height = 230.0 if narrow else 300.0
    rows = [r for r in figure.rows if real(r["x"]) == real(r["x"]) and real(r["y"]) == real(r["y"])]
    top = 12.0 + legend(picture, list(dict.fromkeys(_group(row) for row in rows)), width)
    across = _axis([real(r["x"]) for r in rows], 52.0, width - 18)
    up = _axis([real(r["y"]) for r in rows], top + height, top)
    for tick in ticks_for(across.start, across.stop, 5):
        x = across.at(tick)
        picture.add(line(x, up.right, x, up.left, GRID))
        picture.add(text(x, up.left + 15, across.says(tick), "middle", FAINT, 11.0))
    for tick in ticks_for(up.start, up.stop, 5):
        picture.add(line(across.left, up.at(tick), across.right, up.at(tick), GRID))
        picture.add(text(across.left - 6, up.at(tick) + 4, up.says(tick), "end", FAINT, 11.0))
    for row in rows:
        if not row["on_frontier"]:
            colour = PALETTE[1] if row.get("group") else "#9aa3ad"
            picture.add(circle(across.at(real(row["x"])), up.at(real(row["y"])), 4.0, colour))
    best = sorted(
        (r for r in rows if r["on_frontier"]), key=lambda r: (real(r["x"]), -real(r["y"]))
    )
    points = [(across.at(real(r["x"])), up.at(real(r["y"]))) for r in best]
    if len(points) > 1:
        picture.add(path(points, PALETTE[0]))
    for x, y in points:
        picture.add(circle(x, y, 5.0, PALETTE[0]))
    named = _named(points)
    for index, place in enumerate(named, start=1):
        x, y = points[place]
        anchor = "end" if x > across.right - 14 else "start"
        picture.add(text(x + (-8 if anchor == "end" else 8), y - 6, str(index), anchor, bold=True))
    _captions(picture, figure, across, up)
    at = up.left + 40
    for index, place in enumerate(named, start=1):
        at += 5
        for number, words in enumerate(wrapped(str(best[place]["label"]), width - 34, 3)):
            at += 15
            if not number:
                picture.add(text(8, at, str(index), bold=True))
            picture.add(text(28, at, words))
    picture.height = at + 8
    return picture


def _group(row: Row) -> str:
    return str(row.get("group") or "packages")


def _named(points: Sequence[tuple[float, float]]) -> list[int]:
    """Return which dots have room for a number: the last first, then those far enough from it."""
    kept: list[int] = []
    for place in sorted(range(len(points)), key=lambda each: points[each][1]):
        x, y = points[place]
        clear = all(hypot(x - points[k][0], y - points[k][1]) >= _APART for k in kept)
        if clear and len(kept) < _NAMED:
            kept.append(place)
    return kept


def _axis(values: list[float], left: float, right: float) -> Axis:
    shares = all(0.0 <= value <= 1.0 for value in values)
    return axis_for(values, left, right, percent=shares)


def _captions(picture: Picture, figure: Figure, across: Axis, up: Axis) -> None:
    below = f"→ {figure.labels.get('x', 'x')}"
    above = f"↑ {figure.labels.get('y', 'y')}"
    picture.add(text(across.left + 4, up.right + 10, above, colour=FAINT, size=11.0))
    picture.add(text(across.right, up.left + 31, below, "end", FAINT, 11.0))
