"""A value axis: which numbers it carries, and where on paper they lie."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.report.drawings.svg import FAINT, GRID, Picture, line, text
from servanda.report.number_words import number

__all__ = ["Axis", "axis_for", "ticks_for"]


@dataclass(frozen=True)
class Axis:
    """From `start` to `stop` in value, from `left` to `right` on paper."""

    start: float
    stop: float
    left: float
    right: float
    percent: bool = False

    def at(self, value: float) -> float:
        """Return where a value lies; what lies beyond the ends is put at the end."""
        inside = min(max(value, self.start), self.stop)
        share = (inside - self.start) / (self.stop - self.start)
        return self.left + (self.right - self.left) * share

    def says(self, value: float) -> str:
        """Return a value as the axis prints it."""
        return f"{100 * value:.4g}%" if self.percent else number(value, 3)

    def draw(self, picture: Picture, top: float, bottom: float, caption: str = "") -> None:
        """Draw the grid behind the rows, and the scale below them."""
        for tick in ticks_for(self.start, self.stop, 4 if self.right - self.left < 260 else 6):
            x = self.at(tick)
            strong = tick == 0 and self.start < 0
            picture.add(line(x, top, x, bottom, FAINT if strong else GRID))
            picture.add(text(x, bottom + 15, self.says(tick), "middle", FAINT, 11.0))
        if caption:
            middle = (self.left + self.right) / 2
            picture.add(text(middle, bottom + 31, caption, "middle", FAINT, 11.0))


def ticks_for(start: float, stop: float, most: int = 6) -> list[float]:
    """Return round numbers from `start` to `stop`.

    >>> ticks_for(0.0, 1.0)
    [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    """
    raw = (stop - start) / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10, 20) if m * power >= raw * 0.999)
    first = math.ceil(start / step - 1e-9)
    last = math.floor(stop / step + 1e-9)
    return [round(i * step, 12) + 0.0 for i in range(first, last + 1)]


def axis_for(
    values: Iterable[float],
    left: float,
    right: float,
    percent: bool = False,
    domain: Sequence[float] | None = None,
) -> Axis:
    """Return an axis that holds the values, from and to round numbers."""
    known = [v for v in values if math.isfinite(v)]
    if domain is not None:
        return Axis(domain[0], domain[1], left, right, percent)
    low, high = min(known, default=0.0), max(known, default=1.0)
    if low > 0 and low < 0.5 * high:
        low = 0.0
    if high <= low:
        low, high = low - 0.5, high + 0.5
    step = ticks_for(low, high)
    gap = step[1] - step[0] if len(step) > 1 else high - low
    start, stop = math.floor(low / gap + 1e-9) * gap, math.ceil(high / gap - 1e-9) * gap
    return Axis(start, stop, left, right, percent)
