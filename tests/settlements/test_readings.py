"""What each reading of a case changes, and what it leaves."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.case.keys.case import numbers_in
from servanda.quantity import Interval
from servanda.settlements.library import library
from servanda.settlements.readings import AVERAGE, NO_COST, NO_RECORD, readings, sort_of

CHOSEN = tuple(library())


def test_a_reading_changes_what_it_says_and_nothing_else() -> None:
    read = readings(CHOSEN)
    for each in CHOSEN:
        coded = dict(numbers_in(each.case))
        bare = dict(numbers_in(read[NO_COST](each)))
        gone = {name for name in coded if name not in bare}
        assert all(name.split(".")[2] == "political_costs" for name in gone)
        assert all(bare[name] == coded[name] for name in bare)
        without = read[NO_RECORD](each)
        assert not without.record
        assert not any("political_costs" in name for name, _ in numbers_in(without))


def test_averages_are_of_other_disputes() -> None:
    golan = library()["golan-1974"]
    made = dict(numbers_in(readings(CHOSEN)[AVERAGE](golan)))
    name = "war.costs.syria"
    ends = [
        (number.form.low, number.form.high)
        for each in CHOSEN
        if each.dispute != golan.dispute
        for path, number in numbers_in(each.case)
        if sort_of(path) == sort_of(name) and isinstance(number.form, Interval)
    ]
    form = made[name].form
    assert isinstance(form, Interval)
    assert form.low == pytest.approx(np.mean([low for low, _ in ends]), rel=1e-4)
    assert form.high == pytest.approx(np.mean([high for _, high in ends]), rel=1e-4)
    kept = dict(numbers_in(golan.case))
    assert made["issues.golan.weights.syria"] == kept["issues.golan.weights.syria"]


def test_one_s_own_chance_of_victory_and_another_s_are_two_sorts() -> None:
    own, analyst = sort_of("war.victory.india.india"), sort_of("war.victory.india.analyst")
    assert own and analyst and own != analyst
    assert sort_of("war.victory.india.pakistan") is None
    assert sort_of("issues.kashmir.weights.india") is None
