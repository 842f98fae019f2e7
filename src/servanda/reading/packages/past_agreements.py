"""Agreements of the past that the articles recall, and whether they were kept, and by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.evidence.records import Citation
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage

__all__ = ["PastAgreement", "past_agreements"]

_WHAT = (
    r"(?:agreements?|accords?|pacts?|treaty|treaties|truces?|cease-?fires?|armistice|memorandum"
    r"|protocols?|deals?|promises?|commitments?|pledges?|award|declaration|resolution|settlement"
    r"|talks|negotiations|conference|undertaking|guarantee|alliance)"
)
_YEAR = re.compile(r"\b(?P<year>1[5-9]\d\d|20\d\d)\b")
_NAMED = re.compile(
    rf"\b(?P<name>(?:[A-Z][\w’'-]+ ){{1,4}}(?i:{_WHAT})|(?:1[5-9]\d\d"
    rf"|20\d\d) (?:[a-z-]+ ){{0,2}}{_WHAT}|[Rr]esolution \d+)(?: of (?P<of>(?:1[5-9]|20)\d\d))?"
)
_PROMISED = re.compile(
    r"\b(?:promised|pledged|undertook|agreed|signed|vowed|swore|guaranteed|committed|had accepted"
    r"|declared)\b",
    re.I,
)
_BROKEN = re.compile(
    r"\b(?:violat\w+|breach\w*|brok(?:e|en)|break(?:s|ing)|flout\w*|tore up|torn up|ignored"
    r"|abandon\w+|never (?:funded|carried out|implemented|honou?red|kept|answered|enforced|applied"
    r"|left|disarmed)|collaps\w+|fell apart|fell through|failed|unravel\w+|did not (?:last|hold)"
    r"|didn[’']t (?:last|hold)|struck down|null|scrapped|renounc\w+|lapsed|still where they were"
    r"|dead letter|betray\w+|went back on|reneg\w+|had broken|new offensive|did nothing|stayed"
    r"|were never|was never|without result)\b",
    re.I,
)
_KEPT = re.compile(
    r"\b(?:kept it|kept (?:the|their|its)|held (?:for|since)|honou?red|has held|was observed"
    r"|respected|stuck to)\b",
    re.I,
)
_SINCE_LITTLE = re.compile(
    r"\b(?:last|this) (?:year|winter|spring|summer|autumn|fall|month|March|April|May|June|July"
    r"|August|September|October|November|December|January|February)\b|\bin (?:January|February"
    r"|March|April|May|June|July|August|September|October|November|December)\b"
)


@dataclass(frozen=True)
class PastAgreement:
    """An earlier agreement: its name and year, whose conduct is told, and whether it was kept.

    `kept` is None where the articles do not say.
    """

    name: str
    year: int
    party: str
    kept: bool | None
    citations: tuple[Citation, ...]


def past_agreements(passages: Sequence[Passage], parties: Parties) -> list[PastAgreement]:
    """Return the agreements of the past that sentences recall, each year and name once.

    A sentence counts that names an agreement or a promise with a year before the article's, or
    says of one that it was broken or kept.
    """
    found: dict[tuple[str, int], PastAgreement] = {}
    for number, passage in enumerate(passages):
        nearby = " ".join(
            p.words
            for p in passages[number + 1 : number + 3]
            if (p.document, p.paragraph) == (passage.document, passage.paragraph)
        )
        agreement = _recalled(passage, parties, nearby)
        if agreement:
            key = (agreement.name.lower(), agreement.year)
            found.setdefault(key, agreement)
    return list(found.values())


def _recalled(passage: Passage, parties: Parties, nearby: str) -> PastAgreement | None:
    words = passage.words
    if passage.day is None or (
        not re.search(rf"\b{_WHAT}\b", words, re.I) and not _PROMISED.search(words)
    ):
        return None
    named = _NAMED.search(words)
    years = [int(m["year"]) for m in _YEAR.finditer(words) if int(m["year"]) < passage.day.year]
    broken, kept = _BROKEN.search(words) or _BROKEN.search(nearby), _KEPT.search(words)
    if not years:
        recent = _SINCE_LITTLE.search(words)
        if not (broken and recent and re.search(rf"\b{_WHAT}\b", words, re.I)):
            return None
        years = [passage.day.year]
    elif not (broken or kept or named or _PROMISED.search(words)):
        return None
    name = named["name"] if named else f"Agreement of {years[0]}"
    name = re.sub(r"\A(?:The|In|A|Under|Its|That|This|By|Of) ", "", name)
    return PastAgreement(
        name,
        years[0],
        _whose(passage, parties),
        None if not (broken or kept) else not broken,
        (passage.citation,),
    )


def _whose(passage: Passage, parties: Parties) -> str:
    """Return whose conduct a sentence tells: the party that stands before the verb."""
    verb = _BROKEN.search(passage.words) or _PROMISED.search(passage.words)
    at = passage.span.start + (verb.start() if verb else 0)
    held = [m for m in parties.within(passage.document, passage.span) if m.span.end <= at]
    return held[-1].party if held else ""
