"""What an answer is to: the plan, or a change, an effort, talks, people about it."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import article, last_answers

from servanda.reading.packages.on_the_plan import left_out, of_other_things, sentence_around


@pytest.mark.parametrize(
    "what",
    ["the plan", "the peace", "its terms", "every line of the plan", "the draft"],
)
def test_this_is_the_plan(what: str) -> None:
    assert last_answers(f"The plan is on the table. Libya rejected {what}.")["LBY"] == "rejects"


@pytest.mark.parametrize(
    "what",
    [
        "an effort to save the plan", "any attempt to reopen the plan", "two clauses of the plan",
        "any move to reopen the plan",
        "the plan’s opponents", "those who drafted the plan", "an amendment to the plan",
    ],
)  # fmt: skip
def test_this_is_not(what: str) -> None:
    assert "LBY" not in last_answers(f"Libya rejected {what}.")


def test_them_means_what_was_named_last() -> None:
    asked = "Egypt asked for guarantees under the plan; Libya rejected them."
    assert "LBY" not in last_answers(asked)
    assert last_answers("The plan’s terms were read out; Libya rejected them.")["LBY"] == "rejects"


def test_clauses_that_refuse_state_no_term_and_amendments_are_other_things() -> None:
    said = article("Libya rejected the plan. Chad rejected an amendment.")
    [refused] = left_out(said)
    assert refused.of(said.text) == "Libya rejected the plan"
    [other] = of_other_things(said)
    assert sentence_around(said, other).of(said.text) == "Chad rejected an amendment."
