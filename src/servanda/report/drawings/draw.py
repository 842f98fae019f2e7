"""Which drawing belongs to which shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from servanda.explore.finding import Shape
from servanda.report.blocks import Figure
from servanda.report.drawings.box import box
from servanda.report.drawings.curve import curve
from servanda.report.drawings.frontier import frontier
from servanda.report.drawings.interval import interval
from servanda.report.drawings.svg import Picture
from servanda.report.drawings.tornado import tornado

__all__ = ["DRAWINGS", "NARROW", "WIDE", "draw"]

WIDE, NARROW, SMALL = 720, 340, 340

DRAWINGS: Mapping[Shape, Callable[[Figure, float], Picture]] = {
    "interval": interval,
    "survival curve": curve,
    "tornado": tornado,
    "box": box,
    "frontier": frontier,
}
"""Every shape that has a picture; a table is its own."""


def draw(figure: Figure, width: float = WIDE, name: str = "") -> str:
    """Return a figure as SVG of so many pixels across; empty for a table or where nothing is.

    `name` must be unique on a page that holds several.
    """
    if figure.image:
        return figure.image
    if figure.shape not in DRAWINGS or not figure.rows:
        return ""
    picture = DRAWINGS[figure.shape](figure, width)
    return picture.svg(name or figure.id, figure.title, figure.note or figure.title)
