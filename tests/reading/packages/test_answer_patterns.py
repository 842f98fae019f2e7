"""What yes, no, if and silence look like in a sentence."""

from __future__ import annotations

import re

import pytest

from servanda.reading.packages import answer_patterns
from servanda.reading.packages.answer_patterns import (
    BOTH,
    DENIED_NO,
    DISTANCE,
    ENDS,
    IF,
    NOT,
    NOT_THE_STATE,
    OBJECT,
    OPEN,
    SAYS_IF,
    SAYS_NO,
    SAYS_YES,
    SILENT,
    verbs,
)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("signed", "yes"), ("accepted", "yes"), ("rejected", "no"), ("refused", "no"),
        ("walked out", "no"), ("embraced", "yes"),
    ],
)  # fmt: skip
def test_a_verb_is_of_the_answer_that_it_gives(words: str, answer: str) -> None:
    match = verbs().search(f"Oslo {words} the plan")
    assert match is not None and match.lastgroup == answer


def test_a_word_that_only_begins_so_is_none() -> None:
    assert not verbs().search("the signature-tune of Oslo assigned")


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (NOT, "Oslo has not ", "Oslo has "),
        (NOT, "Oslo refused to ", "Oslo hastened to "),
        (DENIED_NO, "Oslo did not ", "Oslo did "),
        (OPEN, "Rome asked Oslo to ", "Oslo "),
        (OPEN, "Oslo might ", "Oslo did "),
        (DISTANCE, "critics of ", "the army of "),
    ],
)
def test_what_stands_before_a_verb_takes_its_sense(
    pattern: re.Pattern[str], yes: str, no: str
) -> None:
    assert pattern.search(yes) and not pattern.search(no)


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (IF, "provided that Rome leaves", "provided for by Rome"),
        (IF, "unless Rome leaves", "if need be"),
        (IF, "but it wants changes", "but it rained"),
        (SILENT, "has not yet said", "has said"),
        (SILENT, "has offered no view", "has offered a view"),
        (BOTH, "Both sides signed", "Both lakes froze"),
        (NOT_THE_STATE, " opposition", " government"),
        (SAYS_YES, "We accept it", "They accept it"),
        (SAYS_NO, "We will never accept", "We will accept"),
        (SAYS_NO, "over my dead body", "over my shoulder"),
        (SAYS_IF, "only if they leave", "they leave"),
    ],
)
def test_turns_of_phrase_are_told_from_what_looks_like_them(
    pattern: re.Pattern[str], yes: str, no: str
) -> None:
    assert pattern.search(yes) and not pattern.search(no)


@pytest.mark.parametrize("after", [" the plan", " it", " all twelve points", " to both maps"])
def test_what_is_answered_follows(after: str) -> None:
    assert OBJECT.match(after)
    assert not ENDS.match(after)


@pytest.mark.parametrize("after", [".", " yesterday", "", " — and left", " without a word"])
def test_or_nothing_follows(after: str) -> None:
    assert ENDS.match(after)


def test_all_that_is_offered_is_there() -> None:
    assert all(hasattr(answer_patterns, name) for name in answer_patterns.__all__)
