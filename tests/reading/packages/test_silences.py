"""Who is told to say nothing, and who lets the others go ahead."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import last_answers


@pytest.mark.parametrize(
    "said",
    [
        "has yet to answer the plan", "has not yet signed the plan",
        "has not accepted the plan so far", "abstained on the plan",
        "asked for two more weeks to study the plan", "left the plan unanswered",
        "was never consulted on the plan",
    ],
)  # fmt: skip
def test_who_has_not_answered_is_undeclared(said: str) -> None:
    assert last_answers(f"Libya {said}.")["LBY"] == "undeclared"


def test_letters_alone_are_somebody_who_is_silent_but_no_body_everybody_knows() -> None:
    assert last_answers("The DFL's old guard says little of the plan.")["dfl"] == "undeclared"
    assert last_answers("The BBC says little of the plan.") == {}


def test_who_stands_aside_has_not_refused() -> None:
    aside = "Libya will not stop the others from signing the plan, and will not hand in a gun."
    assert last_answers(aside)["LBY"] == "undeclared"
    assert last_answers("Libya will not sign the plan.")["LBY"] == "rejects"
