"""The table of the beta's inverse agrees with SciPy's solution."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from servanda.worlds.beta import beta_quantile

TAILS = 10.0 ** -np.arange(1.0, 15.9, 0.25)
U = np.sort(np.concatenate([TAILS, np.linspace(0.01, 0.99, 197), 1 - TAILS]))


@pytest.mark.parametrize(
    ("a", "b"),
    [(0.1, 0.1), (0.1, 30), (0.5, 0.5), (1, 1), (2, 8), (300, 700), (1e5, 1e5), (1e5, 0.5)],
)
def test_agrees_with_scipy(a: float, b: float) -> None:
    np.testing.assert_allclose(beta_quantile(U, a, b), special.betaincinv(a, b, U), atol=1e-12)


def test_small_values_keep_their_digits() -> None:
    small = TAILS[::-1]
    np.testing.assert_allclose(
        beta_quantile(small, 2.0, 8.0), special.betaincinv(2.0, 8.0, small), rtol=1e-10
    )


@given(st.floats(0.02, 1e4), st.floats(0.02, 1e4))
def test_rises_and_stays_inside(a: float, b: float) -> None:
    drawn = beta_quantile(U, a, b)
    assert np.all((drawn >= 0) & (drawn <= 1))
    assert np.all(np.diff(drawn) >= -1e-12)


@given(st.floats(0.2, 200), st.floats(0.2, 200))
def test_mirrors(a: float, b: float) -> None:
    u = np.linspace(0.001, 0.999, 99)
    np.testing.assert_allclose(beta_quantile(u, a, b), 1 - beta_quantile(1 - u, b, a), atol=1e-10)


def test_one_at_a_time_gives_the_same_bits() -> None:
    u = np.linspace(0.001, 0.999, 999)
    alone = [beta_quantile(u[i : i + 1], 2.0, 5.0)[0] for i in range(u.size)]
    assert beta_quantile(u, 2.0, 5.0).tolist() == alone
