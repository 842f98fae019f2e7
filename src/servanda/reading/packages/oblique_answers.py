"""Answers told without a verb of answering: "that is no document we can put our name to".

Turns of phrase are the lexicon's (`servanda.reading.grammar.lexicon.turns`). What leaves little
doubt is read as an answer; what may mean something else is no answer, but a question to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.grammar.lexicon import turns
from servanda.reading.packages.answer_holders import holders
from servanda.reading.packages.answer_patterns import APART, DISTANCE, NOT_THE_STATE
from servanda.reading.packages.answer_times import is_of_before, tells_of_the_past
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL_WORD
from servanda.reading.read import Said

__all__ = ["Hint", "oblique_answers", "speaking"]

_KINDS: Final = (
    ("reject", "firm"),
    ("condition", "firm"),
    ("silent", "firm"),
    ("reject", "ask"),
    ("condition", "ask"),
    ("accept", "ask"),
)
_VERDICT: Final = {"reject": "rejects", "condition": "conditional", "silent": "undeclared"}
SURE: Final = 1.0
"""How binding a firm turn of phrase is: less than a verb of answering, as much as a deed."""


@dataclass(frozen=True)
class Hint:
    """What a turn of phrase hints at.

    `told` is the answer it is read as, undeclared where it is only asked, and none at all where
    that is `unclear`; its party is empty where
    the articles make nobody known of whoever says it, and `who` what they call them, if anything.
    `asks`: which answer it seems to be (`reject`, `condition`, `accept` or `unclear`), empty where
    nothing is left to ask.
    """

    told: Answered
    asks: str
    who: str = ""


def oblique_answers(
    read: Sequence[Said],
    passages: Sequence[Passage],
    parties: Parties,
    sides: Sequence[str],
    answered: Sequence[Answered],
) -> list[Hint]:
    """Return what turns of phrase hint at, where plainer words have not answered.

    `answered`: the answers read from plainer words; their parties, but for those told to be
    silent, and their sentences are left alone. A turn under a question, a condition, a denial, a
    wish or in the past hints at nothing. One hint a party: the first that is firm, else the first,
    else, for a side of the war, its last words on the plan, whatever they say.
    """
    speakers = {said.source.id: _Speakers(said, parties) for said in read}
    known = {each.party for each in answered if each.answer != "undeclared"}
    plain = {
        (each.citation.source, " ".join(each.quote.split()))
        for each in answered
        if each.answer != "undeclared"
    }
    found: dict[str, Hint] = {}
    unclear: dict[str, Hint] = {}
    before, about, last = "", False, ""
    for passage in _whole_quotations(passages):
        if passage.document != last:
            before, about, last = "", False, passage.document
        held = speaking(passage, parties.within(passage.document, passage.span))
        on_plan = bool(DEAL_WORD.search(passage.words))
        told_plainly = (passage.document, " ".join(passage.words.split())) in plain
        if passage.kind == "prose" and not told_plainly:
            place = _Place(passage, held, sides, before, on_plan or about)
            for hint in place.hints(speakers[passage.document], parties):
                key = hint.told.party or f"? {hint.who}"
                firmer = key in found and found[key].asks and not hint.asks
                if hint.told.party not in known and (key not in found or firmer):
                    found[key] = hint
            if place.on_plan and (party := place.speaks_alone(speakers[passage.document])) in sides:
                unclear[party] = _hint(party, "unclear", False, passage, "")
        before = held[0].party if held else before
        about = on_plan
    for party, hint in unclear.items():
        if party not in known:
            found.setdefault(party, hint)
    return list(_worth_asking(found.values(), parties))


def _worth_asking(hints: Iterable[Hint], parties: Parties) -> Iterator[Hint]:
    """Yield the hints without questions about strangers beyond `MOST`, one a sentence."""
    strangers: dict[str, Hint] = {}
    quoted: set[str] = set()
    for hint in hints:
        party = hint.told.party
        if party and (not hint.asks or parties.kind(party) != "person"):
            quoted.add(hint.told.quote)
            yield hint
        elif hint.asks:
            strangers.setdefault(hint.told.quote, hint)
    yield from [hint for quote, hint in strangers.items() if quote not in quoted][:MOST]


MOST: Final = 6
"""Questions about persons of no known party, and about those nobody knows; more would hide the
rest."""


def _whole_quotations(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the sentences, those that a quotation runs through as one, with whoever says it."""
    open_one: Passage | None = None
    for passage in passages:
        if open_one is not None:
            same = (open_one.document, open_one.paragraph) == (passage.document, passage.paragraph)
            if same and _is_open(open_one.words) and len(open_one.words) < LONGEST:
                gap = " " * (passage.span.start - open_one.span.end)
                open_one = replace(
                    open_one,
                    span=Span(open_one.span.start, passage.span.end),
                    words=open_one.words + gap + passage.words,
                    narrated=open_one.narrated + gap + passage.narrated,
                )
                continue
            yield open_one
        open_one = passage
    if open_one is not None:
        yield open_one


