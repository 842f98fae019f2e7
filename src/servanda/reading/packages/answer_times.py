"""When an answer was given: long ago, before another one, or now."""

from __future__ import annotations

import re
from datetime import date

from servanda.evidence.span import Span

__all__ = ["is_earlier", "is_of_before", "is_over", "tells_of_the_past"]

_OLD_YEAR = re.compile(
    r"(?i)\b(?:in|of|since|during) (?:\w+ )?(?P<year>(?:19|20)\d\d)\b|\bthe (?P<named>(?:19"
    r"|20)\d\d)\b"
)
_ASIDE = re.compile(r", (?:which|who|whose|where)\b[^,.;]*,")
_LEFT_BEHIND = re.compile(
    r"(?i)\A\W*Earlier\b(?! than)[^.;]*\Z|\b(?:had|having)(?: \w+){0,2}\s\Z|\b(?:after"
    r"|despite)(?: (?:first|initially|long|once"
    r"|having|its|his|her|their|the))?(?: \w+){0,2}\s?\Z|\b(?:at first|initially|originally"
    r"|previously|until (?:now|then|today|yesterday|this \w+))\b[^.;:]{0,25}\Z"
)

_REPORTED = re.compile(
    r"(?i)\b(?:sa(?:id|ys|y)|announc\w+|confirm\w+|told \w+|insist\w+|repeat\w+|claim\w+|declar\w+"
    r"|wrote|writes)(?: \w+)?(?: that)? ?\Z"
)


def tells_of_the_past(words: str, day: date | None) -> bool:
    """Say whether words tell of something long before a day, by a year they name."""
    words = _ASIDE.sub(" ", words)
    years = [int(m["year"] or m["named"]) for m in _OLD_YEAR.finditer(words)]
    return day is not None and any(year < day.year - 1 for year in years)


def is_earlier(before: str) -> bool:
    """Say whether the words before a verb put it before what is told: "had rejected it".

    >>> is_earlier("Nine days after "), is_earlier("The rebels had twice "), is_earlier("Oslo ")
    (True, True, False)
    """
    return bool(_LEFT_BEHIND.search(before))


_BEFORE = re.compile(
    r"(?i)\b(?:only |just )?last (?:month|year|spring|summer|autumn|fall|winter)\b|\b(?:months?"
    r"|years?) (?:ago|earlier)\b"
)


def is_of_before(words: str) -> bool:
    """Say whether a sentence tells of months before its article: "last month it called it off".

    >>> is_of_before("Only last month Norland rejected a truce."), is_of_before("It said no.")
    (True, False)
    """
    return bool(_BEFORE.search(words))


def is_over(text: str, evidence: Span, holder: Span) -> bool:
    """Say whether an answer was given before what its sentence tells: "had rejected it"."""
    lead = text[max(0, holder.start - 40) : holder.start]
    line = text[max(0, holder.start - 120) : holder.start].rsplit("\n", 1)[-1]
    if re.match(r"\W*Earlier\b(?! than)", re.split(r"[.!?]\W+(?=[A-Z])", line)[-1]):
        return True
    if _REPORTED.search(lead):
        return False
    inside = text[holder.end : evidence.end] if evidence.holds(holder) else evidence.of(text)
    ahead = text[max(0, evidence.start - 30) : evidence.start].rsplit("\n", 1)[-1]
    if re.match(r"(?i)(?:,[^,]{2,60},)?\s*(?:which |who )?had (?:\w+ ){0,2}?\w+", inside):
        return True
    return is_earlier(ahead)
