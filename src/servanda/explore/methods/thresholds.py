"""Linchpins: single inputs whose change flips a verdict, and the smallest joint change.

The verdict is asked as a *margin*: a number whose sign is the verdict (a share of worlds less one
half, or a party's margin in one world). Distances are in units of the input's stated range, so that
they can be compared: 0.2 means "a fifth of the range away".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Floats
from servanda.errors import InputError
from servanda.explore.methods.bins import bin_codes
from servanda.explore.study import Input
from servanda.sentences import number

__all__ = ["Flip", "JointFlip", "binned", "could_flip", "joint_flip", "thresholds", "turning_bins"]


@dataclass(frozen=True)
class Flip:
    """Where a verdict turns as one input is moved.

    `before` and `after` are values on either side of the threshold at which the margin was computed
    and has opposite signs; `distance` is from the present value, in ranges.
    """

    input: Input
    before: float
    after: float
    distance: float
    margin_before: float
    margin_after: float

    @property
    def value(self) -> float:
        """The threshold: half way between the two values computed."""
        return 0.5 * (self.before + self.after)

    @property
    def says(self) -> str:
        """Say the flip in a sentence."""
        item = self.input
        unit = "" if item.unit in ("", "share", "probability") else f" {item.unit}"
        if self.before == self.after:
            return f"The verdict flips if {item.says} is known to be {number(self.value, 3)}{unit}."
        way = "rises above" if self.after > self.before else "falls below"
        return (
            f"The verdict flips if {item.says} {way} {number(self.value, 3)}{unit} "
            f"(now {number(item.middle, 3)}; {_far(self.distance)} of its range away)."
        )


@dataclass(frozen=True)
class JointFlip:
    """The smallest joint change found that turns the verdict.

    `moves` gives input, present value and new value; `distance` is the root sum of squared moves,
    each in half-ranges; `starts` how many starting points led to it, out of `tried`.
    """

    moves: tuple[tuple[Input, float, float], ...]
    distance: float
    margin: float
    starts: int
    tried: int


def _far(distance: float) -> str:
    """A distance to two decimals, or to one figure where that would read as none at all."""
    return f"{distance:.2f}" if distance >= 0.005 else number(distance, 1)


def thresholds(
    item: Input,
    margin: Callable[[float], float],
    *,
    standing: float | None = None,
    ends: Sequence[float] | None = None,
    points: int = 9,
    accuracy: float = 1e-3,
) -> tuple[Flip, ...]:
    """Find where the verdict turns as one input moves through its stated range.

    Parameters
    ----------
    item : the input, with its range and present value
    margin : gives the margin with the input at that value, all else (and the worlds) the same
    standing : the margin as it stands, with the input uncertain; where that has the other sign from
        the margin at the present value, knowing the input to be there is itself a flip, given as
        one at distance 0
    ends : the ends of the range towards which to look, both where None
    points : values looked at on each side of the present one, evenly spaced to the end of the range
    accuracy : width of the final bracket, in ranges

    Returns: the nearest flip below and the nearest above the present value, nearest first; empty
    where nothing inside the range turns it.

    Formula: scan outward to the first change of sign, then close the bracket by looking just either
    side of the secant's root, and half way every third time, since a share of worlds is a
    staircase. Both ends of the final bracket have been computed, so the flip is verified and not
    extrapolated.
    *Departure*: a verdict that turns and turns back between two neighbouring points is not seen;
    raise `points` if the margin is not monotone.

    Example
    -------
    >>> resolve = Input("resolve", 0.0, 1.0, "judgement", label="NATO's resolve", now=0.2)
    >>> (flip,) = thresholds(resolve, lambda value: value - 0.65)
    >>> print(flip.says)
    The verdict flips if NATO's resolve rises above 0.65 (now 0.2; 0.45 of its range away).
    >>> flip.before < 0.65 < flip.after
    True
    >>> thresholds(resolve, lambda value: 1.0)
    ()
    """
    start = float(np.clip(item.middle, item.low, item.high))
    if item.width == 0.0:
        return ()
    here = _finite(item, start, margin(start))
    if standing is not None and (standing >= 0.0) != (here >= 0.0):
        return (Flip(item, start, start, 0.0, standing, here),)
    flips = []
    for end in (item.low, item.high) if ends is None else ends:
        steps = np.linspace(start, end, points + 1)
        before, at_before = start, here
        for value in steps[1:] if end != start else ():
            at_value = _finite(item, float(value), margin(float(value)))
            if (at_value >= 0.0) != (here >= 0.0):
                flips.append(
                    _halved(item, margin, (before, at_before), (float(value), at_value), accuracy)
                )
                break
            before, at_before = float(value), at_value
    return tuple(sorted(flips, key=lambda flip: flip.distance))


def binned(values: Floats) -> NDArray[np.intp]:
    """Give the bin of each value, equally full bins of some 200 worlds each, at most twenty."""
    return bin_codes(np.asarray(values, dtype=np.float64), max(4, min(20, len(values) // 200)))


def could_flip(codes: NDArray[np.intp], margin: Floats, *, stretch: float = 1.0) -> bool:
    """Say from worlds already computed whether one input might turn the mean margin.

    Parameters and departures as `turning_bins`: whether any bin of the input might.

    Example
    -------
    >>> rng = np.random.default_rng(1)
    >>> x = rng.uniform(size=(20_000, 2))
    >>> signed = x[:, 0] > 0.3
    >>> could_flip(binned(x[:, 0]), signed - 0.5), could_flip(binned(x[:, 1]), signed - 0.5)
    (True, False)
    """
    return bool(turning_bins(codes, margin, stretch=stretch).any())


def turning_bins(
    codes: NDArray[np.intp], margin: Floats, *, stretch: float = 1.0
) -> NDArray[np.bool_]:
    """Say in which bins of an input the mean margin might have another sign than in all worlds.

    Parameters
    ----------
    codes : (n,) the bin of the input in each world (`binned`), as full as the others
    margin : (n,) a number per world whose mean's sign is the verdict (0 or 1 less the level)
    stretch : how many times further setting the input may move the mean than learning it does

    Returns: (bins,) False only where the sign is kept by three standard errors, the departure from
    the mean over all worlds stretched so, by the parabola laid through the bins; a bin that stands
    off it by three standard errors of its own, and those at the two ends, speak for themselves.
    *Departure*: for independent inputs learning and setting are the same and a stretch of 1 is
    exact; for correlated ones a bin also moves the others, which may add to or take from its
    effect, and 2 is a rule of thumb.

    Example
    -------
    >>> x = np.random.default_rng(1).uniform(size=8_000)
    >>> np.flatnonzero(turning_bins(binned(x), (x < 0.7) - 0.4)).tolist()
    [14, 15, 16, 17, 18, 19]
    """
    count = np.bincount(codes)
    mean = np.bincount(codes, margin) / count
    square = np.bincount(codes, np.square(margin)) / count
    error = np.sqrt(np.maximum(square - mean**2, 0.0) / count)
    powers = np.vander(np.linspace(-1.0, 1.0, len(count)), 3)
    onto = powers @ np.linalg.pinv(powers)
    laid, doubt = onto @ mean, np.sqrt(np.square(onto) @ np.square(error))
    off = np.abs(mean - laid) > 3.0 * error
    off[[0, -1]] = True  # what a skewed input does only at its very end
    value, doubt = np.where(off, mean, laid), np.where(off, error, doubt)
    whole = float(np.mean(margin))
    sign = 1.0 if whole >= 0.0 else -1.0
    return np.asarray(sign * (whole + stretch * (value - whole)) < 3.0 * doubt, dtype=np.bool_)


def joint_flip(
    items: Sequence[Input],
    margin: Callable[[Floats], float],
    rng: np.random.Generator,
    *,
    starts: int = 8,
    step: float = 1e-2,
    rounds: int = 60,
) -> JointFlip | None:
    """Find the smallest joint change inside the stated ranges that turns the verdict, if any.

    Parameters
    ----------
    items : the inputs that may move, with their ranges and present values
    margin : gives the margin with the inputs at the given values; smooth enough for differences of
        `step` ranges to show its slope
    rng : draws the starting points
    starts : starting points: the present values, corners and random points; the distance is convex
        but the turning surface need not be, so one start is not enough
    step : finite-difference step, in ranges
    rounds : iterations from each starting point at most

    Formula: minimise `sqrt(sum ((x_j - now_j)/s_j)^2)` subject to the margin having turned, s_j
    half the range (SLSQP [@Kraft1988]); the best point is then pushed along its own direction until
    the margin, as computed, has changed sign, and pulled back by halving: what is returned is
    verified.

    Example
    -------
    >>> pair = (Input("a", 0, 2, "evidence", now=1.0), Input("b", 0, 2, "judgement", now=1.0))
    >>> found = joint_flip(pair, lambda x: x[0] + x[1] - 3.0, np.random.default_rng(0))
    >>> [round(new, 2) for _, _, new in found.moves], round(found.distance, 3)
    ([1.5, 1.5], 0.707)
    """
    from scipy.optimize import minimize

    free = [item for item in items if item.width > 0.0]
    if not free:
        return None
    now = np.array([np.clip(item.middle, item.low, item.high) for item in free])
    half = np.array([item.width / 2.0 for item in free])
    box = [
        ((item.low - at) / size, (item.high - at) / size)
        for item, at, size in zip(free, now, half, strict=True)
    ]
    sign = 1.0 if margin(now) >= 0.0 else -1.0

    def turned(moved: Floats) -> float:
        """Positive where the verdict has turned."""
        return -sign * margin(now + half * np.clip(moved, *np.transpose(box)))

    found = []
    origins = _origins(box, turned, rng, starts, step)
    for origin in origins:
        result = minimize(
            lambda moved: float(moved @ moved),
            origin,
            jac=lambda moved: 2.0 * moved,
            bounds=box,
            constraints={"type": "ineq", "fun": turned},
            method="SLSQP",
            options={"eps": 2.0 * step, "maxiter": rounds, "ftol": 1e-6},
        )
        verified = _verified(np.asarray(result.x), turned, box)
        if verified is not None:
            found.append(verified)
    if not found:
        return None
    best = min(found, key=lambda moved: float(moved @ moved))
    length = float(np.sqrt(best @ best))
    agree = sum(
        abs(float(np.sqrt(other @ other)) - length) < 0.02 * length + 1e-9 for other in found
    )
    moves = tuple(
        (item, float(at), float(at + size * by))
        for item, at, size, by in zip(free, now, half, best, strict=True)
        if abs(by) > 1e-3
    )
    return JointFlip(moves, length, -sign * turned(best), agree, len(origins))


def _finite(item: Input, value: float, margin: float) -> float:
    if not np.isfinite(margin):
        raise InputError(
            f"the margin with {item.name} = {value:g} is {margin}; "
            "narrow the range, or give a margin for such worlds"
        )
    return float(margin)


def _halved(
    item: Input,
    margin: Callable[[float], float],
    before: tuple[float, float],
    after: tuple[float, float],
    accuracy: float,
) -> Flip:
    turn = 0
    while abs(after[0] - before[0]) > accuracy * item.width:
        value = _next(before, after, accuracy * item.width, turn)
        at_value = _finite(item, value, margin(value))
        if (at_value >= 0.0) == (before[1] >= 0.0):
            before = (value, at_value)
        else:
            after = (value, at_value)
        turn += 1
    distance = abs(0.5 * (before[0] + after[0]) - item.middle) / item.width
    return Flip(item, before[0], after[0], distance, before[1], after[1])


def _next(
    before: tuple[float, float], after: tuple[float, float], width: float, turn: int
) -> float:
    """Where to look next: just either side of the secant's root, then half way, by turns."""
    length = after[0] - before[0]
    if turn % 3 == 2 or before[1] == after[1]:
        return before[0] + 0.5 * length
    root = before[0] - before[1] * length / (after[1] - before[1])
    side = 0.45 * width * (1.0 if length > 0.0 else -1.0)
    value = root + side if turn % 3 == 0 else root - side
    inside = (value - before[0]) / length
    return before[0] + length * float(np.clip(inside, 0.02, 0.98))


