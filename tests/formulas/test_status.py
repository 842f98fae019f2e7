"""Why a quantity has no value: numbers that files keep, and advice that says what to change."""

from __future__ import annotations

import pytest

from servanda.formulas.status import Status


def test_the_numbers_stay_what_saved_columns_hold() -> None:
    assert {status.name: int(status) for status in Status} == {
        "COMPUTED": 0, "INPUT_MISSING": 1, "NEVER_ENDS": 2, "NOTHING_AT_STAKE": 3,
        "OUT_OF_REACH": 4, "NO_SUCH_EQUILIBRIUM": 5, "NOT_CONVERGED": 6,
    }  # fmt: skip


@pytest.mark.parametrize("status", Status)
def test_each_advises(status: Status) -> None:
    assert len(status.advice) > 20
    assert Status(int(status)) is status


def test_no_two_advise_the_same() -> None:
    assert len({status.advice for status in Status}) == len(Status)
