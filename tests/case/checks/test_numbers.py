"""Numbers can be drawn, correlations hold, and dates can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.case.planted import planted

from servanda.case.checks.numbers import (
    correlations_can_hold,
    dates_can_be,
    distributions_have_mass,
)
from servanda.case.load import load

FAULTS = [
    ("war.swing", {"normal": [-50, 0.1]}, "war.swing", "lies outside"),
    ("correlations.1.between", ("war.swing", "war.swung"), "correlations.1.between.1", "no number"),
    (
        "correlations.1.between",
        ("war.swing", "war.repelled"),
        "correlations.1.between.1",
        "same in every",
    ),
    ("correlations.1.between", ("war.swing", "war.swing"), "correlations.1.between", "with itself"),
    ("sources.brief.published", "2030-01-01", "sources.brief.published", "after the date"),
    ("sources.brief.published", "1200-01-01", "sources.brief.published", "out of all likelihood"),
]


def test_a_sound_case_passes(isle: Path) -> None:
    for check in (
        correlations_can_hold,
        dates_can_be,
        distributions_have_mass,
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
            correlations_can_hold,
            dates_can_be,
            distributions_have_mass,
        )
        for problem in check(case)
    ]
    assert any(says in problem.wrong for problem in found), found
    told = next(problem for problem in found if says in problem.wrong)
    assert ".".join(map(str, told.path)) == at
    assert told.mend
