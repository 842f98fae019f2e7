"""What fighting on is worth: a front line that moves until a side wins or the war stops."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.random_walk import (
    ADVANCE,
    EXIT,
    FORT,
    FORT_IN_RANGE,
    FORTS,
    ONE_MOVE_A_MONTH,
    RETREAT,
    hitting_transforms,
    step_transforms,
)

__all__ = ["PATIENCE", "STAKES", "value_of_war", "war_value", "war_values"]


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
        # No discounting and no exits: flows weigh nothing against what comes for ever after,
        # save on a line that never moves.
        return v_n * up + v_0 * down + (f0 + f1 * k) * max(1.0 - up - down, 0.0)
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


PATIENCE = Input("delta", "per month", 0, 1, "weight of next month against this one", (0.98, 0.999))
STAKES = (
    Input("f0", "value", -10, 10, "flow while fighting at fort 0: holdings less the cost of war",
          (-0.6, 0.2)),
    Input("f1", "value/fort", -10, 10, "change of that flow with each fort the challenger holds",
          (0.0, 0.03), 0.0),
    Input("x0", "value", -10, 10, "value of a line frozen at fort 0", (0.0, 0.2), 0.0),
    Input("x1", "value/fort", -10, 10, "change of that value with each fort", (0.0, 0.03), 0.0),
    Input("v_n", "value", -10, 10, "value once the challenger has every fort", (1.0, 1.0), 1.0),
    Input("v_0", "value", -10, 10, "value once the challenger has none", (0.0, 0.0), 0.0),
)  # fmt: skip


@model(
    inputs=(ADVANCE, RETREAT, FORTS, FORT, PATIENCE, EXIT, *STAKES),
    outputs=(
        Output(
            "value",
            "value",
            -np.inf,
            np.inf,
            "per-month average value of fighting on, to one party",
        ),
    ),
    monotone={
        "value": {
            "f0": "increasing",
            "f1": "increasing",
            "x0": "increasing",
            "x1": "increasing",
            "v_n": "increasing",
            "v_0": "increasing",
        }
    },
    sources=("Slantchev2003", "SmithStam2004", "Feller1968"),
    rules=(ONE_MOVE_A_MONTH, FORT_IN_RANGE),
)
def value_of_war(
    p: Column,
    q: Column,
    n: Column,
    k: Column,
    delta: Column,
    eta: Column,
    f0: Column,
    f1: Column,
    x0: Column,
    x1: Column,
    v_n: Column,
    v_0: Column,
) -> Columns:
    """Tell what fighting on is worth to one party, as a per-month average.

    A month is the flow ``f0 + f1 k``, then an outside stop with chance eta that freezes the line at
    ``x0 + x1 k`` for ever, then a battle (position before the battle). Total victory for ever is
    worth `v_n`, total defeat `v_0`; for the other party swap the two and turn the slopes round.

    ``W(k) = (1-d)(f0+f1 k) + d[eta(x0+x1 k) + (1-eta)(p W(k+1) + q W(k-1) + (1-p-q) W(k))]``

    solved as ``A0 + B k + (v_n - A0 - B n) G_n(k) + (v_0 - A0) G_0(k)``, with the discounted
    chances G of `hitting_transforms` at ``d(1-eta)``.

    *Departure*: the source has no chance of staying put, no outside stop and a constant flow.

    *Checked against* a dense linear solve (`tests/oracles/cardinal/battlefield.json`).

    After [@Slantchev2003, pp. 622-623] and [@SmithStam2004], our specification.

    >>> value_of_war(p=0.12, q=0.1, n=20, k=11, delta=0.995, f0=-0.1, f1=0.05)["value"].round(6)
    array([0.618582])
    """
    value = np.empty(len(p))
    _value_of_war(p, q, n, k, delta, eta, f0, f1, x0, x1, v_n, v_0, value)
    return {"value": value}


@compiled
def _value_of_war(
    p: Column,
    q: Column,
    n: Column,
    k: Column,
    delta: Column,
    eta: Column,
    f0: Column,
    f1: Column,
    x0: Column,
    x1: Column,
    v_n: Column,
    v_0: Column,
    value: Column,
) -> None:
    for i in range(len(p)):
        value[i] = war_value(
            p[i], q[i], n[i], k[i], delta[i], eta[i],
            f0[i], f1[i], x0[i], x1[i], v_n[i], v_0[i],
        )  # fmt: skip
