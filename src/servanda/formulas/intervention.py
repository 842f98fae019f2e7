"""Would the guarantor fight: its stakes and costs, with shocks that others do not see."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.status import Status

__all__ = ["audience_cost_needed", "chance_of_joining", "deterrence_probit", "normal_chance"]

ROOT2 = math.sqrt(2.0)


@compiled
def normal_chance(x: float) -> float:
    """Return the chance that a standard normal draw is below x.

    >>> print(f"{normal_chance(1.0):.6f}")
    0.841345
    """
    return 0.5 * math.erfc(-x / ROOT2)


_STAKES = (
    Input("v", "value", -10, 10, "worth of the protege to the guarantor", (0.1, 0.6)),
    Input("c", "value", -10, 10, "guarantor's cost of fighting", (0.2, 0.8)),
    Input("sigma", "value", 1e-9, 10, "spread of each unseen shock", (0.05, 0.3)),
)


@model(
    inputs=(
        *_STAKES,
        Input("a", "value", -10, 10, "what reneging costs at home", (0, 0.3), 0.0),
        Input("r", "value", -10, 10, "what reneging costs elsewhere (see `reputation`)", (0, 0.3),
              0.0),
    ),
    outputs=(Output("q", "chance", 0, 1, "chance that the guarantor joins when called"),),
    monotone={
        "q": {"v": "increasing", "a": "increasing", "r": "increasing", "c": "decreasing"},
    },
    sources=("KenkelSignorino2014", "SignorinoTarar2006"),
)  # fmt: skip
def chance_of_joining(v: Column, c: Column, sigma: Column, a: Column, r: Column) -> Columns:
    """Tell how likely the guarantor is to fight, from its stakes and costs.

    ``q = Phi((v + a + r - c) / (sigma sqrt 2))``: fighting and standing aside are each shaken by a
    normal shock that only the guarantor sees.

    *Checked against* `audience_cost_needed`, its inverse.

    The last move of the game of [@KenkelSignorino2014, eq. 4]; reneging costs after
    [@SignorinoTarar2006], our specification.

    >>> chance_of_joining(v=0.3, c=0.5, sigma=0.1, a=[0.0, 0.164171309])["q"].round(4)
    array([0.0786, 0.4   ])
    """
    q = np.empty(len(v))
    _chances_of_joining(v, c, sigma, a, r, q)
    return {"q": q}


@compiled
def _chances_of_joining(
    v: Column, c: Column, sigma: Column, a: Column, r: Column, q: Column
) -> None:
    for i in range(len(v)):
        q[i] = normal_chance((v[i] + a[i] + r[i] - c[i]) / (sigma[i] * ROOT2))


@model(
    inputs=(
        *_STAKES,
        Input("q_star", "chance", 0, 1, "belief at which a challenge stops paying", (0.05, 0.95)),
    ),
    outputs=(
        Output("a", "value", -np.inf, np.inf, "cost of reneging that makes the promise credible"),
    ),
    monotone={
        "a": {"c": "increasing", "v": "decreasing", "q_star": "increasing"},
    },
    sources=("SignorinoTarar2006", "KenkelSignorino2014"),
)
def audience_cost_needed(v: Column, c: Column, sigma: Column, q_star: Column) -> Columns:
    """Tell what reneging must cost the guarantor for its promise to deter.

    ``a* = c - v + sigma sqrt(2) Phi^-1(q*)``; take off what reneging costs elsewhere. Below 0: the
    promise is credible as it stands. At q* of 0 or 1 no finite cost answers.

    *Checked against* a root search (`tests/oracles/cardinal/reverse.json`).

    After [@SignorinoTarar2006] and [@KenkelSignorino2014], our specification.

    >>> audience_cost_needed(v=0.3, c=0.5, sigma=0.1, q_star=0.4)["a"].round(6)
    array([0.164171])
    """
    a = c - v + sigma * ROOT2 * ndtri(q_star)
    status = np.where(np.isinf(a), Status.OUT_OF_REACH, Status.COMPUTED)
    return {"a": a, "status": status}


@model(
    inputs=(
        Input("u11", "value", -10, 10, "challenger's value of the status quo", (-0.3, 0.3)),
        Input("u13", "value", -10, 10, "its value of a challenge that is let pass", (0.2, 0.6)),
        Input("u14", "value", -10, 10, "its value of a challenge that is met", (-0.6, 0.1)),
        Input("u24", "value", -10, 10, "guarantor's value of meeting it over letting it pass",
              (-0.5, 0.5)),
        Input("sigma", "value", 1e-9, 10, "spread of each unseen shock", (0.05, 0.5)),
    ),
    outputs=(
        Output("status_quo", "chance", 0, 1, "chance of no challenge"),
        Output("let_pass", "chance", 0, 1, "chance of a challenge that is let pass"),
        Output("met", "chance", 0, 1, "chance of a challenge that is met"),
    ),
    monotone={
        "status_quo": {"u11": "increasing", "u13": "decreasing", "u14": "decreasing"},
    },
    sources=("KenkelSignorino2014",),
)  # fmt: skip
def deterrence_probit(u11: Column, u13: Column, u14: Column, u24: Column, sigma: Column) -> Columns:
    """Tell how a two-move deterrence game comes out when both sides have unseen normal shocks.

    ``p4 = Phi(u24/(sigma sqrt 2))``, ``p3 = 1 - p4`` and a challenge comes with chance
    ``Phi((p3 u13 + p4 u14 - u11) / (sigma sqrt(1 + p3^2 + p4^2)))``: private information about
    payoffs, not mistakes.

    *Checked against* Monte Carlo of the game (`tests/oracles/cardinal/hold.json`).

    The game `egame12` of [@KenkelSignorino2014, eqs. 4-5].

    >>> found = deterrence_probit(u11=0, u13=0.15, u14=-0.25, u24=0.3, sigma=0.2)
    >>> print(found["status_quo"].round(4), found["let_pass"].round(4), found["met"].round(4))
    [0.7661] [0.0338] [0.2001]
    """
    outcome = np.empty((3, len(u11)))
    _probits(u11, u13, u14, u24, sigma, outcome)
    status_quo, let_pass, met = outcome
    return {"status_quo": status_quo, "let_pass": let_pass, "met": met}


@compiled
def _probits(
    u11: Column, u13: Column, u14: Column, u24: Column, sigma: Column, outcome: Column
) -> None:
    for i in range(len(u11)):
        met = normal_chance(u24[i] / (sigma[i] * ROOT2))
        passed = 1.0 - met
        edge = passed * u13[i] + met * u14[i] - u11[i]
        spread = sigma[i] * math.sqrt(1.0 + passed * passed + met * met)
        challenge = normal_chance(edge / spread)
        outcome[0, i] = 1.0 - challenge
        outcome[1, i] = challenge * passed
        outcome[2, i] = challenge * met
