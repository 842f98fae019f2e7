"""Numbers in words or figures, with the unit they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["NUMBER", "Amount", "amounts_in", "value_of"]

_SMALL = {
    word: n
    for n, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_TIMES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "dozen": 12,
}
_ONE_WORD = "|".join([*_TENS, *sorted(_SMALL, key=len, reverse=True)])
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?: (?:million|billion|thousand))?"
    rf"|(?:(?:{'|'.join(_TENS)})[- ](?:{_ONE_WORD})|{_ONE_WORD}|a (?:hundred|thousand|dozen))"
    r"(?:[- ](?:hundred|thousand|million|billion|dozen))*"
    rf"(?:[- ](?:and )?(?:(?:{'|'.join(_TENS)})[- ])?(?:{_ONE_WORD})(?:[- ]hundred)?)?"
)
"""A number in figures or words, as a pattern."""
_AMOUNT = re.compile(
    rf"(?<![\w.,$€£])(?P<number>{NUMBER})(?![\w,]\d)(?P<percent> ?%"
    rf"| ?per ?cent\b)?(?:[- ](?P<unit>(?:[a-z]+[- ]){{0,2}}?[a-z]{{3,}}))?",
    re.I,
)
_TIME = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?|fortnight)\b")
_MONTH = re.compile(r"(?i)\A\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\b")


@dataclass(frozen=True)
class Amount:
    """A number and what it counts; `time` where that is a span of time."""

    value: float
    unit: str
    start: int
    end: int
    time: bool


def value_of(words: str) -> float | None:
    """Return the number that words or figures stand for, None where they are no number.

    >>> value_of("115,000"), value_of("sixty thousand"), value_of("twenty-one")
    (115000.0, 60000.0, 21.0)
    """
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", words.lower().replace(",", "")):
        if re.fullmatch(r"\d+(?:\.\d+)?", word):
            current, seen = current + float(word), True
        elif word in _SMALL or word in _TENS:
            current, seen = current + _SMALL.get(word, _TENS.get(word, 0)), True
        elif word in _TIMES:
            current = max(current, 1.0) * _TIMES[word]
            if _TIMES[word] >= 1000:
                total, current = total + current, 0.0
            seen = True
        elif word not in {"a", "and", ""}:
            return None
    return total + current if seen else None


def amounts_in(words: str) -> list[Amount]:
    """Return the numbers in a clause that are no part of a date, in order.

    >>> [(a.value, a.unit) for a in amounts_in("15 percent of the oil goes north within 30 days")]
    [(15.0, 'percent'), (30.0, 'days')]
    """
    found = []
    for match in _AMOUNT.finditer(words):
        value = value_of(match["number"])
        if value is None or _is_date(words, match):
            continue
        unit = "percent" if match["percent"] else (match["unit"] or "")
        found.append(Amount(value, unit, match.start(), match.end(), bool(_TIME.search(unit))))
    return found


def _is_date(words: str, match: re.Match[str]) -> bool:
    number = match["number"]
    after, before = words[match.end("number") :], words[: match.start()]
    if _MONTH.match(after) or re.search(
        r"(?i)\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \Z", before
    ):
        return True
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", number) and not match["percent"]:
        return not re.match(
            r" (?:troops|men|soldiers|prisoners|people|observers|monitors|police)", after
        )
    return number.lower() == "one" and not match["percent"]
