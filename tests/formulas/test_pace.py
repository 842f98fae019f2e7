"""What a change of the force ratio does: nothing for none, and changes add."""

from __future__ import annotations

import math

import pytest

from servanda.formulas.pace import drift_change, log_ratio_change, odds_change


def test_no_change_changes_nothing() -> None:
    assert log_ratio_change(40.0, 0.0) == 0.0
    assert log_ratio_change(0.0, 0.0) == 0.0
    assert drift_change(0.02, 0.9, 0.6, 0.0) == 0.0
    assert odds_change(0.9, 0.0) == 0.0


def test_it_is_the_logarithm_of_the_ratio() -> None:
    assert log_ratio_change(40.0, 20.0) == pytest.approx(math.log(1.5), rel=1e-14)
    assert log_ratio_change(40.0, -20.0) == pytest.approx(-math.log(2.0), rel=1e-14)


def test_successive_changes_add() -> None:
    in_two = log_ratio_change(40.0, 10.0) + log_ratio_change(50.0, 25.0)
    assert in_two == pytest.approx(log_ratio_change(40.0, 35.0), rel=1e-13)


def test_a_side_that_loses_all_is_left_with_a_trace() -> None:
    assert log_ratio_change(40.0, -40.0) == pytest.approx(math.log(1e-12))
    assert log_ratio_change(40.0, -50.0) == pytest.approx(math.log(1e-12))
    assert log_ratio_change(0.0, 1.0) == pytest.approx(300.0 * math.log(10.0))


def test_the_drift_moves_with_half_the_contest_times_the_swing() -> None:
    assert drift_change(0.02, 0.8, 4.0, 0.3) == pytest.approx(0.5 * 0.8 * 0.02 * 2.0 * 0.3)
    assert drift_change(0.02, 0.8, 4.0, -0.3) == -drift_change(0.02, 0.8, 4.0, 0.3)
    assert odds_change(0.8, 0.3) == pytest.approx(0.24)
