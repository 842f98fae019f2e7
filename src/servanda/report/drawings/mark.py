"""A range inside a table cell: bar and dot on the axis its column shares."""

from __future__ import annotations

import math

from servanda.report.blocks import Mark
from servanda.report.drawings.svg import GRID, PALETTE, circle, line

__all__ = ["draw_mark"]

_WIDTH, _HEIGHT = 180.0, 18.0


def draw_mark(mark: Mark) -> str:
    """Return the SVG of a mark; the words beside it say the same, so it is hidden from readers."""
    colour = PALETTE[mark.colour % len(PALETTE)]
    low, middle, high = (_place(mark, v) for v in (mark.low, mark.middle, mark.high))
    y = _HEIGHT / 2
    pieces = [line(4, y, _WIDTH - 4, y, GRID)]
    for share in (0.0, 0.5, 1.0):
        x = 4 + share * (_WIDTH - 8)
        pieces.append(line(x, y - 4, x, y + 4, GRID))
    pieces.append(line(low, y, max(high, low + 0.1), y, colour, 4.0, cap="round"))
    pieces.append(circle(middle, y, 4.5, colour))
    return (
        f'<svg class="mark" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" width="{_WIDTH:.0f}" '
        f'height="{_HEIGHT:.0f}" aria-hidden="true">{"".join(pieces)}</svg>'
    )


def _place(mark: Mark, value: float) -> float:
    start, stop, here = mark.start, mark.stop, value
    if mark.log:
        start, stop, here = (math.log(max(v, mark.start)) for v in (start, stop, here))
    share = (here - start) / (stop - start) if stop > start else 0.5
    return 4 + min(max(share, 0.0), 1.0) * (_WIDTH - 8)
