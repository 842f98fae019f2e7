"""Whom each sentence about the front favours."""

from __future__ import annotations

import pytest

from servanda.evidence.span import Span
from servanda.reading.grammar.front_news import front_in
from servanda.reading.who.cast import Cast

WAR = "Russia and Ukraine are at war. "


def turns(said: str) -> list[tuple[str, str, str]]:
    text = WAR + said
    found = front_in(Cast(text), [Span(0, len(text))])
    assert all(turn.quote == turn.span.of(text) for turn in found)
    return [(turn.sign, turn.of, turn.favours) for turn in found]


@pytest.mark.parametrize(
    ("said", "turn"),
    [
        ("Russian forces captured a village.", ("gain", "RUS", "RUS")),
        ("Ukraine lost ground near the front.", ("loss", "UKR", "RUS")),
        ("Russian troops retreated from the city.", ("loss", "RUS", "UKR")),
        ("The war is moving in Russia’s favour.", ("gain", "RUS", "RUS")),
        ("The front is a stalemate.", ("stalemate", "", "")),
    ],
)
def test_a_gain_favours_its_subject_and_a_loss_the_other(
    said: str, turn: tuple[str, str, str]
) -> None:
    assert turns(said) == [turn]


@pytest.mark.parametrize(
    "said",
    [
        "A Russian company seized the market.",
        "Polish troops captured a town.",
        "The trade talks are in deadlock.",
        "Russia met Ukraine in Oslo.",
    ],
)
def test_what_is_not_of_the_front_or_not_of_the_sides_is_no_turn(said: str) -> None:
    assert turns(said) == []
