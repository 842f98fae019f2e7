"""Every name a case uses is declared in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.case.planted import planted

from servanda.case.checks.names import names_are_declared
from servanda.case.load import load

FAULTS = [
    ("proposals.truce.guarantees", ["wotch"], "proposals.truce.guarantees.0", "no guarantee"),
    ("war.settles_anyway", ["truse"], "war.settles_anyway.0", "no proposal"),
    ("guarantees.word.guarantors", ["highmor"], "guarantees.word.guarantors.0", "no actor"),
    ("guarantees.word.protects", ["highmoor"], "guarantees.word.protects.0", "no party or side"),
    ("war.front.issue", "ile", "war.front.issue", "no issue"),
    ("commitments.straits.guarantor", "legue", "commitments.straits.guarantor", "no actor"),
]


def test_a_sound_case_passes(isle: Path) -> None:
    for check in (names_are_declared,):
        assert list(check(load(isle))) == []


@pytest.mark.parametrize(("path", "value", "at", "says"), FAULTS)
def test_a_planted_fault_is_found_where_it_stands(
    path: str, value: Any, at: str, says: str, isle: Path
) -> None:
    case = planted(load(isle), path, value)
    found = [problem for check in (names_are_declared,) for problem in check(case)]
    assert any(says in problem.wrong for problem in found), found
    told = next(problem for problem in found if says in problem.wrong)
    assert ".".join(map(str, told.path)) == at
    assert told.mend
