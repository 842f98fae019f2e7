"""How values drift while a deal lasts: each side regroups, so renewed war is not today's war.

A side's gain from months of quiet is ``g(j) = 1 - exp(-j/tau)`` after j months, in 0..1, and the
chances of advance and retreat of a renewed war are ``p + dp*g`` and ``q + dq*g``. The value of
renewed war depends on j only through g: it is computed at seven Chebyshev nodes and interpolated.
"""

from __future__ import annotations

import math

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.war import war_value

__all__ = ["NODES", "POINTS", "along_months", "regrouped", "war_value_nodes"]


NODES = 7
"""Chebyshev nodes in g; at seven the five-year survival is right to 5e-6 over wide priors."""

POINTS = np.cos(np.pi * (2 * np.arange(NODES) + 1) / (2 * NODES))
POINTS[NODES // 2] = 0.0
_TO_POWERS = np.linalg.inv(np.vander(POINTS, increasing=True))


@compiled
def regrouped(month: float, tau: float) -> float:
    """Return the share of regrouping done after `month` months at time constant `tau` months.

    >>> print(f"{regrouped(36.0, 36.0):.6f}")
    0.632121
    """
    return -math.expm1(-month / tau)


@compiled
def war_value_nodes(
    p: float,
    q: float,
    dp: float,
    dq: float,
    tau: float,
    months: int,
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
    nodes: Floats,
) -> None:
    """Fill `nodes` (7) with the value of renewed war at the nodes of g over `months` months."""
    half = 0.5 * regrouped(months - 1.0, tau)
    for i in range(NODES):
        g = half * (1.0 + POINTS[i])
        nodes[i] = war_value(p + dp * g, q + dq * g, n, k, delta, eta, f0, f1, x0, x1, v_n, v_0)


@compiled
def along_months(nodes: Floats, tau: float, path: Floats) -> None:
    """Fill `path` with the interpolant of `nodes` at months 0, 1, ..., len(path) - 1.

    >>> path = np.empty(3)
    >>> along_months(np.full(7, 0.4), 24.0, path)
    >>> print(path.round(12))
    [0.4 0.4 0.4]
    """
    powers = np.zeros(NODES)
    for i in range(NODES):
        for j in range(NODES):
            powers[i] += _TO_POWERS[i, j] * nodes[j]
    c0, c1, c2, c3, c4, c5, c6 = (
        powers[0], powers[1], powers[2], powers[3], powers[4], powers[5], powers[6],
    )  # fmt: skip
    months = len(path)
    whole = regrouped(months - 1.0, tau)
    to_node = 2.0 / whole if whole > 0.0 else 0.0
    decay = math.exp(-1.0 / tau)
    left = 1.0
    for month in range(months):
        path[month] = to_node * (1.0 - left) - 1.0
        left *= decay
    for month in range(months):
        t = path[month]
        path[month] = c0 + t * (c1 + t * (c2 + t * (c3 + t * (c4 + t * (c5 + t * c6)))))
