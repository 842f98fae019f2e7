"""Settle proposals in a chunk of worlds: war tables once for what they share, the deal for each.

Proposals that differ in nothing but whose consent they ask come to the same, and are computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

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
from servanda.engine.fidelity import FOLLOWING, PRINTED, Fidelity
from servanda.engine.in_part import joined, some_of_deal, some_tables, some_worlds
from servanda.engine.inputs.concessions import political_cost
from servanda.engine.inputs.conflict import Conflict, Stated
from servanda.engine.inputs.costs import cost_nodes
from servanda.engine.inputs.deal import Drafted, Prepared, draft, prepare
from servanda.engine.inputs.provisions import terms_at
from servanda.engine.inputs.war import Setting
from servanda.engine.kernels import PROCESSOR, Kernels
from servanda.engine.reach import check_deal, shift_range
from servanda.engine.tables_kept import TablesKept
from servanda.engine.war_tables import WarTables
from servanda.threads import in_order

__all__ = ["Offer", "Ready", "Settled", "Settler", "StoppedError", "over_one_range"]

AT_ONCE = 256
"""Worlds that one thread settles before the next takes some, and before it may be stopped."""

HELD = column_of(WORLD, "held")
PRICE, READINESS = column_of(DEAL_PARTY, "price"), column_of(PARTY, "readiness")
LOW, HIGH = column_of(WORLD, "shift_low"), column_of(WORLD, "shift_high")


Part = TypeVar("Part")

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
        if not all(_equal(getattr(deals[0], name), getattr(deals[1], name)) for name in _OF_DEAL):
            return False
        alike = replace(self.settings, blocks=other.settings.blocks) == other.settings
        return alike and all((
            _equal(self.settings.blocks, other.settings.blocks),
            _equal(self.worlds.world, other.worlds.world),
            _equal(self.worlds.party, other.worlds.party),
            _equal(self.expected, other.expected),
        ))  # fmt: skip


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

    def __init__(
        self, setting: Setting, mode: Fidelity = PRINTED, kernels: Kernels = PROCESSOR
    ) -> None:
        self.setting, self.mode, self.kernels = setting, mode, kernels
        self.threads = 1
        self.stop: Callable[[], bool] | None = None
        self.tables = TablesKept(kernels=kernels)
        self._nodes = self._cost_nodes()

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

    def worked_by(self, threads: int, stop: Callable[[], bool]) -> Settler:
        """Return the same, with so many threads, until it is told to stop."""
        other = copy(self)
        other.threads, other.stop = threads, stop
        return other

    def quickly(self, mode: Fidelity) -> Settler:
        """Return what settles the same worlds in another mode, with the tables made so far."""
        other = copy(self)
        other.mode, other.kernels = mode, PROCESSOR  # few worlds are worth no launch elsewhere
        if mode.types != self.mode.types:
            other._nodes = other._cost_nodes()
        return other

    def _cost_nodes(self) -> tuple[Floats, Floats]:
        types = self.mode.types
        return self.setting.made(("nodes", types), lambda own: cost_nodes(own, types))

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

        def drafted(own: Setting) -> Drafted:
            return self._part(own, "draft", offer, lambda at: self._draft(at, offer))

        def rows(own: Setting) -> Floats:
            return self._world(own, offer, drafted(own))

        if troops:  # what stances decide is told by no number's name
            made = self._draft(self.setting, offer, troops)
            world = self._world(self.setting, offer, made)
        else:
            made = drafted(self.setting)
            world = self._part(self.setting, "world", offer, rows)
        prepared = prepare(self.setting, offer.proposal, offer.also, self._guarantees(offer), asked,
                           made)  # fmt: skip
        return Ready(offer, prepared, Worlds(prepared.party, world, *self._nodes),
                     self._settings(offer, prepared, fear))  # fmt: skip

    def _part(self, own: Setting, what: str, offer: Offer, make: Callable[[Setting], Part]) -> Part:
        """Return a part of what an offer is in a mode, kept where the setting keeps any.

        Of offers as they are followed for the war's length there are too many.
        """
        if self.mode is FOLLOWING:
            return make(own)
        name = (what, offer.proposal, *sorted(offer.also), *offer.more_guarantees)
        return own.made((self.mode, *name), make, reads_as=name)

    def _draft(
        self, own: Setting, offer: Offer, troops: Mapping[str, Floats] | None = None
    ) -> Drafted:
        """Return what an offer is in time, and what follows a breach of it."""
        guarantees = self._guarantees(offer)
        made = draft(own, offer.proposal, offer.also, guarantees, troops or {}, self.mode)
        if not (self.mode.states and made.violable):
            made = replace(made, deal=short_of_war_left_out(made.deal))
        check_deal(made.deal, violations=made.violable)
        return made

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
            return self.kernels.settle(
                some_worlds(ready.worlds, one[1]), some_tables(tables, one[1]),
                some_of_deal(ready.prepared.deal, one[1]), ready.settings, begin, True,
            )  # fmt: skip

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
            few = replace(worlds, world=world)
            return PROCESSOR.settle(few, tables, there, settled.settings, None, False)

        return in_order(at, [float(line) for line in np.clip(lines, 0.0, 1.0)], self.threads)

    def in_fear(self, settled: Settled, few: int, fear: float = 0.2) -> Outcomes:
        """Return what becomes of it if everybody starts by expecting breaches: another equilibrium.

        In the first `few` worlds.
        """
        settings = replace(settled.settings, fear=fear)
        first = slice(0, few)
        return PROCESSOR.settle(
            some_worlds(settled.worlds, first), some_tables(settled.tables, first),
            some_of_deal(settled.prepared.deal, first), settings, None, True,
        )  # fmt: skip

    def _guarantees(self, offer: Offer) -> tuple[str, ...]:
        own = self.conflict.case.proposals[offer.proposal].guarantees
        return tuple(dict.fromkeys([*own, *offer.more_guarantees]))

    def _world(self, own: Setting, offer: Offer, drafted: Drafted) -> Floats:
        """Return the rows of `WORLD` as an offer has them, the changes of power it reaches told."""
        world = own.world_rows.copy()
        for name, values in own.unrest(offer.proposal).items():
            world[:, column_of(WORLD, name)] = values
        states = 3 if self._jumps(offer.proposal) else 1
        world[:, LOW], world[:, HIGH] = shift_range(world, [drafted.deal], states)
        return world

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


def short_of_war_left_out(deal: Deal) -> Deal:
    """Return the deal with every breach a war: as a search follows it, quickly."""
    world = deal.world.copy()
    for name in ("violation", "repelled"):
        world[:, column_of(DEAL_WORLD, name)] = 0.0
    return replace(deal, world=world)


def _equal(one: npt.NDArray[Any] | None, other: npt.NDArray[Any] | None) -> bool:
    """Return whether two arrays are the same, or there is none of either."""
    if one is None or other is None:
        return one is other
    return one is other or np.array_equal(one, other)
