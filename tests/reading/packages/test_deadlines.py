"""When plans, mandates and offers run out, and by when an answer is wanted."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.evidence.span import Span
from servanda.reading.packages.deadlines import deadlines_in
from servanda.reading.packages.passages import Passage, blank_quotations

MONDAY = date(2030, 3, 4)


def told(words: str, day: date | None = MONDAY) -> list[tuple[float, str]]:
    passage = Passage("a", Span(0, len(words)), words, blank_quotations(words), "prose", 0, day)
    return [(round(d.months or 0.0, 2), d.words) for d in deadlines_in([passage])]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("An answer is wanted within ten days.", 0.33),
        ("The envoy wants a yes or no by Wednesday.", 0.07),
        ("Norland has been given until 18 March to sign.", 0.46),
        ("The offer stays open for 96 hours.", 0.13),
        ("The paper lapses on 3 April unless both extend it.", 0.99),
        ("The truce expires on 3 April.", 0.99),
        ("Replies are due by March 14.", 0.33),
        ("It would last thirty days.", 0.99),
        ("The council authorised ninety observers for 90 days.", 2.96),
    ],
)
def test_what_runs_out_and_when(words: str, months: float) -> None:
    assert [m for m, _ in told(words)] == [pytest.approx(months, abs=0.04)]


@pytest.mark.parametrize(
    "words",
    [
        "They sat in the hall until Wednesday.",
        "The offer was fair, and ten days of rain followed.",
        "Norland had an answer ready.",
        "When does the offer lapse?",
        "In 1994 the truce was to lapse within ten days.",
    ],
)
def test_what_ends_nothing(words: str) -> None:
    assert told(words) == []


def test_the_next_such_day_of_the_week_is_meant_and_none_where_no_day_is_known() -> None:
    assert told("An answer is due by Monday.") == [(0.23, "by Monday")]
    assert told("An answer is due by Monday.", None) == []