LONGEST: Final = 600
"""Letters of one quotation that are read as one, about four sentences."""


def _is_open(words: str) -> bool:
    """Say whether a quotation is begun and not ended."""
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”")


def speaking(passage: Passage, held: Sequence[PartyMention]) -> list[PartyMention]:
    """Return the mentions that may speak for their party: no critics, no breakaways."""
    words, at = passage.words, passage.span.start
    return [
        m
        for m in held
        if not DISTANCE.search(words[: m.span.start - at])
        and not APART.search(words[: m.span.start - at])
        and not (m.how == "demonym" and NOT_THE_STATE.match(words[m.span.end - at :]))
    ]


@dataclass(frozen=True)
class _Place:
    """A sentence, who is named in it, whom the one before was about, and whether both or either
    speak of a plan."""

    passage: Passage
    held: Sequence[PartyMention]
    sides: Sequence[str]
    before: str
    on_plan: bool

    def hints(self, speakers: _Speakers, parties: Parties) -> Iterator[Hint]:
        """Yield what the turns of phrase of the sentence hint at."""
        words, at = self.passage.words, self.passage.span.start
        if tells_of_the_past(words, self.passage.day):
            return
        for act, how in _KINDS:
            for match in turns(act, how).finditer(words):
                if _is_gated(words, match):
                    continue
                speaker, name = speakers.of(at + match.start())
                if self.held and _SAYS_SO_ITSELF.search(words, match.end()):
                    speaker, name = "", ""
                if not speaker and (lead := _SPEAKS_UP.match(words)):
                    speaker, name = parties.persons.get(lead["who"], ""), lead["who"]
                who = [speaker] if speaker else [] if name else self.holders(match)
                firm = how == "firm" and self.on_plan and _is_of_one(who, self.held, speaker)
                for party in who:
                    yield _hint(party, act, firm, self.passage, speaker, match.group())
                if not who and act in {"reject", "condition"}:
                    hint = _hint("", act, False, self.passage, "")
                    called = " ".join(re.split(r"[,;:]", name)[0].split()[:5])
                    called = called if called in words else ""
                    yield replace(hint, who=called or _named_in(words, match.start()))

    def speaks_alone(self, speakers: _Speakers) -> str:
        """Return the one party whose sentence on the plan it is, or that is quoted in it."""
        inside = {party for party, _ in speakers.within(self.passage.span) if party}
        named = {m.party for m in self.held if m.how != "demonym"}
        if not named and _SAYS_BEFORE.search(self.passage.words):
            named = {self.before}
        who = inside or named
        if self.passage.words.rstrip().endswith("?") or is_of_before(self.passage.words):
            return ""
        if tells_of_the_past(self.passage.words, self.passage.day):
            return ""
        if not self.is_on_it and not _SAYS.search(self.passage.words):
            return ""
        return next(iter(who)) if len(who) == 1 and len(named | inside) == 1 else ""

    @property
    def is_on_it(self) -> bool:
        """Say whether the sentence itself names a plan."""
        return bool(DEAL_WORD.search(self.passage.words))

    def holders(self, match: re.Match[str]) -> list[str]:
        """Return whose words a turn of phrase gives, as far as the sentence tells."""
        words = self.passage.words
        if self.held and _FROM.fullmatch(
            words[: self.held[0].span.start - self.passage.span.start]
        ):
            return [self.held[0].party]
        who = holders(match, words, self.passage.span.start, self.held, self.sides, self.before)
        named = list(dict.fromkeys(m.party for m in self.held if m.how != "demonym"))
        who = who or (named if len(named) == 1 else [])
        return who or ([self.before] if self.before and _ABOUT_BEFORE.match(words) else [])


_SPEAKS_UP: Final = re.compile(
    r"\W*(?P<who>[A-Z][\w.’'-]+(?: (?:al-|de |von )?[A-Z][\w.’'-]+){0,3})"
    r"(?:, [^:,]{2,60})?: "
)
"""Who speaks, before a colon: "Vitaly Churkin: nothing will get past us"."""
_SAYS_SO_ITSELF: Final = re.compile(r", (?:it|he|she|they) (?:says?|said|adds?|added)[.!,;]")
"""Behind a sentence whose own subject says it: "Norland stays out to help them, it says"."""
_SAYS_BEFORE: Final = re.compile(r"\b(?:he|she|it|they) (?:said|says|say|told|added)\b")
_SAYS: Final = re.compile(r"\b(?:said|says|say|told|added|asked|wrote)\b")
_FROM: Final = re.compile(r"\W*(?:From|For) (?:the |[A-Z][\w.]+ )?")
"""Before whom a sentence begins with: "From Sheikh M. came no remark"."""
_ABOUT_BEFORE: Final = re.compile(r"\W*(?:He|She|It|They|His|Her|Its|Their|Not?|Nor|And|But)\b")
_NAME: Final = re.compile(
    r"(?<![.!?“\"] )(?<!\A)(?:[A-Z][\w.’'-]+)(?: (?:al-|de |of )?[A-Z][\w’'-]+){0,3}"
    r"|\A(?:(?:The|Mr|Mrs|Dr|General|President) )?(?:[A-Z][\w’'-]+ )(?:[A-Z][\w’'-]+ ?){0,3}"
)


