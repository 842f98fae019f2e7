"""Power: forces of the sides, and what changes their ratio."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from servanda.engine.inputs.power import Power, power_of


@pytest.fixture(scope="module")
def power(even) -> Power:
    return power_of(even.plan.conflict, even.setting.readings)


def test_as_many_more_on_both_sides_change_nothing(power: Power) -> None:
    twice = np.full(2, 2.0)
    assert power.changed({"a": twice, "b": twice}) == pytest.approx(0.0, abs=1e-15)
    up, down = power.changed({"a": twice}), power.changed({"b": twice})
    assert up[0] > 0.0 and down == pytest.approx(-up)


def test_who_joins_a_side_is_as_many_more_of_it(power: Power) -> None:
    joined = power.joined("a", np.full(2, 40.0))  # 40 thousand stand there already
    assert joined == pytest.approx(power.changed({"a": np.full(2, 2.0)}))
    assert power.joined("b", np.full(2, 40.0)) == pytest.approx(-joined)
    assert power.joined("a", np.zeros(2)).tolist() == [0.0, 0.0]
    assert power.sign_of("a") == 1.0 and power.sign_of("b") == -1.0


def test_forces_nobody_states_are_even_and_joining_them_says_nothing(power: Power) -> None:
    unknown = replace(power, forces={})
    assert unknown.of_side("a") is None and power.of_side("a").tolist() == [40.0, 40.0]
    assert unknown.joined("a", np.full(2, 9.0)).tolist() == [0.0, 0.0]
    assert unknown.share("a").tolist() == [1.0, 1.0] == power.share("a").tolist()
    assert unknown.changed({"a": np.full(2, 2.0)}) == pytest.approx(
        power.changed({"a": np.full(2, 2.0)})
    )


def test_a_change_by_world_and_month_keeps_its_shape(power: Power) -> None:
    factors = np.array([[1.0, 1.5, 2.0], [1.0, 1.5, 2.0]])
    moved = power.changed({"a": factors})
    assert moved.shape == (2, 3) and moved[0, 0] == 0.0 and moved[0, 1] < moved[0, 2]


def test_forces_of_one_who_is_on_neither_side_of_the_line_change_nothing(power: Power) -> None:
    for change in (np.full(2, 2.0), np.full((2, 3), 2.0)):
        assert power.changed({"nobody": change}).shape == change.shape
        assert not power.changed({"nobody": change}).any()
