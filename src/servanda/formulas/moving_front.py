"""War along a front that moves like a Brownian particle: what fighting on is worth, exactly.

The contested ground is [0, 1] in a party's own frame: it has won when its share reaches 1. Its
share drifts, swings, and the fighting peters out at a constant rate. The equation

    r (f0 + f1 y - c) + e X(y) - (r+e) W + mu W' + (sigma^2/2) W'' = 0,  W(0) = v0,  W(1) = v1

is solved cell by cell with the exact chances of leaving a cell upwards and downwards (exponential
fitting), so that the number of cells is no assumption of the model and no front is too fast.
"""

from __future__ import annotations

import math

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.elementary import exponential, log_one_plus, logarithm

__all__ = ["CELLS", "along", "front_war", "front_wars", "leaving_a_cell", "per_month"]


CELLS = 32
"""Cells of the front; values err by 1e-5 against 128 cells, five-year survival by 1e-4."""

LEAST_VARIANCE = 1e-12


@compiled
def per_month(chance: float) -> float:
    """Return the rate whose chance within a month is `chance`; a certain end counts as 1 - 1e-12.

    >>> print(f"{per_month(0.02):.9f}")
    0.020202707
    """
    if chance <= 0.5:
        return log_one_plus(chance / (1.0 - chance))
    return -logarithm(1.0 - min(chance, 1.0 - 1e-12))


@compiled
def leaving_a_cell(
    drift: float, swing: float, kappa: float, half_width: float
) -> tuple[float, float]:
    """Return the discounted chances that the front leaves a cell upwards and downwards.

    drift: share a month; swing: s.d. of a month's change; kappa: discount and petering out, a
    month, above 0; half_width: of the cell, a share.

    Formula: ``e^{+-b} / (2 cosh c)``, ``b = mu h / sigma^2``, ``c = h sqrt(mu^2 + 2 kappa
    sigma^2) / sigma^2``, written without overflow.

    >>> up, down = leaving_a_cell(0.001, 0.02, 0.02, 0.03)
    >>> print(f"{up:.9f} {down:.9f}")
    0.514162172 0.442543483
    """
    variance = max(swing * swing, LEAST_VARIANCE)
    root = math.sqrt(drift * drift + 2.0 * kappa * variance)
    speed = abs(drift)
    both = 1.0 + exponential(-2.0 * half_width * root / variance)
    along_drift = exponential(-2.0 * kappa * half_width / (speed + root)) / both
    against_drift = exponential(-(speed + root) * half_width / variance) / both
    if drift >= 0.0:
        return along_drift, against_drift
    return against_drift, along_drift


@compiled
def front_war(
    drift: float,
    swing: float,
    discount: float,
    exits: float,
    flow: float,
    ground: float,
    victory: float,
    defeat: float,
    lull: Floats,
    worth: Floats,
    fighting: Floats,
    gain: Floats,
) -> None:
    """Fill `worth`, the value of war at no cost, and `fighting`, the share of time spent in it.

    The value at running cost c is ``worth - c * fighting``. All in the party's own frame, at the
    shares 0, 1/N, ..., 1; `lull` is what a war that petered out there is worth; `gain` is scratch.
    discount: a year; exits: chance a month. The cell of half-width 1/N around a share gives
    ``W_k = p W_{k+1} + q W_{k-1} + sources``, exact for sources linear in the share; solved by one
    forward and one backward sweep.

    >>> import numpy as np
    >>> grid = np.linspace(0.0, 1.0, CELLS + 1)
    >>> worth, fighting, gain = np.empty((3, CELLS + 1))
    >>> lull = 0.162 + 0.3786 * grid
    >>> own = (0.0034, 0.0171, 0.1981, 0.0134, 0.3293, 0.3786, 1.0, 0.0)
    >>> front_war(*own, lull, worth, fighting, gain)
    >>> print(f"{along(worth, 0.7148) - 0.0904 * along(fighting, 0.7148):.6f}")
    0.571318
    """
    n = len(worth) - 1
    h = 1.0 / n
    r = discount / 12.0
    exit_rate = per_month(exits)
    kappa = max(r + exit_rate, 1e-12)
    p, q = leaving_a_cell(drift, swing, kappa, h)
    out = 1.0 - p - q
    tilt = (p - q) * h / kappa
    spent = r / kappa * out
    gain[0], worth[0], fighting[0] = 0.0, defeat, 0.0
    worth[n], fighting[n] = victory, 0.0
    for k in range(1, n):
        pivot = 1.0 / (1.0 - q * gain[k - 1])
        slope = r * ground + exit_rate * (lull[k + 1] - lull[k - 1]) * (0.5 * n)
        level = r * (flow + ground * (k * h)) + exit_rate * lull[k]
        source = (level + slope * drift / kappa) / kappa * out - slope * tilt
        worth[k] = (source + q * worth[k - 1]) * pivot
        fighting[k] = (spent + q * fighting[k - 1]) * pivot
        gain[k] = p * pivot
    for k in range(n - 1, 0, -1):
        worth[k] += gain[k] * worth[k + 1]
        fighting[k] += gain[k] * fighting[k + 1]


