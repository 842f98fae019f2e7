"""Whose consent is disputed: claims to a say, and denials of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.evidence.records import Position, Stance, Statement
from servanda.evidence.span import Span
from servanda.reading.grammar.issues import key_of
from servanda.reading.grammar.word_index import Sieve
from servanda.reading.text.sentences import sentences
from servanda.reading.text.statement_places import Placed
from servanda.reading.who.cast import Cast, Named
from servanda.reading.who.tables import actors

__all__ = ["Say", "consent_in", "stances_on_a_say"]

_DENIED = re.compile(
    r"(?i)\b(?:(?:should|must|will|does|do|can|would|has|have|had|gets?)(?: not|n[’']t"
    r"|not)? (?:get|have|be given|had|no)?"
    r" ?(?:a|any|no) (?:say|veto|vote|right to (?:veto|block|decide))|not for (?:them|it|him"
    r"|[A-Z]\w+) to (?:decide|say)"
    r"|has nothing to do with|none of (?:its|their|[A-Z]\w+[’']s) business|(?:did|do|does)(?: not"
    r"|n[’']t) (?:need|ask|require)"
    r"[^.;]{0,40}\b(?:approval|permission|consent)|without (?:asking )?[^.;]{0,30}\b(?:approval"
    r"|permission|consent)"
    r"|no veto|cannot veto|can[’']t veto)"
)
_GIVEN = re.compile(
    r"\b(?:(?:up to|a matter for|right of) (?P<who>[A-Z][\w’']+(?: [A-Z][\w’']+)?)\b"
    r"(?=[.,;”\"]| alone| to (?:decide|determine|choose|say)|\s*\Z))"
)
_CLAIMED = re.compile(
    r"(?i)\b(?:(?:will|would|must|shall|can)(?: not|n[’']t| never) (?:be )?(?:allow(?:ed)?"
    r"|tolerate[d]?|accept(?:ed)?"
    r"|permit(?:ted)?)|won[’']t (?:allow|tolerate|accept|permit)|non-?starter|red line|veto(?:ed"
    r"|es)?"
    r"|(?:without|requires?|needs?|subject to) (?:its|their|[A-Z]\w+[’']s) (?:consent|approval"
    r"|agreement|permission)"
    r"|must (?:agree|consent)|unacceptable)\b"
)

_STEMS = ("say", "veto", "vote", "right", "decide", "has nothing", "business", "approval",
          "permission", "consent", "allow", "tolerat", "accept", "permit", "starter", "red line",
          "agree", "unacceptable", "up to", "matter for")  # fmt: skip
"""One of them is in every sentence about a say."""
_STEM = Sieve(re.compile(""), _STEMS)
_TELLING = tuple(map(Sieve, (_GIVEN, _DENIED, _CLAIMED)))


@dataclass(frozen=True)
class Say:
    """A claim to a say over something, a denial of it, or the say given to another.

    `whose`: the actor whose consent is at stake; `by`: who claims, denies or gives it, `author`
    where the text itself does.
    """

    whose: str
    by: str
    side: Literal["claims", "denies", "gives"]
    span: Span
    quote: str


def consent_in(cast: Cast, prose: Sequence[Span], statements: Sequence[Statement]) -> list[Say]:
    """Return the claims to a say, and the denials.

    >>> cast = Cast("Moscow should not get a say on what troops come.")
    >>> [(say.whose, say.side) for say in consent_in(cast, [Span(0, len(cast.text))], [])]
    [('RUS', 'denies')]
    """
    found: list[Say] = []
    placed = Placed(statements)
    last = ""
    for block in prose:
        if not _STEM.may_match(cast.text, block.start, block.end):
            continue
        for sentence in sentences(cast.text, block.start, block.end):
            for say in _in_sentence(cast, sentence, placed, last):
                found.append(say)
                last = say.whose if say.side == "denies" else last
    return found


def stances_on_a_say(
    document: str, text: str, says: Sequence[Say], statements: Sequence[Statement]
) -> Iterator[Stance]:
    """Yield who would deny another a say, or give it one, where somebody is cited as saying so."""
    for say in says:
        if say.side == "claims" or say.by == "author":
            continue
        said = next((s for s in statements if _by(s, say) and s.content[0].meets(say.span)), None)
        if said:
            part = said.content[0]
            whole = Span(max(part.start, say.span.start), min(part.end, say.span.end))
            clause = _clause(text, whole, _DENIED if say.side == "denies" else _GIVEN)
            span = _bare(text, clause.start, clause.end)
            position: Position = "oppose" if say.side == "denies" else "support"
            yield Stance(
                document, say.by, f"say_of_{key_of(actors()[say.whose].name)}", position, None,
                said.id, span, span.of(text), round(0.75 * said.confidence, 2),
            )  # fmt: skip


def _clause(text: str, whole: Span, telling: re.Pattern[str]) -> Span:
    """Return the clause of a sentence in which a say is denied or given, and no other."""
    match = telling.search(text, whole.start, whole.end)
    if not match:
        return whole
    cuts = [m.span() for m in _JOINT.finditer(text, whole.start, whole.end)]
    start = max((end for _, end in cuts if end <= match.start()), default=whole.start)
    end = min((begin for begin, _ in cuts if begin >= match.end()), default=whole.end)
    return Span(start, end)


_JOINT = re.compile(r"[:;“”]\s?“?|, (?:and|but)(?: rather)? (?:that )?")


def _bare(text: str, start: int, end: int) -> Span:
    """Return a span without the quotation marks and the "that" around what it holds."""
    lead = re.match(r"[\s“\"]*(?:that\s)?", text[start:end])
    start += lead.end() if lead else 0
    return Span(start, max(start, start + len(text[start:end].rstrip(' ,.”"'))))


def _by(statement: Statement, say: Say) -> bool:
    return statement.speaker is not None and statement.speaker.actor == say.by


def _in_sentence(cast: Cast, sentence: Span, placed: Placed, last: str) -> list[Say]:
    given, denies, claims = (
        sieve.may_match(cast.text, sentence.start, sentence.end) for sieve in _TELLING
    )
    words = sentence.of(cast.text)
    found = _given(cast, sentence, placed) if given else []
    denied = _DENIED.search(words) if denies else None
    claimed = _CLAIMED.search(words) if claims else None
    if denied:
        at = sentence.start + denied.start()
        said = placed.innermost(Span(at, at + 1))
        by = said.speaker.actor if said and said.speaker else "author"
        whose = _asked(cast, sentence, at) or _subject(cast, sentence, at)
        whose = whose or _earlier(cast, sentence) or last
        if whose and whose != by:
            found.append(Say(whose, by, "denies", sentence, words))
    elif claimed:
        at = sentence.start + claimed.start()
        said = placed.innermost(Span(at, at + 1))
        speaker = said.speaker if said else None
        whose = (speaker.side or speaker.actor) if speaker else _subject(cast, sentence, at)
        if whose:
            by = speaker.actor if speaker else "author"
            found.append(Say(whose, by, "claims", sentence, words))
    return found


def _given(cast: Cast, sentence: Span, placed: Placed) -> list[Say]:
    """Return to whom a decision is given: "it should be up to Kyiv to determine"."""
    for match in _GIVEN.finditer(cast.text, sentence.start, sentence.end):
        named = cast.in_span(Span(*match.span("who")))
        if named and _is_party(named[0]):
            said = placed.innermost(Span(match.start(), match.start() + 1))
            by = said.speaker.actor if said and said.speaker else "author"
            return [Say(named[0].actor, by, "gives", sentence, sentence.of(cast.text))]
    return []


def _asked(cast: Cast, sentence: Span, at: int) -> str:
    """Return whose approval was not asked: "did not ask Russia for approval"."""
    match = re.compile(r"(?i)\bask(?:ing|ed)?\s+").search(cast.text, at, sentence.end)
    after = cast.in_span(Span(match.end(), match.end() + 30)) if match else []
    return after[0].actor if after else ""


def _subject(cast: Cast, sentence: Span, at: int) -> str:
    lands = [n for n in cast.before(at, max(sentence.start, at - 60)) if _is_party(n)]
    return lands[-1].actor if lands else ""


def _earlier(cast: Cast, sentence: Span) -> str:
    """Return whom "them" means in "not for them to decide": a subject of the sentence before."""
    lands = [n for n in cast.before(sentence.start, sentence.start - 160) if _is_party(n)]
    subjects = [
        n
        for n in lands
        if not re.search(
            r"\b(?:in|to|for|of)\s\Z", cast.text[max(0, n.span.start - 5) : n.span.start]
        )
    ]
    return subjects[-1].actor if subjects else ""


def _is_party(named: Named) -> bool:
    known = actors().get(named.actor)
    return bool(known and known.kind in {"state", "armed_group", "alliance"}) and not named.place
