"""Consent rules can be met, and go round in no circle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.case.planted import planted

from servanda.case.checks.consent import consent_can_be_given, parties_say_where_they_stand
from servanda.case.load import load

FAULTS = [
    ("consent_rules.council", {"rule": "southern"}, "consent_rules.southern.any.1.rule", "circle"),
    (
        "actors.league.members.westmark.needs",
        3,
        "actors.league.members.westmark.needs",
        "waits for 3",
    ),
    (
        "actors.league.members.westmark.position",
        "volunteer",
        "actors.league.members.westmark.needs",
        "conditional",
    ),
]


def test_a_sound_case_passes(isle: Path) -> None:
    for check in (
        consent_can_be_given,
        parties_say_where_they_stand,
    ):
        assert list(check(load(isle))) == []


@pytest.mark.parametrize(("path", "value", "at", "says"), FAULTS)
def test_a_planted_fault_is_found_where_it_stands(
    path: str, value: Any, at: str, says: str, isle: Path
) -> None:
    case = planted(load(isle), path, value)
    found = [
        problem
        for check in (
            consent_can_be_given,
            parties_say_where_they_stand,
        )
        for problem in check(case)
    ]
    assert any(says in problem.wrong for problem in found), found
    told = next(problem for problem in found if says in problem.wrong)
    assert ".".join(map(str, told.path)) == at
    assert told.mend
