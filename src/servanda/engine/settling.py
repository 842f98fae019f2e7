"""Settle proposals in a chunk of worlds: war tables once for what they share, the deal for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np

from servanda.arrays import Floats
from servanda.engine.contract import PARTY, WORLD, Deal, Outcomes, Settings, Worlds, column_of
from servanda.engine.fidelity import PRINTED, Fidelity
from servanda.engine.inputs.conflict import Conflict, Stated
from servanda.engine.inputs.costs import cost_nodes
from servanda.engine.inputs.deal import Prepared, deal_at, prepare
from servanda.engine.inputs.war import Setting
from servanda.engine.proposal import settle
from servanda.engine.war_tables import WarTables, war_tables

__all__ = ["Offer", "Settled", "Settler"]

LULL = column_of(PARTY, "lull")
HELD, JUMP = column_of(WORLD, "held"), column_of(WORLD, "jump")
LOW, HIGH = column_of(WORLD, "shift_low"), column_of(WORLD, "shift_high")


@dataclass(frozen=True)
class Offer:
    """A proposal with what would follow any settlement beside it."""

    proposal: str
    also: Stated = field(default_factory=dict)
    more_guarantees: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settled:
    """A proposal as settled: what the kernel was given, and what it told."""

    offer: Offer
    prepared: Prepared
    worlds: Worlds
    tables: WarTables
    settings: Settings
    outcomes: Outcomes

    def of_party(self, name: str, place: int) -> Floats:
        """Return a column of `PARTY_OUTPUT` of one party, in every world."""
        return self.outcomes.of_party(name)[:, place]

    def of_world(self, name: str) -> Floats:
        """Return a column of `WORLD_OUTPUT`, in every world."""
        return self.outcomes.of_world(name)


class Settler:
    """Settles the proposals of a case in one chunk of worlds; what they share is made once.

    Tables of what war is worth are shared by proposals that move power over the same range and
    leave a lull as it is. A proposal's digits depend on no other proposal.
    """

    def __init__(self, setting: Setting, mode: Fidelity = PRINTED) -> None:
        self.setting, self.mode = setting, mode
        self._tables: dict[bytes, WarTables] = {}
        self._nodes = cost_nodes(setting, mode.types)

    @property
    def conflict(self) -> Conflict:
        """Return what the case says whatever the world."""
        return self.setting.conflict

    def settle(
        self,
        offer: Offer,
        asked: tuple[str, ...],
        troops: Mapping[str, Floats] | None = None,
        fear: float = 0.0,
    ) -> Settled:
        """Return what becomes of an offer; `asked` are those whose consent its rule asks."""
        prepared = prepare(self.setting, offer.proposal, offer.also, self._guarantees(offer), asked,
                           troops or {}, self.mode)  # fmt: skip
        worlds = self._worlds(offer, prepared)
        settings = self._settings(offer, prepared, fear)
        tables = self._tables_of(worlds)
        outcomes = settle(worlds, tables, prepared.deal, settings)
        return Settled(offer, prepared, worlds, tables, settings, outcomes)

    def at_line(self, settled: Settled, line: Floats) -> Settled:
        """Return the same offer, had the fighting stopped at `line` (worlds) instead of today's."""
        held = np.clip(line, 0.0, 1.0)
        world = settled.worlds.world.copy()
        world[:, HELD] = held
        worlds = replace(settled.worlds, world=world)
        deal = deal_at(self.setting, settled.offer.proposal, settled.offer.also,
                       settled.prepared, held)  # fmt: skip
        outcomes = settle(worlds, settled.tables, deal, settled.settings)
        prepared = replace(settled.prepared, deal=deal)
        return replace(settled, worlds=worlds, prepared=prepared, outcomes=outcomes)

    def in_fear(self, settled: Settled, few: int, fear: float = 0.2) -> Outcomes:
        """Return what becomes of it if everybody starts by expecting breaches: another equilibrium.

        In the first `few` worlds, with further rounds for fear to fade in.
        """
        settings = replace(settled.settings, fear=fear, passes=max(settled.settings.passes, 4))
        worlds = Worlds(
            settled.worlds.party[:few], settled.worlds.world[:few],
            settled.worlds.cost_nodes[:few], settled.worlds.node_weights,
        )  # fmt: skip
        tables = WarTables(*(table[:few] for table in settled.tables))
        return settle(worlds, tables, first_worlds(settled.prepared.deal, few), settings)

    def _guarantees(self, offer: Offer) -> tuple[str, ...]:
        own = self.conflict.case.proposals[offer.proposal].guarantees
        return tuple(dict.fromkeys([*own, *offer.more_guarantees]))

    def _worlds(self, offer: Offer, prepared: Prepared) -> Worlds:
        party, world = prepared.party, self.setting.world_rows.copy()
        if offer.also:
            party = party.copy()
            for place, name in enumerate(self.conflict.parties):
                party[:, place, LULL] = self.setting.lull(name, offer.also)
        for name, values in self.setting.unrest(offer.proposal).items():
            world[:, column_of(WORLD, name)] = values
        world[:, LOW], world[:, HIGH] = self._range(world, prepared.deal)
        return Worlds(party, world, *self._nodes)

    def _range(self, world: Floats, deal: Deal) -> tuple[Floats, Floats]:
        """Return the lowest and highest change of power that the deal can reach in each world."""
        regroup = world[:, column_of(WORLD, "regroup")]
        recovery = np.abs(world[:, column_of(WORLD, "recovery")])
        jump = world[:, JUMP] if self._jumps() else np.zeros(len(world))
        zero = np.zeros((len(world), 1))
        joined = np.concatenate([zero, deal.response_shift], axis=1)
        moved = np.concatenate([zero, deal.power], axis=1)
        low = moved.min(axis=1) + np.minimum(regroup, 0.0) - recovery - jump + joined.min(axis=1)
        high = moved.max(axis=1) + np.maximum(regroup, 0.0) + recovery + jump + joined.max(axis=1)
        return low, high

    def _jumps(self) -> bool:
        """Return whether jumps of power are followed: where the case speaks of them."""
        jumps = self.conflict.case.war.jumps
        return self.mode.states and (jumps.rate is not None or jumps.size is not None)

    def _settings(self, offer: Offer, prepared: Prepared, fear: float) -> Settings:
        return Settings(
            blocks=prepared.time.blocks,
            front=self.conflict.front,
            passes=self.mode.passes,
            power_states=3 if self._jumps() else 1,
            violations=self.mode.states and prepared.violable,
            fear=fear,
        )

    def _tables_of(self, worlds: Worlds) -> WarTables:
        party = worlds.party.copy()
        shared = self.setting.party_rows
        for column in range(len(PARTY)):
            if column != LULL:
                party[:, :, column] = shared[:, :, column]
        key = b"".join(
            np.ascontiguousarray(part).tobytes()
            for part in (party[:, :, LULL], worlds.world[:, LOW], worlds.world[:, HIGH])
        )
        if key not in self._tables:
            first_stage = replace(worlds, party=party)
            self._tables[key] = war_tables(first_stage, self.conflict.front)
        return self._tables[key]


def first_worlds(deal: Deal, few: int) -> Deal:
    """Return the deal in its first `few` worlds."""
    shared = ("phase", "payment_block", "response_from")
    parts = {
        each.name: getattr(deal, each.name)[:few]
        for each in fields(deal)
        if each.name not in shared
    }
    return replace(deal, **parts)
