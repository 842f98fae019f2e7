"""The cost of a year of war and the flow that it is."""

from __future__ import annotations

import math

import pytest

from servanda.formulas.running_cost import running_cost, year_of_war


@pytest.mark.parametrize("discount", [0.01, 0.1, 0.5])
@pytest.mark.parametrize("year", [0.0, 0.03, 0.4])
def test_a_flow_over_one_year_is_worth_what_the_year_costs(year: float, discount: float) -> None:
    flow = running_cost(year, discount)
    assert flow * (1 - math.exp(-discount)) == pytest.approx(year, rel=1e-13)
    assert year_of_war(flow, discount) == pytest.approx(year, rel=1e-13)


def test_without_discounting_the_cost_stays_finite() -> None:
    assert running_cost(0.03, 0.0) == pytest.approx(0.03 / 1e-6, rel=1e-5)
    assert running_cost(0.03, 1e-6) == running_cost(0.03, 0.0)
    assert year_of_war(0.3, 0.0) == pytest.approx(0.3e-6, rel=1e-5)


def test_a_year_that_is_a_gain_is_a_gain() -> None:
    assert running_cost(-0.03, 0.1) == -running_cost(0.03, 0.1) < 0.0
