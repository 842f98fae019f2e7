"""Leverage on whoever refuses a proposal."""

from __future__ import annotations

import pytest
from tests.laws.whole_cases import stated, symmetric

from servanda.engine.chunk import Chunk
from servanda.engine.inputs.pressure import pressure_on
from servanda.engine.plan import plan_of
from servanda.worlds.sample import sample

PRESS = {"by": "g", "on": "b", "costs": 0.02, "trend": 0.004, "believed": 0.5, "until": 24}


def on(party: str, *pressures: dict[str, object]) -> dict[str, float]:
    case = stated(symmetric(), proposals__bare__pressure=list(pressures))
    chunk = Chunk(plan_of(case), sample(case, worlds=2))
    return {name: values[0] for name, values in pressure_on(chunk.setting, "bare", party).items()}


def test_nobody_is_pressed_whom_it_is_not_on() -> None:
    assert on("a", PRESS) == {} and on("b") == {}


def test_one_pressure_is_itself_where_it_comes() -> None:
    told = on("b", PRESS)
    assert (told["pressed"], told["pressed_at_breach"]) == (0.5, 0.5)
    assert told["pressure_months"] == pytest.approx(24.0) and told["pressure_cost"] > 0.0
    assert told["pressure_power"] == pytest.approx(0.004 / 1.0)  # it helps the other end


def test_two_pressures_come_apart_and_take_off_together_what_is_expected_of_both() -> None:
    one, two = on("b", PRESS), on("b", PRESS, {**PRESS, "believed": 0.2, "until": 12})
    assert 0.5 < two["pressed"] < 1.0 - 0.5 * 0.8
    assert 12.0 < two["pressure_months"] < 24.0
    expected = (0.5 * 24 + 0.2 * 12) * one["pressure_cost"]
    whole = two["pressure_cost"] * two["pressed"] * two["pressure_months"]
    assert whole == pytest.approx(expected)


def test_a_pressure_cut_in_two_that_last_as_long_is_expected_to_cost_the_same() -> None:
    half = {**PRESS, "costs": 0.01, "trend": 0.002}
    one, two = on("b", PRESS), on("b", half, half)
    assert two["pressure_months"] == pytest.approx(24.0)
    assert two["pressed"] == pytest.approx(1.0 - 0.5 * 0.5)
    for name in ("pressure_cost", "pressure_power"):
        assert two[name] * two["pressed"] == pytest.approx(one[name] * one["pressed"])


@pytest.mark.parametrize(
    "idle", [{"costs": 0, "trend": 0, "until": 600}, {"until": 0}, {"believed": 0, "until": 600}]
)
def test_a_pressure_of_no_effect_changes_nothing(idle: dict[str, float]) -> None:
    assert on("b", PRESS, PRESS | idle) == pytest.approx(on("b", PRESS))
