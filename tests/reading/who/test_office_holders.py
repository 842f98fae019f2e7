"""An office is held by whoever held it on the day of the article."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.evidence.span import Span
from servanda.reading.who.cast import Cast
from servanda.reading.who.speakers import Speakers


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2012, 5, 1), "anders-fogh-rasmussen"),
        (date(2022, 5, 1), "jens-stoltenberg"),
        (date(2025, 5, 1), "mark-rutte"),
    ],
)
def test_roles_over_time(day: date, name: str) -> None:
    text = "The NATO chief said so."
    speakers = Speakers(Cast(text, day), [Span(0, len(text))])
    who = speakers.resolve([Span(0, 14)], 0)
    assert who is not None
    assert (who.actor, who.how, who.side) == (name, "description", "NATO")


def test_the_day_is_estimated_from_offices_the_text_gives() -> None:
    text = "President Joe Biden met the press. The NATO chief said so."
    cast = Cast(text)
    assert cast.day == date(2021, 1, 20)
    who = Speakers(cast, [Span(0, len(text))]).resolve([Span(35, 49)], 50)
    assert who is not None
    assert who.actor == "jens-stoltenberg"


@pytest.mark.parametrize(
    ("day", "chief"),
    [(date(2023, 7, 5), "jens-stoltenberg"), (date(2024, 11, 5), "mark-rutte")],
)
def test_an_office_is_read_on_the_day_of_the_article(day: date, chief: str) -> None:
    text = "The NATO chief spoke. The German chancellor was cautious: he said no."
    speakers = Speakers(Cast(text, day), [Span(0, len(text))])
    found = speakers.resolve([Span(0, 14)], 15)
    at = text.index("he said")
    he = speakers.resolve([Span(at, at + 2)], at)
    assert found is not None
    assert he is not None
    assert (found.actor, he.actor) == (chief, "olaf-scholz")
