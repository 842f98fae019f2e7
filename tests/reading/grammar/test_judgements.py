"""The judgements of a sentence: in order, none of a question, none inside another."""

from __future__ import annotations

import pytest
from tests.reading.grammar.judged import heard, judgements


def test_they_come_in_the_order_of_the_text_each_with_its_own_subject() -> None:
    found = heard("Egypt rejected the plan, and Sudan signed the treaty.")
    assert [(each.words, each.sign, each.who) for each in found] == [
        ("rejected", -1, ("EGY",)),
        ("signed", 1, ("SDN",)),
    ]


@pytest.mark.parametrize("end", ["?", "?”", "? "])
def test_a_question_answers_nothing(end: str) -> None:
    assert heard(f"Did Egypt accept the plan{end}") == []
    assert heard("Egypt did accept the plan.")


def test_a_sentence_without_a_deciding_word_gives_none() -> None:
    assert judgements("Egypt borders Sudan.") == []


def test_a_word_is_judged_once_though_several_entries_begin_there() -> None:
    text = "Egypt turned the offer down."
    assert len(judgements(text)) == 1
    assert heard(text)[0].sign == -1


def test_the_deciding_word_itself_is_told_apart_from_what_governs_it() -> None:
    (judged,) = [j for j in judgements("Egypt refused to sign the plan.") if j.sign]
    assert judged.verb.start == len("Egypt ")
    assert judged.deciding == len("Egypt refused to ")
