"""When a threat to join in deters: belief in it, against what a challenge gains and risks."""

from __future__ import annotations

import math

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.status import Status

__all__ = ["deterrence_threshold", "threshold_belief"]


@compiled
def threshold_belief(u: float, alone: float, joined: float) -> float:
    """Return the belief in intervention at which a challenge stops paying.

    Zero or less: the deal enforces itself. One or more: no belief deters, however firm. Where
    intervention changes nothing the threshold is infinite, minus infinite where the deal is better.

    >>> print(f"{threshold_belief(0.4, 0.55, 0.2):.9f}")
    0.428571429
    """
    gain = alone - u
    if alone > joined:
        return gain / (alone - joined)
    if gain > 0.0:
        return math.inf
    return -math.inf


@model(
    inputs=(
        Input("u", "value", -10, 10, "what keeping the deal yields the challenger", (0.4, 0.5)),
        Input("alone", "value", -10, 10, "value of renewed war if the guarantor stays out",
              (0.5, 0.8)),
        Input("joined", "value", -10, 10, "value of renewed war if the guarantor joins",
              (0.0, 0.4)),
        Input("q_a", "chance", 0, 1, "challenger's belief that the guarantor joins", (0, 1), 0.0),
    ),
    outputs=(
        Output("q_star", "chance", -np.inf, np.inf, "belief at which a challenge stops paying"),
        Output("gain", "value", -20, 20, "what an unopposed challenge gains"),
        Output("loss", "value", -20, 20, "what a challenge that is opposed loses"),
        Output("deterred", "yes or no", 0, 1, "1 where the challenger is deterred"),
        Output("self_enforcing", "yes or no", 0, 1, "1 where the deal needs no guarantee"),
        Output("undeterrable", "yes or no", 0, 1, "1 where no belief, however firm, deters"),
    ),
    monotone={
        "q_star": {"u": "decreasing", "alone": "increasing", "joined": "increasing"},
        "deterred": {"q_a": "increasing", "u": "increasing"},
        "undeterrable": {"joined": "increasing"},
    },
    sources=("KilgourZagare1994",),
)  # fmt: skip
def deterrence_threshold(u: Column, alone: Column, joined: Column, q_a: Column) -> Columns:
    """Tell how firmly the challenger must believe in intervention to keep the deal.

    ``q* = (alone - u) / (alone - joined) = gain / (gain + loss)``. Belief (credibility) and force
    (`joined`) are separate levers: where ``q* >= 1`` only more force or better terms help.
    Deterred means ``q_a >= q*``: the challenger keeps the deal when indifferent.

    *Checked against* the root of the indifference condition and pygambit
    (`tests/oracles/cardinal/hold.json`, `deterrence_game.json`).

    After [@KilgourZagare1994], our specification.

    >>> found = deterrence_threshold(u=[0.4, 0.6, 0.1], alone=0.55, joined=0.2, q_a=0.5)
    >>> print(found["q_star"].round(4), found["deterred"])
    [ 0.4286 -0.1429  1.2857] [1. 1. 0.]
    >>> print(found["self_enforcing"], found["undeterrable"])
    [0. 1. 0.] [0. 0. 1.]
    """
    q_star = np.empty(len(u))
    _thresholds(u, alone, joined, q_star)
    status = np.where(np.isinf(q_star), Status.NOTHING_AT_STAKE, Status.COMPUTED)
    return {
        "q_star": q_star,
        "gain": alone - u,
        "loss": u - joined,
        "deterred": q_a >= q_star,
        "self_enforcing": q_star <= 0.0,
        "undeterrable": q_star >= 1.0,
        "status": status,
    }


@compiled
def _thresholds(u: Column, alone: Column, joined: Column, q_star: Column) -> None:
    for i in range(len(u)):
        q_star[i] = threshold_belief(u[i], alone[i], joined[i])
