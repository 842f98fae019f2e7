"""When an answer was given: long ago, before another one, or now."""

from __future__ import annotations

import re
from datetime import date

from servanda.evidence.span import Span

__all__ = [
    "is_earlier",
    "is_in_an_old_aside",
    "is_of_an_earlier_month",
    "is_of_before",
    "is_over",
    "tells_of_the_past",
]

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
    r"(?i)\b(?:reached|signed|agreed|concluded|struck) (?:earlier|previously|before)\b"
    r"(?! (?:today|on|in the day|this (?:day|morning|afternoon|evening)))"
    r"|\b(?:only |just )?last (?:month|year|spring|summer|autumn|fall|winter)\b|\b(?:months?"
    r"|years?) (?:ago|earlier)\b"
)


def is_of_before(words: str) -> bool:
    """Say whether a sentence tells of months before its article: "last month it called it off".

    >>> is_of_before("Only last month Norland rejected a truce."), is_of_before("It said no.")
    (True, False)
    """
    return bool(_BEFORE.search(words))


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_IN_A_MONTH = re.compile(
    r"\b(?:signed|agreed|accepted|approved|initial?led|reached|rejected|refused)"
    rf"(?: [\w’'-]+){{0,3}}? in (?P<month>{'|'.join(_MONTHS)})\b(?! \d)"
)


def is_of_an_earlier_month(words: str, day: date | None) -> bool:
    """Say whether a sentence tells of an answer two months or more before a day.

    >>> is_of_an_earlier_month("The two agreed in February to vote.", date(2004, 4, 8))
    True
    """
    match = _IN_A_MONTH.search(words)
    if match is None or day is None:
        return False
    return (day.month - 1 - _MONTHS.index(match["month"])) % 12 >= 2


def is_in_an_old_aside(words: str, at: int, day: date | None) -> bool:
    """Say whether a place stands in a relative clause that names a year long before a day.

    >>> words = "The Front, which signed in 1996, is silent."
    >>> is_in_an_old_aside(words, words.index("signed"), date(2012, 10, 8))
    True
    """
    if day is None:
        return False
    held = (m for m in _ASIDE.finditer(words) if m.start() <= at < m.end())
    years = (int(m["year"] or m["named"]) for aside in held for m in _OLD_YEAR.finditer(aside[0]))
    return any(year < day.year - 1 for year in years)


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
