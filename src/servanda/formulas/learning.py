"""Two sides that believe different things of the war, and learn from its battles."""

from __future__ import annotations

import math

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.random_walk import FORT, FORT_IN_RANGE, FORTS
from servanda.formulas.war import war_value

__all__ = ["believed_war_value", "value_of_war_believed", "war_of_beliefs"]


LEGENDRE_NODES = 96
SPREADS = 12.0
"""The belief is integrated so many standard deviations either side of its mean, within 0..1."""

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(LEGENDRE_NODES)


@compiled
def believed_war_value(
    alpha: float,
    beta: float,
    n: int,
    k: int,
    delta: float,
    flow: float,
    v_n: float,
    v_0: float,
) -> float:
    """Return the value of fighting to the finish when p is known only as Beta(alpha, beta).

    With no decision left to take, learning is worth nothing and the value is the mean of the
    known-p values: 96-node Gauss-Legendre. Every battle moves the line.

    >>> print(f"{believed_war_value(6.5, 3.5, 10, 5, 0.98, -0.3, 1.0, 0.0):.9f}")
    0.557126013
    """
    mean = alpha / (alpha + beta)
    spread = math.sqrt(mean * (1.0 - mean) / (alpha + beta + 1.0))
    low = max(mean - SPREADS * spread, 0.0)
    high = min(mean + SPREADS * spread, 1.0)
    mode = min(max((alpha - 1.0) / max(alpha + beta - 2.0, 1e-12), 1e-12), 1.0 - 1e-12)
    peak = (alpha - 1.0) * math.log(mode) + (beta - 1.0) * math.log(1.0 - mode)
    total = 0.0
    mass = 0.0
    for i in range(LEGENDRE_NODES):
        p = low + (high - low) * 0.5 * (1.0 + _NODES[i])
        density = math.exp((alpha - 1.0) * math.log(p) + (beta - 1.0) * math.log(1.0 - p) - peak)
        weight = _WEIGHTS[i] * density
        mass += weight
        total += weight * war_value(p, 1.0 - p, n, k, delta, 0.0, flow, 0.0, 0.0, 0.0, v_n, v_0)
    return total / mass


_BELIEF = (
    Input("alpha", "battles", 1, 1e6, "battles the challenger is believed to win (prior count)",
          (1.5, 20)),
    Input("beta", "battles", 1, 1e6, "battles it is believed to lose (prior count)", (1.5, 20)),
)  # fmt: skip


@model(
    inputs=(
        *_BELIEF,
        FORTS,
        FORT,
        Input("delta", "per battle", 0, 0.999999999, "weight of the next battle", (0.9, 0.995)),
        Input("flow", "value", -10, 10, "flow while fighting, less the cost of war", (-0.5, 0)),
        Input("v_n", "value", -10, 10, "value once the challenger has every fort", (1, 1), 1.0),
        Input("v_0", "value", -10, 10, "value once the challenger has none", (0, 0), 0.0),
    ),
    outputs=(Output("value", "value", -10, 10, "value of fighting to the finish"),),
    monotone={
        "value": {"flow": "increasing", "v_n": "increasing", "v_0": "increasing"},
    },
    sources=("SmithStam2004",),
    rules=(FORT_IN_RANGE,),
)  # fmt: skip
def value_of_war_believed(
    alpha: Column,
    beta: Column,
    n: Column,
    k: Column,
    delta: Column,
    flow: Column,
    v_n: Column,
    v_0: Column,
) -> Columns:
    """Tell what fighting to the finish is worth to a side that is unsure who wins battles.

    The mean of `value_of_war` over a Beta belief about p, with q = 1 - p and no exits.

    *Checked against* adaptive quadrature (`tests/oracles/cardinal/duration.json`).

    The value need not rise with the odds: a side sure to lose loses soon, and cheaply.

    Beliefs after [@SmithStam2004], our specification.

    >>> war = value_of_war_believed(alpha=[3, 65], beta=[7, 35], n=[10, 20], k=[5, 12],
    ...                             delta=0.98, flow=-0.3)
    >>> print(war["value"].round(4))
    [0.0165 0.476 ]
    """
    value = np.empty(len(alpha))
    _values_believed(alpha, beta, n, k, delta, flow, v_n, v_0, value)
    return {"value": value}


