"""Power that recovers: nothing at first, all in the end, and no side is named."""

from __future__ import annotations

import math

import pytest

from servanda.formulas.recovery_of_power import power_of_time


def test_nothing_has_moved_on_the_day_of_the_deal() -> None:
    assert power_of_time(0.0, 0.8, 0.002, 36.0, 0.01, 120.0) == 0.0


def test_in_the_end_all_has_moved() -> None:
    told = power_of_time(1e6, 0.8, 0.002, 36.0, 0.01, 120.0)
    assert told == pytest.approx(0.002 + 0.01 * (1 - 1.6), rel=1e-12)


@pytest.mark.parametrize("line", [0.0, 0.3, 0.5, 1.0])
@pytest.mark.parametrize("month", [1.0, 36.0, 100.0])
def test_each_part_has_its_own_time(line: float, month: float) -> None:
    told = power_of_time(month, line, 0.002, 36.0, 0.01, 120.0)
    rested = 0.002 * -math.expm1(-month / 36)
    assert told == pytest.approx(
        rested + 0.01 * (1 - 2 * line) * -math.expm1(-month / 120), rel=1e-12, abs=1e-17
    )


def test_the_comeback_is_that_of_whoever_holds_less() -> None:
    low = power_of_time(60.0, 0.3, 0.0, 36.0, 0.01, 120.0)
    high = power_of_time(60.0, 0.7, 0.0, 36.0, 0.01, 120.0)
    assert low == pytest.approx(-high)
    assert low > 0.0
    assert power_of_time(60.0, 0.5, 0.0, 36.0, 0.01, 120.0) == 0.0
