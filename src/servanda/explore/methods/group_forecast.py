"""Where a group that must decide together will end up on a scale: an alliance, a council.

The default is the mean of positions weighted by capability times salience, with its spread: on
several hundred decisions nothing tried was closer to the outcome. The alternatives stand beside it,
each with its measured error, because where they disagree the forecast deserves less trust.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from servanda.arrays import Floats
from servanda.errors import InputError

__all__ = [
    "METHODS",
    "GroupForecast",
    "Member",
    "challenge",
    "decisions_measured",
    "forecast",
    "measured_errors",
    "nash_product",
    "plain_mean",
    "weighted_mean",
    "weighted_median",
]


@dataclass(frozen=True)
class Member:
    """One who has a say: where it stands, what it can bring to bear, how much it cares.

    `position` on the scale; `capability` and `salience` above 0, in any units.
    """

    name: str
    position: float
    capability: float
    salience: float


@dataclass(frozen=True)
class GroupForecast:
    """The default forecast, its spread, and the alternatives beside it.

    `spread` is the weighted standard deviation of positions; `alternatives` gives every method's
    forecast, `errors` each method's mean absolute error on past decisions as a share of the scale;
    `disagreement` the distance between the highest and the lowest forecast, as a share of the
    scale.
    """

    expected: float
    spread: float
    alternatives: Mapping[str, float]
    errors: Mapping[str, float]
    disagreement: float


def forecast(members: list[Member], scale: tuple[float, float]) -> GroupForecast:
    """Forecast what the group decides.

    Parameters
    ----------
    members : at least one
    scale : the ends of the scale the issue is decided on

    Raises
    ------
    InputError : no member, a position off the scale, or a weight that is not above 0

    Example
    -------
    >>> group = [Member("North", 80, 3, 90), Member("South", 20, 1, 60), Member("East", 50, 1, 30)]
    >>> found = forecast(group, (0, 100))
    >>> round(found.expected, 1), round(found.spread, 1)
    (67.5, 22.8)
    >>> round(found.disagreement, 2) > 0
    True
    """
    _check(members, scale)
    found = {name: method(members, scale) for name, method in METHODS.items()}
    expected = found["capability x salience mean"]
    weight = _weights(members)
    spread = float(np.sqrt(weight @ (_positions(members) - expected) ** 2 / weight.sum()))
    width = scale[1] - scale[0]
    values = list(found.values())
    return GroupForecast(
        expected, spread, found, dict(measured_errors()), (max(values) - min(values)) / width
    )


def weighted_mean(members: list[Member], scale: tuple[float, float]) -> float:
    """Give the mean of positions, each weighted by capability times salience.

    Formula: `sum c s x / sum c s`, the compromise model of [@VanDenBos1991], which [@Achen2006]
    derives as a first approximation to a bargaining solution where failure to decide is costly for
    everyone.

    >>> weighted_mean([Member("a", 0, 1, 50), Member("b", 100, 3, 50)], (0, 100))
    75.0
    """
    del scale
    weight = _weights(members)
    return float(weight @ _positions(members) / weight.sum())


def plain_mean(members: list[Member], scale: tuple[float, float]) -> float:
    """Give the mean of positions, all members alike.

    >>> plain_mean([Member("a", 0, 1, 50), Member("b", 100, 3, 50)], (0, 100))
    50.0
    """
    del scale
    return float(_positions(members).mean())


def weighted_median(members: list[Member], scale: tuple[float, float]) -> float:
    """Give the position that half of the weight lies at or below [@Black1948].

    Where exactly half the weight lies below, the middle between the two positions.

    >>> weighted_median([Member("a", 0, 1, 50), Member("b", 100, 3, 50)], (0, 100))
    100.0
    """
    del scale
    position, weight = _positions(members), _weights(members)
    order = np.argsort(position, kind="stable")
    below = np.cumsum(weight[order]) / weight.sum()
    half = int(np.searchsorted(below, 0.5 - 1e-12))
    here = position[order][half]
    if abs(below[half] - 0.5) < 1e-12 and half + 1 < len(position):
        return float(0.5 * (here + position[order][half + 1]))
    return float(here)


def nash_product(members: list[Member], scale: tuple[float, float]) -> float:
    """Give the outcome with the highest product of weighted utilities.

    Formula: maximise `sum c s log(1 - ((x - x_i)/width)^2)` over the scale [@Nash1950]; failure is
    taken to be worth, to each, what the far end of the scale is.
    *Departure*: quadratic loss and that failure value are ours; no position is then unacceptable.

    >>> round(nash_product([Member("a", 0, 1, 50), Member("b", 100, 1, 50)], (0, 100)), 3)
    50.0
    """
    from scipy.optimize import minimize_scalar

    position, weight = _positions(members), _weights(members)
    width = scale[1] - scale[0]

    def lack(x: float) -> float:
        return -float(weight @ np.log(np.maximum(1.0 - ((x - position) / width) ** 2, 1e-12)))

    found = minimize_scalar(lack, bounds=scale, method="bounded", options={"xatol": 1e-8 * width})
    return float(found.x)


def challenge(
    members: list[Member], scale: tuple[float, float], *, rounds: int = 50, settled: float = 1e-3
) -> float:
    """Give the weighted median after rounds of challenges, each member moving as little as it must.

    After Bueno de Mesquita's expected-utility model as [@Scholz2011] wrote it down. Each round,
    every pair weighs a challenge: i expects from challenging j

        E_ij = s_j [P_ij Us + (1 - P_ij) Uf] + (1 - s_j) Us - Usq

    with `Us, Uf = 2 - 4 (1/2 -+ |x_i - x_j|/(2 width))^r_i`, `Usq = 2 - 4 (1/2)^r_i`, P_ij the
    share of capability x salience votes that would support i over j, and risk exponent
    `r = (1 - R/3)/(1 + R/3)`, R from how exposed a member's position is compared with the others'.
    If j expects more than i while both gain, i must move to j's position; if only j gains, i moves
    part of the way (E_ij/E_ji) or, where i would lose more than j gains, all of it; i takes the
    offer that moves it least. Rounds stop when no position moves by more than `settled` of the
    scale.

    *Departure*: our specification after the paper's, whose equations were read in public
    replications and not on its own pages. The status-quo weight Q is 1, so that what happens
    without a challenge drops out; P_ij is of the votes cast on that pair (one replication divides
    by the votes of all pairs, which makes every challenge hopeless); every offer competes, and the
    one that moves a member least is taken.
    *Checked against* an independent plain implementation, and bounds that hold for any group.

    >>> group = [Member("a", 0, 1, 50), Member("b", 100, 3, 50), Member("c", 100, 1, 50)]
    >>> challenge(group, (0, 100))
    100.0
    """
    position, weight = _positions(members).copy(), _weights(members)
    salience = np.array([member.salience for member in members])
    salience = salience / max(salience.max(), 100.0 if salience.max() > 1.0 else 1.0)
    width = scale[1] - scale[0]
    for _ in range(rounds):
        odds = _odds(position, weight)
        risk = _risk(position, salience, odds, width)
        gain = _gains(position, salience, odds, risk[:, None], width)
        seen = _gains(position, salience, odds, risk[None, :], width)
        moved = _least_moves(position, gain, seen)
        still = np.abs(moved - position).max() <= settled * width
        position = moved
        if still:
            break
    return weighted_median(
        [
            Member(member.name, float(at), member.capability, member.salience)
            for member, at in zip(members, position, strict=True)
        ],
        scale,
    )


METHODS: Mapping[str, Callable[[list[Member], tuple[float, float]], float]] = {
    "capability x salience mean": weighted_mean,
    "plain mean": plain_mean,
    "weighted median": weighted_median,
    "challenge model": challenge,
    "Nash product": nash_product,
}
"""Every way of forecasting, the default first."""


def measured_errors() -> Mapping[str, float]:
    """Give each method's mean absolute error on past decisions, as a share of the scale.

    Measured by `validation/group_decision.py` on legislative decisions of the European Union
    [@Arregui2021]: consensual bargaining, not crisis bargaining.

    >>> min(measured_errors(), key=measured_errors().get) in METHODS
    True
    """
    errors: dict[str, float] = _measured()["mean_absolute_error"]
    return errors


def decisions_measured() -> int:
    """Give how many past decisions the errors were measured on.

    >>> decisions_measured()
    222
    """
    return int(_measured()["issues"])


@cache
def _measured() -> dict[str, Any]:
    text = (files("servanda.explore.methods") / "fitted" / "group_decision.json").read_text(
        encoding="utf-8"
    )
    kept: dict[str, Any] = json.loads(text)
    return kept


def _check(members: list[Member], scale: tuple[float, float]) -> None:
    if not members:
        raise InputError("there is no member to forecast from; name at least one")
    low, high = scale
    if not low < high:
        raise InputError(f"the scale runs from {low:g} to {high:g}; write the lower end first")
    for member in members:
        if not low <= member.position <= high:
            raise InputError(
                f"{member.name} stands at {member.position:g}, off the scale {low:g} to {high:g}; "
                "move it, or widen the scale"
            )
        if not (member.capability > 0.0 and member.salience > 0.0):
            raise InputError(
                f"{member.name} has capability {member.capability:g} and salience "
                f"{member.salience:g}; both must be above 0, or leave it out"
            )


def _positions(members: list[Member]) -> Floats:
    return np.array([member.position for member in members], dtype=np.float64)


def _weights(members: list[Member]) -> Floats:
    return np.array([member.capability * member.salience for member in members], dtype=np.float64)


def _odds(position: Floats, weight: Floats) -> Floats:
    """Chance that i beats j: its share of votes, by how much nearer each voter is to it."""
    distance = np.abs(position[:, None] - position[None, :])
    nearer = distance[:, None, :] - distance[:, :, None]  # voter, i, j: how much nearer i is than j
    votes = weight[:, None, None] * nearer
    for_i = np.maximum(votes, 0.0).sum(axis=0)
    cast = np.abs(votes).sum(axis=0)
    odds: Floats = np.divide(for_i, cast, out=np.full_like(cast, 0.5), where=cast > 0)
    return odds


def _gains(position: Floats, salience: Floats, odds: Floats, risk: Floats, width: float) -> Floats:
    """Expected gain of row i from challenging column j, at the given risk exponents."""
    apart = 0.5 * np.abs(position[:, None] - position[None, :]) / width
    win = 2.0 - 4.0 * (0.5 - apart) ** risk
    lose = 2.0 - 4.0 * (0.5 + apart) ** risk
    stay = 2.0 - 4.0 * 0.5**risk
    resisted = salience[None, :] * (odds * win + (1.0 - odds) * lose)
    gains: Floats = resisted + (1.0 - salience[None, :]) * win - stay
    return gains


def _risk(position: Floats, salience: Floats, odds: Floats, width: float) -> Floats:
    """Risk exponents: a member whose position invites challenge has already taken its risks."""
    neutral = _gains(position, salience, odds, np.ones((1, 1)), width)
    np.fill_diagonal(neutral, 0.0)
    exposed = neutral.sum(axis=0)
    span = np.ptp(exposed)
    if span == 0.0:
        return np.ones(len(position))
    taken = (2.0 * exposed - exposed.max() - exposed.min()) / span
    risk: Floats = (1.0 - taken / 3.0) / (1.0 + taken / 3.0)
    return risk


def _least_moves(position: Floats, gain: Floats, seen: Floats) -> Floats:
    """Move each member to the offer that asks least of it.

    `gain[i, j]` is what i expects from challenging j; `seen[j, i]`, i's view of what j expects.
    """
    moved = position.copy()
    for i in range(len(position)):
        mine, theirs = gain[i], seen[:, i]
        offers = np.full(len(position), np.nan)
        forced = (theirs > mine) & (mine > 0)
        offers[forced] = position[forced]
        partly = (theirs > 0) & (mine < 0) & (theirs > -mine)
        share = np.divide(np.abs(mine), np.abs(theirs), out=np.ones_like(mine), where=theirs != 0)
        offers[partly] = (position[i] + (position - position[i]) * share)[partly]
        wholly = (theirs > 0) & (mine < 0) & (theirs <= -mine)
        offers[wholly] = position[wholly]
        asked = np.abs(offers - position[i])
        asked[~(asked > 0)] = np.inf
        if np.isfinite(asked).any():
            moved[i] = offers[int(np.argmin(asked))]
    return moved
