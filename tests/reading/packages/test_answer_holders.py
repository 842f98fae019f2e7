"""Whose answer a verb tells: its subjects, those after "by", both sides, a pronoun."""

from __future__ import annotations

import re

import pytest

from servanda.evidence.span import Span
from servanda.reading.packages.answer_holders import holders, who_is_meant
from servanda.reading.packages.parties import PartyMention

NAMES = {"Norland": "NOR", "Sudmark": "SUD", "Oslo": "NOR"}


def held(words: str) -> list[PartyMention]:
    found = re.finditer("|".join(NAMES), words)
    return [PartyMention(Span(*m.span()), NAMES[m.group()], "name") for m in found]


def answering(words: str, verb: str, before: str = "") -> list[str]:
    match = re.search(verb, words)
    assert match is not None
    return holders(match, words, 0, held(words), ["NOR", "SUD"], before)


@pytest.mark.parametrize(
    ("words", "who"),
    [("Norland signed the plan.", ["NOR"]),
     ("Norland and Sudmark signed the plan.", ["NOR", "SUD"]),
     ("The plan was signed by Sudmark.", ["SUD"]),
     ("Both sides signed the plan.", ["NOR", "SUD"]),
     ("For Norland a general signed the plan.", ["NOR"]),
     ("Critics of Norland signed the plan.", [])],
)  # fmt: skip
def test_subjects_and_agents_answer(words: str, who: list[str]) -> None:
    assert answering(words, "signed") == who


def test_a_pronoun_stands_for_who_was_named_before() -> None:
    assert answering("Then it signed the plan.", "signed", "SUD") == ["SUD"]
    assert who_is_meant("and it ", "SUD") == "SUD" and who_is_meant("and ministers ", "SUD") == ""
