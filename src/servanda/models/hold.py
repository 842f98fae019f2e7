"""Will the deal hold: month by month, keep it or challenge it.

The challenger weighs keeping the deal against a renewed war in which the guarantor may join. Each
month a chance to challenge arises; unseen shocks of logit form make the choice a probability.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.models.regrouping import NODES, along_months

__all__ = [
    "challenge_recursion",
    "combined_hazard",
    "hold_path",
    "stationary_value",
    "survival",
    "value_under_hazard",
]

Floats = npt.NDArray[np.float64]

NEWTON_STEPS = 60
"""More than Newton's method ever needs here; it is a guard, not a setting."""


@compiled
def _stay_or_challenge(
    stay: float, challenge: float, omega: float, scale: float, per_scale: float
) -> tuple[float, float]:
    """Return the value before the shocks are seen, and the chance of a challenge."""
    x = (challenge - stay) * per_scale
    if x <= 0.0:
        e = math.exp(x)
        return stay + omega * scale * math.log1p(e), omega * e / (1.0 + e)
    e = math.exp(-x)
    return stay + omega * (challenge - stay + scale * math.log1p(e)), omega / (1.0 + e)


@compiled
def stationary_value(u: float, challenge: float, delta: float, omega: float, scale: float) -> float:
    """Return the value of a deal whose terms and prospects no longer change, by Newton's method.

    >>> print(f"{stationary_value(0.4, 0.1, 0.99, 0.25, 0.02):.9f}")
    0.400000153
    """
    per_scale = 1.0 / scale
    value = max(u, challenge)
    for _ in range(NEWTON_STEPS):
        stay = (1.0 - delta) * u + delta * value
        new, hazard = _stay_or_challenge(stay, challenge, omega, scale, per_scale)
        change = (new - value) / (1.0 - delta * (1.0 - hazard))
        value += change
        if abs(change) <= 1e-15 * (1.0 + abs(value)):
            break
    return value


@compiled
def challenge_recursion(
    u_path: Floats,
    challenge_path: Floats,
    delta: float,
    omega: float,
    scale: float,
    hazard: Floats,
) -> float:
    """Fill `hazard` with the monthly chance of a challenge, and return the value of the deal.

    After the last month everything stays as it is in that month. The value includes the option to
    break the deal, so it is at least what keeping the deal for ever is worth.

    >>> hazard = np.empty(120)
    >>> months = np.arange(120)
    >>> renewed = 0.75 * (0.4 - 0.15 * np.expm1(-months / 36)) + 0.25 * 0.15
    >>> value = challenge_recursion(np.full(120, 0.4), renewed, 0.99, 0.25, 0.02, hazard)
    >>> print(f"{value:.6f} {hazard[0]:.15f} {hazard[11]:.13f}")
    0.449683 0.000913548268484 0.0030464129554
    """
    last = len(hazard) - 1
    value = stationary_value(u_path[last], challenge_path[last], delta, omega, scale)
    per_scale = 1.0 / scale
    for month in range(last, -1, -1):
        stay = (1.0 - delta) * u_path[month] + delta * value
        value, hazard[month] = _stay_or_challenge(
            stay, challenge_path[month], omega, scale, per_scale
        )
    return value


@compiled
def hold_path(
    u_path: Floats,
    alone_nodes: Floats,
    joined_nodes: Floats,
    q_a: float,
    delta: float,
    omega: float,
    scale: float,
    tau: float,
    hazard: Floats,
) -> float:
    """Fill `hazard` (one value a month) and return the deal's value to the party that may break it.

    `u_path` is what the deal yields month by month; `alone_nodes` and `joined_nodes` hold the value
    of renewed war without and with the guarantor at the nodes of `war_value_nodes`; `q_a` is that
    party's own belief that the guarantor joins.

    >>> hazard = np.empty(120)
    >>> alone, joined = np.full(7, 0.5), np.full(7, 0.2)
    >>> value = hold_path(np.full(120, 0.4), alone, joined, 0.2, 0.99, 0.25, 1e-7, 36.0, hazard)
    >>> print(f"{value:.6f} {hazard[0]:.6f}")
    0.438835 0.250000
    """
    months = len(hazard)
    nodes = np.empty(NODES)
    for i in range(NODES):
        nodes[i] = (1.0 - q_a) * alone_nodes[i] + q_a * joined_nodes[i]
    challenge_path = np.empty(months)
    along_months(nodes, tau, challenge_path)
    return challenge_recursion(u_path, challenge_path, delta, omega, scale, hazard)


@compiled
def value_under_hazard(u_path: Floats, broken_path: Floats, hazard: Floats, delta: float) -> float:
    """Return what the deal is worth to a party that keeps it while another may break it.

    `broken_path` is what a renewed war is worth to it, month by month. After the last month the
    deal's yield, the hazard and the value once broken stay as they are in that month.

    >>> one = np.ones(1)
    >>> print(f"{value_under_hazard(0.4 * one, 0.1 * one, 0.01 * one, 0.99):.12f}")
    0.249246231156
    """
    last = len(hazard) - 1
    h = hazard[last]
    keep = (1.0 - delta) * u_path[last]
    value: float = (h * broken_path[last] + (1.0 - h) * keep) / (1.0 - (1.0 - h) * delta)
    for month in range(last, -1, -1):
        h = hazard[month]
        keep = (1.0 - delta) * u_path[month] + delta * value
        value = h * broken_path[month] + (1.0 - h) * keep
    return value


@compiled
def combined_hazard(first: Floats, second: Floats, constant: float, total: Floats) -> None:
    """Fill `total` with the chance that at least one of three independent things ends the deal.

    Two hazards month by month (the two parties) and one constant (host consent withdrawn).

    >>> total = np.empty(1)
    >>> combined_hazard(np.array([0.1]), np.array([0.2]), 0.5, total)
    >>> print(f"{total[0]:.2f}")
    0.64
    """
    for month in range(len(total)):
        total[month] = 1.0 - (1.0 - first[month]) * (1.0 - second[month]) * (1.0 - constant)


@compiled
def survival(hazard: Floats, at: npt.NDArray[np.int64], share: Floats) -> None:
    """Fill `share` with the chance that the deal stands after each of the months `at`, ascending.

    >>> share = np.empty(2)
    >>> survival(np.full(120, 0.01), np.array([12, 60]), share)
    >>> print(share.round(6))
    [0.886385 0.547157]
    """
    alive = 1.0
    done = 0
    for i in range(len(at)):
        for month in range(done, at[i]):
            alive *= 1.0 - hazard[month]
        done = at[i]
        share[i] = alive
