"""Frontier: packages as dots, and the line of those that nothing beats in both respects."""

from __future__ import annotations

from servanda.report.blocks import Figure
from servanda.report.drawings.axis import Axis, axis_for, ticks_for
from servanda.report.drawings.cells import real
from servanda.report.drawings.svg import (
    FAINT,
    GRID,
    PALETTE,
    Picture,
    circle,
    line,
    path,
    text,
)

__all__ = ["frontier"]

_NAMED = 12


def frontier(figure: Figure, width: float) -> Picture:
    """Draw rows with `label`, `x`, `y` and `on_frontier`; the table names what the dots are."""
    picture = Picture(width)
    narrow = width < 480
    height = 230.0 if narrow else 300.0
    rows = [r for r in figure.rows if real(r["x"]) == real(r["x"]) and real(r["y"]) == real(r["y"])]
    across = _axis([real(r["x"]) for r in rows], 52.0, width - 18)
    up = _axis([real(r["y"]) for r in rows], 12.0 + height, 12.0)
    for tick in ticks_for(across.start, across.stop, 5):
        x = across.at(tick)
        picture.add(line(x, up.right, x, up.left, GRID))
        picture.add(text(x, up.left + 15, across.says(tick), "middle", FAINT, 11.0))
    for tick in ticks_for(up.start, up.stop, 5):
        picture.add(line(across.left, up.at(tick), across.right, up.at(tick), GRID))
        picture.add(text(across.left - 6, up.at(tick) + 4, up.says(tick), "end", FAINT, 11.0))
    best = sorted(
        (r for r in rows if r["on_frontier"]), key=lambda r: (real(r["x"]), -real(r["y"]))
    )
    for row in rows:
        if not row["on_frontier"]:
            picture.add(circle(across.at(real(row["x"])), up.at(real(row["y"])), 3.5, "#9aa3ad"))
    points = [(across.at(real(r["x"])), up.at(real(r["y"]))) for r in best]
    if len(points) > 1:
        picture.add(path(points, PALETTE[0]))
    for index, (x, y) in enumerate(points, start=1):
        picture.add(circle(x, y, 5.0, PALETTE[0]))
        if len(points) <= _NAMED:
            anchor = "end" if x > across.right - 14 else "start"
            picture.add(
                text(x + (-8 if anchor == "end" else 8), y - 6, str(index), anchor, bold=True)
            )
    _captions(picture, figure, across, up)
    at = up.left + 40
    if len(best) <= _NAMED:
        for index, row in enumerate(best, start=1):
            at += 16
            picture.add(text(8, at, f"{index}  {row['label']}"[: int(width / 6.4)]))
    picture.height = at + 8
    return picture


def _axis(values: list[float], left: float, right: float) -> Axis:
    shares = all(0.0 <= value <= 1.0 for value in values)
    return axis_for(values, left, right, percent=shares)


def _captions(picture: Picture, figure: Figure, across: Axis, up: Axis) -> None:
    below = f"→ {figure.labels.get('x', 'x')}"
    above = f"↑ {figure.labels.get('y', 'y')}"
    picture.add(text(across.left + 4, up.right + 10, above, colour=FAINT, size=11.0))
    picture.add(text(across.right, up.left + 31, below, "end", FAINT, 11.0))
