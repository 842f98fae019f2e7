"""What fighting on is worth: a front line that moves until a side wins or the war stops."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.models.random_walk import hitting_transforms, step_transforms

__all__ = ["war_value", "war_values"]

Floats = npt.NDArray[np.float64]


@compiled
def war_value(
    p: float,
    q: float,
    n: int,
    k: int,
    delta: float,
    eta: float,
    f0: float,
    f1: float,
    x0: float,
    x1: float,
    v_n: float,
    v_0: float,
) -> float:
    """Return the per-month average value of fighting on from fort k, to one party.

    See `value_of_war` for the meaning of each parameter; this kernel checks nothing.

    >>> print(f"{war_value(0.12, 0.1, 20, 11, 0.995, 0.01, -0.1, 0.05, 0.55, 0.0, 1.0, 0.0):.12f}")
    0.559530617357
    """
    if k >= n:
        return v_n
    if k <= 0:
        return v_0
    beta = delta * (1.0 - eta)
    up, down = hitting_transforms(p, q, n, k, beta)
    if beta >= 1.0:
        # No discounting and no exits: flows weigh nothing against what comes for ever after.
        return v_n * up + v_0 * down
    stops = 1.0 - beta
    slope = ((1.0 - delta) * f1 + delta * eta * x1) / stops
    level = ((1.0 - delta) * f0 + delta * eta * x0 + beta * slope * (p - q)) / stops
    return level + slope * k + (v_n - level - slope * n) * up + (v_0 - level) * down


@compiled
def war_values(
    p: float,
    q: float,
    delta: float,
    eta: float,
    f0: float,
    f1: float,
    x0: float,
    x1: float,
    v_n: float,
    v_0: float,
    values: Floats,
) -> None:
    """Fill `values` with the value of fighting on at every fort 0..n, n = len(values) - 1.

    The same numbers as `war_value` at each fort, at a few operations a fort.

    >>> values = np.empty(21)
    >>> war_values(0.12, 0.1, 0.995, 0.01, -0.1, 0.05, 0.55, 0.0, 1.0, 0.0, values)
    >>> print(f"{values[11]:.12f}")
    0.559530617357
    """
    n = len(values) - 1
    beta = delta * (1.0 - eta)
    up, down = step_transforms(p, q, beta)
    slope = level = 0.0
    if beta < 1.0:
        slope = ((1.0 - delta) * f1 + delta * eta * x1) / (1.0 - beta)
        level = ((1.0 - delta) * f0 + delta * eta * x0 + beta * slope * (p - q)) / (1.0 - beta)
    falling = np.empty(n + 1)
    to_top = to_bottom = 1.0
    for k in range(n + 1):
        values[n - k] = to_top
        falling[k] = to_bottom
        to_top *= up
        to_bottom *= down
    # 1 - rho^k is (1 - rho) times the sum of the first k powers: nothing cancels near rho = 1.
    rho = up * down
    powers = 0.0
    for k in range(n + 1):
        values[k] *= powers
        falling[n - k] *= powers
        powers = 1.0 + rho * powers
    whole = values[n]
    top = (v_n - level - slope * n) / whole
    bottom = (v_0 - level) / whole
    for k in range(n + 1):
        values[k] = level + slope * k + top * values[k] + bottom * falling[k]
    values[0] = v_0
    values[n] = v_n
