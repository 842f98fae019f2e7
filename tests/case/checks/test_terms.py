"""Terms settle every issue, in a way that fits it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.case.planted import planted

from servanda.case.checks.terms import (
    issues_are_weighed,
    terms_fit_the_issues,
    terms_settle_every_issue,
)
from servanda.case.load import load

FAULTS = [
    ("proposals.truce.terms.harbour", None, "proposals.truce.terms", ""),
    (
        "proposals.truce.terms.harbour",
        {"option": "shred"},
        "proposals.truce.terms.harbour",
        "no option",
    ),
    ("proposals.bargain.terms.isle", {"value": 1.5}, "proposals.bargain.terms.isle", "outside"),
    (
        "proposals.bargain.terms.garrison",
        {"as_held": True},
        "proposals.bargain.terms.garrison",
        "graded",
    ),
    ("issues.isle.weights", {"norland": 1}, "issues.isle.weights", "no weight is given"),
    (
        "issues.garrison.best",
        {"norland": 0, "highmoor": 20},
        "issues.garrison.best",
        "nothing says what is best",
    ),
    ("proposals.truce.phases.1.from_month", 6, "proposals.truce.phases.1.from_month", "not after"),
    ("proposals.truce.phases.1.terms", {}, "proposals.truce.phases.1", "changes no terms"),
]


def test_a_sound_case_passes(isle: Path) -> None:
    for check in (
        issues_are_weighed,
        terms_fit_the_issues,
        terms_settle_every_issue,
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
            issues_are_weighed,
            terms_fit_the_issues,
            terms_settle_every_issue,
        )
        for problem in check(case)
    ]
    assert any(says in problem.wrong for problem in found), found
    told = next(problem for problem in found if says in problem.wrong)
    assert ".".join(map(str, told.path)) == at
    assert told.mend
