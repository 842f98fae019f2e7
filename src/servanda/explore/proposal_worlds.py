"""One proposal in some worlds, asked again and again with some numbers of the case held.

What a proposal is worth to the two sides is dear to compute, and who else consents to it is not. A
number that only one of the two is computed from leaves the other as it was, so that it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from servanda.arrays import Floats
from servanda.case.keys.case import Case
from servanda.case.keys.number import Quantity
from servanda.engine.assess import Ballots, offer_in, signing
from servanda.engine.ballots import compile_rule
from servanda.threads import cores, in_order
from servanda.worlds.sample import CHUNK, Worlds

__all__ = ["ProposalWorlds", "parts_of", "used_by"]

Columns = dict[str, Floats]

KEPT = 32
"""Answers kept, since one answers for every outcome."""


class ProposalWorlds:
    """A proposal of a case in some worlds; calling it gives some columns of signing and holding."""

    def __init__(
        self, case: Case, parts: Sequence[Worlds], proposal: str, columns: tuple[str, ...]
    ) -> None:
        self.case, self.proposal, self.columns = case, proposal, columns
        self._parts = tuple(parts)
        self._rule = compile_rule(case, proposal)
        self._worth_from, self._consent_from = _asked_by(case, self._parts[0], proposal)
        self._offers: list[Columns] | None = None
        self._ballots: list[Ballots] | None = None
        self._ask = lru_cache(maxsize=KEPT)(self._asked)

    def __call__(self, fixed: Mapping[str, float]) -> Mapping[str, Floats]:
        """Give the columns of the same worlds with some numbers held; a world without one has 0."""
        return self._ask(tuple(sorted(fixed.items())))

    def _asked(self, fixed: tuple[tuple[str, float], ...]) -> Mapping[str, Floats]:
        names = {name for name, _ in fixed}
        held = [part.fixed(dict(fixed)) if fixed else part for part in self._parts]
        same_worth = not names & self._worth_from
        same_consent = not names & self._consent_from
        offers = self._base_offers() if same_worth else in_order(self._offer, held)
        ballots = self._base_ballots() if same_consent else in_order(self._ballot, held)

        def sign(place: int) -> Columns:
            return signing(self.case, ballots[place], self._rule, self.proposal, offers[place])

        signed = in_order(sign, range(len(held)))
        return {
            name: np.nan_to_num(np.concatenate([each[name] for each in signed]))
            for name in self.columns
        }

    def _offer(self, part: Worlds) -> Columns:
        found = offer_in(self.case, part, self.proposal)
        wanted = ("margin_a", "margin_b", *(f"stands_{year}" for year in range(1, 11)))
        return {name: found[name].copy() for name in wanted}

    def _ballot(self, part: Worlds) -> Ballots:
        return Ballots(self.case, part, {self.proposal: self._rule})

    def _base_offers(self) -> list[Columns]:
        if self._offers is None:
            self._offers = in_order(self._offer, self._parts)
        return self._offers

    def _base_ballots(self) -> list[Ballots]:
        if self._ballots is None:
            self._ballots = in_order(self._ballot, self._parts)
        return self._ballots


def parts_of(drawn: Worlds) -> Iterator[Worlds]:
    """Parts small enough that every core has work, and whole chunks where there are many worlds."""
    most = cores()
    size = min(CHUNK, max(1_000, -(-len(drawn) // most)))
    for start in range(drawn.start, drawn.stop, size):
        yield drawn.chunk(start, min(start + size, drawn.stop))


def used_by(case: Case, drawn: Worlds, proposal: str) -> tuple[str, ...]:
    """Return the names of the uncertain numbers that a proposal's fate is computed from."""
    asked = set().union(*_asked_by(case, drawn, proposal))
    return tuple(name for name in drawn.uncertain if name in asked)


def _asked_by(case: Case, drawn: Worlds, proposal: str) -> tuple[set[str], set[str]]:
    """Return the numbers that its worth is computed from, and those that its consent is."""
    few = drawn.chunk(drawn.start, min(drawn.stop, drawn.start + 16))
    worth, consent = _Asked(drawn.numbers), _Asked(drawn.numbers)
    offered = offer_in(case, replace(few, numbers=worth), proposal)
    rule = compile_rule(case, proposal)
    ballots = Ballots(case, replace(few, numbers=consent), {proposal: rule})
    signing(case, ballots, rule, proposal, offered)
    return worth.names, consent.names


class _Asked(Mapping[str, Quantity]):
    """Numbers of a case that remember which of them were asked for."""

    def __init__(self, numbers: Mapping[str, Quantity]) -> None:
        self._numbers = numbers
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Quantity:
        self.names.add(name)
        return self._numbers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