@compiled
def front_wars(
    drifts: Floats,
    swing: float,
    discount: float,
    exits: float,
    flow: float,
    ground: float,
    victory: float,
    defeat: float,
    lull: Floats,
    worth: Floats,
    fighting: Floats,
    gain: Floats,
    room: Floats,
) -> None:
    """Fill what `front_war` fills, for M `drifts` side by side: tables (N + 1, M), room (4, M).

    >>> import numpy as np
    >>> grid = np.linspace(0.0, 1.0, CELLS + 1)
    >>> worth, fighting, gain = np.empty((3, CELLS + 1, 2))
    >>> own = (0.0171, 0.1981, 0.0134, 0.3293, 0.3786, 1.0, 0.0)
    >>> drifts, lull = np.array([0.0034, -0.001]), 0.162 + 0.3786 * grid
    >>> front_wars(drifts, *own, lull, worth, fighting, gain, np.empty((4, 2)))
    >>> net = worth[:, 0] - 0.0904 * fighting[:, 0]
    >>> print(f"{along(net, 0.7148):.6f}")
    0.571318
    """
    n, many = worth.shape[0] - 1, worth.shape[1]
    h = 1.0 / n
    r = discount / 12.0
    exit_rate = per_month(exits)
    kappa = max(r + exit_rate, 1e-12)
    up, down, tilt, pivot = room[0], room[1], room[2], room[3]
    for m in range(many):
        up[m], down[m] = leaving_a_cell(drifts[m], swing, kappa, h)
        tilt[m] = (1.0 - up[m] - down[m]) * drifts[m] / (kappa * kappa)
        tilt[m] -= (up[m] - down[m]) * h / kappa
        gain[0, m], worth[0, m], fighting[0, m] = 0.0, defeat, 0.0
        worth[n, m], fighting[n, m] = victory, 0.0
    for k in range(1, n):
        slope = r * ground + exit_rate * (lull[k + 1] - lull[k - 1]) * (0.5 * n)
        level = (r * (flow + ground * (k * h)) + exit_rate * lull[k]) / kappa
        for m in range(many):
            pivot[m] = 1.0 / (1.0 - down[m] * gain[k - 1, m])
        for m in range(many):
            source = level * (1.0 - up[m] - down[m]) + slope * tilt[m]
            worth[k, m] = (source + down[m] * worth[k - 1, m]) * pivot[m]
        for m in range(many):
            spent = r / kappa * (1.0 - up[m] - down[m])
            fighting[k, m] = (spent + down[m] * fighting[k - 1, m]) * pivot[m]
        for m in range(many):
            gain[k, m] = up[m] * pivot[m]
    for k in range(n - 1, 0, -1):
        for m in range(many):
            worth[k, m] += gain[k, m] * worth[k + 1, m]
        for m in range(many):
            fighting[k, m] += gain[k, m] * fighting[k + 1, m]


@compiled
def along(table: Floats, share: float) -> float:
    """Return the table's value at a share, by the cubic through the four points around it.

    >>> import numpy as np
    >>> print(f"{along(np.linspace(0.0, 1.0, 9) ** 3, 0.3):.6f}")
    0.027000
    """
    n = len(table) - 1
    y = min(max(share, 0.0), 1.0) * n
    k = min(max(int(y) - 1, 0), n - 3)
    a = y - k
    b, c, d = a - 1.0, a - 2.0, a - 3.0
    inner = 0.5 * (table[k + 1] * (a * c * d) - table[k + 2] * (a * b * d))
    value: float = inner + (table[k + 3] * (a * b * c) - table[k] * (b * c * d)) / 6.0
    return value
