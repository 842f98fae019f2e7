"""Days as newsrooms print them: written out, in figures, without a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

__all__ = ["HEAD_LINES", "PLACE", "WRITTEN", "day_in", "day_without_year", "nearest_year"]

_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:3]: i + 1 for i, name in enumerate(_MONTHS.split())} | {
    "fév": 2, "fev": 2, "ene": 1, "mär": 3, "mai": 5, "avr": 4, "abr": 4, "jui": 6, "juil": 7,
    "aoû": 8, "aou": 8, "ago": 8, "okt": 10, "dez": 12, "déc": 12, "dic": 12,
}  # fmt: skip
_MONTH_NAME = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"|(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre"
    r"|d[ée]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre|Januar|Februar|März|Juni|Juli|Oktober|Dezember))\.?"
)
"""English months, and those of a dateline left in French, Spanish or German."""
_WEEKDAY = r"(?:(?:Mon|Tues?|Wednes|Wed|Thurs?|Thu|Fri|Satur|Sat|Sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[.:]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
WRITTEN = re.compile(
    rf"{_WEEKDAY}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?P<m1>{_MONTH_NAME})"
    rf"|(?P<m2>{_MONTH_NAME})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)(?:,?\s+(?:de\s+)?(?P<y>(?:1[89]|20)\d\d))?\b{_CLOCK}",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d\d)(?!\d)"
)
_SHORT = re.compile(r"(?<![\d.:])(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>\d\d)(?![\d.:])")
"""A day in figures with two for the year, as pages print it behind a name: "03.05.94"."""
_ISO = re.compile(
    r"(?<!\d)(?P<y>19\d\d|20\d\d)[-_./]?(?P<m>0[1-9]|1[0-2])[-_./]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,3}"
HEAD_LINES = 7
"""Lines at the top of an article that may be its masthead."""


def day_in(line: str) -> date | None:
    """Return the first whole date in a line; of 3/5/2024 the day stands first.

    >>> day_in("Saturday, 11th April 1998"), day_in("15/01/2025"), day_in("Sept. 30")
    (datetime.date(1998, 4, 11), datetime.date(2025, 1, 15), None)
    >>> day_in("The Courier, 03.05.94")
    datetime.date(1994, 5, 3)
    """
    if not _DIGIT.search(line):
        return None
    for match in WRITTEN.finditer(line):
        if match["y"]:
            found = _date(
                match["y"],
                _month(match["m1"] or match["m2"]),
                match["d1"] or match["d2"],
            )
            if found:
                return found
    figures = _FIGURES.search(line)
    if figures:
        return _date(figures["y"], figures["b"], figures["a"]) or _date(
            figures["y"], figures["a"], figures["b"]
        )
    iso = _ISO.search(line)
    if iso:
        return _date(iso["y"], iso["m"], iso["d"])
    short = _SHORT.search(line) if len(line) < 80 else None
    if short is None:
        return None
    century = "20" if int(short["y"]) < 40 else "19"
    return _date(century + short["y"], short["b"], short["a"])


def day_without_year(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the month and day of a dateline that bears no year.

    >>> day_without_year(["Truce signed", "OSLO, July 27 (Agency) — It was signed."])
    (7, 27)
    """
    for line in lines[:HEAD_LINES]:
        start = line[:120]
        match = WRITTEN.search(start)
        led = match and re.fullmatch(
            rf"\W*(?:{PLACE}|[A-Z][\w’'-]+)?(?:,? [A-Z][\w. ’'-]*)?,?\s*\W*", start[: match.start()]
        )
        if (
            match
            and led
            and not match["y"]
            and re.match(r"\s*(?:\(|[-–—:]|--|\Z)", start[match.end() :])
        ):
            return _month(match["m1"] or match["m2"]), int(match["d1"] or match["d2"])
    return None


def nearest_year(month_day: tuple[int, int], known: Sequence[date]) -> date | None:
    """Return the date nearest to others that were given with it; None where those are far apart.

    >>> nearest_year((10, 3), [date(2016, 9, 26), date(2016, 11, 24)])
    datetime.date(2016, 10, 3)
    """
    if not known or max(known).year - min(known).year > 1:
        return None
    years = range(min(known).year - 1, max(known).year + 2)
    fit = [d for y in years if (d := _date(str(y), *month_day))]
    return min(fit, key=lambda d: min(abs((d - k).days) for k in known), default=None)


def _month(word: str) -> int:
    """Return the number of a month by the letters it begins with."""
    low = word.lower()
    return _MONTH.get(low[:4]) or _MONTH[low[:3]]


def _date(year: str, month: int | str, day: int | str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
