"""Claims to a say, and denials of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from servanda.evidence.span import Span
from servanda.reading.grammar.consent import consent_in
from servanda.reading.read import read_text
from servanda.reading.who.cast import Cast


def says(text: str) -> list[tuple[str, str, str]]:
    found = consent_in(Cast(text), [Span(0, len(text))], [])
    assert all(say.quote == say.span.of(text) for say in found)
    return [(say.whose, say.by, say.side) for say in found]


@pytest.mark.parametrize(
    ("said", "whose", "side"),
    [
        ("Russia should not get a say on what troops come.", "RUS", "denies"),
        ("Russia has no veto.", "RUS", "denies"),
        ("Poland joined NATO without asking Russia for approval.", "RUS", "denies"),
        ("It should be up to Ukraine to decide.", "UKR", "gives"),
        ("It is a matter for Kyiv.", "UKR", "gives"),
        ("Russia will not allow troops in Ukraine.", "RUS", "claims"),
        ("NATO troops came. Russia protested. It is not for them to decide.", "RUS", "denies"),
    ],
)
def test_whose_say_is_at_stake_and_what_becomes_of_it(said: str, whose: str, side: str) -> None:
    assert says(said) == [(whose, "author", side)]


@pytest.mark.parametrize(
    "said", ["The council must agree.", "Ukraine decided to leave.", "A vote was held in Russia."]
)
def test_where_nobody_that_is_a_party_is_meant_nothing_is_said(said: str) -> None:
    assert says(said) == []


def test_a_say_is_of_whoever_speaks_and_makes_a_stance(given: Callable[..., Any]) -> None:
    content = "It should be up to Ukraine to decide"
    text = f"“{content},” said Emmanuel Macron."
    said = read_text(text, "d", date(2025, 9, 5), given(("Emmanuel Macron", "said", content)))
    (say,) = said.says
    assert (say.whose, say.by, say.side) == ("UKR", "emmanuel-macron", "gives")
    (stance,) = [s for s in said.stances if s.issue == "say_of_ukraine"]
    assert (stance.actor, stance.position, stance.quote) == ("emmanuel-macron", "support", content)


def test_nobody_denies_their_own_say() -> None:
    said = read_text("“We have no veto,” Russia said.", "d", date(2025, 9, 5), lambda _: [])
    assert [say for say in said.says if say.side == "denies" and say.by == say.whose] == []
