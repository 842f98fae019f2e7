"""What a network hears parties answer: of each place where a sentence names one, how likely.

Names that no table knows and that may be a party's are heard as well, as those of strangers.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.packages.anaphora import Centre, meant_in
from servanda.reading.packages.answer_network import (
    LABELS,
    LONGEST,
    AnswerNetwork,
    Chances,
    Sentence,
    shipped_network,
)
from servanda.reading.packages.answer_patterns import IN_A_PLACE
from servanda.reading.packages.answers import who_speak_for_themselves
from servanda.reading.packages.bare_names import owner_in
from servanda.reading.packages.headed_speakers import Headed
from servanda.reading.packages.oblique_answers import speaking
from servanda.reading.packages.on_the_plan import of_other_things
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.party_patterns import MANY, PLAIN_PEOPLE
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL, DEAL_WORD
from servanda.reading.packages.signed import is_old
from servanda.reading.read import Said

__all__ = ["Heard", "Listened", "listened_to"]

LISTENED: Final = 2_000
"""Sentences that are heard at most, some five seconds."""
FEWEST: Final = 4
"""Words of a sentence that may tell something by itself: fewer are items of lists and echoes
("So did Libya"), whose meaning stands elsewhere."""

_STRANGER: Final = re.compile(
    r"(?<![\w.])(?:[A-Z][\w’'-]*[a-z](?: (?:of|for|and|de|al|the|du))*"
    r"(?: (?:of|for|and|de|al|the|du))?(?: [A-Z][\w’'-]+)+|[A-Z][A-Z-]{2,}\w*"
    rf"|[A-Z][\w’'-]*[a-z](?= {MANY}\b)|(?:[A-Z]\.){{2,5}}(?![\w]))(?: {MANY}\b(?![’'-]?\w))?"
    rf"|(?<=[Tt]he ){PLAIN_PEOPLE}\b(?![’'-]?\w)"
)
_LEADS: Final = re.compile(
    r"(?:(?P<where>In|At|On|Near|From|To|Outside)|The|An?|Its|His|Her|Their|And|But|For|When|While"
    r"|As) "
)
_AT_A_PLACE: Final = re.compile(r"(?i)\b(?:in|at|near|on|to|by|outside|around|over) (?:the )?\Z")
_OF_ANOTHER: Final = re.compile(
    r"(?: [a-z-]+){0,2} (?!President|Prime|Foreign|Defen|Minist|Government|Chancellor|King|Queen"
    r"|Army|Cabinet|Parliament|Embassy|Ambassador|Vice|Deputy|General|Colonel|Secretary)[A-Z]\w"
)
"""Behind a people's name the name of somebody else: "the Libyan Communists"."""
_FORMER: Final = re.compile(r"(?:[’']s)? (?:former|ex-|one-?time|retired)", re.I)
"""Behind a name those who speak for it no more: "Libya's former president"."""
_APPOSED: Final = re.compile(r"[a-z], (?:the|an?|another) (?:[a-z-]+ )?\Z")
_ONE: Final = re.compile(r" (?:who|in)\b|[,;]")
"""Round a word for one of a people, who stands for himself: "Radic, the Croat who chairs it"."""
_ANY_BODY: Final = re.compile(
    r"(?i)(?:Council|Assembly|Government|Party|Front|Union|Committee|Parliament|Congress|Conference"
    r"|Commission|Army|Movement|Cabinet|Senate|House|Mission|Ministry|Coalition|Alliance)"
)
"""A word that names no body by itself: "the Council" may be anybody's."""
_DATELINE: Final = re.compile(r"(?:/| [—–(-]|, (?:\d|\w+day\b|[A-Z]\w+\.? \d))")
_TURN: Final = re.compile(r"(?: \([^()]*\))?\s?:")
"""Behind the name of whoever speaks next in an interview, or of a heading."""
_ON_PAPER: Final = re.compile(rf" (?:{DEAL}|papers?|talks|summit|conference|massacre|pact)\b")
_NO_STRANGER: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|President|Minister|General|Colonel|Prime|Foreign|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Article|Annex|Agreement|Accords?|Treaty|Plan|Protocol"
    r"|Conference|Resolution|Hotel|Square|Street|River|Palace|Airport|Member|Reuters|News|Newswire"
    r"|Agency)\b"
)
"""Words of names that are no party's: of days, papers, places and people's titles."""


@dataclass(frozen=True)
class Heard:
    """What a sentence is heard to tell of a party: the chance of each label.

    `at`: where in the words of `passage` the party is named, and `how`: as mentions have it, or by
    a `pronoun`. `who`: what the sentence calls somebody who is not known to be a party; `party` is
    empty then.
    """

    party: str
    passage: Passage
    chances: Chances
    at: Span
    how: str = "name"
    who: str = ""

    def chance(self, answer: str) -> float:
        """Return the chance that the party is told to give an answer."""
        return float(self.chances[LABELS.index(answer)])


_own = threading.local()


@dataclass(frozen=True)
class Listened:
    """What is heard in sentences: answers in order, and the chance that one settles an issue.

    `issues`: by the document and the start of a sentence, the chance of each of `ISSUES`.
    """

    answers: list[Heard]
    issues: Mapping[tuple[str, int], Chances]


