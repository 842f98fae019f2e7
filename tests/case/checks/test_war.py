"""The armed parties can fight, and the war has a course."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.case.planted import planted

from servanda.case.checks.war import parties_can_fight, war_has_a_course
from servanda.case.load import load

FAULTS = [
    ("war.front", None, "war", "neither a front nor chances of victory"),
    ("war.trend", None, "war.trend", "this key is missing"),
    ("war.swing", None, "war.swing", "this key is missing"),
    ("war.costs", {"norland": 0.1}, "war.flow_costs.norland", "by the year and by the month"),
    ("parties", {"norland": {}}, "parties", "one armed party fights nobody"),
]


def test_a_sound_case_passes(isle: Path) -> None:
    for check in (
        parties_can_fight,
        war_has_a_course,
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
            parties_can_fight,
            war_has_a_course,
        )
        for problem in check(case)
    ]
    assert any(says in problem.wrong for problem in found), found
    told = next(problem for problem in found if says in problem.wrong)
    assert ".".join(map(str, told.path)) == at
    assert told.mend
