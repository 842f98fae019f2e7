"""Will the deal hold: month by month, keep it or challenge it.

The challenger weighs keeping the deal against a renewed war in which the guarantor may join. Each
month a chance to challenge arises; unseen shocks of logit form make the choice a probability.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model
from servanda.formulas.regrouping import NODES, along_months

__all__ = [
    "CHALLENGE",
    "IMPATIENCE",
    "challenge_hazard",
    "challenge_recursion",
    "combined_hazard",
    "hold_path",
    "stationary_value",
    "stay_or_challenge",
    "steady_hazard",
    "survival",
    "value_under_hazard",
]


NEWTON_STEPS = 60
"""More than Newton's method ever needs here; it is a guard, not a setting."""


@compiled
def stay_or_challenge(
    stay: float, challenge: float, omega: float, scale: float, per_scale: float
) -> tuple[float, float]:
    """Return the value before the shocks are seen, and the chance of a challenge.

    The logarithm of 1 + e is off by 1e-16 at most, times the scale of the shocks: log1p would cost
    a third of the time of the whole recursion and change no digit of the value.
    """
    x = (challenge - stay) * per_scale
    if x <= 0.0:
        e = math.exp(x)
        return stay + omega * scale * math.log(1.0 + e), omega * e / (1.0 + e)
    e = math.exp(-x)
    return stay + omega * (challenge - stay + scale * math.log(1.0 + e)), omega / (1.0 + e)


@compiled
def stationary_value(u: float, challenge: float, delta: float, omega: float, scale: float) -> float:
    """Return the value of a deal whose terms and prospects no longer change, by Newton's method.

    >>> print(f"{stationary_value(0.4, 0.1, 0.99, 0.25, 0.02):.9f}")
    0.400000153
    """
    per_scale = 1.0 / scale
    value = max(u, challenge)
    for _ in range(NEWTON_STEPS):
        stay = (1.0 - delta) * u + delta * value
        new, hazard = stay_or_challenge(stay, challenge, omega, scale, per_scale)
        change = (new - value) / (1.0 - delta * (1.0 - hazard))
        value += change
        if abs(change) <= 1e-15 * (1.0 + abs(value)):
            break
    return value


@compiled
def challenge_recursion(
    u_path: Floats,
    challenge_path: Floats,
    delta: float,
    omega: float,
    scale: float,
    hazard: Floats,
) -> float:
    """Fill `hazard` with the monthly chance of a challenge, and return the value of the deal.

    After the last month everything stays as it is in that month. The value includes the option to
    break the deal, so it is at least what keeping the deal for ever is worth.

    >>> hazard = np.empty(120)
    >>> months = np.arange(120)
    >>> renewed = 0.75 * (0.4 - 0.15 * np.expm1(-months / 36)) + 0.25 * 0.15
    >>> value = challenge_recursion(np.full(120, 0.4), renewed, 0.99, 0.25, 0.02, hazard)
    >>> print(f"{value:.6f} {hazard[0]:.15f} {hazard[11]:.13f}")
    0.449683 0.000913548268484 0.0030464129554
    """
    last = len(hazard) - 1
    value = stationary_value(u_path[last], challenge_path[last], delta, omega, scale)
    per_scale = 1.0 / scale
    for month in range(last, -1, -1):
        stay = (1.0 - delta) * u_path[month] + delta * value
        value, hazard[month] = stay_or_challenge(
            stay, challenge_path[month], omega, scale, per_scale
        )
    return value


@compiled
def hold_path(
    u_path: Floats,
    alone_nodes: Floats,
    joined_nodes: Floats,
    q_a: float,
    delta: float,
    omega: float,
    scale: float,
    tau: float,
    hazard: Floats,
) -> float:
    """Fill `hazard` (one value a month) and return the deal's value to the party that may break it.

    `u_path` is what the deal yields month by month; `alone_nodes` and `joined_nodes` hold the value
    of renewed war without and with the guarantor at the nodes of `war_value_nodes`; `q_a` is that
    party's own belief that the guarantor joins.

    >>> hazard = np.empty(120)
    >>> alone, joined = np.full(7, 0.5), np.full(7, 0.2)
    >>> value = hold_path(np.full(120, 0.4), alone, joined, 0.2, 0.99, 0.25, 1e-7, 36.0, hazard)
    >>> print(f"{value:.6f} {hazard[0]:.6f}")
    0.438835 0.250000
    """
    months = len(hazard)
    nodes = np.empty(NODES)
    for i in range(NODES):
        nodes[i] = (1.0 - q_a) * alone_nodes[i] + q_a * joined_nodes[i]
    challenge_path = np.empty(months)
    along_months(nodes, tau, challenge_path)
    return challenge_recursion(u_path, challenge_path, delta, omega, scale, hazard)


