"""A guarantee that its host may send home: the deal with it, and the paper deal left without it."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.hold import (
    CHALLENGE,
    IMPATIENCE,
    NEWTON_STEPS,
    stationary_value,
    stay_or_challenge,
)

__all__ = ["revocable_guarantee", "revocable_recursion", "revocable_stands", "revocable_value"]


@compiled
def _stationary_with_withdrawal(
    u: float,
    challenge: float,
    gone: float,
    withdrawal: float,
    delta: float,
    omega: float,
    scale: float,
) -> float:
    """Return the value of a deal whose guarantee may be withdrawn, once nothing else changes."""
    per_scale = 1.0 / scale
    value = max(u, challenge)
    for _ in range(NEWTON_STEPS):
        after = (1.0 - withdrawal) * value + withdrawal * gone
        new, h = stay_or_challenge(
            (1.0 - delta) * u + delta * after, challenge, omega, scale, per_scale
        )
        change = (new - value) / (1.0 - delta * (1.0 - withdrawal) * (1.0 - h))
        value += change
        if abs(change) <= 1e-15 * (1.0 + abs(value)):
            break
    return value


@compiled
def revocable_recursion(
    u_path: Floats,
    guarded_path: Floats,
    paper_path: Floats,
    withdrawal: float,
    delta: float,
    omega: float,
    scale: float,
    guarded: Floats,
    paper: Floats,
) -> float:
    """Fill the hazards while the guarantee stands and once it is gone, and return the value.

    `guarded_path` is what a challenge is worth while the guarantee stands, `paper_path` once it is
    gone, for good. Withdrawal comes at the end of a month.

    >>> u, war, deterred = np.full(60, 0.4), np.full(60, 0.5), np.full(60, 0.2)
    >>> guarded, paper = np.empty(60), np.empty(60)
    >>> value = revocable_recursion(u, deterred, war, 0.02, 0.99, 0.25, 0.02, guarded, paper)
    >>> print(f"{value:.4f} {guarded[0]:.6f} {paper[0]:.4f}")
    0.4839 0.000000 0.0558
    """
    last = len(guarded) - 1
    gone = stationary_value(u_path[last], paper_path[last], delta, omega, scale)
    value = _stationary_with_withdrawal(
        u_path[last], guarded_path[last], gone, withdrawal, delta, omega, scale
    )
    per_scale = 1.0 / scale
    for month in range(last, -1, -1):
        flow = (1.0 - delta) * u_path[month]
        after = (1.0 - withdrawal) * value + withdrawal * gone
        value, guarded[month] = stay_or_challenge(
            flow + delta * after, guarded_path[month], omega, scale, per_scale
        )
        gone, paper[month] = stay_or_challenge(
            flow + delta * gone, paper_path[month], omega, scale, per_scale
        )
    return value


@compiled
def revocable_stands(
    guarded: Floats, paper: Floats, withdrawal: float, stands: Floats, deployed: Floats
) -> None:
    """Fill the chance that the deal stands after each month, and that its guarantee does too.

    >>> stands, deployed = np.empty(2), np.empty(2)
    >>> revocable_stands(np.zeros(2), np.full(2, 0.5), 0.1, stands, deployed)
    >>> print(stands.round(3), deployed.round(3))
    [1.   0.95] [0.9  0.81]
    """
    with_it = 1.0
    without = 0.0
    for month in range(len(stands)):
        kept = with_it * (1.0 - guarded[month])
        without = without * (1.0 - paper[month]) + kept * withdrawal
        with_it = kept * (1.0 - withdrawal)
        stands[month] = with_it + without
        deployed[month] = with_it


@compiled
def revocable_value(
    u_path: Floats,
    broken_guarded: Floats,
    broken_paper: Floats,
    guarded: Floats,
    paper: Floats,
    withdrawal: float,
    delta: float,
) -> float:
    """Return the deal's value to a party that keeps it, when its guarantee may be withdrawn.

    >>> same, half = np.full(12, 0.3), np.full(12, 0.01)
    >>> print(f"{revocable_value(np.full(12, 0.7), same, same, half, half, 0.1, 0.99):.6f}")
    0.498995
    """
    last = len(guarded) - 1
    flow = (1.0 - delta) * u_path[last]
    h = paper[last]
    gone: float = (h * broken_paper[last] + (1.0 - h) * flow) / (1.0 - (1.0 - h) * delta)
    h = guarded[last]
    value: float = (h * broken_guarded[last] + (1.0 - h) * (flow + delta * withdrawal * gone)) / (
        1.0 - (1.0 - h) * delta * (1.0 - withdrawal)
    )
    for month in range(last, -1, -1):
        flow = (1.0 - delta) * u_path[month]
        after = (1.0 - withdrawal) * value + withdrawal * gone
        h = guarded[month]
        value = h * broken_guarded[month] + (1.0 - h) * (flow + delta * after)
        h = paper[month]
        gone = h * broken_paper[month] + (1.0 - h) * (flow + delta * gone)
    return value


_MONTH = ("month",)


@model(
    inputs=(
        Input("u", "value", -10, 10, "what the deal yields the challenger in each month",
              (0.3, 0.5), axes=_MONTH),
        Input("alone", "value", -10, 10, "value of renewed war without the guarantor, from then",
              (0.3, 0.6), axes=_MONTH),
        Input("joined", "value", -10, 10, "value of renewed war with the guarantor, from then",
              (0.0, 0.25), axes=_MONTH),
        Input("q_a", "chance", 0, 1, "challenger's belief that the guarantor joins", (0, 1)),
        Input("withdrawal", "chance/month", 0, 1, "chance that the guarantee is sent home",
              (0.0, 0.05)),
        IMPATIENCE,
        *CHALLENGE,
    ),
    outputs=(
        Output("value", "value", -np.inf, np.inf, "value of the deal, with the option to break it"),
        Output("stands", "chance", 0, 1, "chance that no challenge came to the end of each month",
               _MONTH),
        Output("deployed", "chance", 0, 1, "chance that deal and guarantee both stand then",
               _MONTH),
    ),
    monotone={
        "value": {"withdrawal": "increasing", "q_a": "decreasing", "u": "increasing"},
    },
    sources=("Rust1987", "UNEF1967"),
)  # fmt: skip
def revocable_guarantee(
    u: Column,
    alone: Column,
    joined: Column,
    q_a: Column,
    withdrawal: Column,
    delta: Column,
    omega: Column,
    scale: Column,
) -> Columns:
    """Tell how a deal holds whose guarantee lasts only while its host consents.

    As `challenge_hazard`, with two states: guarantee in place, and withdrawn for good with a given
    chance each month, after which the challenger fears no intervention. The challenger foresees
    it, and may wait: a likelier withdrawal can make the first months quieter. A force sent home,
    then war: [@UNEF1967]. Choices after [@Rust1987], our specification.

    *Checked against* `challenge_hazard` at no withdrawal and at certain withdrawal.

    >>> deal = revocable_guarantee(
    ...     u=[0.4] * 60, alone=[0.5] * 60, joined=[0.1] * 60, q_a=0.6,
    ...     withdrawal=[0.0, 0.01, 0.05], delta=0.99, omega=0.25, scale=0.02,
    ... )
    >>> print(deal["stands"][:, 59].round(3))
    [0.987 0.659 0.168]
    """
    worlds, months = u.shape
    value = np.empty(worlds)
    stands, deployed = np.empty((2, worlds, months))
    challenge = (1.0 - q_a)[:, np.newaxis] * alone + q_a[:, np.newaxis] * joined
    _revocable(u, challenge, alone, withdrawal, delta, omega, scale, value, stands, deployed)
    return {"value": value, "stands": stands, "deployed": deployed}


@compiled
def _revocable(
    u: Column,
    challenge: Column,
    alone: Column,
    withdrawal: Column,
    delta: Column,
    omega: Column,
    scale: Column,
    value: Column,
    stands: Column,
    deployed: Column,
) -> None:
    guarded = np.empty(u.shape[1])
    paper = np.empty(u.shape[1])
    for i in range(len(u)):
        value[i] = revocable_recursion(
            u[i], challenge[i], alone[i], withdrawal[i],
            delta[i], omega[i], scale[i], guarded, paper,
        )  # fmt: skip
        revocable_stands(guarded, paper, withdrawal[i], stands[i], deployed[i])
