"""The recursions of `hold`, several worlds side by side.

Each month needs the value of the month after it, so that one world alone leaves the processor
waiting for its own last result. Worlds side by side fill the wait. Each has its own arithmetic, in
the order of `challenge_recursion` and `value_under_hazard`, and so the same digits in any company.
"""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.hold import stationary_value, stay_or_challenge

__all__ = ["LANES", "challenge_recursions", "values_under_hazard"]


LANES = 4
"""Worlds side by side; more of them would not stay in the processor's registers."""


@compiled
def challenge_recursions(
    u: Floats,
    challenge: Floats,
    delta: Floats,
    omega: Floats,
    scale: Floats,
    hazard: Floats,
) -> None:
    """Fill `hazard` (lanes, months) with what `challenge_recursion` gives each lane.

    >>> path = np.linspace(0.3, 0.5, 120)
    >>> many = [np.tile(each, (LANES, 1)) for each in (np.full(120, 0.4), path)]
    >>> ones = [np.full(LANES, each) for each in (0.99, 0.25, 0.02)]
    >>> hazard = np.empty((LANES, 120))
    >>> challenge_recursions(*many, *ones, hazard)
    >>> print(f"{hazard[0, 0]:.12f} {hazard[3, 0]:.12f}")
    0.000160012152 0.000160012152
    """
    last = hazard.shape[1] - 1
    value, per_scale = np.empty(LANES), np.empty(LANES)
    for lane in range(LANES):
        value[lane] = stationary_value(
            u[lane, last], challenge[lane, last], delta[lane], omega[lane], scale[lane]
        )
        per_scale[lane] = 1.0 / scale[lane]
    for month in range(last, -1, -1):
        for lane in range(LANES):
            stay = (1.0 - delta[lane]) * u[lane, month] + delta[lane] * value[lane]
            value[lane], hazard[lane, month] = stay_or_challenge(
                stay, challenge[lane, month], omega[lane], scale[lane], per_scale[lane]
            )


@compiled
def values_under_hazard(
    u: Floats, broken: Floats, hazard: Floats, delta: Floats, value: Floats
) -> None:
    """Fill `value` (lanes) with what `value_under_hazard` gives each lane.

    >>> one, value = np.ones((LANES, 1)), np.empty(LANES)
    >>> values_under_hazard(0.4 * one, 0.1 * one, 0.01 * one, np.full(LANES, 0.99), value)
    >>> print(f"{value[0]:.12f}")
    0.249246231156
    """
    last = hazard.shape[1] - 1
    for lane in range(LANES):
        h = hazard[lane, last]
        keep = (1.0 - delta[lane]) * u[lane, last]
        value[lane] = (h * broken[lane, last] + (1.0 - h) * keep) / (1.0 - (1.0 - h) * delta[lane])
    for month in range(last, -1, -1):
        for lane in range(LANES):
            h = hazard[lane, month]
            keep = (1.0 - delta[lane]) * u[lane, month] + delta[lane] * value[lane]
            value[lane] = h * broken[lane, month] + (1.0 - h) * keep