@compiled
def value_under_hazard(u_path: Floats, broken_path: Floats, hazard: Floats, delta: float) -> float:
    """Return what the deal is worth to a party that keeps it while another may break it.

    `broken_path` is what a renewed war is worth to it, month by month. After the last month the
    deal's yield, the hazard and the value once broken stay as they are in that month.

    >>> one = np.ones(1)
    >>> print(f"{value_under_hazard(0.4 * one, 0.1 * one, 0.01 * one, 0.99):.12f}")
    0.249246231156
    """
    last = len(hazard) - 1
    h = hazard[last]
    keep = (1.0 - delta) * u_path[last]
    value: float = (h * broken_path[last] + (1.0 - h) * keep) / (1.0 - (1.0 - h) * delta)
    for month in range(last, -1, -1):
        h = hazard[month]
        keep = (1.0 - delta) * u_path[month] + delta * value
        value = h * broken_path[month] + (1.0 - h) * keep
    return value


@compiled
def combined_hazard(first: Floats, second: Floats, constant: float, total: Floats) -> None:
    """Fill `total` with the chance that at least one of three independent things ends the deal.

    Two hazards month by month (the two parties) and one constant (host consent withdrawn).

    >>> total = np.empty(1)
    >>> combined_hazard(np.array([0.1]), np.array([0.2]), 0.5, total)
    >>> print(f"{total[0]:.2f}")
    0.64
    """
    for month in range(len(total)):
        total[month] = 1.0 - (1.0 - first[month]) * (1.0 - second[month]) * (1.0 - constant)


@compiled
def survival(hazard: Floats, at: npt.NDArray[np.int64], share: Floats) -> None:
    """Fill `share` with the chance that the deal stands after each of the months `at`, ascending.

    >>> share = np.empty(2)
    >>> survival(np.full(120, 0.01), np.array([12, 60]), share)
    >>> print(share.round(6))
    [0.886385 0.547157]
    """
    alive = 1.0
    done = 0
    for i in range(len(at)):
        for month in range(done, at[i]):
            alive *= 1.0 - hazard[month]
        done = at[i]
        share[i] = alive


_MONTH = ("month",)
IMPATIENCE = Input(
    "delta", "per month", 0, 0.999999999, "weight of next month against this one", (0.98, 0.999)
)
CHALLENGE = (
    Input("omega", "chance/month", 1e-6, 1, "chance that an opening for a challenge arises",
          (1 / 24, 1 / 3)),
    Input("scale", "value", 1e-9, 10, "size of the unseen shocks to the challenger's choice",
          (0.002, 0.05)),
)  # fmt: skip


@model(
    inputs=(
        Input("u", "value", -10, 10, "what the deal yields the challenger in each month",
              (0.3, 0.5), axes=_MONTH),
        Input("alone", "value", -10, 10, "value of renewed war without the guarantor, from then",
              (0.3, 0.6), axes=_MONTH),
        Input("joined", "value", -10, 10, "value of renewed war with the guarantor, from then",
              (0.0, 0.25), axes=_MONTH),
        Input("q_a", "chance", 0, 1, "challenger's belief that the guarantor joins", (0, 1)),
        IMPATIENCE,
        *CHALLENGE,
    ),
    outputs=(
        Output("value", "value", -np.inf, np.inf, "value of the deal, with the option to break it"),
        Output("hazard", "chance/month", 0, 1, "chance of a challenge in each month", _MONTH),
        Output("stands", "chance", 0, 1, "chance that no challenge came to the end of each month",
               _MONTH),
    ),
    monotone={
        "hazard": {"u": "decreasing"},
        "stands": {"u": "increasing"},
        "value": {"q_a": "decreasing", "u": "increasing", "alone": "increasing",
                  "joined": "increasing"},
    },
    sources=("Rust1987", "McKelveyPalfrey1998"),
)  # fmt: skip
def challenge_hazard(
    u: Column,
    alone: Column,
    joined: Column,
    q_a: Column,
    delta: Column,
    omega: Column,
    scale: Column,
) -> Columns:
    """Tell month by month how likely the challenger is to break the deal, and the deal's worth.

    Each month with chance omega the challenger compares keeping the deal, ``St = (1-d)u + d V'``,
    with a challenge, ``Ch = (1-q_a) alone + q_a joined``; both are shaken by Gumbel shocks of the
    given scale. ``V = St + omega scale log(1+exp((Ch-St)/scale))``, hazard
    ``omega / (1+exp(-(Ch-St)/scale))``. After the last month given, all stays as it is then.
    As the scale falls to 0 this becomes the threshold rule of `deterrence_threshold`; judge the
    scale against (1-delta) times the gain, since acting now beats acting next month by no more.
    A firmer belief always lowers the value of the deal to the challenger, and the hazard wherever
    intervention costs it as much now as later. Where the gap between `alone` and `joined` grows,
    a firmer belief can raise the hazard of the first months: it takes away the reason to wait.
    Shocks that return each month make every deal break in the end: report the chance that it stands
    after one, five and ten years, never whether it ever breaks.

    *Checked against* a Monte Carlo with explicit shocks (`tests/oracles/cardinal/hold.json`).

    After the dynamic logit of [@Rust1987] and the agent quantal response of
    [@McKelveyPalfrey1998], our specification.

    >>> path = challenge_hazard(
    ...     u=[0.4] * 60, alone=[0.5] * 60, joined=[0.15] * 60, q_a=[0.2, 0.6],
    ...     delta=0.99, omega=0.25, scale=0.02,
    ... )
    >>> print(path["stands"][:, [11, 59]].round(3))
    [[0.675 0.14 ]
     [0.989 0.946]]
    """
    worlds, months = u.shape
    value, hazard, stands = np.empty(worlds), np.empty((worlds, months)), np.empty((worlds, months))
    challenge = (1.0 - q_a)[:, np.newaxis] * alone + q_a[:, np.newaxis] * joined
    _challenge_hazard(u, challenge, delta, omega, scale, value, hazard, stands)
    return {"value": value, "hazard": hazard, "stands": stands}


