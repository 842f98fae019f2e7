"""What articles tell of who fights whom, pair by pair.

Both sign or agree on the same deal, a war, fighting or truce is said to be between them, one
attacks, besieges, shells or accuses the other, or the tables know them to fight. Weights were set
on the even-numbered half of the annotated conflicts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from servanda.evidence.records import Citation
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_patterns import HONORIFIC
from servanda.reading.packages.passages import Passage, passages_in
from servanda.reading.packages.plan_words import DEAL
from servanda.reading.read import Said
from servanda.reading.who.tables import actors

__all__ = ["Evidence"]

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
    rf"\b(?:{DEAL}|war|talks|conflict|fighting|dialogue|negotiations) with (?:the )?"
    r"(?:(?-i:[a-z]\w*) )?",
    re.I,
)
_JOINS = re.compile(
    r"\b(?:signed|signs|initialled|acceded|joined|put (?:its|his|her|their) names?"
    r"|(?:is|are|was|were) (?:[\w-]+ ){0,3}signator(?:y|ies))\b"
)
"""Of several groups that fight a state, the plan is with those that join it, ..."""
_IN_A_ROW = re.compile(r"[^,.;:]{0,10}(?:,| and|, and) [^,.;:]{0,60}")
"""Between two names of a list."""
_STAYS_OUT = re.compile(
    r"\b(?:(?:will|would|did|does|do|has|have|had|could|can) ?(?:not|n[’']t|never) (?:yet |be )?"
    r"(?:sign|join|take part)\w*|(?:won|wouldn|didn|hasn|haven)[’']t (?:sign|join)\w*"
    r"|refus\w+ (?:to (?:sign|join|take part)|it|the)|stay(?:s|ed|ing)? (?:away|out|outside)"
    r"|boycott\w*|reject(?:s|ed)?|walked out|held? out|kept away)\b"
)
"""... and not with those that stay out; "has not signed" is no "signed"."""
_TOGETHER = re.compile(
    r"(?i)\b(?:sign(?:ed|s|ing)?|agree(?:d|s)?|initial(?:l?ed|s)?|accept(?:ed|s)?|conclud(?:ed|e)"
    r"|reach(?:ed)?|struck|announc(?:ed|e)"
    r"|call(?:ed)? off|declar(?:ed|e)|met|exchang(?:ed|e)|undertake|pledg\w+|have approved"
    r"|approved|endorsed|ratified|seal(?:ed)?)\b"
)
_HELPS = re.compile(
    r"\b(?:mediat\w+|broker\w*|facilitat\w+|hosted|hosts?|envoys?|guarantors?|guarantee[sd]?"
    r"|witness\w*|observers?"
    r"|good offices|monitors?|welcomed|praised|congratulat\w+|sponsor\w*|go-betweens?|shuttl\w+"
    r"|convened|urged|vouch\w*|underwr\w+|surety)\b"
)
_JOINED = re.compile(
    r"(?:[’']s)?(?:, |,? (?:[a-z-]+ ){0,4}?(?:and|with|AND|WITH) (?:[Tt]he |its |his |a )?"
    rf"(?:(?:[a-z-]+|{HONORIFIC}) ){{0,4}}?)"
)
_BEHIND = re.compile(r"\b(?:with|from|by|to|for|of|against|in) (?:the )?\Z")
"""Before a name that is no subject: "ready to work with the Americans to end the war with X"."""
_MADE_BY = re.compile(
    r"\b(?:put together|put forward|drawn up|drafted|proposed|tabled|presented|devised|prepared"
    r"|floated|submitted|suggested|authored|conceived|launched) by (?:[\w’'-]+ ){0,4}\Z"
)
"""Before those who made a plan for others to sign: "a text put together by A and B"."""
_PASSIVE_BEFORE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s)?\Z")
_BY = re.compile(r"\s+by\b")
_NEAR = 90
_JOINING = 1.0
"""What it counts that a group is told to join the plan, or to stay out of it."""
_REBELS = re.compile(r"\b(?:rebels?|guerrillas?|insurgents?|resistance|separatists?)\b", re.I)
_BESIDE = re.compile(
    r"\b(?:fought (?:beside|alongside|with)|fights? (?:beside|alongside)|fighting (?:beside"
    r"|alongside)|allied (?:to|with)|backed by|-backed|on the side of"
    r"|supported by|intervened (?:for|on behalf of)|in support of|allies? of)\b"
)


class Evidence:
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
        self.joins: set[str] = set()
        self.stays_out: set[str] = set()
        for said in read:
            for passage in passages_in(said):
                self._weigh(passage)
        self.reported = dict(self.score)
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
                if m.span.end <= at + match.start()
                and (after is None or m.party != after.party)
                and not _BEHIND.search(words[: m.span.start - at])
            ]
            if after and earlier:
                self._add(earlier[-1].party, after.party, 1.5, passage)
        self._weigh_attacks(here, passage)
        self._note_joining(here, passage)

    def _note_joining(self, here: Sequence[PartyMention], passage: Passage) -> None:
        """Note which groups a sentence tells to join the plan, and which to stay out of it."""
        out = list(_STAYS_OUT.finditer(passage.narrated))
        joins = (
            match
            for match in _JOINS.finditer(passage.narrated)
            if not any(no.start() <= match.start() < no.end() for no in out)
        )
        for matches, noted in ((joins, self.joins), (out, self.stays_out)):
            for match in matches:
                noted.update(filter(self._is_armed, self._row_before(here, passage, match.start())))

    @staticmethod
    def _row_before(here: Sequence[PartyMention], passage: Passage, at: int) -> list[str]:
        """Return the parties named last before a place in a sentence, in a row, not far from it."""
        found: list[str] = []
        for mention in reversed(here):
            end = mention.span.end - passage.span.start
            if end > at:
                continue
            gap = passage.words[end:at]
            again = mention.party in found[-1:] and len(gap) < 3  # "the Front (FQN)"
            if not again and not (_IN_A_ROW.fullmatch(gap) if found else len(gap) < _NEAR // 2):
                break
            found.append(mention.party)
            at = mention.span.start - passage.span.start
        return found

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
        words, at = passage.words, passage.span.start
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
            if _HELPS.search(after[:60]) or _HELPS.search(before) or _MADE_BY.search(before):
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
                        if m.span.end <= start
                        and start - m.span.end < _NEAR
                        and not (
                            match.group().startswith("war")
                            and _BEHIND.search(words[: m.span.start - at])
                        )
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
            least = 5 if pair in self.reported else 2
            once = any(self.named[p] == 1 for p in pair if self._is_armed(p))
            if armed and most >= least and once:
                self.score[pair] *= 0.5
                armed -= 1.0 if pair not in self.reported else 0.0
            inner = (
                0.0
                if armed
                else max(
                    (min(2.0, self.named[g]) for g in able if self._is_known_foe(g, pair)),
                    default=0.0,
                )
            )
            self.score[pair] += 1.5 * named + titled + armed - aside - inner
        self._weigh_joining()

    def _weigh_joining(self) -> None:
        """Where a state fights several groups, weigh those that join the plan above the rest."""
        foes: dict[str, list[tuple[str, tuple[str, str]]]] = defaultdict(list)
        for one, other in self.score:
            group, state = (one, other) if self._is_armed(one) else (other, one)
            if self._is_armed(group) and not self._is_armed(state):
                foes[state].append((group, (one, other)))
        for groups in foes.values():
            for group, pair in groups if len(groups) > 1 else ():
                joins, out = group in self.joins, group in self.stays_out
                self.score[pair] += _JOINING * (int(joins) - int(out))

    def _is_armed(self, party: str) -> bool:
        return self.parties.kind(party) == "armed"

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
