"""What a pause does to power."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.regrouping import NODES, POINTS, along_months, regrouped, war_value_nodes
from servanda.formulas.war import war_value


def test_regrouping_starts_at_nothing_and_never_ends() -> None:
    assert regrouped(0.0, 24.0) == 0.0
    assert regrouped(1e6, 24.0) == 1.0
    path = np.empty(1)
    along_months(np.full(7, 0.3), 24.0, path)
    assert path[0] == pytest.approx(0.3)


def test_a_polynomial_in_what_is_regrouped_comes_back_month_by_month() -> None:
    months, tau = 40, 18.0
    top = regrouped(months - 1.0, tau)
    nodes = np.polynomial.polynomial.polyval(0.5 * top * (1 + POINTS), [0.3, -1.0, 2.0, 0.5, 1.0])
    path = np.empty(months)
    along_months(nodes, tau, path)
    done = -np.expm1(-np.arange(months) / tau)
    expected = np.polynomial.polynomial.polyval(done, [0.3, -1.0, 2.0, 0.5, 1.0])
    np.testing.assert_allclose(path, expected, atol=1e-12)


def test_the_nodes_are_wars_of_that_much_regrouping() -> None:
    nodes = np.empty(NODES)
    rest = (20, 6, 0.99, 0.01, -0.1, 0.02, 0.1, 0.03, 1.0, 0.0)
    war_value_nodes(0.1, 0.12, 0.05, -0.02, 24.0, 60, *rest, nodes)
    for i in range(NODES):
        g = 0.5 * regrouped(59.0, 24.0) * (1 + POINTS[i])
        assert nodes[i] == pytest.approx(war_value(0.1 + 0.05 * g, 0.12 - 0.02 * g, *rest))


def test_the_constant_of_time_is_when_a_third_is_left() -> None:
    assert regrouped(24.0, 24.0) == pytest.approx(1 - np.exp(-1))
    assert regrouped(12.0, 24.0) == pytest.approx(1 - np.exp(-0.5))
