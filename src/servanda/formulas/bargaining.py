"""What could be agreed on one issue: the zone, a fair split, and offers made in the dark."""

from __future__ import annotations

import math

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model
from servanda.formulas.status import Status

__all__ = ["alternating_offers", "bargaining_zone", "nash_division", "take_it_or_leave_it"]

_COSTS = (
    Input("c_a", "share of the prize", 0, 10, "first side's cost of war", (0.02, 0.3)),
    Input("c_b", "share of the prize", 0, 10, "second side's cost of war", (0.02, 0.3)),
)


@model(
    inputs=(
        Input("p_a", "chance", 0, 1, "first side's chance of winning if it strikes first",
              (0.5, 0.8)),
        Input("p_b", "chance", 0, 1, "first side's chance of winning if the other strikes first",
              (0.2, 0.5)),
        *_COSTS,
    ),
    outputs=(
        Output("low", "share of the prize", -10, 1, "least the first side accepts"),
        Output("high", "share of the prize", 0, 11, "most the second side concedes"),
        Output("width", "share of the prize", -11, 21, "width of the zone; below 0: none"),
        Output("empty", "yes or no", 0, 1, "1 where no division keeps the peace"),
    ),
    monotone={
        "width": {"c_a": "increasing", "c_b": "increasing", "p_a": "decreasing"},
        "empty": {"c_a": "decreasing", "p_a": "increasing"},
    },
    sources=("Fearon1995",),
)  # fmt: skip
def bargaining_zone(p_a: Column, p_b: Column, c_a: Column, c_b: Column) -> Columns:
    """Tell which divisions both sides prefer to war.

    ``[p_a - c_a, p_b + c_b]``, empty iff ``p_a - p_b > c_a + c_b``: an advantage of striking first
    can destroy the zone. Where nothing hangs on who strikes first, p_a = p_b and the zone is never
    empty.

    *Checked against* a grid (`tests/oracles/cardinal/bargaining.json`).

    After [@Fearon1995, pp. 387, 403], our specification.

    >>> zone = bargaining_zone(p_a=[0.7, 0.75], p_b=[0.7, 0.3], c_a=[0.15, 0.1], c_b=0.1)
    >>> print(zone["low"].round(2), zone["high"].round(2), zone["empty"])
    [0.55 0.65] [0.8 0.4] [0. 1.]
    """
    low, high = p_a - c_a, p_b + c_b
    width = (p_b - p_a) + (c_a + c_b)
    return {"low": low, "high": high, "width": width, "empty": width < 0.0}


_APPETITE = "exponent of its value of a share; below 1: averse to risk"


@model(
    inputs=(
        Input("w_a", "value", -10, 1, "what fighting on is worth to the first side", (0.0, 0.4)),
        Input("w_b", "value", -10, 1, "what it is worth to the second", (0.0, 0.4)),
        Input("r_a", "exponent", 0.01, 1, f"first side's {_APPETITE}", (0.4, 1), 1.0),
        Input("r_b", "exponent", 0.01, 1, f"second side's {_APPETITE}", (0.4, 1), 1.0),
    ),
    outputs=(
        Output("x", "share of the prize", 0, 1, "first side's share"),
        Output("gain_a", "value", 0, 11, "what it gains over fighting on"),
        Output("gain_b", "value", 0, 11, "what the other gains over fighting on"),
    ),
    monotone={"x": {"w_a": "increasing", "w_b": "decreasing"}},
    sources=("Nash1950",),
)
def nash_division(w_a: Column, w_b: Column, r_a: Column, r_b: Column) -> Columns:
    """Tell the division that makes the product of the gains over fighting on greatest.

    With values x^r_a and (1-x)^r_b: by halving on the condition of the first order; where both
    exponents are 1, ``x = (1 + w_a - w_b)/2``, or the nearer end. Fair in this sense is not equal,
    nor what will be agreed. Where no division gives both at least what fighting on does, there is
    none.

    *Checked against* an optimiser (`tests/oracles/cardinal/bargaining.json`).

    After the bargaining solution of [@Nash1950].

    >>> nash_division(w_a=[0.3, 0.7], w_b=[0.4, 0.6])["x"].round(6)
    array([0.45, nan])
    """
    outcome = np.empty((3, len(w_a)))
    _nash(w_a, w_b, r_a, r_b, outcome)
    x, gain_a, gain_b = outcome
    status = np.where(np.isnan(x), Status.OUT_OF_REACH, Status.COMPUTED)
    return {"x": x, "gain_a": gain_a, "gain_b": gain_b, "status": status}


