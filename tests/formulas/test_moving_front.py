"""War along a front against finite differences on a fine grid, and its two writings."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import solve_banded

from servanda.formulas.moving_front import (
    CELLS,
    along,
    front_war,
    front_wars,
    leaving_a_cell,
    per_month,
)

GRID = np.linspace(0.0, 1.0, CELLS + 1)
WARS = [
    (0.003, 0.02, 0.1, 0.02, 0.2, 0.6, 1.0, 0.0),
    (-0.004, 0.01, 0.2, 0.01, 0.3, 0.4, 0.7, 0.1),
    (0.0, 0.05, 0.05, 0.1, 0.1, 0.5, 1.0, 0.0),
]


def finely(drift, swing, discount, exits, flow, ground, victory, defeat, x0, x1):
    n = 4_000
    h, r, e = 1 / n, discount / 12, -np.log(1 - exits)
    share = np.arange(1, n) * h
    low = swing**2 / 2 / h**2 - drift / 2 / h
    high = swing**2 / 2 / h**2 + drift / 2 / h
    right = -(r * (flow + ground * share) + e * (x0 + x1 * share))
    right[0] -= low * defeat
    right[-1] -= high * victory
    bands = np.zeros((3, n - 1))
    bands[0, 1:], bands[1], bands[2, :-1] = high, -(r + e) - swing**2 / h**2, low
    inside = solve_banded((1, 1), bands, right)
    return np.interp(GRID, np.arange(n + 1) * h, np.concatenate([[defeat], inside, [victory]]))


@pytest.mark.parametrize("war", WARS)
def test_the_value_of_war_solves_its_equation(war: tuple[float, ...]) -> None:
    worth, fighting, gain = np.empty((3, CELLS + 1))
    front_war(*war, 0.2 + 0.6 * GRID, worth, fighting, gain)
    assert np.abs(worth - finely(*war, 0.2, 0.6)).max() < 2e-5


def test_many_drifts_side_by_side_are_each_alone() -> None:
    drifts = np.array([0.003, -0.002, 0.0, 0.05])
    lull = 0.2 + 0.6 * GRID
    worths, fightings, gains = np.empty((3, CELLS + 1, 4))
    front_wars(drifts, *WARS[0][1:], lull, worths, fightings, gains, np.empty((4, 4)))
    for m, drift in enumerate(drifts):
        worth, fighting, gain = np.empty((3, CELLS + 1))
        front_war(float(drift), *WARS[0][1:], lull, worth, fighting, gain)
        assert np.abs(worths[:, m] - worth).max() < 1e-13
        assert np.abs(fightings[:, m] - fighting).max() < 1e-13


def test_a_front_faster_than_any_step_is_no_exception() -> None:
    worth, fighting, gain = np.empty((3, CELLS + 1))
    front_war(3.0, 2.0, 0.1, 0.02, 0.2, 0.6, 1.0, 0.0, 0.2 + 0.6 * GRID, worth, fighting, gain)
    assert np.isfinite(worth).all() and 0.0 <= along(worth, 0.5) <= 1.0


@pytest.mark.parametrize("drift", [0.0, 0.003, -0.02])
def test_a_cell_is_left_as_a_brownian_path_leaves_it(drift: float) -> None:
    swing, kappa, h = 0.02, 0.03, 0.04
    b, c = drift * h / swing**2, h * np.sqrt(drift**2 + 2 * kappa * swing**2) / swing**2
    up, down = leaving_a_cell(drift, swing, kappa, h)
    assert up == pytest.approx(np.exp(b) / (2 * np.cosh(c)), rel=1e-12)
    assert down == pytest.approx(np.exp(-b) / (2 * np.cosh(c)), rel=1e-12)


def test_a_chance_within_a_month_and_its_rate() -> None:
    assert per_month(0.0) == 0.0
    assert per_month(0.5) == pytest.approx(np.log(2))
    assert per_month(1.0) == per_month(2.0) == pytest.approx(12 * np.log(10), rel=1e-4)


def test_the_cubic_is_exact_for_cubics_up_to_both_ends() -> None:
    grid = np.linspace(0, 1, 9)
    table = 1 - 2 * grid + 3 * grid**2 - grid**3
    for y in (0.0, 0.03, 0.13, 0.5, 0.9, 1.0):
        assert along(table, y) == pytest.approx(1 - 2 * y + 3 * y**2 - y**3, abs=1e-13)
    assert along(table, -3.0) == table[0]
    assert along(table, 7.0) == pytest.approx(table[-1])


def test_the_share_of_time_spent_in_war_is_what_its_cost_weighs() -> None:
    """A running cost of c takes c off the flow, and c times that share off the value."""
    lull = 0.2 + 0.6 * GRID
    worth, fighting, gain = np.empty((3, CELLS + 1))
    front_war(*WARS[0], lull, worth, fighting, gain)
    dearer, same, gain = np.empty((3, CELLS + 1))
    war = list(WARS[0])
    war[4] -= 0.3
    front_war(*war, lull, dearer, same, gain)
    np.testing.assert_allclose(dearer, worth - 0.3 * fighting, atol=1e-13)
