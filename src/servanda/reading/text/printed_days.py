"""Days as newsrooms print them: written out, in figures, without a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

__all__ = ["DAY", "day_in", "day_without_year", "nearest_year"]

_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:3]: i + 1 for i, name in enumerate(_MONTHS.split())} | {
    "fév": 2, "fev": 2, "ene": 1, "mär": 3, "mai": 5, "avr": 4, "abr": 4, "jui": 6, "juil": 7,
    "aoû": 8, "aou": 8, "ago": 8, "okt": 10, "dez": 12, "déc": 12, "dic": 12, "gen": 1, "maa": 3,
    "mag": 5, "mei": 5, "maj": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10, "out": 10, "des": 12,
}  # fmt: skip
_MONTH_NAME = (
    r"(?:(?:Jan(?:uar[yi]?)?|Feb(?:ruar[yi]?)?|Mar(?:ch|s)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust(?:us|i)?)?|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[csz](?:ember)?"
    r"|janvier|f[ée]vrier|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre"
    r"|d[ée]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre|März|Juni|Juli|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre"
    r"|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
    r"|maart|mei|maj)\b\.?)"
)
"""English months, and those of a dateline left in another language of Europe."""
_WEEKDAY = (
    r"(?:(?:Mon|Tues?|Wednes|Wed|Thurs?|Thu|Fri|Satur|Sat|Sun)(?:day)?\.?,?\s+(?:the\s+)?"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves"
    r"|viernes|s[áa]bado|domingo|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch),?\s+)?"
)
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[.:]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
_SHORT_YEAR = r"[’']\d\d|\d\d(?=\s*(?:\Z|[,;|)\]·–—-]))"
_WRITTEN = re.compile(
    rf"{_WEEKDAY}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:day\s+)?(?:of\s+|de\s+)?"
    rf"|[-/.])"
    rf"(?P<m1>{_MONTH_NAME})"
    rf"|(?P<m2>{_MONTH_NAME})\s+(?:the\s+)?(?:\d{{1,2}}\s?[-–]\s?)?(?P<d2>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?)"
    rf"(?:(?:,?\s+(?:del?\s+)?|[-/.])(?P<y>(?:1[89]|20)\d\d|{_SHORT_YEAR}))?(?!\w){_CLOCK}",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<y>(?:19|20)\d\d)[-, ]{{1,2}}(?:(?P<m2>{_MONTH_NAME})[- ](?P<d2>\d{{1,2}})"
    rf"|(?P<d1>\d{{1,2}})[- ](?P<m1>{_MONTH_NAME}))(?!\w)",
    re.IGNORECASE,
)
_ROMAN = re.compile(
    r"(?<![\w.])(?P<d>\d{1,2})\s?[./· -]\s?(?P<m>I{1,3}|IV|VI{0,3}|IX|XI{0,2})\s?[./· -]\s?"
    r"(?P<y>(?:19|20)\d\d)(?!\d)"
)
_ROMANS = "I II III IV V VI VII VIII IX X XI XII".split()  # noqa: SIM905
_DAYS = re.compile(r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,3}day|[srn.]{0,3})\b")
_DAY_NAMES = "mon tue wed thu fri sat sun".split()  # noqa: SIM905
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d\d)(?!\d)"
)
_SHORT = re.compile(
    r"(?<![\w.:/-])(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<y>\d\d)(?![\w:/-]|\.\d)"
)
"""A day in figures with two for the year, as pages print it behind a name: "03.05.94"."""
_ISO = re.compile(
    r"(?<!\d)(?P<y>19\d\d|20\d\d)[-_./]?(?P<m>0[1-9]|1[0-2])[-_./]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,3}"
_HEAD_LINES = 7
"""Lines at the top of an article that may be its masthead."""


def day_in(line: str) -> date | None:
    """Return the first whole date in a line; of 3/5/2024 the day stands first.

    >>> day_in("Saturday, 11th April 1998"), day_in("15/01/2025"), day_in("Sept. 30")
    (datetime.date(1998, 4, 11), datetime.date(2025, 1, 15), None)
    >>> day_in("The Courier, 03.05.94"), day_in("Tuesday 02/03/2015"), day_in("12.II.2015")
    (datetime.date(1994, 5, 3), datetime.date(2015, 2, 3), datetime.date(2015, 2, 12))
    """
    if not _DIGIT.search(line):
        return None
    for pattern in (_WRITTEN, _YEAR_FIRST):
        for match in pattern.finditer(line):
            if match["y"] and (
                found := _date(
                    _year(match["y"]),
                    _month(match["m1"] or match["m2"]),
                    match["d1"] or match["d2"],
                )
            ):
                return found
    if figures := _FIGURES.search(line):
        return _in_figures(line, figures["y"], figures["a"], figures["b"])
    if iso := _ISO.search(line):
        return _date(iso["y"], iso["m"], iso["d"])
    if roman := _ROMAN.search(line):
        return _date(roman["y"], _ROMANS.index(roman["m"]) + 1, roman["d"])
    short = _SHORT.search(line) if len(line) < 80 else None
    return _in_figures(line, _year(short["y"]), short["a"], short["b"]) if short else None


def _in_figures(line: str, year: str, first: str, second: str) -> date | None:
    """Return a day whose month is told by the weekday beside it or the calendar, else last."""
    found = [
        one for one in (_date(year, second, first), _date(year, first, second)) if one is not None
    ]
    if len(found) == 2 and (named := _DAYS.search(line[:200])):
        weekday = _DAY_NAMES.index(named[1].lower())
        found.sort(key=lambda one: one.weekday() != weekday)
    return found[0] if found else None


def _year(figures: str) -> str:
    """Return a year of two figures as one of four."""
    last = figures.strip("’'")
    return last if len(last) == 4 else ("20" if int(last) < 40 else "19") + last


DAY = re.compile(
    "|".join(
        re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern).replace("(?P=sign)", "[./-]")
        for pattern in (_YEAR_FIRST, _WRITTEN, _FIGURES, _ISO, _ROMAN, _SHORT)
    ),
    re.IGNORECASE,
)
"""A day in any notation, with or without its year."""


def day_without_year(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the month and day of a dateline that bears no year.

    >>> day_without_year(["Truce signed", "OSLO, July 27 (Agency) — It was signed."])
    (7, 27)
    """
    for line in lines[:_HEAD_LINES]:
        start = line[:120]
        match = _WRITTEN.search(start)
        led = match and re.fullmatch(
            rf"\W*(?:{_PLACE}|[A-Z][\w’'-]+)?(?:,? [A-Z][\w. ’'-]*)?,?\s*\W*",
            start[: match.start()],
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