@compiled
def _leans_up(x: float, w_a: float, w_b: float, r_a: float, r_b: float) -> bool:
    """Return whether a larger x raises the product of gains."""
    rise = r_a * math.pow(x, r_a - 1.0) * (math.pow(1.0 - x, r_b) - w_b)
    fall = r_b * math.pow(1.0 - x, r_b - 1.0) * (math.pow(x, r_a) - w_a)
    return rise > fall


@compiled
def _nash(w_a: Column, w_b: Column, r_a: Column, r_b: Column, outcome: Column) -> None:
    for i in range(len(w_a)):
        low = math.pow(max(w_a[i], 0.0), 1.0 / r_a[i])
        high = 1.0 - math.pow(max(w_b[i], 0.0), 1.0 / r_b[i])
        if low > high:
            outcome[:, i] = math.nan
            continue
        for _ in range(60):
            x = 0.5 * (low + high)
            if _leans_up(x, w_a[i], w_b[i], r_a[i], r_b[i]):
                low = x
            else:
                high = x
        x = 0.5 * (low + high)
        outcome[0, i] = x
        outcome[1, i] = max(math.pow(x, r_a[i]) - w_a[i], 0.0)
        outcome[2, i] = max(math.pow(1.0 - x, r_b[i]) - w_b[i], 0.0)


@model(
    inputs=(
        Input("p", "chance", 0, 1, "proposer's chance of winning a war", (0.2, 0.6)),
        Input("c_a", "share of the prize", 0, 10, "proposer's cost of war", (0.02, 0.3)),
        Input("c_max", "share of the prize", 1e-9, 10, "highest the other's cost may be",
              (0.3, 0.6)),
    ),
    outputs=(
        Output("x", "share of the prize", 0, 1, "share the proposer demands"),
        Output("war", "chance", 0, 1, "chance that the demand is refused, and war comes"),
        Output("value", "share of the prize", -10, 1, "what proposer expects"),
    ),
    monotone={
        "x": {"p": "increasing", "c_a": "decreasing"},
        "war": {"c_a": "decreasing", "p": "decreasing"},
        "value": {"c_a": "decreasing", "p": "increasing"},
    },
    sources=("Fearon1995",),
)  # fmt: skip
def take_it_or_leave_it(p: Column, c_a: Column, c_max: Column) -> Columns:
    """Tell what a side demands that does not know the other's cost of war, and the risk it runs.

    The cost being uniform on 0..c_max, it demands ``p + (c_max - c_a)/2`` and risks war with chance
    ``(c_max - c_a)/(2 c_max)``; never more than all there is, and no more than p where its own cost
    exceeds c_max. The other refuses demands beyond ``p + c_b``.

    *Checked against* a grid search (`tests/oracles/cardinal/bargaining.json`).

    After [@Fearon1995, pp. 410-411, Claim 2], uniform costs, our specification.

    >>> offer = take_it_or_leave_it(p=0.4, c_a=0.1, c_max=0.8)
    >>> print(offer["x"].round(4), offer["war"].round(4), offer["value"].round(6))
    [0.75] [0.4375] [0.553125]
    """
    more = np.clip((c_max - c_a) / 2.0, 0.0, 1.0 - p)
    war = more / c_max
    return {"x": p + more, "war": war, "value": (1.0 - war) * (p + more) + war * (p - c_a)}


@model(
    inputs=(
        Input("delta_1", "per round", 0, 1, "first proposer's patience", (0.5, 0.99)),
        Input("delta_2", "per round", 0, 1, "other side's patience", (0.5, 0.99)),
    ),
    outputs=(Output("x", "share of the prize", 0, 1, "first proposer's share"),),
    monotone={"x": {"delta_1": "increasing", "delta_2": "decreasing"}},
    sources=("Rubinstein1982",),
    rules=(
        Rule("delta_1 and delta_2 are both 1: someone must prefer sooner to later",
             lambda c: (c["delta_1"] >= 1.0) & (c["delta_2"] >= 1.0)),
    ),
)  # fmt: skip
def alternating_offers(delta_1: Column, delta_2: Column) -> Columns:
    """Tell how two sides that make offers in turn divide a prize, each impatient.

    ``(1 - delta_2)/(1 - delta_1 delta_2)`` to the first proposer, agreed at once.

    *Checked against* iteration to the fixed point (`tests/oracles/cardinal/bargaining.json`).

    After [@Rubinstein1982, p. 108], our specification.

    >>> alternating_offers(delta_1=0.9, delta_2=[0.9, 0.99])["x"].round(4)
    array([0.5263, 0.0917])
    """
    return {"x": (1.0 - delta_2) / (1.0 - delta_1 * delta_2)}
