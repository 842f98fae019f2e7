"""Decisions by bargaining among many have members, on the scale and with some weight."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.case.checks.decisions import decisions_can_be_taken
from servanda.case.keys.case import Case
from servanda.case.keys.decisions import Decision

SEAT = {"position": 0.4, "salience": 0.5, "capability": 1}
SOUND: dict[str, Any] = {
    "title": "x", "issue": "islands", "scale": {"low": 0, "high": 1},
    "members": {"norland": SEAT, "suria": SEAT},
}  # fmt: skip


def wrong(case: Case, **changed: Any) -> list[str]:
    decision = Decision.model_validate({**SOUND, **changed})
    held = case.model_copy(update={"decisions": {"vote": decision}})
    return [each.wrong for each in decisions_can_be_taken(held)]


def test_a_sound_decision_has_no_fault(strait: Case) -> None:
    assert wrong(strait) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"issue": "island"}, "no issue is called `island`"),
        ({"members": {"norland": SEAT}}, "one member alone does not bargain"),
        ({"members": {"norland": SEAT, "surio": SEAT}}, "no actor is called `surio`"),
        ({"body": "league"}, "no member is called `norland`"),
        ({"members": {"norland": SEAT, "suria": {**SEAT, "position": 3}}},
         "3 lies off the scale, 0 to 1"),
        ({"members": {"norland": SEAT, "suria": {**SEAT, "salience": 0}}},
         "a member whose salience is 0 has no say"),
    ],
)  # fmt: skip
def test_each_fault_is_told(strait: Case, changed: dict[str, Any], said: str) -> None:
    assert said in wrong(strait, **changed)