@compiled
def _values_believed(
    alpha: Column,
    beta: Column,
    n: Column,
    k: Column,
    delta: Column,
    flow: Column,
    v_n: Column,
    v_0: Column,
    value: Column,
) -> None:
    for i in range(len(alpha)):
        value[i] = believed_war_value(
            alpha[i], beta[i], n[i], k[i], delta[i], flow[i], v_n[i], v_0[i]
        )


@compiled
def _agreements(
    n: int,
    k0: int,
    delta: float,
    cost: Floats,
    deal: Floats,
    belief: Floats,
    stands: bool,
    agree: Flags,
) -> tuple[float, float]:
    """Mark in `agree` (battles so far, fort) where both accept, and return values of fighting on.

    `cost`, `deal` hold A's then B's; `belief` holds A's two counts, then B's. After the last battle
    looked at, both fight to the finish.
    """
    last = len(agree) - 1
    value = np.zeros((2, n + 1))
    value[0, n] = 1.0
    value[1, 0] = 1.0
    fight = np.zeros((2, n + 1))
    for t in range(last, -1, -1):
        later = value.copy()
        for k in range(1, n):
            won = k - k0 + t
            if won % 2 != 0 or won < 0 or won > 2 * t:
                continue
            won //= 2
            for side in range(2):
                alpha = belief[2 * side] + won
                beta = belief[2 * side + 1] + t - won
                if t == last:
                    top, bottom = (1.0, 0.0) if side == 0 else (0.0, 1.0)
                    fight[side, k] = believed_war_value(
                        alpha, beta, n, k, delta, -cost[side], top, bottom
                    )
                else:
                    up = alpha / (alpha + beta)
                    mean = up * later[side, k + 1] + (1.0 - up) * later[side, k - 1]
                    fight[side, k] = -(1.0 - delta) * cost[side] + delta * mean
            agree[t, k] = deal[0] >= fight[0, k] and deal[1] >= fight[1, k]
            for side in range(2):
                value[side, k] = deal[side] if stands and agree[t, k] else fight[side, k]
    return fight[0, k0], fight[1, k0]


@compiled
def _course(n: int, k0: int, p: float, agree: Flags, told: Floats) -> None:
    """Fill `told` with expected battles, chance of the deal, of A's and B's victory, unresolved."""
    told[:] = 0.0
    at = np.zeros(n + 1)
    at[k0] = 1.0
    for t in range(len(agree)):
        after = np.zeros(n + 1)
        for k in range(1, n):
            share = at[k]
            if share == 0.0:
                continue
            if agree[t, k]:
                told[1] += share
                continue
            if t == len(agree) - 1:
                told[4] += share
                continue
            told[0] += share
            after[k + 1] += share * p
            after[k - 1] += share * (1.0 - p)
        told[2] += after[n]
        told[3] += after[0]
        at = after


