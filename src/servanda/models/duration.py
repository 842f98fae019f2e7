"""How long the war lasts: it ends where both would settle, by victory, or for outside reasons."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.models.random_walk import expected_duration, hitting_transforms

__all__ = ["add_settlements", "war_outlook"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@compiled
def add_settlements(
    fight_a: Floats, fight_b: Floats, deal_a: float, deal_b: float, region: Flags
) -> None:
    """Mark in `region` (n + 1) every fort at which both prefer the deal to fighting on from there.

    `fight_a` and `fight_b` hold the value of fighting on at forts 0..n. The ends are never marked:
    there the war is over. Call once for each deal on the menu; the marks add up.

    >>> region = np.zeros(4, dtype=np.bool_)
    >>> add_settlements(np.array([0, 0.2, 0.5, 1]), np.array([1, 0.6, 0.3, 0]), 0.4, 0.7, region)
    >>> print(region)
    [False  True False False]
    """
    for k in range(1, len(region) - 1):
        if deal_a >= fight_a[k] and deal_b >= fight_b[k]:
            region[k] = True


@compiled
def war_outlook(
    p: float, q: float, n: int, k: int, eta: float, region: Flags
) -> tuple[float, float, float, float]:
    """Return expected months, and the chances of a settlement, of A's victory and of B's.

    The rest of the probability is that the war stops for outside reasons. `region` marks the forts
    at which the sides settle; with none marked this is the outlook without a deal.

    >>> nowhere = np.zeros(11, dtype=np.bool_)
    >>> months, settle, a_wins, b_wins = war_outlook(0.6, 0.4, 10, 5, 0.0, nowhere)
    >>> print(f"{months:.6f} {settle:.0f} {a_wins + b_wins:.6f}")
    19.181818 0 1.000000
    """
    if k <= 0:
        return 0.0, 0.0, 0.0, 1.0
    if k >= n:
        return 0.0, 0.0, 1.0, 0.0
    if region[k]:
        return 0.0, 1.0, 0.0, 0.0
    low = k - 1
    while low > 0 and not region[low]:
        low -= 1
    high = k + 1
    while high < n and not region[high]:
        high += 1
    width = high - low
    to_high, to_low = hitting_transforms(p, q, width, k - low, 1.0 - eta)
    months = expected_duration(p, q, width, k - low, eta)
    settle = (to_high if high < n else 0.0) + (to_low if low > 0 else 0.0)
    return months, settle, to_high if high == n else 0.0, to_low if low == 0 else 0.0