def _named_in(words: str, at: int) -> str:
    """Return the last name before a place of a sentence, as it is written; empty without one."""
    names = [m.group().strip() for m in _NAME.finditer(words[:at])]
    return names[-1] if names else ""


def _is_of_one(who: Sequence[str], held: Sequence[PartyMention], speaker: str) -> bool:
    """Say whether it is beyond doubt whose words they are."""
    named = {m.party for m in held}
    return len(who) == 1 and (named == set(who) or (bool(speaker) and who[0] == speaker))


def _hint(party: str, act: str, firm: bool, passage: Passage, speaker: str, turn: str = "") -> Hint:
    condition = in_words(turn) if firm and act == "condition" else ""
    told = Answered(
        party, _VERDICT[act] if firm else "undeclared", condition, passage.citation, passage.day,
        speaker or "narration", SURE if firm and act != "silent" else 0.3,
    )  # fmt: skip
    return Hint(told, "" if firm or act == "silent" else act)


_GATE: Final = re.compile(
    r"(?i)\b(?:if|whether|unless|lest|should|suppos\w+|asked|asks|wonder\w*|hop(?:es?|ed|ing)"
    r"|fear(?:s|ed|ing)?|worr\w+|den(?:y|ies|ied|ying)|warn(?:s|ed|ing)?|rumou?r\w*|not (?:that"
    r"|true|mean|say(?:ing)?|said|because|as if)|n[’']t (?:mean|say|think|believe)|no longer"
    r"|nobody (?:says?|said|thinks)|used to|once (?:said|thought|called|swore)|until|at first"
    r"|initially|had (?:said|sworn|called|thought|been)|last (?:year|month|spring|summer)"
    r"|last (?:autumn|winter)|untrue|far from"
    r"|might|may|would not say|refus\w+ to (?:say|believe)|never said)\b[^.;:]*\Z"
)
"""What before a turn of phrase in its clause makes it no answer of now."""
_CLAUSE: Final = re.compile(r"[.;:]|, (?:but|and|yet|so) |\bbut\b|[“\"](?=\w)")


def _is_gated(words: str, match: re.Match[str]) -> bool:
    """Say whether a turn of phrase stands in a question, or under what makes it no answer."""
    end = re.search(r"[.!?](?=\W|\Z)", words[match.end() :])
    if end and end.group() == "?":
        return True
    ahead = _CLAUSE.split(words[: match.start()])[-1]
    behind = re.split(r"[.;:]", words[match.end() :])[0]
    if is_of_before(ahead + match.group() + behind):
        return True
    inside = match.group()
    return (
        bool(_GATE.search(ahead))
        or bool(_TURNED.search(words[match.end() :]))
        or (bool(_NEGATED.search(ahead)) and not _denies().match(inside))
    )


_NEGATED: Final = re.compile(
    r"(?i)(?:\b(?:not|never|no|nor|neither|hardly)|n[’']t)(?: \w+){0,2} \Z"
)
_TURNED: Final = re.compile(
    r"(?i)\A[^.;]{0,40}\b(?:at first|initially|no longer|until (?:now|yesterday|last)|is over"
    r"|,? but (?:now|then|signed|came))\b"
)


@cache
def _denies() -> re.Pattern[str]:
    return re.compile(r"(?i)(?:not|no|never|nothing|nobody|none|neither|nor|cannot|\w+n[’']t)\b")


class _Speakers:
    """Whose words stand at a place of a text: a party's, or somebody's with a name."""

    def __init__(self, said: Said, parties: Parties) -> None:
        self.spans: list[tuple[int, int, str, str]] = []
        for statement in said.statements:
            if statement.speaker is None:
                continue
            named = [m for span in statement.source for m in parties.within(said.source.id, span)]
            speaker = statement.speaker
            party = named[-1].party if named else _known(speaker.name, parties)
            party = party or next(
                (p for p in (speaker.side, speaker.actor) if p in parties.known), ""
            )
            for span in statement.content:
                self.spans.append((span.start, span.end, party, speaker.name))

    def of(self, at: int) -> tuple[str, str]:
        """Return the party and the name in whose reported words a place stands, or nothing."""
        inside = [one for one in self.spans if one[0] <= at < one[1]]
        least = min(inside, key=lambda one: one[1] - one[0], default=(0, 0, "", ""))
        return least[2], least[3]

    def within(self, span: Span) -> list[tuple[str, str]]:
        """Return the parties and names whose reported words begin within a span."""
        return [
            (party, name) for start, _, party, name in self.spans if span.start <= start < span.end
        ]


def _known(name: str, parties: Parties) -> str:
    if not name:
        return ""
    full = (party for known, party in parties.persons.items() if known.endswith(f" {name}"))
    return parties.persons.get(name, "") or next(full, "")