@model(
    inputs=(
        FORTS,
        FORT,
        Input("delta", "per battle", 0, 0.999999999, "weight of the next battle", (0.95, 0.99)),
        Input("c_a", "value", -10, 10, "challenger's cost of fighting, less what it then holds",
              (0.05, 0.5)),
        Input("c_b", "value", -10, 10, "defender's cost of fighting, less what it then holds",
              (0.05, 0.5)),
        Input("u_a", "value", -10, 10, "what the deal is worth to the challenger", (0.3, 0.6)),
        Input("u_b", "value", -10, 10, "what the deal is worth to the defender", (0.3, 0.6)),
        Input("alpha_a", "battles", 1, 1e6, "challenger's count of battles it would win", (2, 10)),
        Input("beta_a", "battles", 1, 1e6, "challenger's count of battles it would lose", (2, 10)),
        Input("alpha_b", "battles", 1, 1e6, "defender's count of battles the challenger would win",
              (2, 10)),
        Input("beta_b", "battles", 1, 1e6, "defender's count of battles it would lose", (2, 10)),
        Input("p", "chance", 0, 1, "true chance that the challenger wins a battle", (0.2, 0.8)),
        Input("battles", "battles", 1, 2000, "battles looked ahead", (60, 60), 120.0, whole=True),
        Input("stands", "yes or no", 0, 1, "1 where an offer refused stands, 0 where it lapses",
              (0, 1), 0.0, whole=True),
    ),
    outputs=(
        Output("months", "battles", 0, 2000, "expected battles until the war ends"),
        Output("settles", "chance", 0, 1, "chance that it ends in the deal"),
        Output("a_wins", "chance", 0, 1, "chance that the challenger takes every fort"),
        Output("b_wins", "chance", 0, 1, "chance that the challenger loses every fort"),
        Output("unresolved", "chance", 0, 1, "chance that it goes on beyond the battles looked at"),
        Output("fight_a", "value", -11, 11, "challenger's value of fighting on now"),
        Output("fight_b", "value", -11, 11, "defender's value of fighting on now"),
    ),
    monotone={
        "fight_a": {"c_a": "decreasing"},
        "fight_b": {"c_b": "decreasing"},
    },
    sources=("SmithStam2004",),
    rules=(FORT_IN_RANGE,),
)  # fmt: skip
def war_of_beliefs(
    n: Column,
    k: Column,
    delta: Column,
    c_a: Column,
    c_b: Column,
    u_a: Column,
    u_b: Column,
    alpha_a: Column,
    beta_a: Column,
    alpha_b: Column,
    beta_b: Column,
    p: Column,
    battles: Column,
    stands: Column,
) -> Columns:
    """Tell how long two sides fight that disagree about the odds and learn from every battle.

    Each side's belief about p is Beta, known to the other, and grows by one count a battle. An
    offer that lapses when refused is weighed against fighting to the finish. An offer that stands
    is an option: fighting on is worth the more because one may settle later, so a standing offer
    can lengthen a war that a lapsing one would end. Report both. They settle whenever both weakly
    prefer to. Every battle moves the line, and a month is a battle.

    *Departure*: the deal on the table is fixed; the source lets offers be made.

    *Checked against* Monte Carlo of 100,000 wars (`tests/oracles/cardinal/duration.json`).

    After [@SmithStam2004], our specification.

    >>> war = war_of_beliefs(n=10, k=5, delta=0.98, c_a=0.3, c_b=0.3, u_a=0.5, u_b=0.5, alpha_a=6,
    ...                      beta_a=4, alpha_b=4, beta_b=6, p=0.5, stands=[0, 1])
    >>> print(war["months"].round(2), war["settles"].round(2))
    [0. 5.] [1. 0.8]
    """
    told = np.empty((len(p), 7))
    sides = np.column_stack([c_a, c_b, u_a, u_b, alpha_a, beta_a, alpha_b, beta_b])
    _wars_of_beliefs(n, k, delta, sides, p, battles, stands, told)
    names = ("months", "settles", "a_wins", "b_wins", "unresolved", "fight_a", "fight_b")
    return dict(zip(names, told.T, strict=True))


@compiled
def _wars_of_beliefs(
    n: Column,
    k: Column,
    delta: Column,
    sides: Column,
    p: Column,
    battles: Column,
    stands: Column,
    told: Column,
) -> None:
    for i in range(len(p)):
        if k[i] <= 0 or k[i] >= n[i]:
            told[i] = 0.0
            top = 1.0 if k[i] >= n[i] else 0.0
            told[i, 2] = told[i, 5] = top
            told[i, 3] = told[i, 6] = 1.0 - top
            continue
        agree = np.zeros((battles[i] + 1, n[i] + 1), dtype=np.bool_)
        told[i, 5], told[i, 6] = _agreements(
            n[i], k[i], delta[i], sides[i, 0:2], sides[i, 2:4], sides[i, 4:8], stands[i] == 1, agree
        )
        _course(n[i], k[i], p[i], agree, told[i, 0:5])
