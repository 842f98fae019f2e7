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


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Norland warned that it will not accept a plan of that sort.", ["NOR"]),
        ("Norland told Sudmark that it will accept a plan of that sort.", []),
    ],
)
def test_a_pronoun_behind_a_verb_of_saying_is_whoever_says_so(words: str, who: list[str]) -> None:
    assert answering(words, "accept", before="SUD") == who


def test_nobody_named_before_speaks_in_another_s_own_words() -> None:
    words = "If the premier of Norland withdraws, we are ready to sign the plan."
    assert answering(words, "ready to sign") == []


def test_those_who_signed_end_with_their_clause() -> None:
    words = "The plan, signed by two generals, also opens roads, an envoy of Sudmark said."
    assert answering(words, "signed") == []


def test_whom_another_clause_says_to_do_something_else_has_not_signed() -> None:
    words = "Norland left without signing a paper, opening the way to a raid by Sudmark."
    assert answering(words, "signing") == ["NOR"]


@pytest.mark.parametrize("before", ["", "SUD"])
def test_who_says_so_in_the_sentence_is_meant_before_whom_the_last_was_about(before: str) -> None:
    words = "Norland told me, and told everybody, that it accepts the plan."
    assert answering(words, "accepts", before) == ["NOR"]
