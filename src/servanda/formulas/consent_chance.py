"""Who must agree: chances that enough parties consent, that agree in part for the same reasons."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model
from servanda.formulas.intervention import normal_chance

__all__ = [
    "acceptable_range",
    "at_least",
    "disputed_veto",
    "quota_chance",
    "reach_quota",
    "unanimity",
]

_PARTIES = ("party",)
HERMITE_NODES = 64
"""Enough for a correlation of 0.6 to 1e-9; beyond 0.95 the integrand is too steep for them."""

_NODES, _WEIGHTS = np.polynomial.hermite.hermgauss(HERMITE_NODES)
_NODES = _NODES * math.sqrt(2.0)
_WEIGHTS = _WEIGHTS / math.sqrt(math.pi)

_CONSENTS = Input("p", "chance", 0, 1, "chance that each party consents", (0.3, 1), axes=_PARTIES)
_COMMON = Input(
    "rho", "correlation", 0, 0.95, "how far the parties consent for the same reasons (sweep 0-0.6)",
    (0, 0.6), 0.0,
)  # fmt: skip


@compiled
def quota_chance(p: Column, weight: Column, quota: int) -> float:
    """Return the chance that independent consenters together weigh at least the quota.

    Exact, by adding one party at a time to the distribution of the weight so far, cut off at the
    quota; ``O(n quota)``.

    >>> p = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    >>> print(f"{quota_chance(p, np.array([10, 8, 5, 3, 2, 2]), 15):.6f}")
    0.920840
    """
    if quota <= 0:
        return 1.0
    below = np.zeros(quota)
    below[0] = 1.0
    for i in range(len(p)):
        step = weight[i]
        for total in range(quota - 1, -1, -1):
            stays = below[total] * (1.0 - p[i])
            joins = below[total - step] * p[i] if total >= step else 0.0
            below[total] = stays + joins
    # The part below the quota was kept exactly; where it is tiny the chance is near 1.
    short = 0.0
    for total in range(quota):
        short += below[total]
    return min(max(1.0 - short, 0.0), 1.0)


@compiled
def _quota_chances(
    p: Column, score: Column, weight: Column, quota: Column, rho: Column, chance: Column
) -> None:
    """Average over a common factor; `score` is the normal quantile of p."""
    given = np.empty(p.shape[1])
    for i in range(len(p)):
        if rho[i] <= 0.0:
            chance[i] = quota_chance(p[i], weight[i], quota[i])
            continue
        pull = math.sqrt(rho[i])
        spread = math.sqrt(1.0 - rho[i])
        total = 0.0
        for node in range(HERMITE_NODES):
            for j in range(len(given)):
                given[j] = normal_chance((score[i, j] - pull * _NODES[node]) / spread)
            total += _WEIGHTS[node] * quota_chance(given, weight[i], quota[i])
        chance[i] = min(max(total, 0.0), 1.0)


@model(
    inputs=(
        _CONSENTS,
        Input("k", "parties", 0, 10_000, "how many must consent", (1, 4), whole=True),
        _COMMON,
    ),
    outputs=(
        Output("chance", "chance", 0, 1, "chance that at least that many consent"),
        Output("expected", "parties", 0, 10_000, "expected number that consent"),
    ),
    monotone={"chance": {"p": "increasing", "k": "decreasing"}},
    sources=("Hong2013", "Vasicek2002"),
)
def at_least(p: Column, k: Column, rho: Column) -> Columns:
    """Tell how likely it is that at least k of the parties consent.

    The Poisson-binomial distribution; with correlation rho, party i consents with chance
    ``Phi((Phi^-1(p_i) - sqrt(rho) z)/sqrt(1-rho))`` given a common normal factor z, averaged over
    64 Gauss-Hermite nodes.

    *Checked against* enumeration and Monte Carlo (`tests/oracles/cardinal/consent.json`).

    After the distribution of [@Hong2013] and the factor of [@Vasicek2002], our specification.

    >>> p = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
    >>> at_least(p=p, k=4, rho=[0.0, 0.3])["chance"].round(5)
    array([0.65356, 0.62631])
    """
    chance = np.empty(len(p))
    ones = np.ones(p.shape, dtype=np.int64)
    _quota_chances(p, ndtri(p), ones, k, rho, chance)
    return {"chance": chance, "expected": p.sum(axis=1)}


@model(
    inputs=(
        _CONSENTS,
        Input("weight", "whole units, as thousand troops", 0, 1_000_000, "what each brings",
              (1, 10), whole=True, axes=_PARTIES),
        Input("quota", "the same unit", 0, 1_000_000, "what is needed together", (3, 20),
              whole=True),
        _COMMON,
    ),
    outputs=(Output("chance", "chance", 0, 1, "chance that those who consent reach the quota"),),
    monotone={"chance": {"p": "increasing", "weight": "increasing", "quota": "decreasing"}},
    sources=("Hong2013", "Vasicek2002"),
)  # fmt: skip
def reach_quota(p: Column, weight: Column, quota: Column, rho: Column) -> Columns:
    """Tell how likely it is that the parties that consent bring enough together.

    As `at_least`, with weights: troops, votes, money.

    *Checked against* enumeration (`tests/oracles/cardinal/consent.json`).

    After the distribution of [@Hong2013], with weights, and the factor of [@Vasicek2002], our
    specification.

    >>> p, thousands = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], [10, 8, 5, 3, 2, 2]
    >>> reach_quota(p=p, weight=thousands, quota=15)["chance"]
    array([0.92084])
    """
    chance = np.empty(len(p))
    _quota_chances(p, ndtri(p), weight, quota, rho, chance)
    return {"chance": chance}


@model(
    inputs=(
        Input("others", "chance", 0, 1, "chance that everyone else consents", (0, 1)),
        Input("valid", "chance", 0, 1, "chance that the veto is held valid", (0, 1)),
        Input("consents", "chance", 0, 1, "chance that the vetoer consents", (0, 1)),
    ),
    outputs=(Output("chance", "chance", 0, 1, "chance of consent under the disputed veto"),),
    monotone={
        "chance": {"others": "increasing", "valid": "decreasing", "consents": "increasing"},
    },
    sources=("Tsebelis2002",),
)
def disputed_veto(others: Column, valid: Column, consents: Column) -> Columns:
    """Tell how likely consent is when it is disputed whether one party has a veto.

    ``others * ((1 - valid) + valid * consents)``, the three being independent given the world.

    *Checked against* Monte Carlo (`tests/oracles/cardinal/consent.json`).

    A veto player of [@Tsebelis2002] held valid with a stated chance, our specification.

    >>> disputed_veto(others=0.588204, valid=0.4, consents=0.3)["chance"].round(6)
    array([0.423507])
    """
    return {"chance": others * ((1.0 - valid) + valid * consents)}


@model(
    inputs=(
        Input("p", "chance", 1e-300, 1, "chance that each party consents", (0.8, 0.999)),
        Input("n", "parties", 0, 100_000, "how many must all consent", (1, 40), whole=True),
        Input("target", "chance", 1e-300, 1, "chance of consent that is wanted", (0.1, 0.9), 0.5),
    ),
    outputs=(
        Output("chance", "chance", 0, 1, "chance that all consent"),
        Output("most", "parties", 0, np.inf, "most parties whose unanimity still has that chance"),
    ),
    monotone={
        "chance": {"p": "increasing", "n": "decreasing"},
        "most": {"p": "increasing", "target": "decreasing"},
    },
    sources=("Tsebelis2002",),
)
def unanimity(p: Column, n: Column, target: Column) -> Columns:
    """Tell how likely n equally minded parties are to be unanimous, and how many could be.

    ``p^n`` and ``floor(ln target / ln p)``, the parties being independent given the world. The
    more veto players, the less changes [@Tsebelis2002]; the formula is elementary.

    *Checked against* the Poisson-binomial sum (`tests/oracles/cardinal/consent.json`).

    >>> found = unanimity(p=[0.99, 0.97], n=32, target=0.5)
    >>> print(found["chance"].round(3), found["most"])
    [0.725 0.377] [68. 22.]
    """
    chance, most = np.empty((2, len(p)))
    _unanimous(p, n, target, chance, most)
    return {"chance": chance, "most": most}


@compiled
def _unanimous(p: Column, n: Column, target: Column, chance: Column, most: Column) -> None:
    for i in range(len(p)):
        chance[i] = math.pow(p[i], n[i])
        if p[i] >= 1.0:
            most[i] = math.inf
        else:
            # The last digit of a quotient of logarithms must not turn 22 into 21.
            most[i] = math.floor(math.log(target[i]) / math.log(p[i]) * (1.0 + 1e-12) + 1e-12)


@model(
    inputs=(
        Input("low", "issue", -1e6, 1e6, "least each party accepts on the issue", (0, 0.4),
              axes=_PARTIES),
        Input("high", "issue", -1e6, 1e6, "most each party accepts on the issue", (0.5, 1),
              axes=_PARTIES),
    ),
    outputs=(
        Output("low", "issue", -1e6, 1e6, "lower end of what all accept"),
        Output("high", "issue", -1e6, 1e6, "upper end of what all accept"),
        Output("empty", "yes or no", 0, 1, "1 where nothing is acceptable to all"),
        Output("binds_low", "party", 0, 1e6, "number of the party that sets the lower end"),
        Output("binds_high", "party", 0, 1e6, "number of the party that sets the upper end"),
    ),
    monotone={"low": {"low": "increasing"}, "high": {"high": "increasing"}},
    sources=("Tsebelis2002",),
    rules=(
        Rule("a party's least is above its most: swap them",
             lambda c: (c["low"] > c["high"]).any(axis=1)),
    ),
)  # fmt: skip
def acceptable_range(low: Column, high: Column) -> Columns:
    """Tell what every party accepts on one issue, and who sets each end.

    ``[max low, min high]``: the winset under unanimity [@Tsebelis2002], on one issue.

    *Checked against* a grid (`tests/oracles/cardinal/consent.json`).

    >>> found = acceptable_range(low=[0.3, 0.0, 0.2], high=[1.0, 0.55, 0.9])
    >>> print(found["low"], found["high"], found["binds_high"])
    [0.3] [0.55] [1.]
    """
    least, most = low.max(axis=1), high.min(axis=1)
    return {
        "low": least,
        "high": most,
        "empty": least > most,
        "binds_low": low.argmax(axis=1),
        "binds_high": high.argmin(axis=1),
    }
