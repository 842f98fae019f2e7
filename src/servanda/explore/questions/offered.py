"""A proposal in some worlds, as closed forms ask of it: what was put in, and what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.keys.case import Case
from servanda.engine.chunk import Chunk, Voted
from servanda.engine.columns import WORD
from servanda.engine.fidelity import FOLLOWING, PRINTED, Fidelity
from servanda.engine.plan import Plan
from servanda.engine.told import columns_of
from servanda.worlds.sample import Worlds

__all__ = ["FIRST", "Offered"]


FIRST = 1_000
"""Worlds that are settled again with other numbers."""


@dataclass
class Offered:
    """A proposal in some worlds: what it was computed from, and what came out."""

    case: Case
    drawn: Worlds
    name: str
    plan: Plan

    def voted(self, drawn: Worlds, mode: Fidelity = PRINTED) -> Voted:
        """Return the vote on it in some worlds."""
        offer = self.plan.after_any_settlement(self.name)
        return Chunk(self.plan, drawn, mode).vote(offer)

    @cached_property
    def here(self) -> Voted:
        """The proposal as it is."""
        return self.voted(self.drawn)

    @cached_property
    def out(self) -> Mapping[str, Floats]:
        """Its columns."""
        return columns_of(self.here.chunk, self.here)

    def with_held(self, path: str, value: float) -> Mapping[str, Floats]:
        """Return the columns of the first worlds, settled quickly with one number held."""
        return self._settled({path: value})

    @cached_property
    def as_first(self) -> Mapping[str, Floats]:
        """The columns of the first worlds, settled as quickly with nothing held."""
        return self._settled({})

    def _settled(self, held: Mapping[str, float]) -> Mapping[str, Floats]:
        first = self.drawn.chunk(self.drawn.start, self.drawn.start + self.few)
        voted = self.voted(first.fixed(held), FOLLOWING)
        return columns_of(voted.chunk, voted)

    @property
    def few(self) -> int:
        """How many worlds are settled again."""
        return min(FIRST, len(self.drawn))

    def number(self, path: str) -> Floats:
        """Return a number of the case in every world."""
        return np.asarray(self.drawn.values(path), dtype=np.float64)

    def of(self, name: str, party: str) -> Floats:
        """Return a column of a party."""
        return self.out[f"{name}.{party}"]

    def word(self, party: str) -> Floats:
        """What it costs a party to break its word, as one of good faith feels it."""
        place = self.here.chunk.parties.index(party)
        return np.asarray(self.here.settled.worlds.party[:, place, WORD])

    def broken(self, name: str, party: str) -> Floats:
        """What the renewed war is worth to a party that begins it, its word broken."""
        return self.of(name, party) - self.word(party)

    @property
    def guarantees(self) -> tuple[str, ...]:
        """The guarantees that somebody would have to act on."""
        named = self.case.proposals[self.name].guarantees
        return tuple(each for each in named if self.case.guarantees[each].kind != "monitors")

    @property
    def facing(self) -> tuple[str, ...]:
        """The armed parties whose breach some guarantee answers."""
        against = {party for name in self.guarantees for party in self.case.opposed_by(name)}
        return tuple(party for party in self.case.parties if party in against)

    @property
    def inside(self) -> tuple[str, ...]:
        """The armed parties that live by the deal, in the order of the case."""
        bound = self.here.settled.prepared.bound
        return tuple(party for party in self.case.parties if party in bound)

    @property
    def nobody(self) -> Flags:
        """No world."""
        return np.zeros(len(self.drawn), dtype=np.bool_)
