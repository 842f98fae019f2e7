"""When things are to happen: spans of time and dates in a sentence, in months from the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.grammar.events import dates_in
from servanda.reading.packages.amounts import NUMBER, value_of
from servanda.reading.packages.day_words import days_told, spans_told
from servanda.reading.packages.passages import Passage

__all__ = ["DAYS_A_MONTH", "Timing", "timings_in"]

DAYS_A_MONTH = 30.4
_UNITS = {
    "hour": 1 / 730,
    "day": 1 / DAYS_A_MONTH,
    "week": 7 / DAYS_A_MONTH,
    "fortnight": 14 / DAYS_A_MONTH,
    "month": 1.0,
    "year": 12.0,
}
_SPAN = re.compile(
    rf"(?P<lead>\b(?:within|in|after|over|for|inside|under|every|by day|until|by|not more than"
    rf"|no more than|no later than|a|an|the|further|first|initial|at least|not less than) )?"
    rf"(?:(?:an? )?(?:initial|further|another|the|about|some|period of|at most|next|first|a|up to"
    rf"|more than|not more than) )*"
    rf"(?P<number>{NUMBER})[- ](?:to[- ](?P<upper>{NUMBER})[- ])?(?P<unit>hours?|days?|weeks?"
    rf"|fortnights?|months?|years?)\b(?P<tail>[- ](?:after|of|from|later|before|on|following"
    rf"|ceasefire|truce|cease-fire))?",
    re.I,
)
_BY_DAY = re.compile(
    rf"\b(?:by |on |from |after )?(?:day |D\+)(?P<number>{NUMBER})\b"
    rf"|\bby (?P<bare>\d{{2,3}})\b(?! per)"
    rf"|\b(?:[Bb]y |[Oo]n |[Ii]n |[Ff]rom |[Aa]fter )?[Mm]onth (?P<month>{NUMBER})\b"
)
_LEAD_DATE = re.compile(
    r"(?i)(?P<lead>\b(?:by(?: about)?|on|from|until|till|before|after|no later than|not later than"
    r"|since|starting|starts? on|begin(?:s|ning)? on|to|through|in|end of|by the end of|as of"
    r"|effective|at noon on|at midnight on|due|the last|the first on)(?: the)? )\Z"
)
_STAGE = re.compile(
    r"(?i)\b(?:after|once|when|as soon as|until|before|upon|following|concurrently with"
    r"|in exchange for)\b[^.;,]{4,90}"
)
_UNTIL_YEAR = re.compile(
    r"\b(?P<lead>until|by|in|before|from|till|of) (?:the end of |mid-|early |late )?(?P<year>(?:19"
    r"|20)\d\d)\b"
)


@dataclass(frozen=True)
class Timing:
    """When something is to happen.

    `kind`: `by` (within a span or by a day), `from`, `until` or `for` (how long), or `once` (a
    condition). `months` after the article's day, None where that cannot be told; `words` as they
    stand.
    """

    kind: str
    months: float | None
    words: str
    start: int
    citation: Citation


def timings_in(passage: Passage) -> list[Timing]:
    """Return the times that a sentence sets, in order.

    >>> from datetime import date
    >>> words = "All troops leave within 21 days, and a vote is held by 1 June 2030."
    >>> passage = Passage("a", Span(0, len(words)), words, words, "prose", 0, date(2030, 3, 1))
    >>> [(t.kind, round(t.months, 1)) for t in timings_in(passage)]
    [('by', 0.7), ('by', 3.0)]
    """
    found = [*_spans(passage), *_dates(passage)]
    found += [t for t in _in_words(passage) if not any(abs(t.start - f.start) < 12 for f in found)]
    found += [t for t in _days(passage) if not any(abs(t.start - f.start) < 12 for f in found)]
    return sorted(found, key=lambda timing: timing.start)


def _timing(kind: str, months: float | None, words: str, start: int, passage: Passage) -> Timing:
    return Timing(kind, months, " ".join(words.split()), start, passage.citation)


def _spans(passage: Passage) -> list[Timing]:
    found = []
    for match in _SPAN.finditer(passage.words):
        value = value_of(match["upper"] or match["number"])
        unit = match["unit"].lower().rstrip("s")
        if value is None or unit not in _UNITS:
            continue
        after = passage.words[match.end() : match.end() + 14]
        if re.match(
            r"\s(?:ago|old|with|earlier|of war|of fighting|of talks|of armed|of conflict|earlier"
            r"|in a row|in prison|war\b)",
            after,
            re.I,
        ):
            continue
        lead = (match["lead"] or "").strip().lower()
        before = passage.words[max(0, match.start() - 16) : match.start()].lower()
        kind = (
            "for"
            if lead in {"for", "a", "an", "the", "first"} or "for" in before.split()[-3:]
            else "by"
        )
        found.append(_timing(kind, value * _UNITS[unit], match.group(), match.start(), passage))
    return found


def _in_words(passage: Passage) -> list[Timing]:
    """Return the times told without a figure: "within a day", "by the fifth of next month"."""
    words = passage.words
    found = [
        _timing("for" if s.lead in {"for", "every"} else "by", s.months, s.words, s.start, passage)
        for s in spans_told(words)
    ]
    if passage.day is not None:
        for told in days_told(words, passage.day):
            lead = re.search(r"(?i)\b(until|till|to|from|after) (?:the )?\Z", words[: told.start])
            first = told.words.split()[0].lower()
            said = lead[1].lower() if lead else first
            kind = (
                "until" if said in {"until", "till", "to"} else "from" if said == "from" else "by"
            )
            months = (told.day - passage.day).days / DAYS_A_MONTH
            found.append(_timing(kind, months, told.words, told.start, passage))
    return found


def _days(passage: Passage) -> list[Timing]:
    found = []
    for match in _BY_DAY.finditer(passage.words):
        if match["month"]:
            months = value_of(match["month"])
            found.append(_timing("by", months, match.group(), match.start(), passage))
            continue
        value = value_of(match["number"] or match["bare"])
        if value is not None:
            found.append(_timing("by", value / DAYS_A_MONTH, match.group(), match.start(), passage))
    return found


def _dates(passage: Passage) -> list[Timing]:
    """Return the days after the article's own that the sentence names."""
    if passage.day is None:
        return []
    words, found = passage.words, []
    for dating in dates_in(words, Span(0, len(words)), passage.day, passage.day):
        lead = _LEAD_DATE.search(words[: dating.span.start])
        day = _day_of(dating.value, passage.day, words, dating.span)
        if day is None or day <= passage.day:
            continue
        said = lead["lead"].strip().lower() if lead else ""
        kind = (
            "until"
            if said in {"until", "till", "through", "to"}
            else "from"
            if said.startswith(("from", "start", "begin", "on", "effective", "at ", "after"))
            else "by"
        )
        months = (day - passage.day).days / DAYS_A_MONTH
        found.append(
            _timing(
                kind, months, words[dating.span.start : dating.span.end], dating.span.start, passage
            )
        )
    for match in _UNTIL_YEAR.finditer(words):
        year = int(match["year"])
        if year > passage.day.year and not any(abs(match.start() - f.start) < 25 for f in found):
            kind = "until" if match["lead"] in {"until", "till"} else "by"
            months = (date(year, 12 if kind == "until" else 7, 1) - passage.day).days / DAYS_A_MONTH
            found.append(_timing(kind, months, match.group(), match.start(), passage))
    return found


def _day_of(value: str | None, near: date, words: str, span: Span) -> date | None:
    """Return the day a dating means; one without a year is the next such day."""
    if value is None or not re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", value):
        return None
    year, month = int(value[:4]), int(value[5:7])
    day = int(value[8:10]) if len(value) == 10 else 28
    given = re.search(r"(?:19|20)\d\d", span.of(words))
    try:
        found = date(year, month, day)
        gone = (near.year, near.month) > (found.year, found.month) if len(value) == 7 else False
        if not given and found < near and (gone or (near - found).days > 45):
            found = date(year + 1, month, day)
    except ValueError:
        return None
    return found
