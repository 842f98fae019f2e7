"""Answers as coded stances, and which of several reports counts at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from servanda.evidence.span import Span
from servanda.reading.grammar.answers import Answer, Verdict, last_answers, stance_of

YES = Answer(
    document="d", actor="EGY", holder=Span(0, 5), verdict="accepts", about=None, issue="ceasefire",
    condition=None, said_by="author", on="", evidence=Span(0, 9), quote="Egypt did",
)  # fmt: skip
KEY = ("EGY", "ceasefire")


@pytest.mark.parametrize(
    ("verdict", "position"),
    [
        ("accepts", "support"), ("accepts_in_principle", "support"), ("rejects", "oppose"),
        ("conditional", "conditional"), ("ambivalent", "ambivalent"), ("neutral", "neutral"),
    ],
)  # fmt: skip
def test_each_answer_but_silence_is_a_stance(verdict: Verdict, position: str) -> None:
    stance = stance_of(replace(YES, verdict=verdict))
    assert stance is not None
    assert (stance.actor, stance.issue, stance.position, stance.quote) == (
        "EGY", "ceasefire", position, "Egypt did",
    )  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"verdict": "undeclared"}, {"ended": True}, {"issue": ""}, {"actor": ""}]
)
def test_silence_what_is_over_and_what_is_nobodys_is_no_stance(change: dict[str, object]) -> None:
    assert stance_of(replace(YES, **change)) is None  # type: ignore[arg-type]


def test_the_last_report_decides() -> None:
    no = replace(YES, verdict="rejects")
    assert last_answers([YES, no])[KEY].verdict == "rejects"
    assert last_answers([no, YES])[KEY].verdict == "accepts"


def test_what_others_tell_of_a_party_does_not_replace_its_own_word() -> None:
    told = replace(YES, verdict="rejects", hearsay=True)
    assert last_answers([YES, told])[KEY] == YES
    assert last_answers([told, YES])[KEY] == YES
    assert last_answers([told])[KEY] == told


def test_silence_replaces_nothing_and_what_has_ended_is_no_answer() -> None:
    silent, ended = replace(YES, verdict="undeclared"), replace(YES, ended=True)
    assert last_answers([YES, silent])[KEY] == YES
    assert last_answers([silent])[KEY] == silent
    assert last_answers([ended]) == {}


def test_answers_of_others_and_on_other_issues_stand_beside() -> None:
    other, talks = replace(YES, actor="SDN"), replace(YES, issue="talks")
    assert len(last_answers([YES, other, talks])) == 3
