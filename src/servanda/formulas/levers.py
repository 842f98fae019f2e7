"""What would have to be so for the verdict to turn: one input at a time, in closed form or by root.

Elsewhere: `tolerable_shift` (rise*), `audience_cost_needed` (a*), `force_needed` (M*) and
`unanimity` (n*). Several inputs at once: `smallest_change`.
"""

from __future__ import annotations

import math

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.deterrence import threshold_belief
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model
from servanda.formulas.hold import CHALLENGE, IMPATIENCE, challenge_recursion
from servanda.formulas.random_walk import EXIT, FORT, FORT_IN_RANGE, FORTS, RETREAT
from servanda.formulas.status import Status
from servanda.formulas.war import PATIENCE, STAKES, war_value

__all__ = [
    "advance_that_tips",
    "bearable_hazard",
    "belief_for_survival",
    "cost_that_tips",
    "deterrence_levers",
]


HALVINGS = 60
"""Bisections of an interval no wider than 1: the root is then as exact as a double holds it."""


@model(
    inputs=(
        Input("u", "value", -10, 10, "what keeping the deal yields the challenger", (0.4, 0.5)),
        Input("alone", "value", -10, 10, "value of renewed war if the guarantor stays out",
              (0.5, 0.8)),
        Input("joined", "value", -10, 10, "value of renewed war if the guarantor joins",
              (0.0, 0.4)),
        Input("q_a", "chance", 1e-12, 1, "challenger's belief that the guarantor joins",
              (0.05, 1)),
    ),
    outputs=(
        Output("q_star", "chance", -np.inf, np.inf, "belief needed, terms and force as they are"),
        Output("u_star", "value", -10, 10, "yield of the deal needed, the rest as it is"),
        Output("joined_star", "value", -np.inf, np.inf,
               "worth of an opposed war at most, belief and terms as they are"),
    ),
    monotone={
        "q_star": {"u": "decreasing", "alone": "increasing"},
        "u_star": {"q_a": "decreasing", "joined": "increasing"},
        "joined_star": {"q_a": "increasing", "u": "increasing"},
    },
    sources=("KilgourZagare1994",),
)  # fmt: skip
def deterrence_levers(u: Column, alone: Column, joined: Column, q_a: Column) -> Columns:
    """Tell which belief, which terms or which force would each by itself make the deal hold.

    ``q* = (alone-u)/(alone-joined)``; ``u* = alone - q(alone-joined)``;
    ``joined* = alone - (alone-u)/q``. Force enters through `joined`: `force_needed` turns it into
    troops.

    *Checked against* `deterrence_threshold` at the answer.

    After [@KilgourZagare1994], our specification.

    >>> found = deterrence_levers(u=0.4, alone=0.55, joined=0.2, q_a=0.25)
    >>> print(found["q_star"].round(3), found["u_star"].round(4), found["joined_star"].round(3))
    [0.429] [0.4625] [-0.05]
    """
    outcome = np.empty((3, len(u)))
    _levers(u, alone, joined, q_a, outcome)
    status = np.where(np.isinf(outcome[0]), Status.NOTHING_AT_STAKE, Status.COMPUTED)
    return {
        "q_star": outcome[0],
        "u_star": outcome[1],
        "joined_star": outcome[2],
        "status": status,
    }


@compiled
def _levers(u: Column, alone: Column, joined: Column, q_a: Column, outcome: Column) -> None:
    for i in range(len(u)):
        outcome[0, i] = threshold_belief(u[i], alone[i], joined[i])
        outcome[1, i] = alone[i] - q_a[i] * (alone[i] - joined[i])
        outcome[2, i] = alone[i] - (alone[i] - u[i]) / q_a[i]


