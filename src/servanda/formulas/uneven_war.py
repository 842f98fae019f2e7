"""A war whose chances differ from place to place, or change from month to month."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Monotone, Output, Rule, model
from servanda.formulas.random_walk import EXIT
from servanda.formulas.status import Status
from servanda.formulas.war import PATIENCE

__all__ = ["value_of_war_by_month", "value_of_war_by_place", "war_values_by_place"]


@compiled
def war_values_by_place(
    p: Floats, q: Floats, delta: float, eta: float, flow: Floats, frozen: Floats, values: Floats
) -> None:
    """Fill the inside of `values` (n + 1 forts, its ends given) by elimination, O(n).

    `p` and `q` are the chances of advance and retreat at each fort, `flow` what a month of fighting
    yields there, `frozen` what a line frozen there is worth.

    >>> even = np.full(4, 0.2)
    >>> values = np.array([0.0, 0.0, 0.0, 1.0])
    >>> war_values_by_place(even, even, 0.999999999, 0.0, np.zeros(4), np.zeros(4), values)
    >>> print(values.round(6))
    [0. 0.333333 0.666667 1. ]
    """
    n = len(values) - 1
    beta = delta * (1.0 - eta)
    gain = np.empty(n + 1)
    gain[0] = 0.0
    for k in range(1, n):
        # values[k] = values'[k] + gain[k] values[k+1], with everything below k eliminated.
        pivot = 1.0 - beta * (1.0 - p[k] - q[k]) - beta * q[k] * gain[k - 1]
        here = (1.0 - delta) * flow[k] + delta * eta * frozen[k]
        values[k] = (here + beta * q[k] * values[k - 1]) / pivot
        gain[k] = beta * p[k] / pivot
    for k in range(n - 1, 0, -1):
        values[k] += gain[k] * values[k + 1]


@compiled
def _month_before(
    p: float, q: float, delta: float, eta: float, flow: Floats, frozen: Floats, values: Floats
) -> None:
    """Turn the values after a month into the values before it, in place."""
    below = values[0]
    for k in range(1, len(values) - 1):
        battle = p * values[k + 1] + q * below + (1.0 - p - q) * values[k]
        below = values[k]
        values[k] = (1.0 - delta) * flow[k] + delta * (eta * frozen[k] + (1.0 - eta) * battle)


_PLACES = ("fort",)
_FLOW = Input(
    "flow", "value", -10, 10, "what a month of fighting yields", (-0.6, 0.2), axes=_PLACES
)
_FROZEN = Input("frozen", "value", -10, 10, "value of a line frozen there", (0, 1), axes=_PLACES)
_ENDS = (
    Input("v_n", "value", -10, 10, "value once the challenger has every fort", (1.0, 1.0), 1.0),
    Input("v_0", "value", -10, 10, "value once the challenger has none", (0.0, 0.0), 0.0),
)
_VALUES = Output("values", "value", -10, 10, "value of fighting on from each fort", axes=_PLACES)
_ONE_MOVE = Rule("p + q is above 1: lower one", lambda c: (c["p"] + c["q"] > 1 + 1e-12).any(axis=1))
_RISES: Monotone = {
    "values": {
        "flow": "increasing", "frozen": "increasing", "v_n": "increasing", "v_0": "increasing",
    }
}  # fmt: skip


def _endless(values: Column) -> Column:
    """Return the status of each world: a line that never moves and never tires has no value."""
    lost = ~np.isfinite(values).all(axis=1)
    return np.where(lost, Status.NEVER_ENDS, Status.COMPUTED)


@model(
    inputs=(
        Input("p", "chance/month", 0, 1, "chance of advance at each fort", (0.01, 0.3),
              axes=_PLACES),
        Input("q", "chance/month", 0, 1, "chance of retreat at each fort", (0.01, 0.3),
              axes=_PLACES),
        PATIENCE, EXIT, _FLOW, _FROZEN, *_ENDS,
    ),
    outputs=(_VALUES,),
    monotone=_RISES,
    sources=("Slantchev2003", "SmithStam2004"),
    rules=(_ONE_MOVE,),
)  # fmt: skip
def value_of_war_by_place(
    p: Column,
    q: Column,
    delta: Column,
    eta: Column,
    flow: Column,
    frozen: Column,
    v_n: Column,
    v_0: Column,
) -> Columns:
    """Tell what fighting on is worth from every fort, where chances differ from fort to fort.

    The equation of `value_of_war` with p, q, the flow and the frozen value given at forts 0..n,
    solved by elimination (a tridiagonal system).

    *Checked against* the closed form of `value_of_war`, with equal chances everywhere.

    After [@Slantchev2003, p. 623] and [@SmithStam2004], our specification.

    >>> chances = [0.2] * 5
    >>> war = value_of_war_by_place(
    ...     p=chances, q=chances, delta=0.99, flow=[-0.3] * 5, frozen=[0] * 5
    ... )
    >>> print(war["values"].round(4))
    [[0.     0.2002 0.4258 0.6879 1.    ]]
    """
    values = np.empty_like(p)
    _by_place(p, q, delta, eta, flow, frozen, v_n, v_0, values)
    return {"values": values, "status": _endless(values)}


@compiled
def _by_place(
    p: Column,
    q: Column,
    delta: Column,
    eta: Column,
    flow: Column,
    frozen: Column,
    v_n: Column,
    v_0: Column,
    values: Column,
) -> None:
    for i in range(len(p)):
        values[i, 0] = v_0[i]
        values[i, -1] = v_n[i]
        war_values_by_place(p[i], q[i], delta[i], eta[i], flow[i], frozen[i], values[i])


@model(
    inputs=(
        Input("p", "chance/month", 0, 1, "chance of advance in each month", (0.01, 0.3),
              axes=("month",)),
        Input("q", "chance/month", 0, 1, "chance of retreat in each month", (0.01, 0.3),
              axes=("month",)),
        PATIENCE, EXIT, _FLOW, _FROZEN, *_ENDS,
    ),
    outputs=(_VALUES,),
    monotone=_RISES,
    sources=("Slantchev2003", "SmithStam2004"),
    rules=(_ONE_MOVE,),
)  # fmt: skip
def value_of_war_by_month(
    p: Column,
    q: Column,
    delta: Column,
    eta: Column,
    flow: Column,
    frozen: Column,
    v_n: Column,
    v_0: Column,
) -> Columns:
    """Tell what fighting on is worth now from every fort, where chances change month by month.

    After the last month given, its chances hold for ever: the values of `value_of_war_by_place` are
    carried back one month at a time.

    *Checked against* the closed form of `value_of_war`, with equal chances in all months.

    After [@Slantchev2003, p. 623] and [@SmithStam2004], our specification.

    >>> arms_arrive = [0.3] * 6 + [0.1] * 12
    >>> war = value_of_war_by_month(
    ...     p=arms_arrive, q=[0.2] * 18, delta=0.99, flow=[-0.3] * 5, frozen=[0] * 5
    ... )
    >>> print(war["values"].round(4))
    [[0.     0.2076 0.4429 0.7215 1.    ]]
    """
    values = np.empty_like(flow)
    _by_month(p, q, delta, eta, flow, frozen, v_n, v_0, values)
    return {"values": values, "status": _endless(values)}


@compiled
def _by_month(
    p: Column,
    q: Column,
    delta: Column,
    eta: Column,
    flow: Column,
    frozen: Column,
    v_n: Column,
    v_0: Column,
    values: Column,
) -> None:
    forts = flow.shape[1]
    last = p.shape[1] - 1
    ones = np.ones(forts)
    for i in range(len(p)):
        values[i, 0] = v_0[i]
        values[i, -1] = v_n[i]
        war_values_by_place(
            p[i, last] * ones, q[i, last] * ones, delta[i], eta[i], flow[i], frozen[i], values[i]
        )
        for month in range(last - 1, -1, -1):
            _month_before(p[i, month], q[i, month], delta[i], eta[i], flow[i], frozen[i], values[i])
