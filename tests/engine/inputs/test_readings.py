"""The numbers of a chunk of worlds, read by name."""

from __future__ import annotations

import numpy as np

from servanda.engine.inputs.readings import Readings


def test_a_number_has_a_value_in_every_world_even_if_it_is_certain(chunk) -> None:
    readings = chunk.setting.readings
    assert readings.number("war.swing").shape == (chunk.worlds,)
    assert np.ptp(readings.number("war.swing")) == 0.0
    assert np.ptp(readings.number("war.front.held")) > 0.0


def test_what_the_case_leaves_out_is_the_default_or_nothing(chunk) -> None:
    readings: Readings = chunk.setting.readings
    assert readings.number_or("no.such", None, 0.25).tolist() == [0.25] * chunk.worlds
    stated = readings.case.war.flow_costs
    assert readings.of_party("war.flow_costs", stated, "nobody", "none") is None
    own = readings.of_party("war.flow_costs", stated, "norland", "norland")
    assert own is not None and np.array_equal(own, readings.number("war.flow_costs.norland"))
    by_side = readings.of_party("war.flow_costs", stated, "brigade", "suria")
    assert by_side is not None


def test_who_says_nothing_sees_what_the_analyst_sees(chunk) -> None:
    readings: Readings = chunk.setting.readings
    trend = readings.case.war.trend
    own = readings.seen_by("norland", "war.trend", trend)
    other = readings.seen_by("suria", "war.trend", trend)
    analyst = readings.seen_by("analyst", "war.trend", trend)
    assert np.array_equal(other, analyst) and not np.array_equal(own, analyst)
