"""The accelerated fixed point: where it goes, when a world stands, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from servanda.engine.beliefs import LEAST_SECANT, MOST_SECANT, move_beliefs


def rounds(answer: Any, start: float, tolerance: float = 1e-9, most: int = 60) -> tuple[float, int]:
    """Iterate one world of one party; return where it stands and after how many rounds."""
    expected = np.full((1, 1, 1, 1), start)
    before, done, room = np.zeros((3, 1, 1, 1, 1)), np.zeros(1), np.empty((4, 1))
    for turn in range(most):
        before[0] = expected
        expected[:] = answer(expected)
        if move_beliefs(expected, before, np.array([turn]), tolerance, done, room):
            return float(expected[0, 0, 0, 0]), turn
    return float(expected[0, 0, 0, 0]), most


def test_what_nobody_moves_stands_at_once() -> None:
    assert rounds(lambda x: x, 0.3) == (0.3, 0)


def test_a_linear_answer_is_found_by_its_secant() -> None:
    for slope in (0.5, -0.9, 0.9):
        found, turns = rounds(lambda x, a=slope: 0.2 + a * (x - 0.2), 0.6)
        assert found == pytest.approx(0.2, abs=1e-8)
        assert turns <= 8


def test_expectations_that_swing_for_ever_alone_settle() -> None:
    found, turns = rounds(lambda x: 0.9 - 0.8 * x, 0.0)
    assert found == pytest.approx(0.5, abs=1e-8)
    assert turns < 10


def test_chances_stay_chances() -> None:
    expected, before = np.full((1, 1, 1, 1), 0.9), np.zeros((3, 1, 1, 1, 1))
    before[0], before[1], before[2] = 0.1, 0.5, 0.9
    move_beliefs(expected, before, np.array([1]), 1e-9, np.zeros(1), np.empty((4, 1)))
    assert 0.0 <= expected[0, 0, 0, 0] <= 1.0


def test_the_step_is_bounded_and_what_moved_is_kept() -> None:
    expected, before = np.full((1, 1, 1, 1), 0.5), np.zeros((3, 1, 1, 1, 1))
    before[0], before[1], before[2] = 0.4, 0.38, 0.02
    # g = 0.1, g - g_last = 0.08: the secant 0.1/0.08 is cut; F(x) - F(x_last) = 0.5 - 0.4.
    standing = move_beliefs(expected, before, np.array([1]), 1e-9, np.zeros(1), np.empty((4, 1)))
    assert not standing
    assert expected[0, 0, 0, 0] == pytest.approx(0.5 - MOST_SECANT * 0.1)
    assert before[1, 0, 0, 0, 0] == 0.4
    assert before[2, 0, 0, 0, 0] == pytest.approx(0.1)
    expected[:], before[0], before[1], before[2] = 0.2, 0.1, 0.08, 0.11
    # g = 0.1, g - g_last = -0.01: the secant of -10 is cut at its least; F(x_last) = 0.19.
    move_beliefs(expected, before, np.array([1]), 1e-9, np.zeros(1), np.empty((4, 1)))
    assert expected[0, 0, 0, 0] == pytest.approx(0.2 - LEAST_SECANT * 0.01)


def test_each_world_stops_by_itself_and_is_then_left_alone() -> None:
    expected, before = np.array([0.5, 0.9]).reshape(1, 1, 1, 2), np.zeros((3, 1, 1, 1, 2))
    before[0, 0, 0, 0] = [0.5, 0.1]
    done, room = np.zeros(2), np.empty((4, 2))
    assert not move_beliefs(expected, before, np.full(done.shape, 0), 1e-6, done, room)
    assert done.tolist() == [1.0, 0.0]
    before[0] = [[[0.5, 0.9]]]
    expected[0, 0, 0] = [0.7, 0.9]
    assert move_beliefs(expected, before, np.full(done.shape, 1), 1e-6, done, room)
    assert done.tolist() == [2.0, 1.0]
    assert expected[0, 0, 0, 0] == 0.5
