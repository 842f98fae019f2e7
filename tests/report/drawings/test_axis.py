"""A value axis: round numbers, and where values lie."""

from __future__ import annotations

import itertools
import math

import pytest

from servanda.report.drawings.axis import Axis, axis_for, ticks_for


@pytest.mark.parametrize(("start", "stop"), [(0.0, 1.0), (-3.0, 7.0), (0.02, 0.05), (0.0, 4e6)])
def test_ticks_are_round_even_and_inside(start: float, stop: float) -> None:
    ticks = ticks_for(start, stop)
    assert 2 <= len(ticks) <= 7
    assert start - 1e-9 <= ticks[0] <= ticks[-1] <= stop + 1e-9
    gaps = [b - a for a, b in itertools.pairwise(ticks)]
    assert max(gaps) == pytest.approx(min(gaps), rel=1e-6)


def test_a_value_lies_in_proportion_and_no_further_than_the_end() -> None:
    axis = Axis(0.0, 2.0, 10.0, 110.0)
    assert [axis.at(v) for v in (-5.0, 0.0, 0.5, 2.0, 9.0)] == [10.0, 10.0, 35.0, 110.0, 110.0]
    upwards = Axis(0.0, 1.0, 200.0, 100.0)
    assert upwards.at(0.25) == 175.0


def test_an_axis_holds_its_values_and_begins_at_nothing_where_that_is_near() -> None:
    axis = axis_for([0.13, 0.87, math.nan], 0.0, 100.0)
    assert axis.start == 0.0
    assert axis.stop >= 0.87
    far = axis_for([1000.0, 1010.0], 0.0, 100.0)
    assert far.start > 0.0
    same = axis_for([3.0, 3.0], 0.0, 100.0)
    assert same.start < 3.0 < same.stop
    assert axis_for([], 0.0, 1.0).stop > 0.0


def test_a_given_domain_is_kept() -> None:
    axis = axis_for([5.0], 0.0, 1.0, percent=True, domain=(0.0, 1.0))
    assert (axis.start, axis.stop, axis.says(0.25)) == (0.0, 1.0, "25%")
