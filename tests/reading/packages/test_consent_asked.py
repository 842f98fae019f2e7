"""Whose consent a plan needs besides the sides' own, and until when it stands."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import package


@pytest.mark.parametrize(
    ("text", "kind", "of"),
    [
        ("The plan goes to a referendum in Chad.", "referendum", "TCD"),
        ("Libya’s parliament must approve the plan.", "ratification", "LBY"),
        ("The people of Chad are to vote on the plan.", "referendum", "TCD"),
        ("Libya is to have no say over the plan.", "veto_disputed", "LBY"),
        ("The plan needs a two-thirds majority in Chad.", "quorum", "TCD"),
    ],
)
def test_a_step_of_consent(text: str, kind: str, of: str) -> None:
    assert (kind, of) in {(step.kind, step.of) for step in package(text).consent}


@pytest.mark.parametrize(
    "text",
    [
        "Libya would leave Chad, allowing people to return to their fields.",
        "In 1979 the people of Chad voted on a plan.",
    ],
)
def test_who_returns_or_voted_long_ago_is_not_asked(text: str) -> None:
    assert package(text).consent == ()


def test_a_plan_stands_until_a_day() -> None:
    [deadline] = package("A six-month truce between Chad and Libya began.").deadlines
    assert deadline.months == 6
