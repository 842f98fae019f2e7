"""Answers told by a whole frame: who stands before it or in it, and what is only supposed."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import last_answers

FRAMES = [
    ("Libya gave the plan the cold shoulder.", "LBY", "rejects"),
    ("The plan was read out. Libya gave it a warm welcome.", "LBY", "accepts"),
    ("From Libya came a flat no. The plan was read out.", "LBY", "rejects"),
    ("The plan bears the name of Libya’s president.", "LBY", "accepts"),
    ("The plan was read out. The Dust Front gave it a warm welcome.", "dust-front", "accepts"),
    ("Nothing has been heard from Libya of the plan.", "LBY", "undeclared"),
]
NO_ANSWERS = [
    "Chad hopes that Libya will give the plan a warm welcome.",
    "A no to the plan from Libya would please nobody.",
    "Libya’s critics gave the plan the cold shoulder.",
    "Two years ago Libya gave the plan the cold shoulder.",
]


@pytest.mark.parametrize(("text", "party", "answer"), FRAMES)
def test_a_frame_answers_for_whoever_stands_in_it(text: str, party: str, answer: str) -> None:
    assert last_answers(text).get(party) == answer


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_what_is_hoped_supposed_denied_or_past_answers_nothing(text: str) -> None:
    assert "LBY" not in last_answers(text)


def test_it_means_no_plan_that_was_named_long_ago() -> None:
    far = "The plan is out. " + "The road was dry. " * 9 + "Libya gave it an unqualified welcome."
    assert "LBY" not in last_answers(far)


def test_a_condition_of_a_yes_is_kept() -> None:
    assert last_answers("Libya said fine to the plan, if the wells are shared.") == {
        "LBY": "conditional"
    }
