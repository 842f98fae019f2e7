"""One function for everything that changes power: what a change of the force ratio does to a war.

A month is `operations` battles, each moving the line by +-swing/sqrt(operations); the contest
function multiplies the odds of each by ratio^gamma. To first order the mean of a month moves by

    drift' - drift = (1/2) gamma swing sqrt(operations) ln(ratio'/ratio)

continuous and smooth at no change, monotone, and additive in successive changes.
"""

from __future__ import annotations

import math

from servanda.compiled import compiled

__all__ = ["drift_change", "log_ratio_change", "odds_change"]

LEAST_SHARE = 1e-12


@compiled
def log_ratio_change(forces: float, joins: float) -> float:
    """Return how ln(force ratio) moves as `joins` is added to (or, below 0, leaves) `forces`.

    A side without forces that is joined, or that loses all, counts as left with 1e-12 of them.

    >>> print(f"{log_ratio_change(40.0, 40.0):.6f} {log_ratio_change(40.0, 0.0)}")
    0.693147 0.0
    """
    if joins == 0.0:
        return 0.0
    before = max(forces, 1e-300)
    return math.log(max(1.0 + joins / before, LEAST_SHARE))


@compiled
def drift_change(swing: float, gamma: float, operations: float, log_ratio: float) -> float:
    """Return what a change of ln(force ratio) adds to the drift of a front, share a month.

    swing: share a month; gamma: decisiveness of the contest; operations: battles a month.

    >>> print(f"{drift_change(0.0184, 0.9085, 0.6132, log_ratio_change(28.7764, 4.9959)):.12f}")
    0.001047768593
    """
    return 0.5 * gamma * swing * math.sqrt(operations) * log_ratio


@compiled
def odds_change(gamma: float, log_ratio: float) -> float:
    """Return what a change of ln(force ratio) adds to the log-odds of winning, without a front.

    >>> odds_change(0.5, 0.2)
    0.1
    """
    return gamma * log_ratio