@model(
    inputs=(
        Input("u", "value", -10, 10, "what the deal yields the party each month", (0.4, 0.8)),
        Input("w_now", "value", -10, 10, "value to it of fighting on now", (0.3, 0.5)),
        Input("w_broken", "value", -10, 10, "value to it once the deal is broken", (0.0, 0.25)),
        Input("delta", "per month", 1e-9, 0.999999999, "weight of next month", (0.98, 0.999)),
    ),
    outputs=(
        Output("h_star", "chance/month", -np.inf, np.inf, "highest chance of a break it can bear"),
    ),
    monotone={"h_star": {"w_now": "decreasing", "u": "increasing"}},
    sources=("Powell2006",),
)
def bearable_hazard(u: Column, w_now: Column, w_broken: Column, delta: Column) -> Columns:
    """Tell how likely a break may be, month by month, for a party still to sign.

    ``h* = (1-d)(u - W)/(d(W - W'))``, from ``S(h*) = W`` of `value_at_constant_hazard`. Below 0: it
    signs at no hazard; above 1: it signs at any.

    *Checked against* a root search (`tests/oracles/cardinal/reverse.json`).

    Discounting by the chance of a break is after [@Powell2006], our specification.

    >>> bearable_hazard(u=0.4, w_now=0.3, w_broken=0.1, delta=0.99)["h_star"].round(6)
    array([0.005051])
    """
    worse = w_now > w_broken
    h_star = np.full(len(u), np.nan)
    np.divide((1.0 - delta) * (u - w_now), delta * (w_now - w_broken), out=h_star, where=worse)
    return {"h_star": h_star, "status": np.where(worse, Status.COMPUTED, Status.NOTHING_AT_STAKE)}


@model(
    inputs=(
        Input("w_free", "value", -10, 10, "value of fighting on at no cost", (0.4, 0.7)),
        Input("w_one", "value", -10, 10, "value of fighting on at a running cost of 1",
              (-0.5, 0.2)),
        Input("deal", "value", -10, 10, "value of the deal", (0.2, 0.6)),
    ),
    outputs=(Output("c_star", "share of victory flow", -np.inf, np.inf, "cost at which it signs"),),
    monotone={"c_star": {"w_free": "increasing", "deal": "decreasing"}},
    sources=("Slantchev2003",),
)  # fmt: skip
def cost_that_tips(w_free: Column, w_one: Column, deal: Column) -> Columns:
    """Tell from which running cost of war a party prefers the deal.

    ``c* = (W(0) - S)/(W(0) - W(1))``, exact since the value of war is linear in its running cost.
    Below 0: it signs even if war is free.

    *Checked against* a root search (`tests/oracles/cardinal/reverse.json`).

    From the value of war after [@Slantchev2003], our specification.

    >>> cost_that_tips(w_free=0.5, w_one=0.0, deal=[0.3, 0.6])["c_star"]
    array([ 0.4, -0.2])
    """
    matters = w_free > w_one
    c_star = np.full(len(deal), np.nan)
    np.divide(w_free - deal, w_free - w_one, out=c_star, where=matters)
    return {"c_star": c_star, "status": np.where(matters, Status.COMPUTED, Status.NOTHING_AT_STAKE)}


@model(
    inputs=(
        RETREAT, FORTS, FORT, PATIENCE, EXIT, *STAKES,
        Input("deal", "value", -10, 10, "value of the deal", (0.2, 0.6)),
    ),
    outputs=(
        Output("p_star", "chance/month", 0, 1, "chance of advance at which deal and war are even"),
    ),
    monotone={},
    sources=("Slantchev2003", "SmithStam2004"),
    rules=(FORT_IN_RANGE,),
)  # fmt: skip
def advance_that_tips(
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
    deal: Column,
) -> Columns:
    """Tell at which monthly chance of advance a party is even between the deal and fighting on.

    The root in p of ``W(p) = S`` on 0..1-q, by halving; the challenger signs below it. Out of reach
    where war is better, or worse, than the deal at both ends.

    *Checked against* a grid of a million points (`tests/oracles/cardinal/reverse.json`).

    From the value of war after [@Slantchev2003] and [@SmithStam2004], our specification.

    >>> found = advance_that_tips(q=0.09, n=20, k=9, delta=0.995, eta=0.004, f0=0.05, f1=0.03,
    ...                           x0=0.2, x1=0.03, deal=[0.3, 0.99])
    >>> print(found["p_star"].round(6))
    [0.065055      nan]
    """
    p_star = np.empty(len(q))
    _advances(q, n, k, delta, eta, f0, f1, x0, x1, v_n, v_0, deal, p_star)
    status = np.where(np.isnan(p_star), Status.OUT_OF_REACH, Status.COMPUTED)
    return {"p_star": p_star, "status": status}


