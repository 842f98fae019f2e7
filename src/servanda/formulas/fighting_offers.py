"""Offers in turn between battles: what each side proposes at every position of the front line."""

from __future__ import annotations

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.random_walk import FORT, FORT_IN_RANGE, FORTS
from servanda.formulas.war import war_value

__all__ = ["neighbour_value", "offers_while_fighting"]


@compiled
def neighbour_value(
    p: float, n: int, k: int, factor: float, constant: float, low: float, high: float
) -> float:
    """Return v(k) of ``v(i) = constant + factor (p v(i+1) + (1-p) v(i-1))`` with given ends.

    Solved by elimination from both ends, which meet at k; |factor| < 1.

    >>> print(f"{neighbour_value(0.5, 4, 1, 1.0, 0.0, 0.0, 1.0):.2f}")
    0.25
    """
    if k <= 0:
        return low
    if k >= n:
        return high
    # From below v(i) = base + gain v(i+1); from above v(i) = base' + gain' v(i-1).
    base, gain = low, 0.0
    for _ in range(1, k):
        pivot = 1.0 - factor * (1.0 - p) * gain
        base = (constant + factor * (1.0 - p) * base) / pivot
        gain = factor * p / pivot
    base_up, gain_up = high, 0.0
    for _ in range(k + 1, n):
        pivot = 1.0 - factor * p * gain_up
        base_up = (constant + factor * p * base_up) / pivot
        gain_up = factor * (1.0 - p) / pivot
    pivot = 1.0 - factor * ((1.0 - p) * gain + p * gain_up)
    return (constant + factor * ((1.0 - p) * base + p * base_up)) / pivot


@model(
    inputs=(
        Input("p", "chance", 0, 1, "chance that the first side wins a battle", (0.1, 0.9)),
        FORTS,
        FORT,
        Input("delta", "per period", 0, 0.999999999, "weight of the next period", (0.8, 0.99)),
        Input("b_1", "value", -10, 1, "first side's flow while fighting", (-0.2, 0.4)),
        Input("b_2", "value", -10, 1, "second side's flow while fighting", (-0.2, 0.4)),
    ),
    outputs=(
        Output("x", "share of the prize", -np.inf, np.inf, "first side's share when it proposes"),
        Output("y", "share of the prize", -np.inf, np.inf, "second side's share when it proposes"),
        Output("w_1", "value", -10, 1, "first side's value of fighting to the finish"),
        Output("w_2", "value", -10, 1, "second side's value of fighting to the finish"),
        Output("in_range", "yes or no", 0, 1, "1 where both prefer that division to the finish"),
    ),
    monotone={"w_1": {"b_1": "increasing"}, "w_2": {"b_2": "increasing"}},
    sources=("Slantchev2003",),
    rules=(FORT_IN_RANGE,),
)  # fmt: skip
def offers_while_fighting(
    p: Column, n: Column, k: Column, delta: Column, b_1: Column, b_2: Column
) -> Columns:
    """Tell what each side proposes when offers alternate with battles and nothing is hidden.

    ``x(k) = 1 - [(1-d) b_2 + d(p y(k+1) + (1-p) y(k-1))]`` and the like for y, with x, y = 0, 1 at
    fort 0 and 1, 0 at fort n. Sum and difference of x and y part into two three-term recursions.
    A battle always moves the line.

    *Checked against* long backward induction (`tests/oracles/cardinal/fighting.json`).

    After [@Slantchev2003, p. 624, Prop. 1; app. eq. 1], our specification.

    >>> found = offers_while_fighting(p=0.5, n=6, k=[2, 3], delta=0.9, b_1=0.3, b_2=0.3)
    >>> print(found["x"].round(4), found["y"].round(4), found["in_range"])
    [0.3781 0.5154] [0.6321 0.5154] [1. 1.]
    """
    outcome = np.empty((4, len(p)))
    _offers(p, n, k, delta, b_1, b_2, outcome)
    x, y, w_1, w_2 = outcome
    in_range = (x >= w_1) & (1.0 - x >= w_2) & (1.0 - y >= w_1) & (y >= w_2)
    return {"x": x, "y": y, "w_1": w_1, "w_2": w_2, "in_range": in_range}


@compiled
def _offers(
    p: Column, n: Column, k: Column, delta: Column, b_1: Column, b_2: Column, outcome: Column
) -> None:
    for i in range(len(p)):
        a, b, d = b_1[i], b_2[i], delta[i]
        both = neighbour_value(p[i], n[i], k[i], -d, 2.0 - (1.0 - d) * (a + b), 1.0, 1.0)
        edge = neighbour_value(p[i], n[i], k[i], d, (1.0 - d) * (a - b), -1.0, 1.0)
        outcome[0, i] = (both + edge) / 2.0
        outcome[1, i] = (both - edge) / 2.0
        lost = 1.0 - p[i]
        outcome[2, i] = war_value(p[i], lost, n[i], k[i], d, 0.0, a, 0.0, 0.0, 0.0, 1.0, 0.0)
        outcome[3, i] = war_value(p[i], lost, n[i], k[i], d, 0.0, b, 0.0, 0.0, 0.0, 0.0, 1.0)