@compiled
def _challenge_hazard(
    u: Column,
    challenge: Column,
    delta: Column,
    omega: Column,
    scale: Column,
    value: Column,
    hazard: Column,
    stands: Column,
) -> None:
    at = np.arange(1, u.shape[1] + 1)
    for i in range(len(u)):
        value[i] = challenge_recursion(u[i], challenge[i], delta[i], omega[i], scale[i], hazard[i])
        survival(hazard[i], at, stands[i])


@model(
    inputs=(
        Input("u", "value", -10, 10, "what the deal yields the challenger", (0.3, 0.5)),
        Input("alone", "value", -10, 10, "value of renewed war without the guarantor", (0.3, 0.6)),
        Input("joined", "value", -10, 10, "value of renewed war with the guarantor", (0.0, 0.25)),
        Input("q_a", "chance", 0, 1, "challenger's belief that the guarantor joins", (0, 1)),
        IMPATIENCE,
        *CHALLENGE,
    ),
    outputs=(
        Output("value", "value", -np.inf, np.inf, "value of the deal, with the option to break it"),
        Output("hazard", "chance/month", 0, 1, "chance of a challenge, each month"),
    ),
    monotone={
        "hazard": {"q_a": "decreasing", "u": "decreasing", "alone": "increasing",
                   "joined": "increasing", "omega": "increasing"},
        "value": {"q_a": "decreasing", "u": "increasing", "alone": "increasing"},
    },
    sources=("Rust1987", "McKelveyPalfrey1998"),
)  # fmt: skip
def steady_hazard(
    u: Column,
    alone: Column,
    joined: Column,
    q_a: Column,
    delta: Column,
    omega: Column,
    scale: Column,
) -> Columns:
    """Tell how likely a challenge is, each month, where terms and prospects no longer change.

    As `challenge_hazard` with unchanging paths. Here a more credible guarantee never raises the
    hazard.

    *Checked against* `challenge_hazard`.

    After [@Rust1987] and [@McKelveyPalfrey1998], our specification.

    >>> steady = steady_hazard(
    ...     u=0.4, alone=0.5, joined=0.15, q_a=[0.2, 0.6], delta=0.99, omega=0.25, scale=0.02
    ... )
    >>> print(steady["hazard"].round(5))
    [0.03219 0.00093]
    """
    value, hazard = np.empty((2, len(u)))
    _steady_hazards(u, (1.0 - q_a) * alone + q_a * joined, delta, omega, scale, value, hazard)
    return {"value": value, "hazard": hazard}


@compiled
def _steady_hazards(
    u: Column,
    challenge: Column,
    delta: Column,
    omega: Column,
    scale: Column,
    value: Column,
    hazard: Column,
) -> None:
    for i in range(len(u)):
        settled = stationary_value(u[i], challenge[i], delta[i], omega[i], scale[i])
        stay = (1.0 - delta[i]) * u[i] + delta[i] * settled
        value[i], hazard[i] = stay_or_challenge(
            stay, challenge[i], omega[i], scale[i], 1.0 / scale[i]
        )
