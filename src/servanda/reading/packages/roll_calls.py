"""Answers told by a list under its heading: "Who is against it?", "Undecided:", "Against: A, B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from servanda.reading.packages.answered import Answered
from servanda.reading.packages.clause_answers import Placed
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL, DEAL_WORD

__all__ = ["roll_calls"]

_ON = (
    r"(?: (?:of|on|to|with|about))?(?: (?:it|this|that|(?:the|this|that) (?:[\w-]+ ){0,2}?"
    rf"(?:{DEAL}|paper|draft|charter|offer|map|vote|idea)))?"
)
_HEADS: tuple[tuple[str, str], ...] = (
    (
        "rejects",
        r"(?:against|opposed|opponents|unhappy|not happy|displeased|refus(?:es|ed|ing)"
        r"|reject(?:s|ed"
        r"|ing)|object(?:s|ed|ing)?|sa(?:ys?|id|ying) no|vot(?:es?|ed|ing) no|noes|nays"
        r"|the no camp)",
    ),
    (
        "undeclared",
        r"(?:undecided|undeclared|uncommitted|silent|waiting|wavering|yet to (?:say|answer|decide)"
        r"|sitting on the fence|on the fence|not asked|not consulted|not invited|not in the room"
        r"|not at the table|no answer|unheard|hasn[’']t (?:said|answered|decided))",
    ),
    (
        "accepts",
        r"(?:for|in favou?r|supporters|happy|pleased|content|satisfied|on board|sign(?:s|ed|ing)"
        r"|accept(?:s|ed|ing)?|agree(?:s|d|ing)?|sa(?:ys?|id|ying) yes|vot(?:es?|ed|ing) yes|ayes"
        r"|back(?:s|ed|ing)?|support(?:s|ed|ing)?|the yes camp)",
    ),
)  # fmt: skip
"""What a heading says of those under it; a no and a silence are looked for before a yes."""
_ASKS = {
    answer: re.compile(
        rf"(?i)\A\W*(?:(?:and|but|so|then)[, ]+)?who(?:[’']s| is| are| was| were| has| have| had"
        rf"| else| then| now)*(?: [\w’'-]+){{0,2}}? {words}{_ON}(?:, then|, though|, (?:so"
        rf"|as) far)?\?\W*\Z"
    )
    for answer, words in _HEADS
}
_ASKS_OTHERS = re.compile(
    r"(?i)\A\W*(?:and |but )?who(?: is|[’']s| are| has| does| did)?(?: not|n[’']t)(?: yet)?\?\W*\Z"
)
_LEAD = (
    r"(?i)\A\W*(?:(?:the|those|these|all|still|firmly|so far|now|parties|are|who are"
    r"|who have) ){0,3}"
)
_SO_FAR = r"(?: so far| for now| as yet)?"
_LABELS = {answer: re.compile(rf"{_LEAD}{words}{_ON}{_SO_FAR}:\s*") for answer, words in _HEADS}
_HEADINGS = {answer: re.compile(rf"{_LEAD}{words}{_ON}{_SO_FAR}\W*\Z") for answer, words in _HEADS}
_YES, _NO = re.compile(r"(?i)\A\W*yes\W*\Z"), re.compile(r"(?i)\A\W*no\W*\Z")
_TURNED = {"accepts": "rejects", "rejects": "accepts", "undeclared": ""}
_POINT = re.compile(r"\s*[•·▪*–—-]\s+\S")
"""A point of a list, be it one word long."""
_BULLET = re.compile(r"\A\W*(?:\(?[a-z\d]{1,2}[.)]\s+)?(?:[Tt]he |[A-Z][a-z]{1,3}\.? )?")
_NEXT = re.compile(r"(?:,|;| and|, and)? ?(?:[Tt]he |its |their |(?:Mr|Mrs|Dr) )?(?:[a-z-]+ ){0,2}")
_SURE, _INFERRED = 1.5, 1.1


def roll_calls(passages: Sequence[Passage], parties: Parties) -> Iterator[Placed]:
    """Yield the answer that a heading gives to each party listed under it.

    A heading asks ("Who is against the plan?") or names ("Undecided:"). Under it stand the points
    of a list, each of the party it begins with, or one row of names. A paragraph that is no point
    ends the list. What a point says of its party in words of its own comes behind, and counts.

    >>> from servanda.evidence.span import Span
    >>> from servanda.reading.packages.parties import Party, PartyMention
    >>> words = "Against the plan: Upland."
    >>> passage = Passage("a", Span(0, len(words)), words, words, "prose", 0, None)
    >>> parties = Parties({"u": Party("u", "Upland", "state")},
    ...     {"a": [PartyMention(Span(18, 24), "u", "name")]})
    >>> [(each.answer.party, each.answer.answer) for each in roll_calls([passage], parties)]
    [('u', 'rejects')]
    """
    under, before, document, paragraph = "", "", "", -1
    if not any(DEAL_WORD.search(passage.words) for passage in passages):
        return
    for passage in passages:
        if passage.document != document:
            under, before, document, paragraph = "", "", passage.document, -1
        first, paragraph = passage.paragraph != paragraph, passage.paragraph
        held = parties.within(passage.document, passage.span)
        if asked := _asked(passage.words, before):
            under = before = asked
            continue
        label, at = _label(passage)
        if label:
            under = before = label
            for mention in _row(held, passage, at):
                yield _told(mention, label, passage, _SURE)
            continue
        if passage.kind != "point" and not _POINT.match(passage.words):
            under = under if not first else ""
            continue
        if under and first and held and _begins(passage, held[0]):
            yield _told(held[0], under, passage, _INFERRED)


def _asked(words: str, before: str) -> str:
    """Return the answer of those for whom a heading asks, by the heading before where it leans."""
    if _ASKS_OTHERS.match(words):
        return _TURNED.get(before, "")
    return next((answer for answer, asks in _ASKS.items() if asks.match(words)), "")


def _label(passage: Passage) -> tuple[str, int]:
    """Return the answer that a label gives to those behind it, and where they begin."""
    words = passage.words
    for answer, names in _LABELS.items():
        if match := names.match(words):
            return answer, match.end()
    if passage.kind in {"heading", "title"} or words.isupper():
        alone = next((answer for answer, names in _HEADINGS.items() if names.match(words)), "")
        alone = alone or ("accepts" if _YES.match(words) else "rejects" if _NO.match(words) else "")
        return alone, len(words)
    return "", 0


def _begins(passage: Passage, mention: PartyMention) -> bool:
    """Say whether a point begins with a party, a title or a word like "the" aside."""
    bullet = _BULLET.match(passage.words)
    start = bullet.end() if bullet else 0
    lead = passage.words[start : max(start, mention.span.start - passage.span.start)]
    return len(lead) <= _SHORT_LEAD and not re.search(r"[,;:.]", lead)


_SHORT_LEAD = 16
"""Letters that may stand before the name that a point begins with: "old Colonel"."""


def _row(held: Sequence[PartyMention], passage: Passage, start: int) -> list[PartyMention]:
    """Return the parties named one after another from a place on."""
    found: list[PartyMention] = []
    end = start
    for mention in held:
        low, high = mention.span.start - passage.span.start, mention.span.end - passage.span.start
        if low < start:
            continue
        if not _NEXT.fullmatch(passage.words[end:low]):
            break
        found.append(mention)
        end = high
    return found


def _told(mention: PartyMention, answer: str, passage: Passage, strength: float) -> Placed:
    told = Answered(
        mention.party, answer, "", passage.citation, passage.day, "narration",
        0.5 if answer == "undeclared" else strength,
    )  # fmt: skip
    return Placed(told, passage.span, passage.span.start)
