"""The length and the ends of a war along a front, against the formulas of Brownian motion."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.months_of_war import course_of_rates, course_of_war

N = 32
FRONTS = [(0.0, 0.02, 0.02), (0.003, 0.02, 0.02), (-0.004, 0.03, 0.005), (0.01, 0.05, 0.1)]


def course(drift: float, swing: float, exits: float, *settled: int) -> np.ndarray:
    told, gain = np.empty((5, N + 1)), np.empty(N + 1)
    settles = np.zeros(N + 1, np.bool_)
    settles[list(settled)] = True
    course_of_war(drift, swing, exits, settles, told, gain)
    return told


def reach(share: np.ndarray, drift: float, swing: float, exits: float, low: float, high: float):
    """Return the chances to reach `high` and `low` first, before petering out."""
    kappa, s2 = -np.log1p(-exits), swing**2
    r, m = np.sqrt(drift**2 + 2 * kappa * s2) / s2, drift / s2
    whole = np.sinh(r * (high - low))
    up = np.exp(m * (high - share)) * np.sinh(r * (share - low)) / whole
    down = np.exp(-m * (share - low)) * np.sinh(r * (high - share)) / whole
    return up, down


@pytest.mark.parametrize("front", FRONTS)
def test_without_a_deal_the_course_is_that_of_a_brownian_front(front: tuple[float, ...]) -> None:
    told, share = course(*front), np.arange(N + 1) / N
    wins, loses = reach(share, *front, 0.0, 1.0)
    months = (1 - wins - loses) / -np.log1p(-front[2])
    np.testing.assert_allclose(told[2], wins, atol=1e-10)
    np.testing.assert_allclose(told[3], loses, atol=1e-10)
    np.testing.assert_allclose(told[0], months, rtol=1e-8, atol=1e-8)
    # Share less drift is a martingale: what is held in the end is what is held now and the drift.
    np.testing.assert_allclose(told[4], share + front[0] * months, rtol=1e-8, atol=1e-9)
    assert (told[1] == 0.0).all()


@pytest.mark.parametrize("front", FRONTS)
def test_a_deal_signed_at_a_line_ends_the_war_there(front: tuple[float, ...]) -> None:
    told, share = course(*front, 10), np.arange(N + 1) / N
    above, below = slice(10, N + 1), slice(0, 11)
    wins, settles = reach(share[above], *front, 10 / N, 1.0)
    np.testing.assert_allclose(told[2][above], wins, atol=1e-10)
    np.testing.assert_allclose(told[1][above], settles, atol=1e-10)
    settles, loses = reach(share[below], *front, 0.0, 10 / N)
    np.testing.assert_allclose(told[1][below], settles, atol=1e-10)
    np.testing.assert_allclose(told[3][below], loses, atol=1e-10)
    np.testing.assert_allclose(told[4], share + front[0] * told[0], rtol=1e-8, atol=1e-9)
    assert told[:, 10].tolist() == [0.0, 1.0, 0.0, 0.0, 10 / N]


def test_a_war_already_over_is_over() -> None:
    told = course(0.001, 0.02, 0.02)
    assert told[:, 0].tolist() == [0.0, 0.0, 0.0, 1.0, 0.0]
    assert told[:, N].tolist() == [0.0, 0.0, 1.0, 0.0, 1.0]


def test_a_war_that_never_peters_out_ends_by_a_victory() -> None:
    told = course(0.0, 0.05, 0.0)
    share = np.arange(N + 1) / N
    np.testing.assert_allclose(told[2] + told[3], 1.0, atol=1e-4)
    np.testing.assert_allclose(told[0], share * (1 - share) / 0.05**2, rtol=1e-4)
    # A rate of 1e-7 a month stands for none: its own mark is small, and stays where it is.
    peters = 1e-7 * told[0, 16]
    assert 1 - told[2, 16] - told[3, 16] == pytest.approx(peters, rel=1e-3)


def test_without_a_front_the_rates_compete() -> None:
    months, settles, wins, loses, share = course_of_rates(0.02, 0.01, 0.05, 0.3, False)
    assert (months, settles) == (pytest.approx(12.5), 0.0)
    assert (wins, loses) == (pytest.approx(0.25), pytest.approx(0.125))
    assert share == pytest.approx(0.25 + 0.625 * 0.3)
    assert course_of_rates(0.02, 0.01, 0.05, 0.3, True) == (0.0, 1.0, 0.0, 0.0, 0.3)
    assert course_of_rates(0.0, 0.0, 0.0, 0.3, False) == (np.inf, 0.0, 0.0, 0.0, 0.3)
    assert course_of_rates(0.5, 0.5, 0.0, 0.3, False) == (1.0, 0.0, 0.5, 0.5, 0.5)
