"""Interpolation at seven nodes: exact for what it should be exact for."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.chebyshev import NODES, POINTS, node_powers, polynomial


def test_a_polynomial_of_the_sixth_degree_comes_back() -> None:
    coefficients = np.array([0.3, -1.0, 2.0, 0.5, -0.7, 1.3, 0.9])
    found = np.empty(NODES)
    node_powers(np.polynomial.polynomial.polyval(POINTS, coefficients), found)
    np.testing.assert_allclose(found, coefficients, atol=1e-13)


@pytest.mark.parametrize("t", [-1.0, -0.3, 0.0, 0.4, 1.0, 2.0])
def test_the_polynomial_is_the_sum_of_its_powers(t: float) -> None:
    c = np.array([0.3, -1.0, 2.0, 0.5, -0.7, 1.3, 0.9])
    assert polynomial(c, t) == pytest.approx(sum(c[i] * t**i for i in range(7)), rel=1e-13)


def test_the_interpolant_meets_the_values_at_the_nodes() -> None:
    nodes = np.array([0.1, 0.5, 0.3, 0.9, -0.2, 0.4, 0.7])
    found = np.empty(NODES)
    node_powers(nodes, found)
    met = [polynomial(found, float(t)) for t in POINTS]
    np.testing.assert_allclose(met, nodes, atol=1e-13)


def test_the_nodes_are_those_of_chebyshev_and_the_middle_is_nothing() -> None:
    np.testing.assert_allclose(np.cos(7 * np.arccos(POINTS)), 0.0, atol=1e-12)
    assert POINTS[3] == 0.0
    assert (np.diff(POINTS) < 0).all()
