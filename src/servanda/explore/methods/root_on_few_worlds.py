"""Closing in on a threshold with as few looks at all worlds as it takes.

A look at all worlds is dear. Fewer worlds cannot say where the margin of all of them is zero, but
they say well how it *differs* between two near values, since the worlds are the same. So each look
at all worlds is placed by the fewer ones, measured from the last look; two looks that lie within
the accuracy and differ in sign end it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from servanda.explore.methods.thresholds import Flip
from servanda.explore.study import Input

__all__ = ["close_in", "followed"]

Margin = Callable[[float], float]
Point = tuple[float, float]

MOST = 60
"""Looks at all worlds after which closing in is given up; halving alone needs about ten."""
SIDE = 0.45
"""How far to either side of the root, in accuracies, the two sides are looked for."""


def close_in(
    item: Input,
    margin: Margin,
    guess: float,
    now: Point,
    *,
    model: Margin | None = None,
    accuracy: float = 1e-3,
) -> Flip | None:
    """Verify a threshold that was found with fewer worlds, and close in on it; None if it is none.

    Parameters: `margin`, of all worlds; `guess`, where it seems to turn; `now`, the present value
    and its margin; `model`, a margin of fewer worlds whose differences are followed; `accuracy`,
    width of the final bracket, in ranges.

    Returns: a flip both of whose sides were computed with `margin`.

    >>> near = close_in(Input("q", 0, 1, "evidence"), lambda q: q - 0.6512, 0.6, (0.2, -0.45))
    >>> near.before < 0.6512 < near.after
    True
    """
    width, way = accuracy * item.width, 1.0 if guess > now[0] else -1.0
    end = item.high if way > 0.0 else item.low
    inner, outer = now, (end, np.nan)
    value, slope = float(np.clip(guess, item.low, item.high)), 0.0
    for turn in range(MOST):
        last = (value, margin(value))
        turned = (last[1] >= 0.0) != (now[1] >= 0.0)
        if turned:
            outer = last
        else:
            inner = last
        if not turned and value == end:
            return None
        if not np.isnan(outer[1]) and abs(outer[0] - inner[0]) <= width:
            return _flip(item, margin, now, inner, outer)
        root = None
        if model is not None and turn % 3 != 2:
            root, slope = followed(item, model, last, slope)
        value = _next(inner, outer, root, way * width, turned, turn)
    return None


def followed(
    item: Input, model: Margin, last: Point, slope: float = 0.0
) -> tuple[float | None, float]:
    """Give the root that fewer worlds lead to from a point whose margin is known, and the slope.

    `slope` is what was followed before, if anything was; a root that it puts far away is looked at
    once more. None where there is no slope to follow.

    >>> q = Input("q", 0, 1, "evidence")
    >>> root, slope = followed(q, lambda value: 2 * value - 1.2, (0.4, -0.5))
    >>> print(round(root, 6), round(slope, 6))
    0.65 2.0
    """
    value, margin = last
    reach = 0.02 * item.width
    if slope == 0.0:
        other = value + (reach if value + reach <= item.high else -reach)
        slope = (model(other) - model(value)) / (other - value)
    if slope == 0.0:
        return None, 0.0
    root = float(np.clip(value - margin / slope, item.low, item.high))
    if abs(root - value) > reach:
        secant = (model(root) - model(value)) / (root - value)
        if secant * slope > 0.0:
            slope = secant
            root = float(np.clip(value - margin / slope, item.low, item.high))
    return root, slope


def _next(
    inner: Point, outer: Point, root: float | None, step: float, turned: bool, turn: int
) -> float:
    """Where to look next: just beyond the root that is followed, on the side not yet seen.

    `step` is the accuracy, signed outward. Without a root, half way to the outer point, or ever
    further out where none is known.
    """
    length = outer[0] - inner[0]
    known = not np.isnan(outer[1])
    if root is None:
        far = 0.5 * length if known else step * 4.0**turn
        return inner[0] + (far if abs(far) < abs(length) else length)
    aim = root + (-SIDE if turned else SIDE) * step
    inside = (aim - inner[0]) / length
    least = min(abs(SIDE * step / length), 0.5)
    most = 1.0 - least if known else 1.0
    return inner[0] + length * float(np.clip(inside, least, most))


def _flip(item: Input, margin: Margin, now: Point, inner: Point, outer: Point) -> Flip | None:
    """The flip, both sides computed; the present value may have been judged from fewer worlds."""
    if inner is now:
        inner = (now[0], margin(now[0]))
        if (inner[1] >= 0.0) == (outer[1] >= 0.0):
            return None
    distance = abs(0.5 * (inner[0] + outer[0]) - item.middle) / item.width
    return Flip(item, inner[0], outer[0], distance, inner[1], outer[1])
