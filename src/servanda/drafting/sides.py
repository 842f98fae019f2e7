"""Who is at war with whom: two sides or more, and everybody else, as far as the articles tell.

Evidence for a pair: both sign or agree on the same deal, a war, fighting or truce is said to be
between them, one attacks, besieges, shells or accuses the other, or the tables know them to fight.
Who mediates, hosts or guarantees counts less. Weights were set on the even-numbered half of the
annotated conflicts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from servanda.errors import InputError
from servanda.evidence.records import Citation
from servanda.reading.packages.parties import (
    Parties,
    Party,
    PartyMention,
    resolve_generic,
)
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.packages.passages import Passage, passages_in
from servanda.reading.packages.plan_words import DEAL, FORCE, NO_WAR, TRUCE
from servanda.reading.read import Said
from servanda.reading.who.tables import actors

__all__ = ["Belligerents", "belligerents_of", "describes_a_war"]

SURE = 0.3
"""Below this confidence the sides are asked for and not guessed."""

_ATTACK = re.compile(
    r"\b(?:inva(?:d\w+|sion)|annex\w*|occup(?:y|ies|ied|ation|ying)|attack(?:s|ed|ing)?"
    r"|bomb(?:ed|s|ing|ard\w*)|shell(?:ed|ing)|seiz(?:ed|es|ing|ure)|captured|overr[ua]n"
    r"|offensive (?:against|into|on)|incursions? into|advanc(?:ed|es|ing) (?:on|into|towards?)"
    r"|besieg\w+|storm(?:ed|ing)|raid(?:ed|s)|ambush\w+|routed|struck|strikes? (?:on|against)"
    r"|fir(?:ed|ing) (?:on|at|rockets)|fought|fights?|fighting|battl\w+|clash\w+|rebel(?:led|lion)"
    r"|war (?:on|against|with)|struggle against|uprising against|expel\w+|drove|driven|crush\w*)\b"
)
_ACCUSE = re.compile(r"\b(?:accus\w+|blam\w+|denounc\w+|violat\w+|flout\w+|break(?:ing|s)|broke)\b")
_BETWEEN = re.compile(
    r"\b(?P<what>war|wars|fighting|conflict|clashes|hostilities|battles?|feud|standoff|ceasefire"
    r"|cease-fire"
    r"|truce|armistice|peace|agreements?|accords?|treaty|pact|deal|talks|negotiations) between\b"
)
_WITH = re.compile(
    rf"\b(?:{DEAL}|war|talks|conflict|fighting|dialogue|negotiations) with (?:the )?(?:\w+ )?", re.I
)
_TOGETHER = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|agree(?:d|s)?|initial(?:l?ed|s)|accept(?:ed|s)?|conclud(?:ed|e)"
    r"|reach(?:ed)?|struck|announc(?:ed|e)"
    r"|call(?:ed)? off|declar(?:ed|e)|met|exchang(?:ed|e)|undertake|pledg\w+|have approved"
    r"|approved|endorsed|ratified|seal(?:ed)?)\b"
)
_HELPS = re.compile(
    r"\b(?:mediat\w+|broker\w*|facilitat\w+|hosted|hosts?|envoys?|guarantors?|guarantee[sd]?"
    r"|witness\w*|observers?"
    r"|good offices|monitors?|welcomed|praised|congratulat\w+|sponsor\w*|go-betweens?|shuttl\w+"
    r"|convened|urged)\b"
)
_JOINED = re.compile(
    r"(?:[’']s)?(?:, |,? (?:[a-z-]+ ){0,4}?(?:and|with) (?:the |its |his |a )?(?:[a-z-]+ ){0,3}?)"
)
_PASSIVE_BEFORE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s)?\Z")
_BY = re.compile(r"\s+by\b")
_NEAR = 90
_REBELS = re.compile(r"\b(?:rebels?|guerrillas?|insurgents?|resistance|separatists?)\b", re.I)
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


class _Weighed:
    """Pairs of parties with the evidence that they fight each other."""

    def __init__(self, parties: Parties, read: Sequence[Said]) -> None:
        self.parties, self.read = parties, read
        days = [day for said in read if (day := said.source.published or said.day)]
        self.year = max(days).year if days else None
        self.score: dict[tuple[str, str], float] = defaultdict(float)
        self.cites: dict[tuple[str, str], list[tuple[float, Citation]]] = defaultdict(list)
        self.fights: dict[str, float] = defaultdict(float)
        self.suffers: dict[str, float] = defaultdict(float)
        self.helps: Counter[str] = Counter()
        self.titles: Counter[str] = Counter()
        self.allies: set[tuple[str, str]] = set()
        for said in read:
            for passage in passages_in(said):
                self._weigh(passage)
        self._count_rebels()
        self._weigh_what_is_known()

    def _count_rebels(self) -> None:
        """Let "the rebels" and "the resistance" count for the armed group named most."""
        count = self.parties.count
        groups = [p for p in count if self.parties.kind(p) == "armed"]
        most = max(groups, key=lambda p: count[p], default="")
        times = sum(1 for said in self.read for _ in _REBELS.finditer(said.text))
        self.named = Counter(count)
        if most:
            self.named[most] += times

    def can_fight(self, party: str) -> bool:
        """Say whether a party is a state or an armed group."""
        return self.parties.kind(party) in {"state", "armed"}

    def _weigh(self, passage: Passage) -> None:
        held = self.parties.within(passage.document, passage.span)
        if passage.kind == "title":
            self.titles.update({m.party for m in held})
        here = [m for m in held if self.can_fight(m.party)]
        words, at = passage.narrated, passage.span.start
        self._count_helpers(here, words, at)
        for match in _BETWEEN.finditer(words):
            named = [
                m
                for m in here
                if m.span.start >= at + match.end() and m.span.start < at + match.end() + 160
            ]
            pair = self._first_two(named)
            if pair:
                self._add(
                    *pair,
                    4
                    if match["what"]
                    in {
                        "war",
                        "fighting",
                        "conflict",
                        "clashes",
                        "truce",
                        "ceasefire",
                        "cease-fire",
                        "armistice",
                    }
                    else 2.5,
                    passage,
                )
        self._weigh_signers(here, passage)
        self._note_allies(here, words, at)
        for match in _WITH.finditer(words):
            after = next(
                (m for m in here if at + match.end() - 2 <= m.span.start <= at + match.end() + 4),
                None,
            )
            earlier = [
                m
                for m in here
                if m.span.end <= at + match.start() and (after is None or m.party != after.party)
            ]
            if after and earlier:
                self._add(earlier[-1].party, after.party, 1.5, passage)
        self._weigh_attacks(here, passage)

    def _note_allies(self, here: Sequence[PartyMention], words: str, at: int) -> None:
        """Note who is said to fight beside whom: named just before the words, and just after."""
        for match in _BESIDE.finditer(words):
            start, end = at + match.start(), at + match.end()
            before = next(
                (m for m in reversed(here) if m.span.end <= start and start - m.span.end < 45), None
            )
            after = next((m for m in here if m.span.start >= end and m.span.start - end < 40), None)
            if before and after and before.party != after.party:
                a, b = sorted((before.party, after.party))
                self.allies.add((a, b))

    def _count_helpers(self, here: Sequence[PartyMention], words: str, at: int) -> None:
        for match in _HELPS.finditer(words):
            near = [
                m
                for m in here
                if abs(m.span.end - (at + match.start())) < 40
                or 0 <= m.span.start - (at + match.end()) < 25
            ]
            for party in {m.party for m in near[-2:]}:
                self.helps[party] += 1

    def _weigh_signers(self, here: Sequence[PartyMention], passage: Passage) -> None:
        """Weigh "A and B signed a ceasefire" and "the deal signed by A and B"."""
        words, at = passage.narrated, passage.span.start
        if not re.search(DEAL, words, re.I) and not _TOGETHER.search(words):
            return
        for one, other in pairwise(here):
            if one.party == other.party:
                continue
            gap = words[one.span.end - at : other.span.start - at]
            if not _JOINED.fullmatch(gap):
                continue
            after = words[other.span.end - at : other.span.end - at + 90]
            before = words[max(0, one.span.start - at - 60) : one.span.start - at]
            verb = _TOGETHER.search(after)
            by = re.search(r"\b(?:by|between|of) (?:[\w’'-]+ ){0,4}\Z", before)
            if _HELPS.search(after[:60]) or _HELPS.search(before):
                continue
            if verb and not re.search(r"[.;:]", after[: verb.start()]):
                self._add(one.party, other.party, 3, passage)
            elif by and re.search(DEAL + r"|sign", words, re.I):
                self._add(one.party, other.party, 2.5, passage)

    def _weigh_attacks(self, here: Sequence[PartyMention], passage: Passage) -> None:
        words, at = passage.narrated, passage.span.start
        for pattern, weight in ((_ATTACK, 2.0), (_ACCUSE, 1.0)):
            for match in pattern.finditer(words):
                start, end = at + match.start(), at + match.end()
                before = next(
                    (
                        m
                        for m in reversed(here)
                        if m.span.end <= start and start - m.span.end < _NEAR
                    ),
                    None,
                )
                after = next(
                    (m for m in here if m.span.start >= end and m.span.start - end < _NEAR), None
                )
                if re.search(r"beside|alongside|with the help of|side by side", words):
                    continue
                turned = bool(_PASSIVE_BEFORE.search(words[: match.start()])) or bool(
                    _BY.match(words, match.end())
                )
                doer, victim = (after, before) if turned else (before, after)
                if doer:
                    self.fights[doer.party] += weight
                if victim:
                    self.suffers[victim.party] += weight
                if doer and victim and doer.party != victim.party:
                    self._add(doer.party, victim.party, weight, passage)

    def _first_two(self, held: Iterable[PartyMention]) -> tuple[str, str] | None:
        seen = list(dict.fromkeys(m.party for m in held))
        return (seen[0], seen[1]) if len(seen) > 1 else None

    def _add(self, one: str, other: str, weight: float, passage: Passage) -> None:
        a, b = sorted((one, other))
        self.score[a, b] += weight
        self.cites[a, b].append((weight, passage.citation))

    def _weigh_what_is_known(self) -> None:
        """Add what the tables know, and how often each is named."""
        self._add_unnamed_foe()
        able = [p for p in self.parties.count if self.can_fight(p)]
        for one, other in combinations(sorted(able), 2):
            if self.parties.fights(one, other):
                self.score[one, other] += 5
            elif self.parties.rivals(one, other, self.year):
                self.score[one, other] += 3
            elif self._at_home(one, other):
                self.score[one, other] += 2.5
        most = max((self.named[p] for p in able), default=1)
        for one, other in combinations(sorted(p for p in able if 3 * self.named[p] >= most), 2):
            self.score[one, other] += 0.5
        for pair in list(self.score):
            named = sum(min(1.0, 2 * self.named[p] / most) for p in pair)
            titled = sum(0.75 for p in pair if self.titles[p])
            armed = sum(1.0 for p in pair if self.parties.kind(p) == "armed")
            aside = sum(
                0.8 * min(self.helps[p], 2) for p in pair if self.parties.kind(p) == "state"
            )
            inner = (
                0.0
                if armed
                else max(
                    (min(2.0, self.named[g]) for g in able if self._is_known_foe(g, pair)),
                    default=0.0,
                )
            )
            self.score[pair] += 1.5 * named + titled + armed - aside - inner

    def _add_unnamed_foe(self) -> None:
        """Bring in the government a group is known to fight where the articles leave it out."""
        able = [p for p in self.parties.count if self.can_fight(p)]
        groups = [p for p in able if self.parties.kind(p) == "armed"]
        lone = [g for g in groups if not any(self.parties.fights(g, p) for p in able)]
        foes = [f for g in lone for f in self.parties.known[g].against[:1] if f in actors()]
        if len(lone) == len(groups) and foes:
            self.parties.known[foes[0]] = Party(foes[0], actors()[foes[0]].name, "state")
            self.parties.count[foes[0]] += 1
            self.named[foes[0]] += 1

    def _is_known_foe(self, group: str, pair: tuple[str, str]) -> bool:
        """Say whether a group fights one of two states: their deal may be of its war."""
        return self.parties.kind(group) == "armed" and any(
            self.parties.fights(group, p) for p in pair
        )

    def _at_home(self, one: str, other: str) -> bool:
        """Say whether one is an armed group of which nothing is known, the other a state."""
        a, b = self.parties.known[one], self.parties.known[other]
        group, state = (a, b) if a.kind == "armed" else (b, a)
        return (
            group.kind == "armed"
            and state.kind == "state"
            and (not group.state and not group.against)
        )

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
        hostile = any(
            self._hostile(a, b) or self._hostile(b, a) for a in pair for b in rival if a != b
        )
        if set(pair) & set(rival) or hostile:
            return 0.45
        return 0.8

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
        beside = self._beside(party, friend)
        return beside or (
            self.parties.fights(party, foe)
            and not self.parties.fights(party, friend)
            and self.parties.kind(party) == "state"
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


_BESIDE = re.compile(
    r"\b(?:fought (?:beside|alongside|with)|fights? (?:beside|alongside)|fighting (?:beside"
    r"|alongside)|allied (?:to|with)|backed by|-backed|on the side of"
    r"|supported by|intervened (?:for|on behalf of)|in support of|allies? of)\b"
)
