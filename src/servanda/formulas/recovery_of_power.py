"""Power that recovers: regrouping in months, the comeback of whoever holds less in years."""

from __future__ import annotations

from servanda.compiled import compiled
from servanda.formulas.elementary import exponential

__all__ = ["power_of_time"]


@compiled
def power_of_time(
    month: float,
    line: float,
    regroup: float,
    regroup_months: float,
    recovery: float,
    recovery_months: float,
) -> float:
    """Return how power has moved for side + after `month` months of a deal.

    line: the share that side + holds. `regroup` and `recovery` are changes of power once complete.

    Formula: ``regroup (1 - e^(-t/tau)) + recovery (1 - 2 line) (1 - e^(-t/tau_r))``. The second
    term names no side: who holds less than half rearms and finds patrons, and more so the less it
    holds; with the ground halved nobody gains. It is our specification, and stands for the
    regularity that after some years the loser of a war comes back.

    >>> print(f"{power_of_time(36.0, 0.5, 0.002, 36.0, 0.01, 120.0):.6f}")
    0.001264
    """
    moved = 0.0
    if regroup != 0.0:
        moved += regroup * (1.0 - exponential(-month / regroup_months))
    if recovery != 0.0:
        moved += recovery * (1.0 - 2.0 * line) * (1.0 - exponential(-month / recovery_months))
    return moved
