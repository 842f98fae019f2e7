"""Pronouns mean who was named before them, or who speaks."""

from __future__ import annotations

from datetime import date

from servanda.evidence.span import Span
from servanda.reading.who.cast import Cast
from servanda.reading.who.speakers import Speakers


def test_we_is_whoever_speaks() -> None:
    text = "Macron said we think it is late."
    speakers = Speakers(Cast(text, date(2024, 1, 1)), [Span(0, len(text))])
    outer = speakers.resolve([Span(0, 6)], 7)
    inner = speakers.resolve([Span(12, 14)], 15, within=outer)
    assert inner is not None
    assert (inner.actor, inner.how) == ("emmanuel-macron", "pronoun")


def test_two_before_a_relative_clause_both_speak() -> None:
    text = "Saudi Arabia and the United States, which mediated, urged peace."
    speakers = Speakers(Cast(text, date(2024, 3, 1)), [Span(0, len(text))])
    at = text.index("which")
    found = speakers.resolve([Span(at, at + 5)], at)
    assert found is not None
    assert (found.actor, found.also) == ("SAU", ("USA",))
