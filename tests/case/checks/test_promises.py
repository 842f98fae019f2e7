"""Guarantees hang together, and the record is in its ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.case.planted import planted

from servanda.case.checks.promises import guarantees_hang_together, record_is_in_its_ledger
from servanda.case.load import load

FAULTS = [
    ("guarantees.word.guarantors", [], "guarantees.word.guarantors", "nobody gives"),
    ("guarantees.word.protects", [], "guarantees.word.protects", "whom the guarantee protects"),
    ("guarantees.word.against", ["sutherland"], "guarantees.word.against", "both protected"),
    ("guarantees.watch.host", None, "guarantees.watch.host_withdraws", "no host is named"),
    ("guarantees.pact.deployed", 0, "guarantees.pact.credibility.tripwire", "needs troops"),
    ("record.truce_of_1998.ended", 1990, "record.truce_of_1998.ended", "before it begins"),
    ("record.truce_of_1998.year", 2030, "record.truce_of_1998.year", "after the date"),
    (
        "record.truce_of_1998.conduct.norland.ledger",
        "honour",
        "record.truce_of_1998.conduct.norland.ledger",
        "ledger of guarantors",
    ),
]


def test_a_sound_case_passes(isle: Path) -> None:
    for check in (
        guarantees_hang_together,
        record_is_in_its_ledger,
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
            guarantees_hang_together,
            record_is_in_its_ledger,
        )
        for problem in check(case)
    ]
    assert any(says in problem.wrong for problem in found), found
    told = next(problem for problem in found if says in problem.wrong)
    assert ".".join(map(str, told.path)) == at
    assert told.mend
