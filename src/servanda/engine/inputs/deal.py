"""The second stage of the kernel: a proposal in a chunk of worlds, ready to be settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from servanda.engine.calendar import PATTERN
from servanda.engine.contract import DEAL_PARTY, DEAL_WORLD, PARTY, WORLD, Deal, Worlds, column_of, rows_of
from servanda.engine.inputs.conflict import Conflict, Stated
from servanda.engine.inputs.guarantees import (
    Promise,
    Responses,
    breakdown_ratio,
    promises_of,
    responses_of,
)
from servanda.engine.inputs.pressure import pressure_on
from servanda.engine.inputs.provisions import paths_of
from servanda.engine.inputs.timeline import Timeline, timeline_of
from servanda.engine.inputs.war import Setting

__all__ = ["MONTHS", "Prepared", "Request", "bound_by", "prepare"]

Floats = npt.NDArray[np.float64]

MONTHS = 240
"""Months over which a deal is followed; after them everything stays as it is then."""


@dataclass(frozen=True)
class Request:
    """A proposal to be settled, and what is to be added to it.

    also, guarantees: what would follow any settlement, whichever it is; present: how much of each
    guarantee's force comes, by world; held: the line where the fighting stops, if not today's.
    """

    proposal: str
    also: Stated
    guarantees: tuple[str, ...]
    months: int = MONTHS
    pattern: tuple[tuple[int, int], ...] = PATTERN


@dataclass(frozen=True)
class Prepared:
    """A proposal in some worlds, as the kernel takes it, and what it was made of."""

    party: Floats
    deal: Deal
    time: Timeline
    promises: list[Promise]
    bound: tuple[str, ...]


def bound_by(conflict: Conflict, proposal: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the armed parties that live by a proposal: those it names, else those it asks.

    Where these do not stand on two sides, nobody is there to stop fighting with: then all armed
    parties live by it, whether or not their signature is asked.
    """
    named = conflict.case.proposals[proposal].inside
    chosen = tuple(
        party
        for party in conflict.parties
        if party in (named or asked) or conflict.side_of(party) in named
    )
    return chosen if len({conflict.side_of(party) for party in chosen}) > 1 else conflict.parties


def prepare(
    setting: Setting,
    request: Request,
    asked: tuple[str, ...],
    present: Mapping[str, Floats],
    held: Floats | None = None,
) -> Prepared:
    """Return a proposal ready for the kernel; `asked` are those its consent rule asks."""
    conflict, name = setting.conflict, request.proposal
    bound = bound_by(conflict, name, asked)
    time = timeline_of(
        conflict.case, (name,), request.guarantees, request.months, request.pattern
    )
    promises = promises_of(setting, request.guarantees, present)
    responses = responses_of(setting, promises, time)
    paths = paths_of(setting, name, time, request.also, held)
    deal = Deal(
        phase=time.phase,
        **vars(paths),
        response_shift=responses.shift,
        response_cost=responses.cost,
        against=responses.against,
        beside=responses.beside,
        backs=np.zeros_like(responses.against),
        true=responses.true,
        host_leaves=np.zeros_like(responses.shift),
        response_from=np.zeros(responses.shift.shape[1]),
        party=_deal_party(setting, name),
        world=_deal_world(setting),
    )
    return Prepared(_party_rows(setting, request, bound), deal, time, promises, bound)


def _party_rows(setting: Setting, request: Request, bound: tuple[str, ...]) -> Floats:
    """Return the parties as this proposal has them: inside or outside, calmed by its monitors."""
    rows = setting.party_rows.copy()
    ratio = breakdown_ratio(setting, request.guarantees)
    opening, inside, ignites = (column_of(PARTY, n) for n in ("opening", "inside", "ignites"))
    rows[:, :, opening] = np.minimum(rows[:, :, opening] * ratio[:, None], 1.0)
    for place, party in enumerate(setting.conflict.parties):
        within = party in bound
        rows[:, place, inside] = float(within)
        if not within:
            rows[:, place, ignites] = outside_ignites(setting, party)
    return rows


def outside_ignites(setting: Setting, party: str) -> Floats:
    """Return the chance that an attack by a party outside a deal ends it; 0 where not stated."""
    stated = setting.conflict.case.parties[party].ignites
    return setting.readings.number_or(f"parties.{party}.ignites", stated, 0.0)


def _deal_party(setting: Setting, proposal: str) -> Floats:
    conflict, readings = setting.conflict, setting.readings
    body = conflict.case.proposals[proposal]
    rows = []
    for party in conflict.parties:
        values = pressure_on(setting, proposal, party)
        price = readings.of_party(
            f"proposals.{proposal}.political_costs", body.political_costs, party,
            conflict.side_of(party),
        )  # fmt: skip
        if price is not None:
            values["price"] = price
        values["episode_cost"] = setting.violation("cost")
        rows.append(rows_of(DEAL_PARTY, values, (readings.worlds,)))
    return np.stack(rows, axis=1)


def _deal_world(setting: Setting) -> Floats:
    readings = setting.readings
    repelled = readings.number("war.repelled")
    months = np.maximum(setting.violation("recovers"), 1e-3)
    values = {
        "violation": np.minimum(setting.violation("share"), 1.0 - repelled),
        "recovers": -np.expm1(-1.0 / months),
        "repelled": repelled,
    }
    return rows_of(DEAL_WORLD, values, (readings.worlds,))


def worlds_of(party: Floats, world: Floats, nodes: Floats, weights: Floats) -> Worlds:
    """Return the rows as the kernel takes them."""
    return Worlds(party, world, nodes, weights)
