"""The clause an answer hangs on."""

from __future__ import annotations

import pytest

from servanda.evidence.span import Span
from servanda.reading.grammar.conditions import condition_of, is_conditional_object


def found(lead: str, rest: str, *, future: bool = False, refuses: bool = False) -> str:
    text = lead + rest
    clause = Span(len(lead), len(text))
    span = condition_of(text, clause, Span(0, len(text)), future=future, refuses=refuses)
    return span.of(text) if span else ""


FIRM = [
    "if Rome pays", "unless Rome pays", "provided that Rome pays", "as long as Rome pays",
    "only when Rome pays", "not before Rome pays", "in exchange for gold", "on condition that it is"
    " paid", "subject to a vote", "pending a vote", "but demanded changes",
]  # fmt: skip


@pytest.mark.parametrize("words", FIRM)
def test_a_firm_condition_binds_a_yes_at_any_time(words: str) -> None:
    assert found("Oslo accepted", f" the plan {words}.") == words
    assert found("Oslo will accept", f" the plan {words}.", future=True) == words


@pytest.mark.parametrize("words", ["once Rome pays", "when Rome pays", "after Rome has paid"])
def test_a_time_binds_only_what_is_to_come(words: str) -> None:
    assert found("Oslo will accept", f" the plan {words}.", future=True) == words
    assert found("Oslo accepted", f" the plan {words}.") == ""


def test_a_time_of_the_calendar_is_no_condition() -> None:
    assert found("Oslo will accept", " the plan after the summer.", future=True) == ""
    assert found("Oslo will accept", " the plan, and Rome pays when it can.", future=True) == ""


def test_a_refusal_is_bound_only_by_what_leaves_a_way_out() -> None:
    assert found("Oslo rejects", " it unless Rome pays.", refuses=True) == "unless Rome pays"
    assert found("Oslo rejects", " it in exchange for gold.", refuses=True) == ""


def test_a_condition_at_the_head_of_the_sentence_counts() -> None:
    lead = "If Rome pays, Oslo will accept"
    assert found(lead, " the plan.", future=True) == "If Rome pays"


@pytest.mark.parametrize(
    "words", ["without conditions", "even if Rome leaves", "whether or not Rome pays"]
)
def test_what_says_that_nothing_binds_binds_nothing(words: str) -> None:
    assert found("Oslo will accept", f" it {words}.", future=True) == ""


def test_what_somebody_would_do_if_asked_is_no_condition() -> None:
    assert found("Oslo will accept", " it if asked.", future=True) == ""


def test_support_that_is_called_dependent_is_told() -> None:
    assert is_conditional_object("its support conditional on a vote")
    assert is_conditional_object("support that hinges on a vote")
    assert not is_conditional_object("its support for a vote")
