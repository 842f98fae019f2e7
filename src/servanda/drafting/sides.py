"""Who is at war with whom: two sides or more, and everybody else, as far as the articles tell.

Evidence for a pair: both sign or agree on the same deal, a war, fighting or truce is said to be
between them, one attacks, besieges, shells or accuses the other, or the tables know them to fight.
Who mediates, hosts or guarantees counts less. Weights were set on the even-numbered half of the
annotated conflicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from servanda.drafting.war_evidence import Evidence
from servanda.errors import InputError
from servanda.evidence.records import Citation
from servanda.reading.packages.parties import (
    Parties,
    resolve_generic,
)
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.packages.passages import passages_in
from servanda.reading.packages.plan_words import FORCE, NO_WAR, TRUCE
from servanda.reading.read import Said

__all__ = ["Belligerents", "belligerents_of", "describes_a_war"]

SURE = 0.3
"""Below this confidence the sides are asked for and not guessed."""

_GENERIC_SIDES = ("GOVERNMENT", "REBELS")


@dataclass(frozen=True)
class Belligerents:
    """The sides of a war, each a coalition of armed parties, and the others who bear arms.

    `sides`: coalitions, the first the one that challenges; `others`: armed parties outside them;
    `confidence` in 0..1; `runners_up`: pairs that were considered; `citations`: what tells it.
    """

    sides: tuple[tuple[str, ...], ...]
    others: tuple[str, ...]
    confidence: float
    runners_up: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Return every party of every side."""
        return tuple(party for side in self.sides for party in side)

    def side_of(self, party: str) -> int | None:
        """Return the number of the side a party is on; None where on none."""
        return next((n for n, side in enumerate(self.sides) if party in side), None)


def describes_a_war(read: Sequence[Said]) -> bool:
    """Say whether articles speak of arms and fighters, not of a war of words, trade or sport.

    Words for force outside quotations, at least as many as words of trade, sport and work; or a
    truce of a known armed group.
    """
    narrated = [p.narrated for said in read for p in passages_in(said)]
    force = sum(1 for words in narrated for _ in FORCE.finditer(words))
    other = sum(1 for words in narrated for _ in NO_WAR.finditer(words))
    if force == 0 and any(TRUCE.search(words) for words in narrated):
        force = int(any(p.kind == "armed" for p in parties_of(read).known.values()))
    return force > 0 and force >= other


def belligerents_of(
    read: Sequence[Said], named: Sequence[str] = ()
) -> tuple[Parties, Belligerents]:
    """Return the parties the articles name and which of them are at war.

    `named`: the sides by any of their usual names, each perhaps several joined by `+`
    (`Norland, Upland+Lowland`); they overrule what is read.

    Raises: InputError where a named side is unknown, or the articles leave open who fights whom:
    the message lists the candidates.
    """
    parties = parties_of(read)
    weighed = _Weighed(parties, read)
    if named:
        sides = tuple(tuple(_called(parties, one) for one in side.split("+")) for side in named)
        if len({p for side in sides for p in side}) < max(2, len(sides)):
            raise InputError("--sides: name two different parties, as in --sides Norland,Upland")
        found = Belligerents(sides, weighed.others(sides), 1.0, (), weighed.told(sides))
    else:
        found = weighed.best()
    government, rebels = _meant(parties, found)
    resolve_generic(parties, read, government, rebels)
    parties.sides = found.sides
    return parties, found


def _called(parties: Parties, words: str) -> str:
    """Return the party that goes by `words` in the articles or the tables."""
    wanted = words.strip().casefold()
    for id, party in parties.known.items():
        if wanted in {id.casefold(), *(n.casefold() for n in (party.name, *party.names))}:
            return id
    named = ", ".join(
        parties.called(id) for id, _ in parties.count.most_common(8) if id not in _GENERIC_SIDES
    )
    raise InputError(f"--sides: the articles name no party `{words.strip()}`; they name {named}")


def _meant(parties: Parties, found: Belligerents) -> tuple[str, str]:
    """Return who is meant by "the government" and by "the rebels"."""
    states = [p for p in found.all if parties.kind(p) == "state"]
    armed = [p for p in found.all if parties.kind(p) == "armed"]
    government = states[0] if len(states) == 1 else ""
    if not government and states and armed:
        home = parties.known[armed[0]].state
        government = home if home in states else ""
    if not states and armed:
        home = Counter(parties.known[p].state for p in armed).most_common(1)[0][0]
        government = home if home in parties.known else ""
    most = max(armed, key=lambda p: parties.count[p], default="")
    return government, most


