"""One proposal in some worlds, asked again and again with some numbers of the case held.

What a proposal comes to is dear to compute, and who else consents to it is not. A number that only
consent is computed from leaves the rest as it was, so that it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from servanda.arrays import Floats
from servanda.case.effects import RecordedNumbers
from servanda.case.keys.case import Case
from servanda.engine.ballots import Ballots
from servanda.engine.chunk import Chunk, Voted
from servanda.engine.fidelity import PRINTED, Fidelity
from servanda.engine.plan import Plan, plan_of
from servanda.engine.told import signing_of
from servanda.threads import cores, in_order
from servanda.worlds.sample import CHUNK, Worlds

__all__ = ["ProposalWorlds", "parts_of", "used_by"]

KEPT = 32
"""Answers kept, since one answers for every outcome."""


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
        self._parts = tuple(parts)
        self._consent_alone = _consent_alone(self.plan, self._parts[0], proposal)
        self._base: list[Voted] | None = None
        self._ask = lru_cache(maxsize=KEPT)(self._asked)

    def __call__(self, fixed: Mapping[str, float]) -> Mapping[str, Floats]:
        """Give the columns of the same worlds with some numbers held; a world without one has 0."""
        return self._ask(tuple(sorted(fixed.items())))

    def _asked(self, fixed: tuple[tuple[str, float], ...]) -> Mapping[str, Floats]:
        names = {name for name, _ in fixed}
        if names <= self._consent_alone:
            voted = in_order(lambda place: self._consented(place, fixed), range(len(self._parts)))
        else:
            voted = in_order(lambda part: self._voted(part.fixed(dict(fixed))), self._parts)
        told = [self._told(each) for each in voted]
        return {name: np.concatenate([each[name] for each in told]) for name in self.columns}

    def _told(self, voted: Voted) -> Mapping[str, Floats]:
        columns = signing_of(voted.chunk, voted)
        return {
            name: np.nan_to_num(np.where(voted.known, columns[name], 0.0)) for name in self.columns
        }

    def _voted(self, part: Worlds) -> Voted:
        return Chunk(self.plan, part, self.mode).vote(self._offer)

    def _consented(self, place: int, fixed: tuple[tuple[str, float], ...]) -> Voted:
        """Return the vote with other numbers of consent, on the same offer."""
        if self._base is None:
            self._base = in_order(self._voted, self._parts)
        base = self._base[place]
        if not fixed:
            return base
        return base.chunk.reconsented(self._parts[place].fixed(dict(fixed))).voted_as(base)


def parts_of(drawn: Worlds) -> Iterator[Worlds]:
    """Parts small enough that every core has work, and whole chunks where there are many worlds."""
    most = cores()
    size = min(CHUNK, max(1_000, -(-len(drawn) // most)))
    for start in range(drawn.start, drawn.stop, size):
        yield drawn.chunk(start, min(start + size, drawn.stop))


def used_by(case: Case, drawn: Worlds, proposal: str) -> tuple[str, ...]:
    """Return the names of the uncertain numbers that a proposal's fate is computed from."""
    plan = plan_of(case)
    asked = _read_by_all(plan, drawn, proposal)
    return tuple(name for name in drawn.uncertain if name in asked)


def _few(drawn: Worlds) -> tuple[Worlds, RecordedNumbers]:
    numbers = RecordedNumbers(drawn.numbers)
    few = drawn.chunk(drawn.start, min(drawn.stop, drawn.start + 16))
    return replace(few, numbers=numbers), numbers


def _read_by_all(plan: Plan, drawn: Worlds, proposal: str) -> set[str]:
    few, numbers = _few(drawn)
    chunk = Chunk(plan, few)
    signing_of(chunk, chunk.vote(plan.after_any_settlement(proposal)))
    return set(numbers.read)


def _consent_alone(plan: Plan, drawn: Worlds, proposal: str) -> frozenset[str]:
    """Return the numbers that consent is computed from and nothing else.

    None where who consents decides what the offer comes to: where stances tell the troops of a
    guarantee, or guarantors weigh what they have at stake.
    """
    few, numbers = _few(drawn)
    rule = plan.rules[proposal]
    ballots = Ballots(plan.case, few, plan.rules)
    stances = [plan.case.stance_of(proposal, party) for party in rule.parties]
    if ballots.asked_by_stakes(rule, proposal) or any(s is not None and s.troops for s in stances):
        return frozenset()
    yes = np.ones(len(few), dtype=np.bool_)
    rule.decide(ballots.ballot(rule, proposal, dict.fromkeys(plan.conflict.parties, yes)))
    consent = set(numbers.read)
    few, numbers = _few(drawn)
    chunk = Chunk(plan, few)
    before = set(numbers.read) - consent
    offer = plan.after_any_settlement(proposal)
    numbers.read.clear()
    chunk.settler.settle(offer, rule.parties)
    return frozenset(consent - before - set(numbers.read))
