"""Dates resolve against the day of publication, and only where the text gives an anchor."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.evidence.span import Span
from servanda.reading.grammar import events
from servanda.reading.grammar.events import dates_in, events_in, latest_day, place_said

FRIDAY = date(2025, 9, 5)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Thursday", "2025-09-04"),
        ("on Friday", "2025-09-05"),
        ("next Monday", "2025-09-08"),
        ("yesterday", "2025-09-04"),
        ("Last month’s", "2025-08"),
        ("last year", "2024"),
        ("last week", "2025-W35"),
        ("three weeks ago", "2025-08-15"),
        ("last Friday", "2025-08-29"),
        ("last Tuesday", "2025-09-02"),
        ("in three weeks", "2025-09-26"),
        ("in two months’ time", "2025-11"),
        ("16 years ago", "2009"),
        ("in June", "2025-06"),
        ("in November", "2024-11"),
        ("June’s", "2025-06"),
        ("on October 2", "2025-10-02"),
        ("2 October 2014", "2014-10-02"),
        ("Sept. 21, 2013", "2013-09-21"),
        ("February 2022", "2022-02"),
        ("in 1994", "1994"),
        ("2024-02-29", "2024-02-29"),
        ("31 February 2024", None),
    ],
)
def test_dates(words: str, value: str | None) -> None:
    text = f"He said it {words} there."
    found = dates_in(text, Span(0, len(text)), FRIDAY)
    assert [dating.value for dating in found] == [value]


@pytest.mark.parametrize("words", ["on Thursday", "last month", "yesterday", "three weeks ago"])
def test_without_a_day_of_publication_they_stay_open(words: str) -> None:
    text = f"He said it {words}."
    assert [d.value for d in dates_in(text, Span(0, len(text)), None)] == [None]


def test_a_month_without_a_year() -> None:
    text = "It fell on October 2 after June’s raid."
    assert [d.value for d in dates_in(text, Span(0, len(text)), None)] == ["XXXX-10-02", "XXXX-06"]


@pytest.mark.parametrize("text", ["They may march on.", "May I?", "an august body"])
def test_words_that_are_no_months(text: str) -> None:
    assert dates_in(text, Span(0, len(text)), FRIDAY) == []


def test_the_latest_day_named() -> None:
    assert latest_day("May 2, 2024; 1 March 2025; June 2026") == date(2025, 3, 1)
    assert latest_day("last year") is None


def test_events_keep_their_clause() -> None:
    text = "The Russians captured the town of Vuhledar on October 2, 2024, and pressed on."
    [event] = events_in("d", text, [Span(0, len(text))], None)
    assert event.quote == "The Russians captured the town of Vuhledar on October 2, 2024"
    assert event.quote == event.span.of(text)


def test_where_it_was_said() -> None:
    text = "“No,” she said in Vladivostok on Thursday."
    found = place_said(text, Span(0, len(text)), [Span(0, 5)])
    assert found is not None
    assert found[1] == "Vladivostok"


MONTHS = "January February March April May June July August September October November December"
SHORT = "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec."
AROUND = (("3 ", " 2024"), ("", " 12, 2024"), ("", " 2024"), ("", " 5"), ("in ", ""))
RELATIVE = """2024-05-01;2023;by 1999;Monday;on Sunday;yesterday;Today;tomorrow;last week;this month
;next year;the past year;earlier this week;three days ago;a year ago;in two weeks"""
NAMED = [a + month + b for month in f"{MONTHS} {SHORT}".split() for a, b in AROUND]
DATED = NAMED + "".join(RELATIVE.split("\n")).split(";")
OTHER = ["market", "maybe", "decided", "the", "past", "this", ",", ".", "\n", "augment", "10"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(DATED + OTHER), max_size=14))
def test_looking_near_signs_loses_no_date(words: list[str]) -> None:
    text = " ".join(words)
    found = [match.span() for match in events._dates(text, Span(0, len(text)))]
    assert found == [match.span() for match in events._DATE.finditer(text)]
