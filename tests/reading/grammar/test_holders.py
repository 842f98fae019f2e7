"""Whose stance a subject is, and who reports it."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reading.grammar.answers import Answer
from servanda.reading.read import read_text


def answers(text: str) -> list[Answer]:
    return list(read_text(text, "d", date(2025, 9, 5), lambda _: []).answers)


@pytest.mark.parametrize(
    ("said", "actor", "words"),
    [
        ("The government of Egypt accepted a ceasefire.", "EGY", "The government of Egypt"),
        ("Hamas said its leaders rejected a ceasefire.", "HAMAS", "its leaders"),
        ("Hamas’s spokesman Sami Abu Zuhri rejected a ceasefire.", "HAMAS", "Hamas’s spokesman Sami"
         " Abu Zuhri"),
        ("Egypt said it had accepted a ceasefire.", "EGY", "it"),
        ("Ahmed Zaki, a baker, rejected a ceasefire.", "ahmed-zaki", "Ahmed Zaki"),
    ],
)  # fmt: skip
def test_a_subject_is_settled_to_whoever_it_speaks_for(said: str, actor: str, words: str) -> None:
    (found,) = answers(said)
    assert (found.actor, found.holder.of(said)) == (actor, words)


def test_whoever_is_only_described_is_nobody_and_the_named_one_beside_stays() -> None:
    found = answers("Egypt and the rebels rejected a ceasefire.")
    assert [(each.actor, each.verdict) for each in found] == [("EGY", "rejects"), ("", "rejects")]


def test_another_who_reports_it_makes_it_hearsay() -> None:
    (told,) = answers("Sudan said that Egypt had accepted a ceasefire.")
    (own,) = answers("Egypt said that Egypt had accepted a ceasefire.")
    assert told.actor == own.actor == "EGY"
    assert told.hearsay and not own.hearsay
    assert told.confidence < own.confidence


def test_what_another_foretells_is_no_answer() -> None:
    assert answers("Israel said Hamas would reject a ceasefire.") == []
    assert [a.actor for a in answers("Hamas said it would reject a ceasefire.")] == ["HAMAS"]


def test_who_keeps_a_distance_from_a_name_does_not_speak_for_it() -> None:
    assert answers("Critics of Egypt said they rejected a ceasefire.") == []


def test_in_a_quotation_we_are_whoever_speaks() -> None:
    (found,) = answers("“We will accept a ceasefire if Israel withdraws,” Hamas said.")
    assert (found.actor, found.verdict) == ("HAMAS", "conditional")
