"""Days and spans written out in words: "the twentieth day", "half a year", "mid-September"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

__all__ = ["DayTold", "SpanTold", "days_told", "spans_told"]

_ORDINALS: Final = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh
twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh
twenty-eighth twenty-ninth thirtieth thirty-first""".split()  # noqa: SIM905
_NUMBER: Final = {word: n for n, word in enumerate(_ORDINALS, 1)} | {
    "fortieth": 40, "forty-fifth": 45, "fiftieth": 50, "sixtieth": 60, "ninetieth": 90,
    "hundredth": 100,
}  # fmt: skip
_ORDINAL: Final = (
    rf"(?:{'|'.join(sorted(_NUMBER, key=len, reverse=True))}|\d{{1,3}}(?:st|nd|rd|th))"
)
_MONTHS: Final = """January February March April May June July August September October November
December""".split()  # noqa: SIM905
_MONTH: Final = "|".join(_MONTHS)
_FEASTS: Final = {"Christmas": (12, 25), "New Year": (1, 1), "Easter": (4, 5), "midsummer": (6, 24)}
_SEASONS: Final = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 12}
_DAY: Final = re.compile(
    rf"\b(?:the )?(?P<ordinal>{_ORDINAL})(?: day)? of (?:(?P<month>{_MONTH})(?:,? (?:of )?(?P<year>"
    rf"(?:19|20)\d\d))?|(?P<next>next|this|the same|the) month)"
    rf"|\b(?:the )?(?P<part>last day|end|middle|beginning|start|close) of (?P<month2>{_MONTH})"
    r"(?:,? (?P<year2>(?:19|20)\d\d))?"
    rf"|\b(?P<near>mid|early|late)-?\s?(?P<month3>{_MONTH})(?:,? (?P<year3>(?:19|20)\d\d))?"
    rf"|\b(?:by|before|until|on|from|to) the (?P<alone>{_ORDINAL})(?=[,.;:]|\s(?:and|at|the)\b|\Z)"
    rf"|\b(?:by|before|until|after|at) (?P<feast>Christmas|New Year|Easter|midsummer)\b"
    r"|\b(?:by|before|until|in|next) (?:the |next )?(?P<season>spring|summer|autumn|winter)\b"
    r"|\b(?P<end>end of the year|year[’']s end|the year is out)\b"
)
_COUNTED: Final = re.compile(
    rf"(?i)\b(?:by |on |from |until |after )?the (?P<n>{_ORDINAL}) (?P<unit>day|week|month|year)\b"
    r"(?! of\b)"
)
_UNITS: Final = {"hour": 1 / 730, "day": 1 / 30.4, "week": 7 / 30.4, "fortnight": 14 / 30.4,
                 "month": 1.0, "year": 12.0}  # fmt: skip
_SPAN: Final = re.compile(
    r"(?i)\b(?P<lead>within|in|after|inside|under|for|over|every|before|until|by|once)"
    r"(?: (?:about|some|the|a further|another|an? initial(?: period)? of|at most|up to|period of))?"
    r" (?P<words>(?:(?P<half>half(?: an?)?|an? half)|(?P<quarter>a quarter of an?)"
    r"|(?P<one>an?|one|a further|another|a single))[ -]"
    r"(?P<unit>hour|day|week|fortnight|month|year)s?(?P<more> and a half)?)\b"
    r"(?! (?:ago|old|long|earlier|or two))"
)


class DayTold(NamedTuple):
    """A day told in words: which, the words, where they begin."""

    day: date
    words: str
    start: int


class SpanTold(NamedTuple):
    """A span told in words: how many months, the words before it, the words, where they begin."""

    months: float
    lead: str
    words: str
    start: int


def spans_told(words: str) -> Iterator[SpanTold]:
    """Yield the spans that are counted by no figure or number word: a day, half a year.

    >>> [(round(s.months, 2), s.words) for s in spans_told("All go within a day, in half a year.")]
    [(0.03, 'a day'), (6.0, 'half a year')]
    """
    for match in _SPAN.finditer(words):
        times = 0.5 if match["half"] else 0.25 if match["quarter"] else 1.0
        times += 0.5 if match["more"] else 0.0
        months = times * _UNITS[match["unit"].lower()]
        yield SpanTold(months, match["lead"].lower(), match["words"], match.start())
    for match in _COUNTED.finditer(words):
        months = _number(match["n"]) * _UNITS[match["unit"].lower()]
        yield SpanTold(months, "by", match.group(), match.start())


def days_told(words: str, near: date) -> Iterator[DayTold]:
    """Yield days told by an ordinal, a part of a month, a feast or a season, none before `near`.

    A day without a year is the next such day.

    >>> [str(d.day) for d in days_told("by the fifth of May, and in mid-June", date(2030, 5, 20))]
    ['2031-05-05', '2030-06-15']
    """
    for match in _DAY.finditer(words):
        found = _day(match, near)
        if found is not None and found >= near:
            yield DayTold(found, match.group(), match.start())


def _number(ordinal: str) -> int:
    return _NUMBER.get(ordinal.lower()) or int(re.sub(r"\D", "", ordinal) or 0)


def _day(match: re.Match[str], near: date) -> date | None:
    month = match["month"] or match["month2"] or match["month3"]
    year = match["year"] or match["year2"] or match["year3"]
    if match["next"]:
        first = near.replace(day=1)
        if match["next"] == "next":
            first = (first + timedelta(days=32)).replace(day=1)
        return _on(first.year, first.month, _number(match["ordinal"]))
    if match["alone"]:
        day = _on(near.year, near.month, _number(match["alone"]))
        if day is not None and day < near:
            first = (near.replace(day=1) + timedelta(days=32)).replace(day=1)
            day = _on(first.year, first.month, _number(match["alone"]))
        return day
    if match["feast"]:
        return _next(*_FEASTS[match["feast"]], near)
    if match["season"]:
        return _next(_SEASONS[match["season"]], 15, near)
    if match["end"]:
        return date(near.year, 12, 31)
    if month is None:
        return None
    number = _MONTHS.index(month) + 1
    day_of = _in_month(match, int(year) if year else near.year, number)
    if year:
        return _on(int(year), number, day_of)
    return _next(number, day_of, near)


def _in_month(match: re.Match[str], year: int, month: int) -> int:
    if match["ordinal"]:
        return _number(match["ordinal"])
    part = match["part"] or match["near"]
    last = monthrange(year, month)[1]
    return {"last day": last, "end": last, "close": last, "late": 25, "middle": 15, "mid": 15}.get(
        part, 5
    )


def _next(month: int, day: int, near: date) -> date | None:
    found = _on(near.year, month, day)
    return found if found is None or found >= near else _on(near.year + 1, month, day)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