def listened_to(
    passages: Sequence[Passage], parties: Parties, read: Sequence[Said] = ()
) -> Listened:
    """Return what the network hears of each party that a sentence names, and what each settles.

    Headlines, questions, sentences on plans of long ago and what the grammar of clauses in `read`
    finds to answer something else tell no answer. Of more than `LISTENED` sentences it hears those
    that speak of a deal, and of these the first.
    """
    other = {said.source.id: of_other_things(said) for said in read}
    texts = {said.source.id: said for said in read}
    if len(passages) > LISTENED:
        passages = [each for each in passages if DEAL_WORD.search(each.words)][:LISTENED]
    found, issues = [], {}
    for document, of_one in groupby(passages, key=lambda passage: passage.document):
        named = list(_named(of_one, texts.get(document), parties))
        sentences = [_sentence(passage, held) for passage, held in named]
        told = _network().read(sentences)
        for number, (passage, held) in enumerate(named):
            issues[document, passage.span.start] = told.issues[number]
            if _tells_nothing(passage):
                continue
            rows = zip(held, sentences[number].named, told.answers[number], strict=True)
            for mention, span, row in rows:
                if any(clause.meets(mention.span) for clause in other.get(passage.document, ())):
                    continue
                who = "" if mention.party else span.of(passage.words[:LONGEST])
                found.append(Heard(mention.party, passage, row, span, mention.how, who))
    return Listened(found, issues)


def _tells_nothing(passage: Passage) -> bool:
    """Say whether a sentence asks, is no whole one, or tells of a plan of long ago."""
    words = passage.words.rstrip()
    if passage.kind == "title":
        return True
    return words.endswith("?") or len(words.split()) < FEWEST or is_old(passage)


def _sentence(passage: Passage, held: Sequence[PartyMention]) -> Sentence:
    """Return a sentence as the network reads it, with where it names parties."""
    at = passage.span.start
    spans = (Span(m.span.start - at, m.span.end - at) for m in held)
    return Sentence(passage.words[:LONGEST], tuple(spans))


def _named(
    passages: Iterable[Passage], said: Said | None, parties: Parties
) -> Iterator[tuple[Passage, list[PartyMention]]]:
    """Yield the sentences of a text with the places that mean a party, none within another."""
    centre, headed = Centre(), Headed()
    for passage in passages:
        held: list[PartyMention] = []
        every = parties.within(passage.document, _start_of(passage))
        for mention in who_speak_for_themselves(passage, speaking(passage, every), parties):
            if _is_only_told_of(mention, passage) or _may_be_anothers(mention, every, parties):
                continue
            if not held or mention.span.start >= held[-1].span.end:
                held.append(mention)
        held += [m for m in _strangers(passage) if not any(m.span.meets(o.span) for o in every)]
        held.sort(key=lambda m: m.span.start)
        headed = headed.by(passage, held)
        held = headed.spoken_for(passage, held, parties)
        meant, centre = meant_in(passage, held, centre, said, parties)
        held += [m for m in meant if not any(m.span.meets(o.span) for o in held)]
        yield passage, sorted(held, key=lambda m: m.span.start)


def _is_only_told_of(mention: PartyMention, passage: Passage) -> bool:
    """Say whether a mention names a place where others are, or others who are or were from it."""
    at, words = passage.span.start, passage.words
    before, after = words[: mention.span.start - at], words[mention.span.end - at :]
    if mention.how in {"name", "place"} and IN_A_PLACE.search(before[-12:]):
        return True
    one = mention.how == "demonym" and _APPOSED.search(before) and _ONE.match(after)
    if one or _FORMER.match(after):
        return True
    return mention.how == "demonym" and bool(_OF_ANOTHER.match(after))


def _may_be_anothers(
    mention: PartyMention, every: Sequence[PartyMention], parties: Parties
) -> bool:
    """Say whether "the government" stands beside the name of a state that is not meant by it."""
    return mention.how == "generic" and any(
        other.how != "generic" and other.party != mention.party
        and parties.kind(other.party) == "state"
        for other in every
    )  # fmt: skip


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
        owner = owner_in(words[at : match.end()])
        at += len(owner) + 1 if owner else 0
        span = Span(start + at, start + match.end())
        name = words[at : match.end()]
        is_one = (
            not (lead and lead["where"])
            and (" " in name or (len(name) > 2 and not _ANY_BODY.fullmatch(name)))
            and not (at == 0 and name.isupper() and words[match.end() :][:1] in {",", " "})
            and not _AT_A_PLACE.search(words[:at])
            and not _ON_PAPER.match(words, match.end())
            and not _DATELINE.match(words, match.end())
            and not _TURN.match(words, match.end())
            and not _NO_STRANGER.search(name if owner else match.group())
        )
        if is_one:
            yield PartyMention(span, "", "name")


def _network() -> AnswerNetwork:
    found: AnswerNetwork | None = getattr(_own, "network", None)
    if found is None:
        found = _own.network = shipped_network()
    return found
