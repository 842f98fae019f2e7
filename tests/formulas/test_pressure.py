"""Leverage: the walk that stands for the front, and war under pressure month by month."""

from __future__ import annotations

import math

import numpy as np
import pytest

from servanda.formulas.pressure import pressed_ends, pressed_value, walk_back, walk_moves


@pytest.mark.parametrize("drift", [0.0, 0.001, -0.004, 0.05, -0.2])
@pytest.mark.parametrize("swing", [0.005, 0.02, 0.2])
def test_a_month_of_steps_has_the_mean_and_variance_of_the_front(drift: float, swing: float):
    width = 1 / 32
    up, down, steps = walk_moves(drift, swing, width)
    assert min(up, down) >= 0.0
    assert up + down <= 1.0
    assert steps == int(steps) >= 1.0
    mean = up - down
    assert steps * mean * width == pytest.approx(drift, abs=1e-15)
    variance = steps * (up + down - mean**2) * width**2
    if (swing / width) ** 2 / steps + mean**2 >= abs(mean):
        assert variance == pytest.approx(swing**2, rel=1e-12)
    else:  # A front that drifts faster than it swings moves one way only.
        assert up + down == pytest.approx(abs(mean), rel=1e-12)


def test_no_more_steps_are_taken_than_are_needed() -> None:
    assert walk_moves(0.0, 0.02, 1 / 32)[2] == 1.0
    assert walk_moves(0.0, 0.04, 1 / 32)[2] == 2.0
    assert walk_moves(0.1, 0.0, 1 / 32)[2] == math.ceil(3.2**2)
    assert walk_moves(0.0, 0.0, 1 / 32) == (0.0, 0.0, 1.0)


def test_a_step_is_the_mean_of_where_it_leads() -> None:
    value = np.array([0.1, 0.5, 0.3, 0.8, 0.9])
    lull = np.array([0.0, 0.2, 0.4, 0.6, 0.8])
    before = value.copy()
    walk_back(1, 0.3, 0.2, 0.9, 0.1, 0.4, 0.6, lull, value, np.empty((3, 5)))
    assert (value[0], value[4]) == (0.1, 0.9)
    for k in range(1, 4):
        moved = 0.3 * before[k + 1] + 0.2 * before[k - 1] + 0.5 * before[k]
        here = 0.1 * (0.4 + 0.6 * k / 4) + 0.9 * (0.1 * lull[k] + 0.9 * moved)
        assert value[k] == pytest.approx(here, rel=1e-14)


def by_steps(drift, swing, discount, exits, flow, ground, lull, after, months):
    up, down, steps = walk_moves(drift, swing, 1 / (len(after) - 1))
    value = after.copy()
    for _ in range(round(months * steps)):
        walk_back(
            1, up, down, math.exp(-discount / 12 / steps), 1 - (1 - exits) ** (1 / steps),
            flow, ground, lull, value, np.empty((3, len(after))),
        )  # fmt: skip
    return value


@pytest.mark.parametrize("swing", [0.02, 0.05])
@pytest.mark.parametrize("months", [0.0, 1.0, 7.0])
def test_pressure_lasts_as_many_months_as_it_is_said_to(swing: float, months: float) -> None:
    grid = np.linspace(0, 1, 33)
    lull, after, value = 0.2 + 0.5 * grid, grid**2, np.empty(33)
    pressed_value(0.002, swing, 0.1, 0.02, 0.3, 0.4, lull, after, months, value, np.empty((3, 33)))
    expected = by_steps(0.002, swing, 0.1, 0.02, 0.3, 0.4, lull, after, months)
    np.testing.assert_allclose(value, expected, rtol=1e-13)
    if months == 0.0:
        assert value.tolist() == after.tolist()


def test_many_short_steps_discount_and_end_as_one_month_does() -> None:
    """Where the ground does not matter, only discount and exits do, whatever the steps."""
    flat, value = np.full(33, 0.2), np.empty(33)
    for swing in (0.01, 0.1):
        pressed_value(
            0.0, swing, 0.12, 0.05, 0.0, 0.0, np.zeros(33), flat, 1.0, value, np.empty((3, 33))
        )
        assert value[16] == pytest.approx(0.2 * math.exp(-0.01) * 0.95, rel=1e-9)


def test_pressure_without_a_front_is_the_recursion_of_its_months() -> None:
    win, lose, exits, pressed, usual = 0.01, 0.02, 0.03, 0.3, 0.5
    d = math.exp(-0.1 / 12)
    stays = d * (1 - win - lose - exits)
    value = usual
    for _ in range(24):
        value = (1 - stays) * pressed + stays * value
    told = pressed_ends(win, lose, exits, 0.1, pressed, usual, 24.0)
    assert told == pytest.approx(value, rel=1e-12)
    assert pressed_ends(win, lose, exits, 0.1, pressed, usual, 0.0) == usual
    assert pressed_ends(0.5, 0.4, 0.3, 0.1, pressed, usual, 3.0) == pytest.approx(pressed)
