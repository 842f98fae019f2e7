"""The second stage of the kernel: a proposal in a chunk of worlds, ready to be settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.engine.contract import DEAL_PARTY, DEAL_WORLD, PARTY, Deal, column_of, rows_of
from servanda.engine.fidelity import Fidelity
from servanda.engine.inputs.concessions import political_cost
from servanda.engine.inputs.conflict import Conflict, Stated
from servanda.engine.inputs.guarantees import (
    Promise,
    breakdown_ratio,
    hosts_leaving,
    promises_of,
)
from servanda.engine.inputs.pressure import pressure_on
from servanda.engine.inputs.provisions import paths_of
from servanda.engine.inputs.responses import responses_of
from servanda.engine.inputs.timeline import Timeline, timeline_of
from servanda.engine.inputs.war import Setting

__all__ = ["Drafted", "Prepared", "bound_by", "draft", "prepare"]

Flags = npt.NDArray[np.bool_]

_IGNITES = PARTY[column_of(PARTY, "ignites")].default


@dataclass(frozen=True)
class Prepared:
    """A proposal in some worlds, as the kernel takes it, and what it was made of.

    `bound` are the armed parties that live by it; `violable` says whether a breach of it may stay
    short of war; `answers`, `supports` (parties, responses), which party's breach each response
    answers, and whose it does nothing but support.
    """

    party: Floats
    deal: Deal
    time: Timeline
    promises: list[Promise]
    bound: tuple[str, ...]
    violable: bool
    answers: Flags
    supports: Flags


@dataclass(frozen=True)
class Drafted:
    """What of a prepared proposal hangs on what is proposed and on what is held now, not on how
    its parties would fight.
    """

    deal: Deal
    time: Timeline
    promises: list[Promise]
    answers: Flags
    supports: Flags
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
    drafted: Drafted,
) -> Prepared:
    """Return a proposal ready for the kernel.

    also, guarantees: all that holds under it, what would follow any settlement among it; asked:
    whose consent its rule asks; drafted: as `draft` returns it.
    """
    bound = bound_by(setting.conflict, proposal, asked)
    rows = _party_rows(setting, proposal, also, guarantees, bound)
    return Prepared(rows, drafted.deal, drafted.time, drafted.promises, bound, drafted.violable,
                    drafted.answers, drafted.supports)  # fmt: skip


def draft(
    setting: Setting,
    proposal: str,
    also: Stated,
    guarantees: tuple[str, ...],
    troops: Mapping[str, Floats],
    mode: Fidelity,
) -> Drafted:
    """Return what a proposal is in time, and what follows a breach of it; as of `prepare`.

    troops: the force that guarantees bring, by world, where stances decide that.
    """
    time = timeline_of(setting.conflict.case, proposal, guarantees, mode.months, mode.pattern)
    promises = promises_of(setting, guarantees, troops, hosts_leaving(setting, proposal))
    responses = responses_of(setting, promises, time)
    paths = paths_of(setting, proposal, time, also)
    deal = Deal(
        phase=time.phase,
        **vars(paths),
        response_shift=responses.shift,
        response_cost=responses.cost,
        against=responses.against,
        beside=responses.beside,
        backs=responses.backs,
        true=responses.true,
        host_leaves=np.zeros_like(responses.shift),
        response_from=np.zeros(responses.shift.shape[1]),
        party=_deal_party(setting, proposal, paths.terms, time),
        world=_deal_world(setting, proposal),
    )
    return Drafted(deal, time, promises, responses.answers, responses.supports,
                   _violable(setting, proposal))  # fmt: skip


def _violable(setting: Setting, proposal: str) -> bool:
    """Return whether a breach may come to less than war."""
    shares = setting.conflict.case.path_of("violations.share", "", proposal)
    # Both are looked at, whatever either says: what is read must not hang on what is found.
    found = [setting.readings.draws.certain(path) for path in (shares, "war.repelled")]
    return found != [0.0, 0.0]


def _party_rows(
    setting: Setting,
    proposal: str,
    also: Stated,
    guarantees: tuple[str, ...],
    bound: tuple[str, ...],
) -> Floats:
    """Return the parties as this proposal has them: inside or outside, calmed by its monitors."""
    name = ("under", proposal, *sorted(also), *guarantees, *bound)
    places, values = setting.made(
        name, lambda own: _parties_under(own, proposal, also, guarantees, bound)
    )
    rows = setting.party_rows.copy()
    rows[:, :, places] = values
    return rows


def _parties_under(
    setting: Setting,
    proposal: str,
    also: Stated,
    guarantees: tuple[str, ...],
    bound: tuple[str, ...],
) -> tuple[list[int], Floats]:
    """Return the columns of `PARTY` that differ by proposal, and what they are under this one."""
    ratio = breakdown_ratio(setting, guarantees)
    found = []
    for party in setting.conflict.parties:
        within = party in bound
        conduct = setting.conduct(party, proposal)
        values: dict[str, npt.ArrayLike] = {
            **conduct,
            "opening": np.minimum(conduct["opening"] * ratio, 1.0),
            "inside": float(within),
            "ignites": _IGNITES if within else outside_ignites(setting, party),
        }
        if also:
            values["lull"] = setting.lull(party, also)
        found.append(np.stack([np.broadcast_to(v, ratio.shape) for v in values.values()], axis=1))
    return [column_of(PARTY, each) for each in values], np.stack(found, axis=1)


def outside_ignites(setting: Setting, party: str) -> Floats:
    """Return the chance that an attack by a party outside a deal ends it; 0 where not stated."""
    stated = setting.conflict.case.parties[party].ignites
    return setting.readings.number_or(f"parties.{party}.ignites", stated, 0.0)


def _deal_party(setting: Setting, proposal: str, terms: Floats, time: Timeline) -> Floats:
    readings, rows = setting.readings, []
    for party in setting.conflict.parties:
        values = pressure_on(setting, proposal, party)
        values["price"] = political_cost(setting, proposal, party, terms, time, setting.held)
        values["episode_cost"] = setting.common("violations.cost", proposal)
        rows.append(rows_of(DEAL_PARTY, values, (readings.worlds,)))
    return np.stack(rows, axis=1)


def _deal_world(setting: Setting, proposal: str) -> Floats:
    readings = setting.readings
    repelled = readings.number("war.repelled")
    months = np.maximum(setting.common("violations.recovers", proposal), 1e-3)
    values = {
        "violation": np.minimum(setting.common("violations.share", proposal), 1.0 - repelled),
        "recovers": -np.expm1(-1.0 / months),
        "repelled": repelled,
    }
    return rows_of(DEAL_WORLD, values, (readings.worlds,))
