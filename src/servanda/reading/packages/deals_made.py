"""Deals that a document tells to be made by two parties or more: by whom, where, of what sort."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servanda.reading.packages.answer_patterns import NOT, OPEN
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.signed import is_old

__all__ = ["DealMade", "deals_made"]

_MADE = re.compile(
    r"\b(?:sign(?:s|ed)?|initial(?:l?ed|s)?|conclude[sd]?|seal(?:s|ed)?|reach(?:es|ed)?|struck"
    r"|agree[sd]?)\b"
)
_SORTS = (
    ("declaration", r"(?:joint )?declarations?(?: of principles)?|joint statement|communiqu[eé]"),
    ("memorandum", r"memorandum(?: of understanding)?|memoranda"),
    ("protocol", r"protocol"),
    ("truce", r"(?:[a-z]+-day |permanent )?(?:cease-?fire|truce|armistice|cessation of hostilities)"
     r"(?: (?:agreement|deal|accord|pact))?"),
    ("agreement", r"(?:framework |peace |comprehensive |border |power-sharing ){0,2}(?:agreements?"
     r"|accords?|deal|pact|treaty|settlement)"),
)  # fmt: skip
_SORT = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _SORTS), re.I)
"""What a deal made by its parties is; a plan or a proposal is somebody's that each may sign."""
_KNOWN_BEFORE = re.compile(
    r"(?i)\A(?: (?:finally|formally|also|on \w+day|\w+day|yesterday|today|jointly))*"
    r" (?:the|this|that|these|those|its|it|their|another|parts?|all|both|one of|up to)\b"
)
"""What is signed is known already: others may sign it elsewhere."""
_JOINS = re.compile(
    r"(?i)\b(?:support(?:ing|s)?|adher\w+|acced\w+|accession|join(?:s|ed|ing)?|implement\w*"
    r"|endors\w+|annex\w*|additional|supplement\w*|follow-up|roadmap for carrying out)\b"
)
"""What is signed only adds to a deal or lets others into it."""
_BREAK = re.compile(
    r"[;:—]|\b(?:that|who|whose|which|while|but|after|before|as|because|whether|said|says|when|not)\b"
)
_PASSIVE = re.compile(r"\b(?:is|was|were|been) (?:finally |formally |duly )?\Z")
_WITH = re.compile(r"\b(?:with|between|by)\b")
_MONTHS = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_PLACE = re.compile(rf"\b(?:in|at) (?P<place>(?!(?:{_MONTHS}|The)\b)[A-ZÀ-Þ][\w’'-]+)")
REACH = 110
"""How far from the verb, in characters, those stand who made the deal."""


@dataclass(frozen=True)
class DealMade:
    """A deal told to be made: who made it, the sentence, where, its sort, what it is called."""

    who: tuple[str, ...]
    passage: Passage
    place: str
    sort: str
    called: str


def deals_made(
    passages: Sequence[Passage], parties: Parties, sides: Sequence[str]
) -> Iterator[DealMade]:
    """Yield the deals that a document tells as new and made by parties that bear arms.

    One side of the war at least is among them; guarantors and witnesses are not counted.

    >>> from servanda.evidence.span import Span
    >>> from servanda.reading.packages.parties import PartyMention
    >>> words = "Chad and Libya signed an accord in Tunis."
    >>> held = [PartyMention(Span(0, 4), "TCD", "name"), PartyMention(Span(9, 14), "LBY", "name")]
    >>> passage = Passage("a", Span(0, len(words)), words, words, "prose", 0, None)
    >>> [(d.who, d.place, d.called) for d in
    ...     deals_made([passage], Parties(mentions={"a": held}), ["TCD", "LBY"])]
    [(('TCD', 'LBY'), 'Tunis', 'accord')]
    """
    for passage in passages:
        words = passage.narrated
        if words.rstrip().endswith("?") or is_old(passage) or _JOINS.search(words):
            continue
        for verb in _MADE.finditer(words):
            before = words[: verb.start()]
            if NOT.search(before) or OPEN.search(before[-50:]):
                continue
            who = _makers(passage, verb, parties, sides)
            sort = _sort(words, verb, passage.kind == "title")
            if len(who) < 2 or sort is None or not set(who) & set(sides):
                continue
            near = words[verb.start() : verb.end() + REACH]
            places = [m["place"] for m in _PLACE.finditer(near)]
            name = sort.group()
            yield DealMade(
                who, passage, places[0] if places else "", str(sort.lastgroup),
                name if name.isupper() else name[:1].lower() + name[1:],
            )  # fmt: skip


def _makers(
    passage: Passage, verb: re.Match[str], parties: Parties, sides: Sequence[str]
) -> tuple[str, ...]:
    """Return the armed parties that make a deal together: before the verb, or with, by, between."""
    words, at = passage.narrated, passage.span.start
    start = max((m.end() for m in _BREAK.finditer(words, 0, verb.start())), default=0)
    start = max(start, verb.start() - REACH)
    stop = next((m.start() for m in _BREAK.finditer(words, verb.end())), len(words))
    stop = min(stop, verb.end() + REACH)
    held = [
        (m.span.start - at, m.span.end - at, m.party)
        for m in parties.within(passage.document, passage.span)
        if m.party in sides or parties.kind(m.party) == "armed"
    ]
    subject = [each for each in held if start <= each[0] and each[1] <= verb.start()]
    joined = " and " in words[subject[0][1] : verb.start()] if subject else False
    makers = [party for _, _, party in subject] if joined or len(subject) == 1 else []
    beside = _WITH.search(words, verb.end(), stop)
    if beside and len(set(makers)) < 2:
        makers += [party for low, _, party in held if beside.end() <= low < stop]
    if len(set(makers)) < 2 and "between" in words[start : verb.start()]:
        makers = [party for _, _, party in subject]
    return tuple(dict.fromkeys(makers))


def _sort(words: str, verb: re.Match[str], title: bool) -> re.Match[str] | None:
    """Return the words for what is made, where it is told as something new."""
    after = words[verb.end() :]
    if _KNOWN_BEFORE.match(after):
        return None
    found = _SORT.search(words, verb.end(), verb.end() + REACH)
    if found and verb.group().startswith(("sign", "initial", "seal")):
        return found
    if found and found.start() - verb.end() < 30:
        return found
    before = words[: verb.start()]
    told_ahead = title or "between" in before or _PASSIVE.search(before)
    ahead = [*_SORT.finditer(before)] if told_ahead else []
    return ahead[-1] if ahead else None
