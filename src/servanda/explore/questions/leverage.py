"""What would turn a refusal: how little victory would have to bring, how much pressure to cost.

A side that believes it is winning hardly signs in the model unless what it would win is worth less
than it looks, or refusing is made to cost. Both are numbers of a case. Where a case states neither,
the first is its base rate and the second is nothing; then how large it would have to be is told by
putting it into the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.keys.proposals import Pressure
from servanda.engine.plan import plan_of
from servanda.explore.methods.crossings import first_crossing
from servanda.explore.questions.offered import Offered
from servanda.explore.study import Required
from servanda.quantity import Point
from servanda.worlds.sample import sample

__all__ = ["PRESSURE", "VICTORY", "leverage"]

VICTORY, PRESSURE = "v*", "p*"
"""How what victory brings and what pressure costs are called, before the party."""

REFUSED = 0.5
"""Share of worlds from which a party is one that refuses."""

LOST = (0.0, 0.1, 0.2, 0.4, 0.7, 1.0)
"""What of victory is taken away, as a share of all aims, when its worth is tried."""

COSTS = (0.0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32)
"""Costs of pressure that are tried, as shares of all aims a year."""


def leverage(offer: Offered) -> Iterator[Required]:
    """Yield, of each armed party that mostly refuses a proposal, what alone would turn that.

    The proposal is settled anew, in the first worlds, at some values of what victory brings the
    party and of what pressure on its refusal costs it; between them it is taken to be straight.
    Pressure is that of the case where it states one on the party; else one for good that is sure.
    """
    for party in offer.inside:
        margin = offer.of("margin", party)
        known = margin[np.isfinite(margin)]
        if len(known) and (known < 0.0).mean() >= REFUSED:  # none, where no world is computed
            yield _victory(offer, party)
            yield _pressure(offer, party)


def _victory(offer: Offered, party: str) -> Required:
    path, who = f"parties.{party}.victory", offer.case.name_of(party)
    lost = _least(LOST, lambda part: offer.with_held(path, 1.0 - part)[f"margin.{party}"])
    known = np.isfinite(offer.as_first[f"margin.{party}"])
    return Required(
        f"{VICTORY} ({party})",
        f"what victory would really bring {who}",
        "of all its aims",
        1.0 - lost,
        offer.number(path)[: offer.few],
        False,
        np.isnan(lost) & known,
        lost <= 0.0,
        f"{who} signs",
        path,
        f"{who} refuses though victory brought it nothing",
        f"{who} signs though victory brought it all",
    )


def _pressure(offer: Offered, party: str) -> Required:
    place, who = _stated(offer.case, offer.name, party), offer.case.name_of(party)
    pressed = offer if place is not None else _with_pressure(offer, party)
    at = len(offer.case.proposals[offer.name].pressure) if place is None else place
    path = f"proposals.{offer.name}.pressure.{at}.costs"
    needed = _least(COSTS, lambda cost: pressed.with_held(path, cost)[f"margin.{party}"])
    known = np.isfinite(offer.as_first[f"margin.{party}"])
    none = np.zeros(offer.few)
    by = "" if place is None else offer.case.proposals[offer.name].pressure[place].by
    sure = "sure pressure, of which the case states none,"
    presses = f"the pressure by {offer.case.name_of(by)}" if by else sure
    return Required(
        f"{PRESSURE} ({party})",
        f"what {presses} costs {who} while it refuses",
        "of all its aims a year",
        needed,
        none if place is None else offer.number(path)[: offer.few],
        True,
        np.isnan(needed) & known,
        needed <= 0.0,
        f"{who} signs",
        "" if place is None else path,
        f"no pressure that costs up to {COSTS[-1]:g} a year turns {who}",
        f"{who} signs unpressed",
    )


def _least(at: tuple[float, ...], margins: Callable[[float], Floats]) -> Floats:
    """Return the least of some values at which a margin is not below zero, by world."""
    return first_crossing(np.array(at), np.stack([-margins(each) for each in at]))


def _stated(case: Case, proposal: str, party: str) -> int | None:
    """Return the place of a pressure on a party that a proposal states, the first that costs it."""
    found = [
        (body.costs.form == Point(0.0), place)
        for place, body in enumerate(case.proposals[proposal].pressure)
        if party in case.parties_named(body.on)
    ]
    return min(found)[1] if found else None


def _with_pressure(offer: Offered, party: str) -> Offered:
    """Return the same worlds with a pressure on a party that costs nothing yet."""
    body = offer.case.proposals[offer.name]
    by = next((each for each in offer.case.actors if each != party), party)
    added = Pressure.model_validate({"by": by, "on": party})
    changed = body.model_copy(update={"pressure": (*body.pressure, added)})
    proposals = {**offer.case.proposals, offer.name: changed}
    case = offer.case.model_copy(update={"proposals": proposals})
    drawn = sample(case, worlds=offer.few, seed=offer.drawn.seed, start=offer.drawn.start)
    return Offered(case, drawn, offer.name, plan_of(case))
