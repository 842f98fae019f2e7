"""What force on the ground changes: the share of battles each side wins, by strength."""

from __future__ import annotations

import math

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.status import Status

__all__ = ["advance_with_force", "contest_share", "force_needed", "required_force"]

_FORCES = (
    Input("f_a", "thousand troops or any unit", 1e-9, 1e9, "strength of the challenger", (0.5, 2)),
    Input("f_b", "the same unit", 0, 1e9, "strength of the defender", (0.5, 2)),
)
_DECISIVENESS = Input(
    "gamma", "exponent", 0.01, 100, "how much strength decides (1: in proportion)", (0.5, 3), 1.0
)


@compiled
def contest_share(f_a: float, f_b: float, gamma: float) -> float:
    """Return the chance that a battle goes to the side of strength f_a against f_b.

    >>> print(f"{contest_share(2.0, 1.0, 1.5):.4f}")
    0.7388
    """
    if f_b <= 0.0:
        return 1.0
    return 1.0 / (1.0 + math.pow(f_b / f_a, gamma))


@compiled
def required_force(f_a: float, f_b: float, gamma: float, target: float) -> float:
    """Return the force to add to f_b so that the other side wins battles with chance `target`.

    Zero or less: none is needed.

    >>> print(f"{required_force(1.0, 0.7, 1.5, 0.5):.4f}")
    0.3000
    """
    return f_a * math.pow((1.0 - target) / target, 1.0 / gamma) - f_b


@model(
    inputs=(
        *_FORCES,
        Input("joined", "the same unit", 0, 1e9, "strength that joins the defender", (0, 1), 0.0),
        _DECISIVENESS,
        Input("pace", "forts/month", 0, 1, "chance a month that the line moves, either way",
              (0.02, 0.5)),
    ),
    outputs=(
        Output("share", "chance", 0, 1, "chance that a move of the line goes to the challenger"),
        Output("p", "chance/month", 0, 1, "chance that the challenger takes a fort"),
        Output("q", "chance/month", 0, 1, "chance that the challenger loses a fort"),
    ),
    monotone={
        "share": {"f_a": "increasing", "f_b": "decreasing", "joined": "decreasing"},
        "p": {"joined": "decreasing", "pace": "increasing"},
        "q": {"joined": "increasing", "pace": "increasing"},
    },
    sources=("Tullock1980", "ReiterPoast2021"),
)  # fmt: skip
def advance_with_force(
    f_a: Column, f_b: Column, joined: Column, gamma: Column, pace: Column
) -> Columns:
    """Tell how a force that joins the defender changes the chances of advance and retreat.

    ``p/(p+q) = f_a^g / (f_a^g + (f_b + joined)^g)`` at the same pace p + q. The forces of several
    guarantors add. This is the local-balance effect of a deployed force, which has better support
    than its effect as a tripwire [@ReiterPoast2021].

    *Checked against* a root of the same condition (`tests/oracles/cardinal/reverse.json`).

    Ratio form of the contest after [@Tullock1980], our specification.

    >>> found = advance_with_force(f_a=1.0, f_b=0.7, joined=[0.0, 0.3], gamma=1.5, pace=0.19)
    >>> print(found["p"].round(4), found["q"].round(4))
    [0.1198 0.095 ] [0.0702 0.095 ]
    """
    share = np.empty(len(f_a))
    _shares(f_a, f_b + joined, gamma, share)
    return {"share": share, "p": pace * share, "q": pace * (1.0 - share)}


@model(
    inputs=(
        *_FORCES,
        _DECISIVENESS,
        Input("target", "chance", 0, 1, "highest chance of advance to leave the challenger",
              (0.05, 0.95)),
    ),
    outputs=(
        Output("force", "the same unit", -np.inf, np.inf,
               "strength that must join the defender; 0 or less: none"),
    ),
    monotone={
        "force": {"f_a": "increasing", "f_b": "decreasing", "target": "decreasing"},
    },
    sources=("Tullock1980",),
)  # fmt: skip
def force_needed(f_a: Column, f_b: Column, gamma: Column, target: Column) -> Columns:
    """Tell how much force must join the defender to hold the challenger's chance to a target.

    ``M* = f_a ((1-target)/target)^(1/g) - f_b``.

    *Checked against* a root search (`tests/oracles/cardinal/reverse.json`).

    Ratio form of the contest after [@Tullock1980], our specification.

    >>> force_needed(f_a=1.0, f_b=0.7, gamma=1.5, target=[0.5, 0.3])["force"].round(4)
    array([0.3   , 1.0592])
    """
    force = np.empty(len(f_a))
    _forces_needed(f_a, f_b, gamma, target, force)
    status = np.where(np.isinf(force), Status.OUT_OF_REACH, Status.COMPUTED)
    return {"force": force, "status": status}


@compiled
def _shares(f_a: Column, f_b: Column, gamma: Column, share: Column) -> None:
    for i in range(len(f_a)):
        share[i] = contest_share(f_a[i], f_b[i], gamma[i])


@compiled
def _forces_needed(f_a: Column, f_b: Column, gamma: Column, target: Column, force: Column) -> None:
    for i in range(len(f_a)):
        force[i] = required_force(f_a[i], f_b[i], gamma[i], target[i])