@compiled
def _advances(
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
    deal: Column,
    p_star: Column,
) -> None:
    for i in range(len(q)):
        low, high = 0.0, 1.0 - q[i]
        at_low = war_value(
            low, q[i], n[i], k[i], delta[i], eta[i],
            f0[i], f1[i], x0[i], x1[i], v_n[i], v_0[i],
        ) - deal[i]  # fmt: skip
        at_high = war_value(
            high, q[i], n[i], k[i], delta[i], eta[i],
            f0[i], f1[i], x0[i], x1[i], v_n[i], v_0[i],
        ) - deal[i]  # fmt: skip
        if at_low * at_high > 0.0:
            p_star[i] = math.nan
            continue
        if at_low == 0.0:
            p_star[i] = low
            continue
        for _ in range(HALVINGS):
            middle = 0.5 * (low + high)
            gap = war_value(
                middle, q[i], n[i], k[i], delta[i], eta[i],
                f0[i], f1[i], x0[i], x1[i], v_n[i], v_0[i],
            ) - deal[i]  # fmt: skip
            if (gap > 0.0) == (at_low > 0.0):
                low = middle
            else:
                high = middle
        p_star[i] = 0.5 * (low + high)


_MONTH = ("month",)


@model(
    inputs=(
        Input("u", "value", -10, 10, "what the deal yields the challenger in each month",
              (0.3, 0.5), axes=_MONTH),
        Input("alone", "value", -10, 10, "value of renewed war without the guarantor, from then",
              (0.3, 0.6), axes=_MONTH),
        Input("joined", "value", -10, 10, "value of renewed war with the guarantor, from then",
              (0.0, 0.25), axes=_MONTH),
        IMPATIENCE,
        *CHALLENGE,
        Input("by", "months", 1, 10_000, "month at whose end the deal is to stand", (6, 24),
              whole=True),
        Input("target", "chance", 0, 1, "chance that is wanted that it does", (0.3, 0.95)),
    ),
    outputs=(
        Output("q_needed", "chance", 0, 1, "belief in intervention that is needed; 0: none is"),
    ),
    monotone={"q_needed": {"target": "increasing", "u": "decreasing"}},
    sources=("Rust1987",),
    rules=(
        Rule("by is later than the months given: give longer paths",
             lambda c: c["by"] > c["u"].shape[1]),
    ),
)  # fmt: skip
def belief_for_survival(
    u: Column,
    alone: Column,
    joined: Column,
    delta: Column,
    omega: Column,
    scale: Column,
    by: Column,
    target: Column,
) -> Columns:
    """Tell how firmly the challenger must believe in intervention for the deal to last.

    The belief at which the chance that the deal stands at the end of month `by` is the target, by
    halving. Out of reach where certain intervention does not suffice: then only force or terms
    help.

    *Checked against* a grid of 20,000 beliefs (`tests/oracles/cardinal/integrated.json`).

    Choices after [@Rust1987], our specification.

    >>> months = [0.4] * 60
    >>> found = belief_for_survival(u=months, alone=[0.5] * 60, joined=[0.15] * 60, delta=0.99,
    ...                             omega=0.25, scale=0.02, by=60, target=[0.05, 0.8])
    >>> print(found["q_needed"].round(4))
    [0.0604 0.5043]
    """
    q_needed = np.empty(len(u))
    _beliefs_for_survival(u, alone, joined, delta, omega, scale, by, target, q_needed)
    status = np.where(np.isnan(q_needed), Status.OUT_OF_REACH, Status.COMPUTED)
    return {"q_needed": q_needed, "status": status}


@compiled
def _survival_at(
    q: float,
    u: Floats,
    alone: Floats,
    joined: Floats,
    delta: float,
    omega: float,
    scale: float,
    by: int,
    challenge: Floats,
    hazard: Floats,
) -> float:
    """Return the chance that the deal stands after `by` months at belief q (two scratch paths)."""
    for month in range(len(u)):
        challenge[month] = (1.0 - q) * alone[month] + q * joined[month]
    challenge_recursion(u, challenge, delta, omega, scale, hazard)
    alive = 1.0
    for month in range(by):
        alive *= 1.0 - hazard[month]
    return alive


@compiled
def _beliefs_for_survival(
    u: Column,
    alone: Column,
    joined: Column,
    delta: Column,
    omega: Column,
    scale: Column,
    by: Column,
    target: Column,
    q_needed: Column,
) -> None:
    challenge, hazard = np.empty(u.shape[1]), np.empty(u.shape[1])
    for i in range(len(u)):
        sides = (u[i], alone[i], joined[i], delta[i], omega[i], scale[i], by[i], challenge, hazard)
        if _survival_at(0.0, *sides) >= target[i]:
            q_needed[i] = 0.0
            continue
        if _survival_at(1.0, *sides) < target[i]:
            q_needed[i] = math.nan
            continue
        low, high = 0.0, 1.0
        for _ in range(HALVINGS):
            middle = 0.5 * (low + high)
            if _survival_at(middle, *sides) >= target[i]:
                high = middle
            else:
                low = middle
        q_needed[i] = high
