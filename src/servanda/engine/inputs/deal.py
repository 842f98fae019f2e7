"""The second stage of the kernel: a proposal in a chunk of worlds, ready to be settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from servanda.engine.contract import DEAL_PARTY, DEAL_WORLD, PARTY, Deal, column_of, rows_of
from servanda.engine.inputs.conflict import Conflict, Stated
from servanda.engine.inputs.guarantees import (
    Promise,
    breakdown_ratio,
    hosts_leaving,
    promises_of,
    responses_of,
)
from servanda.engine.inputs.pressure import pressure_on
from servanda.engine.inputs.provisions import paths_of
from servanda.engine.inputs.timeline import Timeline, timeline_of
from servanda.engine.inputs.war import Setting
from servanda.engine.modes import Mode

__all__ = ["Prepared", "bound_by", "deal_at", "prepare"]

Floats = npt.NDArray[np.float64]

@dataclass(frozen=True)
class Prepared:
    """A proposal in some worlds, as the kernel takes it, and what it was made of.

    `bound` are the armed parties that live by it; `violable` says whether a breach of it may stay
    short of war.
    """

    party: Floats
    deal: Deal
    time: Timeline
    promises: list[Promise]
    bound: tuple[str, ...]
    violable: bool


def bound_by(conflict: Conflict, proposal: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the armed parties that live by a proposal: those it names, else those it asks.

    Where these do not stand on two sides, nobody is there to stop fighting with: then all armed
    parties live by it, whether or not their signature is asked.
    """
    named = conflict.case.parties_named(conflict.case.proposals[proposal].inside)
    chosen = tuple(party for party in conflict.parties if party in (named or asked))
    return chosen if len({conflict.side_of(party) for party in chosen}) > 1 else conflict.parties


def prepare(
    setting: Setting,
    proposal: str,
    also: Stated,
    guarantees: tuple[str, ...],
    asked: tuple[str, ...],
    troops: Mapping[str, Floats],
    mode: Mode,
) -> Prepared:
    """Return a proposal ready for the kernel.

    also, guarantees: all that holds under it, what would follow any settlement among it; asked:
    whose consent its rule asks; troops: the force that guarantees bring, by world, where stances
    decide that.
    """
    conflict = setting.conflict
    bound = bound_by(conflict, proposal, asked)
    time = timeline_of(conflict.case, (proposal,), guarantees, mode.months, mode.pattern)
    promises = promises_of(setting, guarantees, troops, hosts_leaving(setting, proposal))
    responses = responses_of(setting, promises, time)
    deal = Deal(
        phase=time.phase,
        **vars(paths_of(setting, proposal, time, also)),
        response_shift=responses.shift,
        response_cost=responses.cost,
        against=responses.against,
        beside=responses.beside,
        backs=np.zeros_like(responses.against),
        true=responses.true,
        host_leaves=np.zeros_like(responses.shift),
        response_from=np.zeros(responses.shift.shape[1]),
        party=_deal_party(setting, proposal),
        world=_deal_world(setting, proposal),
    )
    rows = _party_rows(setting, proposal, guarantees, bound)
    return Prepared(rows, deal, time, promises, bound, _violable(setting, proposal))


def _violable(setting: Setting, proposal: str) -> bool:
    """Return whether the case allows violations short of war: unless their share is surely 0."""
    path = setting.conflict.case.path_of("violations.share", "", proposal)
    return setting.readings.draws.certain(path) != 0.0
