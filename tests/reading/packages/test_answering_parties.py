"""Whose answer it is: not everybody who comes from a state is the state."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import last_answers


@pytest.mark.parametrize(
    "text",
    [
        "The Libyan opposition rejected the plan.",
        "The Libyan nationalist Yellow Shield movement denounced the plan.",
        "Libya's farmers rejected the plan.",
        "Hardliners in the Libyan cabinet called the plan a disgrace.",
        "The pro-Libya militias in the north rejected the plan.",
        "Libyan-backed gunmen rejected the plan.",
        "The Libyan Communists oppose the plan.",
    ],
)
def test_no_state_answers_for_its_people(text: str) -> None:
    assert "LBY" not in last_answers(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Libyan government rejected the plan.",
        "Libya's foreign minister rejected the plan.",
        "The government in Tripoli rejected the plan.",
        "Libyan officials rejected the plan.",
        "Libya's rejection of the plan was no surprise.",
        "The plan was turned down by Libya.",
    ],
)
def test_who_speaks_for_a_state(text: str) -> None:
    assert last_answers(text)["LBY"] == "rejects"


def test_who_is_met_in_an_answer_is_somebody() -> None:
    told = last_answers("The Libyan nationalist Yellow Shield movement denounced the plan.")
    assert "rejects" in told.values()


def test_both_sides_are_both() -> None:
    told = last_answers("The two sides have signed the plan.")
    assert told["TCD"] == told["LBY"] == "accepts"


def test_a_party_named_behind_the_subject_answers() -> None:
    told = last_answers("Its partner, the Popular Front, rejected the plan.")
    assert told["popular-front"] == "rejects"


NO_VIEW = ["offered no view of", "expressed no opinion on", "gave no answer to"]


@pytest.mark.parametrize("said", NO_VIEW)
def test_who_offers_no_view_has_not_refused(said: str) -> None:
    assert last_answers(f"Libya has {said} the plan.").get("LBY", "undeclared") == "undeclared"
