"""What a network hears parties answer, where plainer means have not found an answer: a question.

Rules know the words that they were given; the network has learnt from twenty thousand sentences
and knows none for certain: of what it would answer in whole articles, one in three is wrong. So it
asks: of whom, in which words, and what that seems to be.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.packages.answer_network import (
    LABELS,
    LONGEST,
    AnswerNetwork,
    Chances,
    shipped_network,
)
from servanda.reading.packages.oblique_answers import speaking
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL, DEAL_WORD
from servanda.reading.packages.questions import OpenAnswer

__all__ = ["Heard", "heard_in", "heard_to_ask"]

LIKELY: Final = 0.6
"""Chance of an answer from which it is asked whether a party gives it. So much asks rightly in two
cases of three, in the sets that were looked at (10 of 15) as in those that were not (6 of 9)."""
STRANGE: Final = 0.8
"""The same for those of whom it is not known that they are a party: most names are none, so the
network must be surer. Chosen by eye on the sets that were looked at."""
FLOOR: Final = 0.3
"""What of a chance counts for nothing where what several sentences tell is summed."""
MOST: Final = 6
"""Questions about parties that are no side of the war, and about strangers; more would hide the
rest."""
LISTENED: Final = 2_000
"""Sentences that are heard at most, some five seconds."""
SEEMS: Final = {"accepts": "accept", "rejects": "reject", "conditional": "condition"}

_PRONOUN: Final = re.compile(
    r"\W*(?:(?:But|And|Yet|So|Still|Then|Now|Today|Later|Nor|Instead|Meanwhile),? )?"
    r"(?P<who>He|She|It|They|he|she|it|they)\b"
)
_STRANGER: Final = re.compile(
    r"(?<![\w.])(?:[A-Z][\w’'-]*[a-z](?: (?:of|for|and|de|al|the|du))*"
    r"(?: (?:of|for|and|de|al|the|du))?(?: [A-Z][\w’'-]+)+|[A-Z][A-Z-]{2,}\w*)"
)
_LEADS: Final = re.compile(
    r"(?:(?P<where>In|At|On|Near|From|To|Outside)|The|Its|His|Her|Their|And|But|For|When|While|As) "
)
_AT_A_PLACE: Final = re.compile(r"(?i)\b(?:in|at|near|on|to|by|outside|around|over) (?:the )?\Z")
_DATELINE: Final = re.compile(r"(?:/| [—–(-]|, (?:\d|\w+day\b|[A-Z]\w+\.? \d))")
_ON_PAPER: Final = re.compile(rf" (?:{DEAL}|papers?|talks|summit|conference|massacre|pact)\b")
_NO_STRANGER: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|President|Minister|General|Colonel|Prime|Foreign|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Article|Annex|Agreement|Accords?|Treaty|Plan|Protocol"
    r"|Conference|Resolution|Hotel|Square|Street|River|Palace|Airport)\b"
)
"""Words of names that are no party's: of days, papers, places and people's titles."""


@dataclass(frozen=True)
class Heard:
    """What a sentence is heard to tell of a party: the chance of each label.

    `who`: what the sentence calls somebody who is not known to be a party; `party` is empty then.
    """

    party: str
    passage: Passage
    chances: Chances
    who: str = ""

    def chance(self, answer: str) -> float:
        """Return the chance that the party is told to give an answer."""
        return float(self.chances[LABELS.index(answer)])


_own = threading.local()


def heard_in(
    passages: Sequence[Passage], parties: Parties, known: Collection[str] = ()
) -> list[Heard]:
    """Return what the network hears in each sentence of whoever is not `known` to answer.

    Of more than `LISTENED` sentences it hears those that speak of a deal, and of these the first.
    """
    named = [(around, _named(around[1], around[0], parties)) for around in _neighbours(passages)]
    open_ones = [one for one in named if any(m.party not in known for m in one[1])]
    if len(open_ones) > LISTENED:
        open_ones = [one for one in open_ones if DEAL_WORD.search(one[0][1].words)][:LISTENED]
    found = []
    for (before, passage, after), held in open_ones:
        start = passage.span.start
        spans = [Span(m.span.start - start, m.span.end - start) for m in held]
        ahead = before.words if before else ""
        behind = after.words if after else ""
        told = _network().chances(ahead, passage.words, behind, spans)
        for mention, span, row in zip(held, spans, told, strict=True):
            if mention.party not in known:
                who = "" if mention.party else span.of(passage.words)
                found.append(Heard(mention.party, passage, row, who))
    return found


def heard_to_ask(
    heard: Sequence[Heard], parties: Parties, sides: Sequence[str]
) -> list[OpenAnswer]:
    """Return what is likely enough to be asked: one question a party, those on sides first.

    Of parties that are no side of the war `MOST` are asked about, and of strangers as many.
    """
    by_whom: dict[tuple[str, str], list[Heard]] = {}
    for each in heard:
        by_whom.setdefault((each.party, each.who), []).append(each)
    found: list[tuple[float, OpenAnswer]] = []
    for (party, who), own in by_whom.items():
        answer = _loudest(own)
        top = max(own, key=lambda one: one.chance(answer))
        least = STRANGE if who else LIKELY
        if top.chance(answer) >= least and (who or parties.kind(party) != "person"):
            asked = OpenAnswer(party, (top.passage.citation,), SEEMS[answer], who)
            found.append((top.chance(answer), asked))
    found.sort(key=lambda one: -one[0])
    of_sides = [asked for _, asked in found if asked.party in sides]
    others = [asked for _, asked in found if asked.party and asked.party not in sides]
    strangers: dict[str, OpenAnswer] = {}
    for _, asked in found:
        if asked.who:
            strangers.setdefault(asked.citations[0].quote, asked)
    return of_sides + others[:MOST] + list(strangers.values())[:MOST]


def _loudest(heard: Sequence[Heard]) -> str:
    """Return the answer that is heard most, over all sentences."""
    sums = {each: sum(max(one.chance(each) - FLOOR, 0.0) for one in heard) for each in SEEMS}
    return max(sums, key=sums.__getitem__)


def _neighbours(
    passages: Sequence[Passage],
) -> Iterator[tuple[Passage | None, Passage, Passage | None]]:
    """Yield each sentence between its neighbours in the same document."""
    row: list[Passage | None] = [None, *passages, None]
    for (before, passage), (_, after) in zip(pairwise(row), pairwise(row[1:]), strict=False):
        assert passage is not None
        same = before is not None and before.document == passage.document
        alike = after is not None and after.document == passage.document
        yield before if same else None, passage, after if alike else None


def _named(passage: Passage, before: Passage | None, parties: Parties) -> list[PartyMention]:
    """Return the mentions of a sentence, none within another, and whom a first pronoun means."""
    held: list[PartyMention] = []
    every = parties.within(passage.document, _start_of(passage))
    for mention in speaking(passage, every):
        if not held or mention.span.start >= held[-1].span.end:
            held.append(mention)
    pronoun = _PRONOUN.match(passage.words)
    if pronoun and before is not None:
        start, end = (passage.span.start + at for at in pronoun.span("who"))
        last = speaking(before, parties.within(before.document, _start_of(before)))
        if last and not any(m.span.start < end for m in held):
            held.insert(0, PartyMention(Span(start, end), last[0].party, "pronoun"))
    held += [m for m in _strangers(passage) if not any(m.span.meets(o.span) for o in every)]
    return sorted(held, key=lambda m: m.span.start)


def _start_of(passage: Passage) -> Span:
    """Return where names are looked for: the part of a sentence that the network may read."""
    return Span(passage.span.start, min(passage.span.end, passage.span.start + LONGEST))


def _strangers(passage: Passage) -> Iterator[PartyMention]:
    """Yield names that may be those of a party, as mentions of nobody known."""
    start, words = passage.span.start, passage.words
    if passage.kind == "title" or words.isupper():
        return
    for match in _STRANGER.finditer(words, 0, LONGEST):
        lead = _LEADS.match(match.group())
        at = match.start() + (lead.end() if lead else 0)
        span = Span(start + at, start + match.end())
        is_one = (
            not (lead and lead["where"])
            and not _AT_A_PLACE.search(words[:at])
            and not _ON_PAPER.match(words, match.end())
            and not _DATELINE.match(words, match.end())
            and not _NO_STRANGER.search(match.group())
        )
        if is_one:
            yield PartyMention(span, "", "name")


def _network() -> AnswerNetwork:
    found: AnswerNetwork | None = getattr(_own, "network", None)
    if found is None:
        found = _own.network = shipped_network()
    return found
