"""The proposals of a case in one chunk of worlds: settled, voted on, and told in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.case.consent import Ballot
from servanda.case.keys.case import ANALYST
from servanda.engine.ballots import Ballots
from servanda.engine.columns import BAD_TRUE
from servanda.engine.contract import YEARS
from servanda.engine.fidelity import PRINTED, Fidelity
from servanda.engine.inputs.each_world import consents_of
from servanda.engine.inputs.guarantees import behind, belief
from servanda.engine.inputs.kept import KeptUnder
from servanda.engine.inputs.readings import Readings
from servanda.engine.inputs.war import Setting
from servanda.engine.kernels import PROCESSOR, Kernels
from servanda.engine.plan import Plan
from servanda.engine.settling import Offer, Settled, Settler, over_one_range
from servanda.engine.war_tables import WarTables
from servanda.worlds.sample import Worlds

__all__ = ["Chunk", "Known", "Voted"]

Columns = dict[str, Floats]

MOST_ROUNDS = 4
"""Rounds in which guarantors answer the hazards that their own consent makes."""


class Voted:
    """An offer as settled and voted on: who consents to it, and in which worlds it is signed."""

    def __init__(self, chunk: Chunk, settled: Settled, cycles: Flags) -> None:
        self.settled, self.cycles = settled, cycles
        self.name = settled.offer.proposal
        self.chunk = chunk
        self.rule = chunk.plan.rules[self.name]

    @cached_property
    def known(self) -> Flags:
        """Return the worlds in which the kernel could compute what the offer comes to."""
        margins = self.settled.outcomes.of_party("margin_good")
        stands = self.settled.of_world("stands_5")
        return np.asarray(np.isfinite(margins).all(axis=1) & np.isfinite(stands), dtype=np.bool_)

    @cached_property
    def margins(self) -> dict[str, Floats]:
        """Return what signing is worth to each armed party above refusing, given its faith."""
        return {party: self.of_faith("margin", party) for party in self.chunk.parties}

    def of_faith(self, name: str, party: str) -> Floats:
        """Return a column that differs by faith, of the faith that the party has in each world."""
        place = self.chunk.parties.index(party)
        good = self.settled.of_party(f"{name}_good", place)
        bad = self.settled.of_party(f"{name}_bad", place)
        return np.where(self.chunk.in_bad_faith(self.settled, party), bad, good)

    @cached_property
    def armed(self) -> dict[str, Flags]:
        """Return where each armed party accepts the offer."""
        return {party: margin >= 0.0 for party, margin in self.margins.items()}

    @cached_property
    def ballot(self) -> Ballot:
        """Return the ballot on the offer."""
        return self.chunk.ballots.ballot(self.rule, self.name, self.armed)

    @cached_property
    def signed(self) -> Flags:
        """Return where it gets the consent it needs."""
        return np.asarray(self.rule.decide(self.ballot), dtype=np.bool_)

    @cached_property
    def others_agree(self) -> Flags:
        """Return where everyone but the armed parties lets it through."""
        yes = np.ones(self.chunk.worlds, dtype=np.bool_)
        armed = dict.fromkeys(self.chunk.parties, yes)
        ballot = self.chunk.ballots.ballot(self.rule, self.name, armed)
        return np.asarray(self.rule.decide(ballot), dtype=np.bool_)

    @cached_property
    def accepted(self) -> Flags:
        """Return where all armed parties that live by it prefer it to fighting on."""
        yes = np.ones(self.chunk.worlds, dtype=np.bool_)
        for party in self.settled.prepared.bound:
            yes &= self.armed[party]
        return yes


@dataclass(frozen=True)
class Known:
    """An offer as it was settled, without the tables it was settled on: enough to vote on it.

    by_stakes: the chance with which guarantors consented whose consent follows from their stakes.
    """

    settled: Settled
    cycles: Flags
    by_stakes: Mapping[tuple[str, str], Floats]

    @classmethod
    def of(cls, voted: Voted) -> Known:
        """Return what is kept of a vote."""
        bare = WarTables(*(table[:0] for table in voted.settled.tables))
        found = voted.chunk.ballots.by_stakes
        own = {key: chance for key, chance in found.items() if key[0] == voted.name}
        return cls(replace(voted.settled, tables=bare), voted.cycles, own)


class Chunk:
    """A case in a chunk of worlds; what its proposals share is made once."""

    def __init__(
        self,
        plan: Plan,
        drawn: Worlds,
        mode: Fidelity = PRINTED,
        kept: KeptUnder | None = None,
        kernels: Kernels = PROCESSOR,
    ) -> None:
        self.plan, self.drawn, self.worlds = plan, drawn, len(drawn)
        self.setting = Setting(plan.conflict, Readings(plan.case, drawn, len(drawn)), kept)
        self.settler = Settler(self.setting, mode, kernels)
        self.ballots = Ballots(plan.case, drawn, plan.rules, plan.stances)
        self.parties = plan.conflict.parties
        self._voted: dict[tuple[object, ...], Voted] = {}

    def in_bad_faith(self, settled: Settled, party: str) -> Flags:
        """Return in which worlds a party is of bad faith: the same for all proposals of a kind."""
        place = self.parties.index(party)
        chance = settled.worlds.party[:, place, BAD_TRUE]
        return np.asarray(self.drawn.event(f"faith/{party}") < chance, dtype=np.bool_)

    def vote(self, offer: Offer) -> Voted:
        """Return an offer as settled and voted on.

        Guarantors whose consent follows from their stakes weigh how likely they are to be called
        in, which depends on whether they consent: round by round, until nobody changes its mind.
        Where somebody does to the end, the world is marked as one of `cycles`.
        """
        key = _key_of(offer)
        if key not in self._voted:
            self._voted[key] = self._vote(offer)
        return self._voted[key]

    def vote_all(self, offers: Iterable[Offer]) -> list[Voted]:
        """Return offers as settled and voted on, worked through side by side."""
        offers = list(offers)
        rules = self.plan.rules
        plain = [
            offer
            for offer in offers
            if _key_of(offer) not in self._voted
            and not self.ballots.asked_by_stakes(rules[offer.proposal], offer.proposal)
        ]
        ready = [
            self.settler.ready(offer, rules[offer.proposal].parties, self._troops(offer))
            for offer in plain
        ]
        never = np.zeros(self.worlds, dtype=np.bool_)
        for offer, settled in zip(plain, self.settler.settle_all(ready), strict=True):
            self._voted[_key_of(offer)] = Voted(self, settled, never)
        return [self.vote(offer) for offer in offers]

    def quickly(self, few: int, mode: Fidelity) -> Chunk:
        """Return the first few of these worlds in another mode, their war worked out once."""
        if few < self.worlds:
            first = self.drawn.chunk(self.drawn.start, self.drawn.start + few)
            return Chunk(self.plan, first, mode)
        other = copy(self)
        other.settler, other._voted = self.settler.quickly(mode), {}
        other.ballots = copy(self.ballots)
        other.ballots.by_stakes = {}
        return other

    def reconsented(self, drawn: Worlds) -> Chunk:
        """Return the same worlds with other numbers of consent; what offers come to stays."""
        other = copy(self)
        other.drawn, other._voted = drawn, {}
        other.ballots = Ballots(self.plan.case, drawn, self.plan.rules, self.plan.stances)
        return other

    def beside(self, plan: Plan, drawn: Worlds, kept: KeptUnder | None = None) -> Chunk:
        """Return the same worlds with other proposals in the case; the war stays as it is."""
        other = copy(self)
        other.plan, other.drawn, other._voted = plan, drawn, {}
        readings = Readings(plan.case, drawn, self.worlds)
        other.setting = self.setting.beside(plan.conflict, readings, kept)
        other.settler = self.settler.beside(other.setting)
        other.ballots = Ballots(plan.case, drawn, plan.rules, plan.stances)
        return other

    def apart(self, drawn: Worlds, kept: KeptUnder | None = None) -> Chunk:
        """Return the same war with other numbers of its proposals; what it makes is its own."""
        other = self.beside(self.plan, drawn, kept)
        other.settler = self.settler.apart(other.setting)
        return other

    def worked_by(self, threads: int, stop: Callable[[], bool]) -> Chunk:
        """Return the same worlds for one question: so many threads, until it is told to stop.

        Others may ask of the same worlds meanwhile, and go on.
        """
        other = copy(self)
        other.settler = self.settler.worked_by(threads, stop)
        return other

    def let_go(self) -> None:
        """Let go of all that was made, the tables of the war among it."""
        self.settler.tables.give_back()
        self.forget()

    def forget(self) -> None:
        """Forget what was voted on: offers know their chunk, so that both would stay for long."""
        self._voted.clear()

    def voted_as(self, voted: Voted | Known) -> Voted:
        """Return the vote here on an offer that was settled elsewhere in the same worlds."""
        return Voted(self, voted.settled, voted.cycles)

    def take(self, known: Known) -> Voted:
        """Take an offer as it was settled elsewhere in the same worlds, and vote on it here."""
        key = _key_of(known.settled.offer)
        if key not in self._voted:
            self.ballots.by_stakes |= known.by_stakes
            self._voted[key] = self.voted_as(known)
        return self._voted[key]

    def settle_all(self, offers: Sequence[Offer], begin: Sequence[Floats | None]) -> list[Settled]:
        """Return what becomes of offers that nobody's stakes decide on, on tables in common.

        Tables span what any of the offers does to power: they are fewer, and each a little coarser.
        `begin` is where the beliefs in each begin, None for trust; where they then stand is told.
        """
        rules = self.plan.rules
        ready = [
            self.settler.ready(offer, rules[offer.proposal].parties, self._troops(offer))
            for offer in offers
        ]
        begun = [each.beginning(at) for each, at in zip(ready, begin, strict=True)]
        return self.settler.settle_all(over_one_range(begun))

    def _vote(self, offer: Offer) -> Voted:
        rule = self.plan.rules[offer.proposal]
        asked = self.ballots.asked_by_stakes(rule, offer.proposal)
        for actor, _ in asked:
            self.ballots.by_stakes[offer.proposal, actor] = np.ones(self.worlds)
        settled = self._settled(offer)
        cycles = np.zeros(self.worlds, dtype=np.bool_)
        for _ in range(MOST_ROUNDS if asked else 0):
            before = [self.ballots.consents(offer.proposal, actor) for actor, _ in asked]
            for actor, guarantee in asked:
                chance = self._by_stakes(settled, actor, guarantee)
                self.ballots.by_stakes[offer.proposal, actor] = chance
            after = [self.ballots.consents(offer.proposal, actor) for actor, _ in asked]
            cycles = np.logical_or.reduce([a != b for a, b in zip(before, after, strict=True)])
            if not cycles.any():
                break
            settled = self._settled(offer)
        return Voted(self, settled, cycles)

    def _settled(self, offer: Offer) -> Settled:
        asked = self.plan.rules[offer.proposal].parties
        return self.settler.settle(offer, asked, self._troops(offer))

    def _troops(self, offer: Offer) -> dict[str, Floats]:
        """Return the force that each guarantee brings, where stances say who sends what."""
        found = {}
        own = self.plan.case.proposals[offer.proposal].guarantees
        for name in dict.fromkeys([*own, *offer.more_guarantees]):
            sent = self.ballots.troops(offer.proposal, name)
            if sent is not None:
                found[name] = self._force(name, *sent)
        return found

    def _force(self, guarantee: str, total: Floats, come: Floats) -> Floats:
        """Return the force a guarantee brings: its stated force in proportion, else what comes.

        A stated force of 0 brings nobody, as next to none brings next to nobody.
        """
        stated = self.setting.readings.number(f"guarantees.{guarantee}.force")
        said = "force" in self.plan.case.guarantees[guarantee].model_fields_set
        share = np.where(total > 0.0, come / np.maximum(total, 1e-300), 0.0)
        return np.where((stated > 0.0) | said, stated * share, come)

    def _by_stakes(self, settled: Settled, actor: str, guarantee: str) -> Floats:
        """Return the chance that a guarantor consents, given how likely it is to be called in."""
        body = self.plan.case.guarantees[guarantee]
        readings, path, how = self.setting.readings, f"guarantees.{guarantee}.resolve", body.resolve
        assert how is not None
        return consents_of(
            readings.seen_by(actor, f"{path}.stake", how.stake),
            self._challenged(settled, guarantee),
            np.ascontiguousarray(belief(self.setting, guarantee, ANALYST)),
            readings.seen_by(actor, f"{path}.cost", how.cost),
            readings.number(f"{path}.noise"),
        )

    def _challenged(self, settled: Settled, guarantee: str) -> Floats:
        """Return the chance that a guarantor is called upon: by a breach that it is to answer.

        Breaches of those whom it protects count as far as it is unconditional. Told by the year:
        from the last full year before it begins to the last before it ends, at most ten.
        """
        path, body = f"guarantees.{guarantee}", self.plan.case.guarantees[guarantee]
        against = self.plan.case.opposed_by(guarantee)
        places = [self.parties.index(party) for party in against]
        by_year = settled.outcomes.incidence[:, places, :].sum(axis=1)
        stands = behind(self.setting, guarantee)
        if stands is not None:
            own = set(self.plan.case.protected_by(guarantee)) - set(against)
            places = [self.parties.index(party) for party in self.parties if party in own]
            caused = settled.outcomes.incidence[:, places, :].sum(axis=1)
            by_year = by_year + caused * stands[ANALYST][:, None]
        years = np.array([0, *YEARS], dtype=np.float64)
        ended = np.concatenate([np.zeros((self.worlds, 1)), by_year], axis=1)
        begins = self.setting.readings.number(f"{path}.from") / 12.0
        until = self.setting.readings.number_or(f"{path}.until", body.until, 120.0) / 12.0
        first = np.searchsorted(years, begins, side="right") - 1
        last = np.searchsorted(years, np.minimum(until, 10.0), side="right") - 1
        rows = np.arange(self.worlds)
        by_then = ended[rows, last] - ended[rows, np.minimum(first, last)]
        return np.asarray(np.maximum(by_then, 0.0))


def _key_of(offer: Offer) -> tuple[object, ...]:
    return (offer.proposal, tuple(sorted(offer.also)), offer.more_guarantees)


def known_only(known: Flags, columns: Mapping[str, Floats]) -> Columns:
    """Return columns in which a world that is not known has no number, each on its own."""
    if known.all():  # as nearly always; a column of the kernel's is no longer a part of it then
        return {name: np.ascontiguousarray(values) for name, values in columns.items()}
    return {name: np.where(known, values, np.nan) for name, values in columns.items()}
