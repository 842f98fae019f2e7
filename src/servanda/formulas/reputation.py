"""What breaking one promise costs elsewhere: other challengers watch."""

from __future__ import annotations

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.hold import stationary_value, stay_or_challenge

__all__ = ["reputation_stake", "stationary_hazard"]

_OTHERS = ("commitment",)


@compiled
def stationary_hazard(
    u: float, challenge: float, delta: float, omega: float, scale: float
) -> float:
    """Return the monthly chance of a challenge where nothing changes over time.

    >>> print(f"{stationary_hazard(0.4, 0.3, 0.99, 0.25, 0.02):.6f}")
    0.001450
    """
    value = stationary_value(u, challenge, delta, omega, scale)
    stay = (1.0 - delta) * u + delta * value
    return stay_or_challenge(stay, challenge, omega, scale, 1.0 / scale)[1]


@model(
    inputs=(
        Input("delta", "per month", 0, 0.999999999, "guarantor's weight of next month",
              (0.98, 0.999)),
        Input("loss", "value", 0, 10, "what losing each other protege costs the guarantor",
              (0, 0.5), axes=_OTHERS),
        Input("q", "chance", 0, 1, "belief there that the guarantor joins", (0.2, 1), axes=_OTHERS),
        Input("drop", "chance", 0, 1, "fall of that belief after it reneges here", (0, 0.2),
              axes=_OTHERS),
        Input("u", "value", -10, 10, "what keeping quiet yields each other challenger", (0.3, 0.5),
              axes=_OTHERS),
        Input("alone", "value", -10, 10, "its value of war if the guarantor stays out",
              (0.4, 0.6), axes=_OTHERS),
        Input("joined", "value", -10, 10, "its value of war if the guarantor joins", (0.0, 0.25),
              axes=_OTHERS),
        Input("patience", "per month", 0, 0.999999999, "its weight of next month", (0.98, 0.999),
              axes=_OTHERS),
        Input("omega", "chance/month", 1e-6, 1, "chance that an opening for it arises",
              (1 / 24, 1 / 3)),
        Input("scale", "value", 1e-9, 10, "size of the unseen shocks to its choice", (0.01, 0.05)),
    ),
    outputs=(
        Output("r", "value", 0, np.inf, "what reneging here costs the guarantor elsewhere"),
        Output("rise", "chance/month", 0, 1, "rise of each other challenge", _OTHERS),
    ),
    monotone={"r": {"loss": "increasing", "drop": "increasing", "delta": "increasing"}},
    sources=("HuthRussett1984", "Rust1987"),
)  # fmt: skip
def reputation_stake(
    delta: Column,
    loss: Column,
    q: Column,
    drop: Column,
    u: Column,
    alone: Column,
    joined: Column,
    patience: Column,
    omega: Column,
    scale: Column,
) -> Columns:
    """Tell what reneging on one promise costs the guarantor through its other promises.

    ``R = d/(1-d) sum_j L_j [chi_j(q_j - D_j) - chi_j(q_j)]``, with chi the stationary monthly
    chance of a challenge of `challenge_hazard`. Add R to the cost of reneging in
    `chance_of_joining`. Whether others' beliefs fall at all is contested: past firmness did not
    foretell success in [@HuthRussett1984], so let the drop range from 0.

    *Checked against* `challenge_hazard` with a long, unchanging path.

    Choices after [@Rust1987], our specification.

    >>> stake = reputation_stake(
    ...     delta=0.995, loss=[0.3, 0.3], q=[0.4, 0.9], drop=[0.1, 0.1], u=[0.4, 0.4],
    ...     alone=[0.5, 0.5], joined=[0.2, 0.2], patience=[0.995, 0.995], omega=0.1, scale=0.02,
    ... )
    >>> print(stake["r"].round(4), stake["rise"].round(6))
    [0.2697] [[4.448e-03 6.900e-05]]
    """
    r = np.empty(len(delta))
    rise = np.empty_like(loss)
    challenge = np.empty((2, *loss.shape))
    believed = np.maximum(q - drop, 0.0)
    challenge[0] = (1.0 - q) * alone + q * joined
    challenge[1] = (1.0 - believed) * alone + believed * joined
    _stakes(delta, loss, challenge[0], challenge[1], u, patience, omega, scale, r, rise)
    return {"r": r, "rise": rise}


@compiled
def _stakes(
    delta: Column,
    loss: Column,
    before: Column,
    after: Column,
    u: Column,
    patience: Column,
    omega: Column,
    scale: Column,
    r: Column,
    rise: Column,
) -> None:
    for i in range(len(delta)):
        total = 0.0
        for j in range(loss.shape[1]):
            was = stationary_hazard(u[i, j], before[i, j], patience[i, j], omega[i], scale[i])
            now = stationary_hazard(u[i, j], after[i, j], patience[i, j], omega[i], scale[i])
            rise[i, j] = max(now - was, 0.0)
            total += loss[i, j] * rise[i, j]
        r[i] = delta[i] / (1.0 - delta[i]) * total
