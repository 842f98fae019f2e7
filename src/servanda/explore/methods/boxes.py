"""Boxes of inputs: limits on some of them, how well the worlds inside are told, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Floats
from servanda.explore.study import Input
from servanda.sentences import number

__all__ = ["Box", "Limit", "Mask", "lies_inside"]


Mask = NDArray[np.bool_]


CLAUSES = 4
"""Conditions that a sentence lists at the most."""


@dataclass(frozen=True)
class Limit:
    """One end of one input's range inside a box.

    `frequency` is how often resampled worlds give a box with this input limited on this side;
    `chance` the probability of the box's density if the limit did nothing (Bryant and Lempert's
    quasi-p-value).
    """

    column: int
    side: str
    value: float
    frequency: float = float("nan")
    chance: float = float("nan")


@dataclass(frozen=True)
class Box:
    """A box of inputs, scored on worlds that had no part in making it.

    `coverage`: share of the worlds with the outcome that lie inside; `density`: share of the worlds
    inside that have it (the mean, where the outcome is a number); `mass`: share of all worlds
    inside; `base`: the density of all worlds; `skill`: coverage less the share of the *other*
    worlds inside (Youden's J: 0 is chance, 1 is the outcome itself); `skill_error` its standard
    error. `seen_density` and `seen_coverage` are those on the worlds it was made from.
    """

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    mass: float
    base: float
    skill: float
    skill_error: float
    seen_coverage: float
    seen_density: float

    def holds(self, inputs: Floats) -> Mask:
        """Say which worlds lie inside."""
        return lies_inside(inputs, self.limits)

    def says(self, inputs: Sequence[Input], outcome: str) -> str:
        """Say the box in a sentence.

        >>> limits = (Limit(0, "high", 0.3), Limit(1, "low", 2.0))
        >>> box = Box(limits, 0.72, 0.91, 0.3, 0.4, 0.6, 0.01, 0.73, 0.92)
        >>> named = (
        ...     Input("resolve", 0, 1, "judgement", label="NATO's resolve"),
        ...     Input("drift", 0, 9, "evidence", unit="km/month", label="the front's movement"),
        ... )
        >>> print(box.says(named, "Moscow breaks the deal"))
        If NATO's resolve is below 0.3 and the front's movement is above 2 km/month, then Moscow
        breaks the deal in 91% of those worlds (40% of all worlds); 72% of all worlds in which
        Moscow breaks the deal are of this kind.
        """
        columns = dict.fromkeys(limit.column for limit in self.limits)
        parts = [self._part(inputs[column], column) for column in columns]
        return (
            f"If {_joined(parts)}, then {outcome} in {self.density:.0%} of those worlds "
            f"({self.base:.0%} of all worlds); {self.coverage:.0%} of all worlds in which "
            f"{outcome} are of this kind."
        )

    def _part(self, item: Input, column: int) -> str:
        ends = {limit.side: limit.value for limit in self.limits if limit.column == column}
        unit = f" {item.unit}" if item.unit else ""
        if len(ends) == 2:
            low, high = (number(ends[end], 6) for end in ("low", "high"))
            return f"{item.says} is between {low} and {high}{unit}"
        side, value = next(iter(ends.items()))
        return f"{item.says} is {'above' if side == 'low' else 'below'} {number(value, 6)}{unit}"


def _joined(parts: Sequence[str]) -> str:
    """Return conditions as a sentence lists them, or how many where the table has to.

    >>> _joined(["a is above 1", "b is below 2"])
    'a is above 1 and b is below 2'
    >>> _joined(["one"] * 5)
    'all 5 conditions of the table hold'
    """
    if len(parts) > CLAUSES:
        return f"all {len(parts)} conditions of the table hold"
    return " and ".join(parts)


def lies_inside(inputs: Floats, limits: Sequence[Limit]) -> Mask:
    """Return which rows of inputs (worlds, inputs) lie within all limits."""
    inside = np.ones(len(inputs), dtype=bool)
    for limit in limits:
        column = inputs[:, limit.column]
        inside &= (column >= limit.value) if limit.side == "low" else (column <= limit.value)
    return inside
