"""The bargaining zone: which lines along the front both sides would accept, all else unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Outcome
from servanda.engine.chunk import Chunk, Voted
from servanda.engine.plan import plan_of
from servanda.engine.settling import Offer
from servanda.explore.packages.combinations import Choice, Space
from servanda.worlds.sample import sample

__all__ = ["LINES", "Zone", "zone_of"]

LINES = 21
"""Lines between the two victories, each a written proposal."""


@dataclass(frozen=True)
class Zone:
    """Which shares of the territory each of two sides would accept, the rest unchanged.

    `upper` is the side that holds the share, `lower` the other. Quantiles (5, 50, 95%) over the
    worlds in which there is such a share, of the least that the one and of the most that the other
    would leave it; `open` is the share of worlds in which the two overlap, `never` that in which a
    side accepts no line. A side accepts what all its parties do that would live by the deal.
    """

    upper: tuple[str, ...]
    lower: tuple[str, ...]
    least: tuple[float, float, float] | None
    most: tuple[float, float, float] | None
    open: float
    never: Mapping[str, float]


def zone_of(space: Space, package: Choice, worlds: int, seed: int) -> tuple[Zone | None, str]:
    """Return the bargaining zone of a package along the front, or why there is none to tell.

    Every line is a proposal that differs from the package in the line alone, settled as such on
    the first worlds.
    """
    case = space.case
    if not case.has_front:
        return None, "This war has no front, so no line to bargain over."
    upper, lower = case.front_holders, case.front_losers
    others = [party for party in case.parties if party not in (*upper, *lower)]
    if len(case.sides) > 2 or others:
        return None, "More than two sides have a stake in the front, so no two bargain over it."
    at = np.linspace(case.front.beaten_at, case.front.wins_at, LINES)
    taken = [_taken(space, package, float(line), worlds, seed, (upper, lower)) for line in at]
    first, second = (np.stack([each[side] for each in taken]) for side in (0, 1))
    some, also = first.any(axis=0), second.any(axis=0)
    least = at[np.argmax(first, axis=0)]
    most = at[LINES - 1 - np.argmax(second[::-1], axis=0)]
    never = {upper[0]: 1.0 - float(some.mean()), lower[0]: 1.0 - float(also.mean())}
    overlap = float((first & second).any(axis=0).mean())
    return Zone(upper, lower, _spread(least[some]), _spread(most[also]), overlap, never), ""


def _taken(
    space: Space,
    package: Choice,
    line: float,
    worlds: int,
    seed: int,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
) -> tuple[Flags, Flags]:
    """Return where each side would take the package with the line drawn there."""
    case, name = space.in_case(package)
    moved = _with_line(case, name, line)
    chunk = Chunk(plan_of(moved), sample(moved, worlds=worlds, seed=seed))
    voted = chunk.vote(Offer(name))
    return _by_side(voted, sides[0]), _by_side(voted, sides[1])


def _by_side(voted: Voted, parties: tuple[str, ...]) -> Flags:
    yes = voted.known.copy()
    for party in parties:
        if party in voted.settled.prepared.bound:
            yes &= voted.armed[party]
    return yes


def _with_line(case: Case, name: str, line: float) -> Case:
    body = case.proposals[name]
    terms = {**body.terms, case.front.issue: Outcome.model_validate(line)}
    moved = body.model_copy(update={"terms": terms})
    return case.model_copy(update={"proposals": {**case.proposals, name: moved}})


def _spread(values: Floats) -> tuple[float, float, float] | None:
    if not len(values):
        return None
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    return float(low), float(middle), float(high)
