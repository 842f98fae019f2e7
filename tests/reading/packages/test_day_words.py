"""Days and spans told in words."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reading.packages.day_words import days_told, spans_told

NEAR = date(2030, 5, 20)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("no later than the twenty-fifth of next month", date(2030, 6, 25)),
        ("from the first of April", date(2031, 4, 1)),
        ("by the last day of March 2031", date(2031, 3, 31)),
        ("by mid-September", date(2030, 9, 15)),
        ("it is supposed to end on the twenty-ninth.", date(2030, 5, 29)),
        ("the rest before Christmas", date(2030, 12, 25)),
        ("by the end of the year", date(2030, 12, 31)),
    ],
)
def test_a_day(words: str, day: date) -> None:
    assert [told.day for told in days_told(words, NEAR)] == [day]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("the wounded within a day", 0.03),
        ("in half a year", 6.0),
        ("within a year and a half", 18.0),
        ("over by the twentieth day", 0.66),
        ("renewed every half year", 6.0),
    ],
)
def test_a_span(words: str, months: float) -> None:
    assert [round(told.months, 2) for told in spans_told(words)] == [months]


@pytest.mark.parametrize("words", ["a year ago", "six lorries a day", "the second of three plans"])
def test_none(words: str) -> None:
    assert not list(days_told(words, NEAR))
    assert not list(spans_told(words))
