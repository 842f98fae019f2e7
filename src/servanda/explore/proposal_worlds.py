"""One proposal in some worlds, asked again and again with some numbers of the case held.

What a proposal comes to is dear to compute, and a held number leaves most of what it is computed
from as it was: all but the votes where consent alone hangs on it, the tables of what war is worth
where only the deal does, every part of the inputs that is not made from it. All that is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.engine.chunk import Chunk, Known, Voted
from servanda.engine.fidelity import PRINTED, Fidelity
from servanda.engine.inputs.kept import InputsKept, KeptUnder
from servanda.engine.plan import plan_of
from servanda.engine.reads import reads_of
from servanda.engine.tables_kept import TablesKept
from servanda.engine.told import signing_of
from servanda.threads import cores, in_order
from servanda.worlds.sample import CHUNK, Worlds

__all__ = ["ProposalWorlds", "parts_of", "used_by"]

Held = tuple[tuple[str, float], ...]

KEPT = 4_000_000
"""Numbers of answers kept: one answers for every outcome, and outcomes are asked in turn."""

KEPT_WORLDS = 8_192
"""Worlds at most whose war tables are kept, some ten thousand bytes each."""


class ProposalWorlds:
    """A proposal of a case in some worlds; calling it gives some columns of signing and holding."""

    def __init__(
        self,
        case: Case,
        parts: Sequence[Worlds],
        proposal: str,
        columns: tuple[str, ...],
        mode: Fidelity = PRINTED,
    ) -> None:
        self.proposal, self.columns, self.mode = proposal, columns, mode
        self.plan = plan_of(case)
        self._offer = self.plan.after_any_settlement(proposal)
        worlds = sum(map(len, parts))
        self._parts = tuple(
            replace(part, remembered={}) if worlds <= KEPT_WORLDS else part for part in parts
        )
        self._made = [InputsKept(part) for part in self._parts]
        self._reads = reads_of(self.plan, self._parts[0], proposal)
        self._most = KEPT // (worlds * len(columns)) + 32
        # Plain tables, no caches of methods: these would hold all of it until somebody tidies up.
        self._stand: dict[int, Voted] = {}
        self._known: OrderedDict[Held, Mapping[str, Floats]] = OrderedDict()

    def __call__(self, fixed: Mapping[str, float]) -> Mapping[str, Floats]:
        """Give the columns of the same worlds with some numbers held; a world without one has 0."""
        key = tuple(sorted(fixed.items()))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._asked(fixed)
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return found

    def let_go(self) -> None:
        """Let go of all that is kept for another question."""
        for voted in self._stand.values():
            voted.chunk.forget()
        self._stand.clear()
        self._known.clear()

    def _asked(self, held: Mapping[str, float]) -> Mapping[str, Floats]:
        voted = in_order(lambda place: self._voted(place, held), range(len(self._parts)))
        told = [self._told(each) for each in voted]
        for place, each in enumerate(voted):
            if self._stand.get(place) is not each:
                each.chunk.forget()
        return {name: np.concatenate([each[name] for each in told]) for name in self.columns}

    def _told(self, voted: Voted) -> Mapping[str, Floats]:
        columns = signing_of(voted.chunk, voted)
        return {
            name: np.nan_to_num(np.where(voted.known, columns[name], 0.0)) for name in self.columns
        }

    def _as_it_stands(self, place: int) -> Voted:
        """Return the vote in some of the worlds with nothing held; kept."""
        chunk = Chunk(self.plan, self._parts[place], self.mode, self._inputs(place, {}))
        voted = chunk.vote(self._offer)
        if self._parts[place].remembered is None:
            chunk.settler.tables = TablesKept()
            chunk.forget()
            voted = chunk.reconsented(self._parts[place]).voted_as(Known.of(voted))
        self._stand[place] = voted
        return voted

    def _voted(self, place: int, held: Mapping[str, float]) -> Voted:
        """Return the vote in some of the worlds, all taken over that does not hang on the held."""
        part, reads = self._parts[place], self._reads
        moved = part.fixed(held)
        if part.remembered is None and not reads.settling.isdisjoint(held):
            return Chunk(self.plan, moved, self.mode).vote(self._offer)
        base = self._stand.get(place) or self._as_it_stands(place)
        if not held:
            return base
        if reads.settling.isdisjoint(held):
            return base.chunk.reconsented(moved).voted_as(base)
        kept = self._inputs(place, held)
        if reads.setting.isdisjoint(held):
            return base.chunk.apart(moved, kept).vote(self._offer)
        chunk = Chunk(self.plan, moved, self.mode, kept)
        chunk.settler.tables = TablesKept([base.chunk.settler.tables.made])
        return chunk.vote(self._offer)

    def _inputs(self, place: int, held: Mapping[str, float]) -> KeptUnder | None:
        """Return the inputs that are kept of some of the worlds, as they are with numbers held."""
        if self._parts[place].remembered is None:
            return None
        return self._made[place].under({name: (value, value) for name, value in held.items()})


def parts_of(drawn: Worlds) -> Iterator[Worlds]:
    """Parts small enough that every core has work, and whole chunks where there are many worlds."""
    most = cores()
    size = min(CHUNK, max(1_000, -(-len(drawn) // most)))
    for start in range(drawn.start, drawn.stop, size):
        yield drawn.chunk(start, min(start + size, drawn.stop))


def used_by(case: Case, drawn: Worlds, proposal: str) -> tuple[str, ...]:
    """Return the names of the uncertain numbers that a proposal's fate is computed from."""
    asked = reads_of(plan_of(case), drawn, proposal).signing
    return tuple(name for name in drawn.uncertain if name in asked)
