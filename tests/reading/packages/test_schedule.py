"""When things are to happen, in months from the article's day."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.evidence.span import Span
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.schedule import timings_in

DAY = date(2030, 3, 1)


def times(words: str, day: date | None = DAY) -> list[tuple[str, float | None]]:
    passage = Passage("a", Span(0, len(words)), words, words, "prose", 0, day)
    found = timings_in(passage)
    assert [t.start for t in found] == sorted(t.start for t in found)
    return [(t.kind, None if t.months is None else round(t.months, 1)) for t in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("All troops leave within 21 days.", [("by", 0.7)]),
        ("Within 48 hours guns fall silent.", [("by", 0.1)]),
        ("A truce holds for 60 days.", [("for", 2.0)]),
        ("The 24-month transition begins.", [("for", 24.0)]),
        ("Troops leave over six to nine months.", [("by", 9.0)]),
        ("By day 30 all leave.", [("by", 1.0)]),
        ("By month 6 all leave.", [("by", 6.0)]),
        ("All leave within a fortnight.", [("by", 0.5)]),
        ("A vote is held by 1 June 2030.", [("by", 3.0)]),
        ("The truce lasts until 15 April.", [("until", 1.5)]),
        ("From 1 May the border opens.", [("from", 2.0)]),
        ("Forces leave by 2035.", [("by", 64.1)]),
        ("All leave within 21 days, and a vote is held by 1 June.", [("by", 0.7), ("by", 3.0)]),
    ],
)
def test_a_sentence_sets_times(words: str, found: list[tuple[str, float]]) -> None:
    assert times(words) == found


@pytest.mark.parametrize(
    "words",
    ["The war began 21 days ago.", "It was signed on 1 February 2029.", "A truce after six months "
     "of war.", "A man of 40 years old led it."],
)  # fmt: skip
def test_what_was_is_not_to_happen(words: str) -> None:
    assert times(words) == []


def test_a_day_without_a_year_is_the_next_such_day() -> None:
    assert times("An assembly meets by 3 January.") == [("by", 10.1)]


def test_without_the_articles_day_a_date_is_so_far_away_as_nobody_knows() -> None:
    assert times("A vote is held by 1 June 2030.", None) == []
    assert times("All troops leave within 21 days.", None) == [("by", 0.7)]
