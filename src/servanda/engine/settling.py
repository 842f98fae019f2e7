"""Settle proposals in a chunk of worlds: war tables once for what they share, the deal for each.

Proposals that differ in nothing but whose consent they ask come to the same, and are computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.engine.contract import (
    DEAL_PARTY,
    DEAL_WORLD,
    PARTY,
    WORLD,
    Deal,
    Outcomes,
    Settings,
    Worlds,
    column_of,
)
from servanda.engine.fidelity import PRINTED, Fidelity
from servanda.engine.inputs.concessions import political_cost
from servanda.engine.inputs.conflict import Conflict, Stated
from servanda.engine.inputs.costs import cost_nodes
from servanda.engine.inputs.deal import Drafted, Prepared, draft, prepare
from servanda.engine.inputs.provisions import terms_at
from servanda.engine.inputs.war import Setting
from servanda.engine.proposal import settle
from servanda.engine.reach import shift_range
from servanda.engine.tables_kept import TablesKept
from servanda.engine.war_tables import WarTables
from servanda.threads import in_order

__all__ = ["Offer", "Ready", "Settled", "Settler", "StoppedError", "over_one_range"]

Places = slice | npt.NDArray[np.intp]
"""Some of the worlds of a chunk."""

AT_ONCE = 256
"""Worlds that one thread settles before the next takes some, and before it may be stopped."""

LULL = column_of(PARTY, "lull")
HELD = column_of(WORLD, "held")
PRICE, READINESS = column_of(DEAL_PARTY, "price"), column_of(PARTY, "readiness")
LOW, HIGH = column_of(WORLD, "shift_low"), column_of(WORLD, "shift_high")


_OF_DEAL = sorted((each.name for each in fields(Deal)), key=lambda name: name != "terms")
"""The parts of a deal, what tells deals apart first."""


@dataclass(frozen=True)
class Offer:
    """A proposal with what would follow any settlement beside it."""

    proposal: str
    also: Stated = field(default_factory=dict)
    more_guarantees: tuple[str, ...] = ()


class StoppedError(Exception):
    """What was being computed was given up, because nobody waits for it any more."""


@dataclass(frozen=True)
class Ready:
    """An offer as the kernel takes it, but for the tables."""

    offer: Offer
    prepared: Prepared
    worlds: Worlds
    settings: Settings
    expected: Floats | None = None
    """Where beliefs begin, and then where they stand; see `settle`."""

    def beginning(self, expected: Floats | None) -> Ready:
        """Return the same with beliefs that begin there; in trust where None or of other blocks."""
        given, states = self.settings, 2 if self.settings.violations else 1
        shape = (*self.worlds.party.shape[:2], len(given.blocks), given.power_states * states)
        given_so = expected is not None and expected.shape == shape
        return replace(self, expected=np.array(expected) if given_so else np.zeros(shape))

    def is_like(self, other: Ready) -> bool:
        """Return whether the kernel is given the same of both."""
        deals = (self.prepared.deal, other.prepared.deal)
        pairs = [(getattr(deals[0], name), getattr(deals[1], name)) for name in _OF_DEAL]
        pairs += [(self.worlds.party, other.worlds.party), (self.worlds.world, other.worlds.world),
                  (self.settings.blocks, other.settings.blocks),
                  (self.expected, other.expected)]  # fmt: skip
        alike = replace(self.settings, blocks=other.settings.blocks) == other.settings
        return alike and all(a is b or np.array_equal(a, b) for a, b in pairs)


@dataclass(frozen=True)
class Settled:
    """A proposal as settled: what the kernel was given, and what it told."""

    offer: Offer
    prepared: Prepared
    worlds: Worlds
    tables: WarTables
    settings: Settings
    outcomes: Outcomes
    expected: Floats | None = None

    def of_party(self, name: str, place: int) -> Floats:
        """Return a column of `PARTY_OUTPUT` of one party, in every world."""
        return self.outcomes.of_party(name)[:, place]

    def price(self, place: int) -> Floats:
        """Return what signing takes from a party: its political cost, its readiness off."""
        readiness = self.worlds.party[:, place, READINESS]
        return np.asarray(self.prepared.deal.party[:, place, PRICE] - readiness)

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
        self.threads = 1
        self.stop: Callable[[], bool] | None = None
        self.drafts: dict[str, Drafted] | None = None
        self.tables = TablesKept()
        self._nodes = cost_nodes(setting, mode.types)

    def beside(self, setting: Setting) -> Settler:
        """Return what settles other proposals of the same war, with the tables made so far."""
        other = copy(self)
        other.setting = setting
        return other

    def apart(self, setting: Setting) -> Settler:
        """Return the same, whose further tables are its own: they go when it goes."""
        other = self.beside(setting)
        other.tables = self.tables.apart()
        return other

    def quickly(self, mode: Fidelity) -> Settler:
        """Return what settles the same worlds in another mode, with the tables made so far."""
        other = copy(self)
        other.mode = mode
        if mode.types != self.mode.types:
            other._nodes = cost_nodes(self.setting, mode.types)
        return other

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
        return self.settle_all([self.ready(offer, asked, troops, fear)])[0]

    def ready(
        self,
        offer: Offer,
        asked: tuple[str, ...],
        troops: Mapping[str, Floats] | None = None,
        fear: float = 0.0,
    ) -> Ready:
        """Return an offer ready to be settled."""
        given = (offer.also, self._guarantees(offer))
        drafted = self._drafted(offer, troops)
        prepared = prepare(self.setting, offer.proposal, *given, asked, troops or {}, self.mode,
                           drafted)  # fmt: skip
        if not (self.mode.states and prepared.violable):
            prepared = replace(prepared, deal=short_of_war_left_out(prepared.deal))
        worlds = self._worlds(offer, prepared)
        return Ready(offer, prepared, worlds, self._settings(offer, prepared, fear))

    def _drafted(self, offer: Offer, troops: Mapping[str, Floats] | None) -> Drafted | None:
        """Return the draft of an offer where drafts are kept, from then on to be used again."""
        if self.drafts is None or troops:
            return None
        if offer.proposal not in self.drafts:
            self.drafts[offer.proposal] = self.draft(offer)
        return self.drafts[offer.proposal]

    def draft(self, offer: Offer) -> Drafted:
        """Return what an offer is in time, no stance deciding who sends troops."""
        guarantees = self._guarantees(offer)
        return draft(self.setting, offer.proposal, offer.also, guarantees, {}, self.mode)

    def settle_all(self, ready: Sequence[Ready]) -> list[Settled]:
        """Return what becomes of offers; those that come to the same are computed once.

        Raises: StoppedError where `stop` says so meanwhile.
        """
        tables = self.tables.of_all([each.worlds for each in ready], self.setting.party_rows,
                                    self.conflict.front, self.threads, self._may_go_on)  # fmt: skip
        first: list[int] = []
        for place, each in enumerate(ready):
            alike = (k for k in range(place) if first[k] == k and tables[k] is tables[place]
                     and ready[k].is_like(each))  # fmt: skip
            first.append(next(alike, place))
        jobs = [(ready[k], tables[k]) for k in range(len(ready)) if first[k] == k]
        outcomes = iter(self._computed(jobs))
        made = {k: next(outcomes) for k in range(len(ready)) if first[k] == k}
        return [
            Settled(
                each.offer,
                each.prepared,
                each.worlds,
                table,
                each.settings,
                made[k],
                ready[k].expected,
            )
            for each, table, k in zip(ready, tables, first, strict=True)
        ]

    def _computed(self, jobs: Sequence[tuple[Ready, WarTables]]) -> Iterator[Outcomes]:
        """Yield the outcomes of each job, all of them worked through in parts by the threads."""
        parts = [
            (place, part)
            for place, (ready, _) in enumerate(jobs)
            for part in _parts(len(ready.worlds.world), self.threads)
        ]

        def work(one: tuple[int, slice]) -> Outcomes:
            self._may_go_on()
            ready, tables = jobs[one[0]]
            begin = None if ready.expected is None else ready.expected[one[1]]
            return settle(some_worlds(ready.worlds, one[1]), some_tables(tables, one[1]),
                          some_of_deal(ready.prepared.deal, one[1]), ready.settings,
                          begin)  # fmt: skip

        done = in_order(work, parts, self.threads)
        for place in range(len(jobs)):
            yield joined([each for each, part in zip(done, parts, strict=True) if part[0] == place])

    def _may_go_on(self) -> None:
        if self.stop is not None and self.stop():
            raise StoppedError

    def at_lines(
        self, settled: Settled, lines: Floats, some: npt.NDArray[np.intp]
    ) -> list[Outcomes]:
        """Return what becomes of the same offer in some of the worlds, had the fighting stopped at
        each of the `lines` instead of today's.
        """
        worlds, tables = some_worlds(settled.worlds, some), some_tables(settled.tables, some)
        deal = some_of_deal(settled.prepared.deal, some)

        def at(line: float) -> Outcomes:
            self._may_go_on()
            held = np.full(len(settled.worlds.world), line)
            terms, along = terms_at(self.setting, settled.offer.proposal, settled.prepared.time,
                                    settled.offer.also, held)  # fmt: skip
            world = worlds.world.copy()
            world[:, HELD] = line
            party = deal.party.copy()
            for place, name in enumerate(self.conflict.parties):
                price = political_cost(self.setting, settled.offer.proposal, name, terms,
                                       settled.prepared.time, held)  # fmt: skip
                party[:, place, PRICE] = price[some]
            there = replace(deal, terms=terms[some], line=along[some], party=party)
            return settle(replace(worlds, world=world), tables, there, settled.settings)

        return in_order(at, [float(line) for line in np.clip(lines, 0.0, 1.0)], self.threads)

    def in_fear(self, settled: Settled, few: int, fear: float = 0.2) -> Outcomes:
        """Return what becomes of it if everybody starts by expecting breaches: another equilibrium.

        In the first `few` worlds.
        """
        settings = replace(settled.settings, fear=fear)
        first = slice(0, few)
        return settle(
            some_worlds(settled.worlds, first),
            some_tables(settled.tables, first),
            some_of_deal(settled.prepared.deal, first),
            settings,
        )

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
        states = 3 if self._jumps(offer.proposal) else 1
        world[:, LOW], world[:, HIGH] = shift_range(world, [prepared.deal], states)
        return Worlds(party, world, *self._nodes)

    def _jumps(self, proposal: str) -> bool:
        """Return whether jumps of power are followed: where the case speaks of them.

        It does under `war`, or under `by_kind` for deals of the kind that a proposal is of.
        """
        case = self.conflict.case
        kind = case.by_kind.get(case.kind_of(proposal))
        said = [case.war.jumps, *([kind.jumps] if kind is not None else [])]
        return self.mode.states and any(
            each.rate is not None or each.size is not None for each in said
        )

    def _settings(self, offer: Offer, prepared: Prepared, fear: float) -> Settings:
        return Settings(
            blocks=prepared.time.blocks,
            front=self.conflict.front,
            passes=self.mode.passes,
            tolerance=self.mode.tolerance,
            power_states=3 if self._jumps(offer.proposal) else 1,
            violations=prepared.violable,
            fear=fear,
            by_block=self.mode.by_block,
        )


def over_one_range(ready: Sequence[Ready]) -> list[Ready]:
    """Return offers in the same worlds, their tables made for what any of them does to power."""
    if not ready:
        return []
    low = np.minimum.reduce([each.worlds.world[:, LOW] for each in ready])
    high = np.maximum.reduce([each.worlds.world[:, HIGH] for each in ready])
    found = []
    for each in ready:
        world = each.worlds.world.copy()
        world[:, LOW], world[:, HIGH] = low, high
        found.append(replace(each, worlds=replace(each.worlds, world=world)))
    return found


def _parts(count: int, threads: int) -> Iterator[slice]:
    """Yield the worlds in parts that threads take in turn; all at once where there is one."""
    size = AT_ONCE if threads > 1 else count
    for start in range(0, count, max(size, 1)):
        yield slice(start, min(start + size, count))


def joined(parts: Sequence[Outcomes]) -> Outcomes:
    """Return the outcomes of parts of the worlds as those of all."""
    if len(parts) == 1:
        return parts[0]
    return Outcomes(
        *(np.concatenate([getattr(each, f.name) for each in parts]) for f in fields(Outcomes))
    )


def some_worlds(worlds: Worlds, some: Places) -> Worlds:
    """Return some of the worlds."""
    return Worlds(
        worlds.party[some], worlds.world[some], worlds.cost_nodes[some], worlds.node_weights
    )


def some_tables(tables: WarTables, some: Places) -> WarTables:
    """Return the tables of some of the worlds."""
    return WarTables(*(table[some] for table in tables))


def some_of_deal(deal: Deal, some: Places) -> Deal:
    """Return the deal in some of its worlds."""
    shared = ("phase", "payment_block", "response_from")
    parts = {
        each.name: getattr(deal, each.name)[some]
        for each in fields(deal)
        if each.name not in shared
    }
    return replace(deal, **parts)


def short_of_war_left_out(deal: Deal) -> Deal:
    """Return the deal with every breach a war: as a search follows it, quickly."""
    world = deal.world.copy()
    for name in ("violation", "repelled"):
        world[:, column_of(DEAL_WORLD, name)] = 0.0
    return replace(deal, world=world)