def _origins(
    box: Sequence[tuple[float, float]],
    turned: Callable[[Floats], float],
    rng: np.random.Generator,
    starts: int,
    step: float,
) -> list[Floats]:
    """Starting points: a step up the slope to the edge, and random points of the box."""
    low, high = np.transpose(box)
    width = len(box)
    nudge = 2.0 * step * np.eye(width)
    centre = np.clip(np.zeros(width), low, high)
    slope = np.array([turned(centre + by) - turned(centre - by) for by in nudge])
    uphill = np.where(slope > 0, high, np.where(slope < 0, low, 0.0))
    return [0.5 * uphill, uphill] + [rng.uniform(low, high) for _ in range(max(starts - 2, 0))]


def _verified(
    moved: Floats, turned: Callable[[Floats], float], box: Sequence[tuple[float, float]]
) -> Floats | None:
    """The least multiple of a change, inside the ranges, at which the verdict has indeed turned."""
    low, high = np.transpose(box)
    length = np.sqrt(moved @ moved)
    if not np.isfinite(length) or length < 1e-9:
        return None
    inner, outer = 0.0, 1.0
    for _ in range(8):
        if turned(outer * moved) > 0.0:
            break
        inner, outer = outer, outer * 1.25
    else:
        return None
    while outer - inner > 1e-3 * outer:
        middle = 0.5 * (inner + outer)
        inner, outer = (inner, middle) if turned(middle * moved) > 0.0 else (middle, outer)
    kept: Floats = np.clip(outer * moved, low, high)
    return kept
