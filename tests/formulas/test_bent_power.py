"""Power on a scale that bends as the value of a war does."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.bent_power import bend_of, place_on, power_at, power_scale
from servanda.formulas.chebyshev import NODES, POINTS, node_powers, polynomial
from servanda.formulas.moving_front import CELLS, along, front_war

LULL = 0.1 + 0.5 * np.linspace(0.0, 1.0, CELLS + 1)


def test_power_beyond_the_range_is_taken_at_its_end() -> None:
    straight = power_scale(0.0, 0.0, -0.01, 0.02)
    assert place_on(straight, 0.005) == pytest.approx(0.0, abs=1e-12)
    for bend in (0.0, 0.003):
        scale = power_scale(0.002, bend, -0.01, 0.02)
        assert place_on(scale, -0.01) == pytest.approx(-1.0)
        assert place_on(scale, 0.02) == pytest.approx(1.0)
        assert (place_on(scale, 9.0), place_on(scale, -9.0)) == (1.0, -1.0)


@pytest.mark.parametrize("bend", [0.0, 1e-9, 0.003, 40.0])
def test_every_place_is_the_place_of_its_power(bend: float) -> None:
    scale = power_scale(-0.004, bend, -0.03, 0.05)
    for place in (-1.0, -0.6, 0.0, 0.2, 1.0):
        power = power_at(scale, place)
        assert place_on(scale, power - scale.base) == pytest.approx(place, abs=1e-6)


def test_told_from_the_other_end_every_place_is_its_opposite() -> None:
    one, other = power_scale(0.002, 0.004, -0.01, 0.03), power_scale(-0.002, 0.004, -0.03, 0.01)
    for change in (-0.01, 0.0, 0.007, 0.03):
        assert place_on(one, change) == -place_on(other, -change)


def test_a_range_without_length_lies_in_the_middle() -> None:
    scale = power_scale(0.002, bend_of(0.0, 0.0, 0.0), 0.0, 0.0)
    assert place_on(scale, 0.0) == 0.0
    assert power_at(scale, -0.7) == pytest.approx(0.002)


def worth(drift: float, swing: float, exits: float, share: float) -> float:
    table, fighting, gain = np.empty((3, CELLS + 1))
    front_war(drift, swing, 0.1, exits, 0.2, 0.5, 0.9, 0.0, LULL, table, fighting, gain)
    return along(table, share)


@pytest.mark.parametrize("swing", [0.002, 0.01, 0.03])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.75])
def test_seven_nodes_follow_the_value_of_war_over_a_wide_range(swing: float, share: float) -> None:
    """A force as large as the side it joins moves a front by a third of its swing and more."""
    low, high = -0.8 * swing, 1.2 * swing
    kappa = 0.1 / 12 + 0.0168
    errors = {}
    for bend in (0.0, bend_of(swing, kappa, high - low)):
        scale, powers = power_scale(0.0003, bend, low, high), np.empty(NODES)
        nodes = [worth(power_at(scale, at), swing, 0.0167, share) for at in POINTS]
        node_powers(np.array(nodes), powers)
        errors[bend] = max(
            abs(polynomial(powers, place_on(scale, change))
                - worth(0.0003 + change, swing, 0.0167, share))
            for change in np.linspace(low, high, 41)
        )  # fmt: skip
    straight, bent = errors.values()
    assert bent < 2e-3
    assert bent < 0.5 * straight or straight < 1e-4
