"""Which report counts: the last, unless it is weaker by far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from servanda.evidence.records import Citation
from servanda.reading.packages.answered import Answered
from servanda.reading.packages.final_answers import final_answers

YES = Answered("x", "accepts", "", Citation("one", "X signed."), date(1994, 5, 3), "narration", 2.0)
NO = replace(YES, answer="rejects", citation=Citation("one", "X refused."))


def last(*answers: Answered) -> str:
    return final_answers(answers)["x"][-1].answer


def test_a_later_word_counts() -> None:
    assert last(YES, NO) == "rejects"
    assert last(NO, YES) == "accepts"


def test_what_was_before_never_does() -> None:
    assert last(YES, replace(NO, past=True)) == "accepts"
    assert last(replace(YES, past=True), NO) == "rejects"


def test_a_weak_word_of_the_same_day_undoes_nothing() -> None:
    assert last(NO, replace(YES, strength=0.9)) == "rejects"
    assert last(YES, replace(NO, answer="undeclared", strength=0.5)) == "accepts"


def test_a_condition_set_after_a_yes_makes_it_a_yes_if() -> None:
    assert (
        last(YES, replace(NO, answer="conditional", condition="if", strength=1.6)) == "conditional"
    )


def test_a_later_articles_yes_lifts_a_condition_though_it_is_told_less_plainly() -> None:
    june = date(1994, 6, 1)
    maybe = replace(YES, answer="conditional", citation=Citation("one", "X would if."))
    assert last(maybe, replace(YES, day=june, strength=1.2)) == "accepts"
    assert last(maybe, replace(YES, day=june, strength=0.5)) == "conditional"
    assert last(maybe, replace(YES, strength=1.2)) == "conditional"
    assert last(YES, replace(maybe, day=june, strength=1.2)) == "conditional"
