"""The smallest change of inputs that turns a verdict: one input alone, or several together."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from servanda.errors import InputError
from servanda.formulas.status import Status

__all__ = ["Change", "Range", "single_changes", "smallest_change"]

Margin = Callable[[Mapping[str, float]], float]
"""By how much a party prefers the deal, given values by name; the verdict turns at 0."""

STEPS = 32
"""Intervals looked at for a change of sign before a root is sought in the first that has one."""


@dataclass(frozen=True)
class Range:
    """Where an input stands, and the range the case allows it.

    `unit` is the size in which its changes are measured: half the width of the range if not given.
    """

    name: str
    start: float
    low: float
    high: float
    unit: float | None = None

    def __post_init__(self) -> None:
        if not self.low <= self.start <= self.high or self.low == self.high:
            raise InputError(
                f"{self.name}: {self.start} is not inside {self.low}..{self.high}; "
                "give a range with room on some side of the start"
            )

    @property
    def scale(self) -> float:
        """The size in which changes of this input are measured."""
        return (self.high - self.low) / 2.0 if self.unit is None else self.unit


@dataclass(frozen=True)
class Change:
    """Values at which the verdict turns, and how far they are from the start, in half-ranges."""

    values: tuple[tuple[str, float], ...]
    distance: float
    status: Status

    @property
    def found(self) -> bool:
        """Whether some value inside the ranges turns the verdict."""
        return self.status == Status.COMPUTED

    def __getitem__(self, name: str) -> float:
        return dict(self.values)[name]


def _nowhere(ranges: Sequence[Range]) -> Change:
    return Change(tuple((r.name, np.nan) for r in ranges), np.inf, Status.OUT_OF_REACH)


def single_changes(margin: Margin, ranges: Sequence[Range]) -> tuple[Change, ...]:
    """Return for each input the nearest value that alone turns the verdict, nearest input first.

    Each side of the start is searched in 32 steps for a change of sign, then for the root. An
    input of which no value inside its range turns the verdict comes last, with status
    `Status.OUT_OF_REACH`.

    *Checked against* closed forms for p and for the cost of war
    (`tests/oracles/cardinal/reverse.json`).

    >>> changes = single_changes(
    ...     lambda at: at["gain"] - at["cost"],
    ...     [Range("gain", 0.3, 0.0, 1.0), Range("cost", 0.2, 0.0, 0.25)],
    ... )
    >>> [(c.values, round(c.distance, 3), c.status.name) for c in changes]
    [((('gain', 0.2),), 0.2, 'COMPUTED'), ((('cost', nan),), inf, 'OUT_OF_REACH')]
    """
    centre = {r.name: r.start for r in ranges}
    changes = [_single(margin, centre, r) for r in ranges]
    return tuple(sorted(changes, key=lambda c: (c.distance, c.values[0][0])))


def _single(margin: Margin, centre: Mapping[str, float], moved: Range) -> Change:
    def at(x: float) -> float:
        return margin({**centre, moved.name: float(x)})

    found = []
    for end in (moved.low, moved.high):
        root = _first_root(at, moved.start, end)
        if root is not None:
            found.append(root)
    if not found:
        return _nowhere([moved])
    nearest = min(found, key=lambda x: abs(x - moved.start))
    distance = abs(nearest - moved.start) / moved.scale
    return Change(((moved.name, nearest),), distance, Status.COMPUTED)


def _first_root(at: Callable[[float], float], start: float, end: float) -> float | None:
    """Return the root nearest the start on the way to the end, or None."""
    from scipy.optimize import brentq

    if start == end:
        return None
    steps = np.linspace(start, end, STEPS + 1)
    before = at(start)
    if before == 0.0:
        return start
    for a, b in itertools.pairwise(steps):
        after = at(b)
        if after == 0.0 or (after > 0.0) != (before > 0.0):
            return float(brentq(at, a, b, xtol=1e-14, rtol=1e-14))
        before = after
    return None


def smallest_change(margin: Margin, ranges: Sequence[Range]) -> Change:
    """Return the nearest joint change of all inputs at which the verdict turns.

    ``min sqrt(sum(((x_j - start_j)/scale_j)^2))`` subject to margin = 0, inside the ranges, by
    sequential quadratic programming from many starts: the nearest single changes, the corners of
    the ranges (up to five inputs) and points between. The set where the margin is 0 need not be
    convex, so what is found is the best of the starts, not proven to be the nearest of all.

    *Checked against* an exhaustive search along the constraint
    (`tests/oracles/cardinal/reverse.json`).

    After the reliability distance of [@HasoferLind1974], with half-ranges for spreads, our
    specification.

    >>> change = smallest_change(
    ...     lambda at: at["gain"] - at["cost"],
    ...     [Range("gain", 0.3, 0.0, 1.0), Range("cost", 0.2, 0.0, 0.4)],
    ... )
    >>> print(round(change["gain"], 4), round(change["cost"], 4), round(change.distance, 4))
    0.2138 0.2138 0.1857
    """
    from scipy.optimize import minimize

    names = [r.name for r in ranges]
    start = np.array([r.start for r in ranges])
    scale = np.array([r.scale for r in ranges])
    bounds = [((r.low - r.start) / r.scale, (r.high - r.start) / r.scale) for r in ranges]

    def at(z: npt.NDArray[np.float64]) -> float:
        return margin(dict(zip(names, (start + scale * z).tolist(), strict=True)))

    size = abs(at(np.zeros(len(names)))) or 1.0
    best = _nowhere(ranges)
    for first in _starts(margin, ranges, bounds):
        solved = minimize(
            lambda z: float(z @ z), first, jac=lambda z: 2.0 * z, bounds=bounds, method="SLSQP",
            constraints={"type": "eq", "fun": lambda z: at(z) / size},
            options={"maxiter": 200, "ftol": 1e-14},
        )  # fmt: skip
        z = np.clip(solved.x, *np.array(bounds).T)
        distance = float(np.sqrt(z @ z))
        if abs(at(z)) <= 1e-7 * size and distance < best.distance - 1e-12:
            values = tuple(zip(names, (start + scale * z).tolist(), strict=True))
            best = Change(values, distance, Status.COMPUTED)
    return best


def _starts(
    margin: Margin, ranges: Sequence[Range], bounds: Sequence[tuple[float, float]]
) -> list[npt.NDArray[np.float64]]:
    """Return where to begin: near the start, at single changes, at the corners, and half way."""
    starts = [np.full(len(ranges), 1e-3)]
    for j, moved in enumerate(ranges):
        single = _single(margin, {r.name: r.start for r in ranges}, moved)
        if single.found:
            z = np.zeros(len(ranges))
            z[j] = (single[moved.name] - moved.start) / moved.scale
            starts.append(z)
    if len(ranges) <= 5:
        for corner in itertools.product(*bounds):
            starts += [np.array(corner), 0.5 * np.array(corner)]
    return cast("list[npt.NDArray[np.float64]]", starts)