class _Weighed(Evidence):
    """Chooses the sides from the evidence that pairs fight each other."""

    def best(self) -> Belligerents:
        """Return the pair that fights, with those that fight beside either."""
        ranked = sorted(self.score.items(), key=lambda item: (-item[1], item[0]))
        ranked = [(pair, points) for pair, points in ranked if points > 0]
        if not ranked:
            raise InputError(self._asks([], "the articles do not say who fights whom"))
        (pair, points), rest = ranked[0], ranked[1:]
        sides = self._coalitions(pair)
        rivals = [(p, s) for p, s in rest if not self._compatible(p, sides)]
        confidence = self._margin(pair, points, rivals) * min(1.0, points / 4)
        found = Belligerents(
            sides,
            self.others(sides),
            round(confidence, 2),
            tuple(p for p, _ in rivals[:3]),
            self.told(sides),
        )
        if confidence < SURE:
            raise InputError(
                self._asks([pair, *(p for p, _ in rivals[:3])], "it is not clear who fights whom")
            )
        return found

    def _margin(
        self, pair: tuple[str, str], points: float, rivals: Sequence[tuple[tuple[str, str], float]]
    ) -> float:
        """Return how far the best pair is ahead; another foe of the same party counts for less."""
        against = [s * self._apart(pair, p) for p, s in rivals]
        return max(0.0, (points - max(against, default=0.0)) / points)

    def _apart(self, pair: tuple[str, str], rival: tuple[str, str]) -> float:
        """Return how far a rival pair puts the best in doubt: less where it is of the same war.

        A state that fights several groups leaves open which of them the plan is with, not who
        fights whom.
        """
        state = next((p for p in pair if self.parties.kind(p) == "state"), "")
        groups = [p for p in (*pair, *rival) if self.parties.kind(p) == "armed"]
        against = [g for g in groups if state and self._hostile(g, state)]
        if state in rival and len(against) == len(set(groups)) == 2:
            return 0.2
        hostile = any(self._at_odds(a, b) for a in pair for b in rival if a != b)
        if self._one_war(pair, rival):
            return 0.2
        if set(pair) & set(rival) or hostile:
            return 0.45
        return 0.8

    def _one_war(self, pair: tuple[str, str], rival: tuple[str, str]) -> bool:
        """Say whether two pairs are a state with a group it fights and with that group's patron."""
        shared, others = set(pair) & set(rival), set(pair) ^ set(rival)
        if len(shared) != 1 or len(others) != 2:
            return False
        (state,) = shared
        one, other = others
        if self.parties.kind(state) != "state" or self._at_odds(one, other):
            return False
        return self._at_odds(one, state) and self._at_odds(other, state)

    def _at_odds(self, one: str, other: str) -> bool:
        known = self.year is not None and self.parties.rivals(one, other, self.year)
        return self._hostile(one, other) or known

    def _asks(self, pairs: Sequence[tuple[str, str]], why: str) -> str:
        called = self.parties.called
        if pairs:
            listed = "; ".join(f"{called(a)} and {called(b)}" for a, b in pairs)
            first = ",".join(called(p) for p in pairs[0])
            return (
                f'{why}; candidates are {listed}; say which with `--sides`, as in --sides "{first}"'
            )
        return (
            f"{why}: they name no two states or armed groups in dispute; name them with "
            "`--sides A,B`, or begin with `servanda new`"
        )

    def _compatible(self, pair: tuple[str, str], sides: Sequence[Sequence[str]]) -> bool:
        return any(pair[0] in a and pair[1] in b for a in sides for b in sides if a is not b)

    def _coalitions(self, pair: tuple[str, str]) -> tuple[tuple[str, ...], ...]:
        """Return the sides around a pair: who fights one of them stands with the other."""
        first, second = self._challenger_first(pair)
        sides = [[first], [second]]
        for party in self._able():
            if party in pair:
                continue
            hostile = [self._hostile(party, p) for p in (first, second)]
            allied = [
                self._allied(party, side, passagewise)
                for side, passagewise in ((first, second), (second, first))
            ]
            if allied[0] and not hostile[0]:
                sides[0].append(party)
            elif allied[1] and not hostile[1]:
                sides[1].append(party)
        return tuple(tuple(side) for side in sides)

    def _able(self) -> list[str]:
        return [p for p, _ in self.parties.count.most_common() if self.can_fight(p)]

    def _hostile(self, one: str, other: str) -> bool:
        return self.parties.fights(one, other)

    def _allied(self, party: str, friend: str, foe: str) -> bool:
        """Say whether a party fights the same foe, or beside the friend in the text."""
        if (
            self.parties.fights(party, foe)
            and self.parties.kind(party) == self.parties.kind(friend) == "armed"
        ):
            return False
        if self._patron(party, friend, foe):
            return True
        beside = self._beside(party, friend)
        return beside or (
            self.parties.fights(party, foe)
            and not self.parties.fights(party, friend)
            and self.parties.kind(party) == "state"
        )

    def _patron(self, party: str, friend: str, foe: str) -> bool:
        """Say whether a state is told to fight or treat with a foe whose rival it is of old."""
        told = self.reported.get((min(party, foe), max(party, foe)), 0.0)
        return (
            self.parties.kind(party) == "state"
            and self.parties.rivals(party, foe, self.year)
            and not self._at_odds(party, friend)
            and self.helps[party] < 2
            and told >= 2
        )

    def _beside(self, party: str, friend: str) -> bool:
        return (min(party, friend), max(party, friend)) in self.allies

    def _challenger_first(self, pair: tuple[str, str]) -> tuple[str, str]:
        """Order a pair: who attacks, or takes up arms against a state, comes first."""
        a, b = pair
        armed = [self.parties.kind(p) == "armed" for p in pair]
        if armed[0] != armed[1]:
            return (a, b) if armed[0] else (b, a)
        drive = {p: self.fights[p] - self.suffers[p] for p in pair}
        key = {p: (drive[p], self.parties.count[p]) for p in pair}
        return (a, b) if key[a] >= key[b] else (b, a)

    def others(self, sides: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Return the armed groups on no side."""
        on = {p for side in sides for p in side}
        return tuple(p for p in self._able() if p not in on and self.parties.kind(p) == "armed")

    def told(self, sides: Sequence[Sequence[str]]) -> tuple[Citation, ...]:
        """Return the sentences that best tell who fights whom."""
        found: list[tuple[float, Citation]] = []
        for a, b in combinations(sides, 2):
            for one in a:
                for other in b:
                    found += self.cites.get((min(one, other), max(one, other)), [])
        found.sort(key=lambda item: -item[0])
        return tuple(dict.fromkeys(c for _, c in found))[:3]
