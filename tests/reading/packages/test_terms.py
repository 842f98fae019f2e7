"""What a plan sets, and what only sounds like it."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import package


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Under the plan the rebels' guns would be collected by observers.", "disarmament"),
        ("Under the plan all mercenaries must leave the country.", "foreign_forces"),
        ("Under the plan a commission of inquiry would report within a year.", "justice"),
        ("Under the plan the army would be cut to 2,500 men.", "force_limits"),
        ("What the paper says: a ceasefire from midnight, the bridge reopened.", "transit"),
        ("Under the plan the ban on parties would be lifted.", "party_status"),
    ],
)
def test_an_issue_is_settled(text: str, issue: str) -> None:
    assert issue in {term.issue for term in package(text).terms}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("The plan sets up no autonomy for the strip.", "autonomy"),
        ("Under the plan four neutral countries would govern the strip.", "membership"),
        ("Under the plan the Libyan National Army would leave.", "army_integration"),
        ("Under the plan all mercenaries must leave the country.", "withdrawal"),
    ],
)
def test_an_issue_is_not(text: str, issue: str) -> None:
    assert issue not in {term.issue for term in package(text).terms}
