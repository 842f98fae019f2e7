"""How long a war lasts, and how it ends: where a deal would be signed it ends there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.moving_front import leaving_a_cell, per_month

__all__ = ["course_of_rates", "course_of_war"]

Flags = npt.NDArray[np.bool_]

LEAST_EXITS = 1e-7


@compiled
def course_of_war(
    drift: float, swing: float, exits: float, settles: Flags, course: Floats, gain: Floats
) -> None:
    """Fill `course` (5, cells + 1) by where the front stands today, in the frame of side +.

    Rows: expected months of war; chance that it is settled; that side + wins; that side - wins;
    expected share of side + when it ends (settled or not). `settles` marks the cells at which all
    would sign; the war ends on reaching one. exits: chance a month that it peters out where it is.

    The sweep of `front_war` with no discounting: months have source 1, the others none but their
    ends, the share also ``e y``.

    >>> course, gain = np.empty((5, 33)), np.empty(33)
    >>> course_of_war(0.001, 0.02, 0.02, np.zeros(33, np.bool_), course, gain)
    >>> print(f"{course[0, 16]:.5f}")
    48.44453
    """
    n = course.shape[1] - 1
    h = 1.0 / n
    kappa = max(per_month(exits), LEAST_EXITS)
    p, q = leaving_a_cell(drift, swing, kappa, h)
    out = 1.0 - p - q
    tilt = (p - q) * h
    course[:, 0] = 0.0
    course[:, n] = 0.0
    course[2, n], course[3, 0], course[4, n] = 1.0, 1.0, 1.0
    gain[0] = 0.0
    for k in range(1, n):
        if settles[k]:
            gain[k] = 0.0
            course[0, k], course[1, k], course[2, k], course[3, k] = 0.0, 1.0, 0.0, 0.0
            course[4, k] = k * h
            continue
        pivot = 1.0 / (1.0 - q * gain[k - 1])
        gain[k] = p * pivot
        for row in range(5):
            source = 0.0
            if row == 0:
                source = out / kappa
            if row == 4:
                source = (k * h + drift / kappa) * out - tilt
            course[row, k] = (source + q * course[row, k - 1]) * pivot
    for k in range(n - 1, 0, -1):
        for row in range(5):
            course[row, k] += gain[k] * course[row, k + 1]


@compiled
def course_of_rates(
    win: float, lose: float, exits: float, share: float, settled: bool
) -> tuple[float, float, float, float, float]:
    """Return the same five for a war without a front, in which the ground held does not move.

    win, lose: chances a month that side + wins, that it loses; share: what it holds today.

    >>> course_of_rates(0.01, 0.01, 0.02, 0.5, False)
    (25.0, 0.0, 0.25, 0.25, 0.5)
    """
    if settled:
        return 0.0, 1.0, 0.0, 0.0, share
    total = win + lose + exits
    if total <= 0.0:
        return np.inf, 0.0, 0.0, 0.0, share
    ends = (win + exits * share) / total
    return 1.0 / total, 0.0, win / total, lose / total, ends
