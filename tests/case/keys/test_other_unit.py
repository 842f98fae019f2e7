"""Numbers written in another unit than the one wanted."""

from __future__ import annotations

import pytest

from servanda.case.keys.other_unit import rescaled
from servanda.errors import InputError
from servanda.quantity import Family, Gap, Interval, Point


def test_every_form_is_turned_into_the_unit_wanted() -> None:
    assert rescaled(2, "years", "months") == Point(24.0)
    assert rescaled("1 to 2", "years", "months") == Interval(12.0, 24.0)
    assert rescaled("?", "years", "months") == Gap()
    assert rescaled({"uniform": [1, 2]}, "years", "months") == Family("uniform", (12.0, 24.0))
    # the spread of a logarithm has no unit, nor have the parameters of a beta
    assert rescaled({"lognormal": [2, 0.5]}, "years", "months").parameters == (24.0, 0.5)
    assert rescaled({"beta": [2, 8]}, "percent", "share").parameters == (2.0, 8.0)


def test_rival_views_are_each_in_that_unit_and_a_base_rate_in_its_own() -> None:
    mix = {"a": {"weight": 1, "value": 2}, "b": {"weight": 1, "value": {"uniform": [1, 2]}}}
    parts = rescaled({"mix": mix}, "years", "months").parts
    assert parts == (Point(24.0), Family("uniform", (12.0, 24.0)))
    with pytest.raises(InputError, match="a base rate has a unit of its own; remove `unit`"):
        rescaled({"base_rate": "leader_exit"}, "years", "months")
