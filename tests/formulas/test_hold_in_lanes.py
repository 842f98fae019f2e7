"""Worlds side by side are each alone, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.hold import challenge_recursion, value_under_hazard
from servanda.formulas.hold_in_lanes import LANES, challenge_recursions, values_under_hazard


@pytest.mark.parametrize("months", [1, 2, 60])
def test_the_hazards_of_a_lane_are_those_of_its_world_alone(months: int) -> None:
    rng = np.random.default_rng(4)
    u, challenge = rng.uniform(0.2, 0.6, (2, LANES, months))
    delta, omega = rng.uniform(0.9, 0.99, LANES), rng.uniform(0.05, 0.4, LANES)
    scale = rng.uniform(0.01, 0.1, LANES)
    many = np.empty((LANES, months))
    challenge_recursions(u, challenge, delta, omega, scale, many)
    for lane in range(LANES):
        alone = np.empty(months)
        challenge_recursion(u[lane], challenge[lane], delta[lane], omega[lane], scale[lane], alone)
        np.testing.assert_allclose(many[lane], alone, rtol=1e-13)


@pytest.mark.parametrize("months", [1, 2, 60])
def test_the_value_of_a_lane_is_that_of_its_world_alone(months: int) -> None:
    rng = np.random.default_rng(5)
    u, broken, hazard = rng.uniform(0.1, 0.6, (3, LANES, months))
    delta, value = rng.uniform(0.9, 0.99, LANES), np.empty(LANES)
    values_under_hazard(u, broken, hazard, delta, value)
    alone = [value_under_hazard(u[i], broken[i], hazard[i], float(delta[i])) for i in range(LANES)]
    np.testing.assert_allclose(value, alone, rtol=1e-14)
