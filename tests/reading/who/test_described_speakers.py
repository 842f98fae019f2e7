"""Sources that are described: rebels, ministries, documents, those who lean on a name."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.evidence.span import Span
from servanda.reading.who.cast import Cast
from servanda.reading.who.speakers import Speakers

LEANING = [
    (
        "The RSF, led by Mohamed Hamdan Dagalo, said no.",
        "The RSF, led by Mohamed Hamdan Dagalo,",
        "RSF",
    ),
    ("The United States supports it.", "The United States", "USA"),
    ("The Greek Cypriots want more.", "The Greek Cypriots", "CYP"),
    ("Talks with the ELN failed. The rebels say so.", "The rebels", "ELN"),
    ("North Korea and South Korea met. The South rejects it.", "The South", "KOR"),
    ("President Joe Biden left. His aides insist on it.", "His aides", "USA"),
    ("Saudi Arabia, which mediated the talks, urged peace.", "which mediated the talks,", "SAU"),
    (
        "A copy of the declaration seen by us says so.",
        "A copy of the declaration",
        "a-copy-of-the-declaration",
    ),
    ("Oman, the mediator, declined to comment.", "the mediator,", "OMN"),
    (
        "The “Coalition of the Willing,” a group of thirty nations that has met, calls for more.",
        "a group of thirty nations that",
        "COALITION_OF_THE_WILLING",
    ),
    ("Yemen's recognised government fears it. Its oil minister left.", "Its oil minister", "YEM"),
]


@pytest.mark.parametrize(("text", "source", "actor"), LEANING)
def test_sources_that_lean_on_others(text: str, source: str, actor: str) -> None:
    speakers = Speakers(Cast(text, date(2024, 3, 1)), [Span(0, len(text))])
    at = text.index(source)
    if "Biden" in text:
        speakers.resolve([Span(0, len("President Joe Biden"))], 0)
    found = speakers.resolve([Span(at, at + len(source))], at)
    assert found is not None
    assert found.actor == actor
