"""Dates as the text puts them, what they come to, and the events they date."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from servanda.evidence.records import Dating
from servanda.evidence.span import Span
from servanda.reading.grammar.word_index import Sieve
from servanda.reading.text.sentences import sentences

__all__ = ["Event", "dates_in", "events_in", "latest_day", "place_said"]

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
_MONTHS = _MONTH_NAMES.split()
_MONTH = (
    {name: i + 1 for i, name in enumerate(_MONTHS)}
    | {name[:3]: i + 1 for i, name in enumerate(_MONTHS)}
    | {"sept": 9}
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_M = (
    r"(?P<{}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DATE = re.compile(
    rf"(?P<dmy>\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? {_M.format('m1')},? (?P<y1>\d{{4}})\b)"
    rf"|(?P<mdy>\b{_M.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})\b)"
    rf"|(?P<my>\b(?:(?:early|mid-?|late) ?)?{_M.format('m3')},? (?P<y3>\d{{4}})\b)"
    rf"|(?P<md>\b{_M.format('m4')} (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}}))"
    rf"|(?P<dm>\b(?P<d5>\d{{1,2}})(?:st|nd|rd|th)? {_M.format('m5')}\b(?!,? \d{{4}}))"
    r"|(?P<iso>\b(?P<y6>\d{4})-(?P<m6>\d\d)-(?P<d6>\d\d)\b)"
    r"|(?P<day>\b(?:(?P<which>on|last|next|this|early|late) )?"
    r"(?P<name>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    r"|(?P<rel>\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow)\b(?!['’]s (?:world|war)))"
    r"|(?P<unit>\b(?P<dir>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he past|[Ee]arlier this|[Ll]ater this)"
    r" (?P<span>week|month|year)\b(?:[’']s)?)"
    r"|(?P<ago>\b(?P<n>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?P<what>day|week|month|year)s? ago\b)"
    r"|(?P<ahead>\b[Ii]n (?P<more>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?P<unit_ahead>day|week|month|year)s?[’']?(?: time)?\b(?! of\b))"
    r"|(?P<month>\b(?P<mw>in|since|until|by|last|next|this|during|of)? ?"
    rf"{_M.format('m7')}(?P<poss>[’']s)?\b"
    r"(?! \d))"
    r"|(?P<year>\b(?P<y8>19[0-9]{2}|20[0-4][0-9])\b)"
)
_SIGN_WORDS = """0 1 2 3 4 5 6 7 8 9 day ago omorrow week month year may janu jan. febr feb. march
mar. april apr. june jun. july jul. august aug. sept octo oct. nove nov. dece dec."""
_SIGN_PHRASES = """ast w;ast m;ast y;ext w;ext m;ext y;his w;his m;his y;he past"""
_SIGNS = tuple(
    (Sieve(re.compile(""), [w for w in words if len(w) == size]), size)
    for words in [_SIGN_WORDS.split() + _SIGN_PHRASES.split(";")]
    for size in sorted(set(map(len, words)))
)
"""What is in every date, at most `_BEFORE` code points after its beginning."""
_BEFORE = 20
_EDGE = re.compile(r"\b")
_NUMBER_WORDS = "one two three four five six seven eight nine ten"
_NUMBER = {word: i + 1 for i, word in enumerate(_NUMBER_WORDS.split())}
_NUMBER |= {"a": 1, "an": 1}
_FULL = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}) {_M.format('m1')},? (?P<y1>\d{{4}})"
    rf"|{_M.format('m2')} (?P<d2>\d{{1,2}}),? "
    r"(?P<y2>\d{4}))\b"
)
_YEAR = re.compile(r"\d{4}\b")


@dataclass(frozen=True)
class Event:
    """Something the text dates: the words that tell it, and when it was."""

    document: str
    span: Span
    quote: str
    when: Dating


def latest_day(text: str) -> date | None:
    """Return the latest day the text names in full: it was written no earlier.

    >>> latest_day("Talks on May 2, 2024 followed those of 1 March 2024.")
    datetime.date(2024, 5, 2)
    """
    days = []
    for year in _YEAR.finditer(text):
        match = _FULL.search(text, max(0, year.start() - _BEFORE), year.end())
        if not match:
            continue
        part = match.groupdict()
        which = "1" if part["d1"] else "2"
        day = _day(part["y" + which], part["m" + which], part["d" + which])
        if day:
            days.append(day)
    return max(days, default=None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _month(month), int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTH[name.lower().rstrip(".")]


def dates_in(
    text: str, span: Span, published: date | None, around: date | None = None
) -> list[Dating]:
    """Return the dates in `span` of `text`, relative ones resolved against the day of publication.

    `around`: a day near the writing, for days and months without a year; what hangs on the very
    day of writing ("last month", "on Thursday") stays open without `published`.

    >>> [found] = dates_in("He spoke on Thursday.", Span(0, 21), date(2025, 9, 5))
    >>> found.value
    '2025-09-04'
    """
    found: list[Dating] = []
    signs = _signs(text)
    first = bisect_left(signs, span.start)
    if first == len(signs) or signs[first] >= span.end:
        return found
    for match in _dates(text, span):
        if match["month"] and not _is_month(match):
            continue
        value = _value(match, published, around or published)
        start = match.start() + (1 if match.group().startswith(" ") else 0)
        found.append(Dating(Span(start, match.end()), value))
    return found


def _dates(text: str, span: Span) -> Iterator[re.Match[str]]:
    """Yield the matches of `_DATE` in a span; it is slow, so it is tried near signs only."""
    signs = _signs(text)
    done = tried = span.start
    for i in range(bisect_left(signs, span.start), len(signs)):
        sign = signs[i]
        if sign >= span.end:
            return
        for edge in _EDGE.finditer(text, max(tried, sign - _BEFORE), sign + 1):
            at = edge.start()
            match = _DATE.match(text, at, span.end) if done <= at <= sign else None
            if match:
                done = match.end()
                yield match
        tried = max(done, sign + 1)


@lru_cache(maxsize=2)
def _signs(text: str) -> array[int]:
    """Return where the signs of a date stand, found once for all spans of a text."""
    return array("q", sorted({end - size for sieve, size in _SIGNS for end in sieve.ends(text)}))


def _is_month(match: re.Match[str]) -> bool:
    """Say whether "May" or "March" is the month: after a preposition, or possessive."""
    return bool(
        match["mw"] or match["poss"] or match["m7"] not in {"May", "March", "August"}
    ) and not (match["mw"] == "of" and match["m7"] in {"May", "March"})


def _value(match: re.Match[str], published: date | None, around: date | None) -> str | None:
    if match["dmy"] or match["mdy"] or match["iso"]:
        y, m, d = (
            (match["y1"], match["m1"], match["d1"]) if match["dmy"]
            else (match["y2"], match["m2"], match["d2"]) if match["mdy"]
            else (match["y6"], match["m6"], match["d6"])
        )  # fmt: skip
        day = _day(y, m, d)
        return day.isoformat() if day else None
    if match["my"]:
        return f"{match['y3']}-{_month(match['m3']):02}"
    if match["year"]:
        return match["y8"]
    if match["md"] or match["dm"]:
        month, number = (match["m4"], match["d4"]) if match["md"] else (match["m5"], match["d5"])
        return _without_year(_month(month), int(number), around)
    if match["month"]:
        return _month_alone(_month(match["m7"]), match["mw"], around)
    return _relative(match, published) if published else None


def _without_year(month: int, number: int, around: date | None) -> str:
    open_day = f"XXXX-{month:02}-{number:02}"
    if around is None:
        return open_day
    days = []
    for year in (around.year - 1, around.year, around.year + 1):
        try:
            days.append(date(year, month, number))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - around)).isoformat() if days else open_day


def _month_alone(month: int, word: str | None, around: date | None) -> str:
    if around is None:
        return f"XXXX-{month:02}"
    ahead = word in {"next", "by", "until"}
    past = month > around.month if not ahead else False
    year = around.year - 1 if past else around.year + (1 if ahead and month < around.month else 0)
    return f"{year}-{month:02}"


def _relative(match: re.Match[str], published: date) -> str:
    if match["rel"]:
        step = {"yesterday": -1, "today": 0, "tomorrow": 1}[match["word"].lower()]
        return (published + timedelta(days=step)).isoformat()
    if match["day"]:
        target = _DAYS.index(match["name"].lower())
        if match["which"] == "next":
            return (published + timedelta(days=(target - published.weekday()) % 7 or 7)).isoformat()
        back = (published.weekday() - target) % 7 or (7 if match["which"] == "last" else 0)
        return (published - timedelta(days=back)).isoformat()
    if match["unit"]:
        return _unit(match["dir"].lower(), match["span"], published)
    if match["ahead"]:
        return _away(published, match["more"], match["unit_ahead"], 1)
    return _away(published, match["n"], match["what"], -1)


def _away(published: date, count: str, unit: str, sign: int) -> str:
    """Return the day, month or year so many units away, as exact as the unit."""
    word = count.lower()
    many = sign * (int(word) if word.isdigit() else _NUMBER[word])
    if unit in {"day", "week"}:
        return (published + timedelta(days=many * (7 if unit == "week" else 1))).isoformat()
    return str(published.year + many) if unit == "year" else _months_from(published, many)


def _unit(direction: str, unit: str, published: date) -> str:
    step = {"last": -1, "next": 1}.get(direction, 0)
    if unit == "year":
        return str(published.year + step)
    if unit == "month":
        return _months_from(published, step)
    year, week, _ = (published + timedelta(weeks=step)).isocalendar()
    return f"{year}-W{week:02}"


def _months_from(day: date, step: int) -> str:
    months = day.year * 12 + day.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}"


_CLAUSE_END = re.compile(r"[,;:—–]|\s-\s")
_LONGEST_EVENT = 300


def events_in(
    document: str,
    text: str,
    prose: Sequence[Span],
    published: date | None,
    around: date | None = None,
) -> list[Event]:
    """Return what the prose dates, each with the clause that tells it.

    >>> text = "After years of war, the two signed an accord in Doha in February 2020."
    >>> [event] = events_in("d", text, [Span(0, len(text))], None)
    >>> event.quote, event.when.value
    ('the two signed an accord in Doha in February 2020', '2020-02')
    """
    found = []
    for block in prose:
        for sentence in sentences(text, block.start, block.end):
            for when in dates_in(text, sentence, published, around):
                span = _clause(text, sentence, when.span)
                found.append(Event(document, span, span.of(text), when))
    return found


def _clause(text: str, sentence: Span, inside: Span) -> Span:
    start, end = sentence.start, sentence.end
    for match in _CLAUSE_END.finditer(text, sentence.start, inside.start):
        start = match.end()
    after = _CLAUSE_END.search(text, inside.end, sentence.end)
    end = after.start() if after else end
    if len(text[start:end].split()) < 4 and after:
        further = _CLAUSE_END.search(text, after.end(), sentence.end)
        end = further.start() if further else sentence.end
    start, end = max(start, inside.start - _LONGEST_EVENT), min(end, inside.end + _LONGEST_EVENT)
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip(" .\n")))


_PLACE = re.compile(
    r"\b(?:in|at|during|outside)\s+(?:(?:the|a|an|his|her|its|their)\s+)?"
    r"(?:[\w’'-]+ ){0,3}?[A-ZÀ-Þ][\w’'-]+(?:\s(?:(?:in|of|at)\s)?(?:the\s)?[A-ZÀ-Þ][\w’'-]+){0,4}"
    r"(?:\s\([A-Z]{2,8}\))?(?:,\s(?:during|at|in)\s[^,.;]{3,60}?(?=\son\s[A-Z]|[,.;]))?"
)
_IN = re.compile(r"\b(?:in|outside)\s+((?:[A-ZÀ-Þ][\w’'-]+)(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})")


def place_said(text: str, sentence: Span, content: Sequence[Span]) -> tuple[Span, str] | None:
    """Return where something was said: a place named in its sentence, outside what was said."""
    for match in _PLACE.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span())
        words = match.group()
        if any(span.meets(part) for part in content) or _is_time(words):
            continue
        at = _IN.search(words)
        if at and not _is_time(at.group()):
            return span, at[1]
    return None


_TIME = re.compile(rf"\b(?:{'|'.join(m.capitalize() for m in _MONTHS)})\b|\d{{4}}")


def _is_time(words: str) -> bool:
    return bool(_TIME.search(words))
