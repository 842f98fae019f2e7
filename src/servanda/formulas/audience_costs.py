"""A crisis as a war of attrition: backing down costs the more at home the longer it has lasted."""

from __future__ import annotations

import math

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model

__all__ = ["crisis_with_audiences"]


@compiled
def _lock_in(v: float, own: float, other: float, war: float) -> float:
    """Return when a side's remaining types are exactly those that prefer war to backing down.

    The positive root of ``v/(v + other t) = own t / war``.
    """
    # own*other t^2 + own*v t - v*war = 0, in the form that does not cancel for small `other`.
    root = math.sqrt(own * own * v * v + 4.0 * own * other * v * war)
    return 2.0 * v * war / (own * v + root)


@model(
    inputs=(
        Input("v", "value", 1e-9, 1e6, "worth of the prize to either side", (0.5, 2)),
        Input("a_1", "value/time", 1e-9, 1e6, "first side's cost of backing down, as time goes",
              (0.2, 3)),
        Input("a_2", "value/time", 1e-9, 1e6, "second side's cost of backing down, as time goes",
              (0.2, 3)),
        Input("w_1", "value", 1e-9, 1e6, "highest the first side's cost of war may be", (1, 4)),
        Input("w_2", "value", 1e-9, 1e6, "highest the second side's cost of war may be", (1, 4)),
    ),
    outputs=(
        Output("horizon", "time", 0, np.inf, "time after which nobody backs down"),
        Output("yielder", "side", 1, 2, "side that may yield at once"),
        Output("yields_at_once", "chance", 0, 1, "chance that it yields at once"),
        Output("backs_down_1", "chance", 0, 1, "chance that the first side backs down"),
        Output("backs_down_2", "chance", 0, 1, "chance that the second side backs down"),
        Output("war", "chance", 0, 1, "chance that the crisis ends in war"),
    ),
    sources=("Fearon1994",),
)  # fmt: skip
def crisis_with_audiences(v: Column, a_1: Column, a_2: Column, w_1: Column, w_2: Column) -> Columns:
    """Tell how a crisis runs when backing down costs more the longer it lasts.

    Costs of war are uniform on 0..w_i, unknown to the other side. While the crisis lasts each backs
    down at the rate ``a_j/(v + a_j t)`` that keeps the other indifferent; it ends at the first time
    t at which one side's remaining types all prefer war, ``v/(v + a_j t) = a_i t/w_i``. The other
    side yields at once with the chance that makes its types run out then too.

    *Checked against* the indifference and mass conditions
    (`tests/oracles/cardinal/audience_costs.json`).

    After [@Fearon1994, pp. 582-586, Prop. 2] with uniform types, our specification.

    >>> crisis = crisis_with_audiences(v=1, a_1=3, a_2=0.5, w_1=2, w_2=2)
    >>> print(crisis["horizon"].round(4), crisis["yielder"], crisis["war"].round(4))
    [0.5275] [2.] [0.1044]
    """
    outcome = np.empty((6, len(v)))
    _crises(v, a_1, a_2, w_1, w_2, outcome)
    horizon, yielder, at_once, down_1, down_2, war = outcome
    return {
        "horizon": horizon,
        "yielder": yielder,
        "yields_at_once": at_once,
        "backs_down_1": down_1,
        "backs_down_2": down_2,
        "war": war,
    }


@compiled
def _crises(v: Column, a_1: Column, a_2: Column, w_1: Column, w_2: Column, outcome: Column) -> None:
    for i in range(len(v)):
        first = _lock_in(v[i], a_1[i], a_2[i], w_1[i])
        second = _lock_in(v[i], a_2[i], a_1[i], w_2[i])
        horizon = min(first, second)
        stays_1 = a_1[i] * horizon / w_1[i]
        stays_2 = a_2[i] * horizon / w_2[i]
        outcome[0, i] = horizon
        # Equal sides: neither yields at once; the second is named.
        outcome[1, i] = 2.0 if first <= second else 1.0
        if first <= second:
            left = stays_2 * (v[i] + a_1[i] * horizon) / v[i]
        else:
            left = stays_1 * (v[i] + a_2[i] * horizon) / v[i]
        outcome[2, i] = max(1.0 - left, 0.0)
        outcome[3, i] = 1.0 - stays_1
        outcome[4, i] = 1.0 - stays_2
        outcome[5, i] = stays_1 * stays_2
