"""Reference classes: how often something came of them, and on what."""

from __future__ import annotations

import math

import pytest

from servanda.errors import InputError
from servanda.kinds_of_war.classes import classes, fitted_class, forecast


@pytest.mark.parametrize("each", classes(), ids=lambda each: each.name)
def test_a_class_as_shipped_is_sound(each) -> None:
    assert 0.0 < each.low <= each.share <= each.high < 1.0
    assert each.years[0] <= each.years[1] and each.cases >= each.clusters > 0
    if each.ranks:
        assert len(each.coefficients) == len(each.columns) + 1
        assert all(spread > 0.0 for spread in each.spread)


def test_at_the_means_nothing_is_moved_and_a_column_moves_by_its_sign() -> None:
    each = next(one for one in classes() if one.ranks)
    base = 1.0 / (1.0 + math.exp(-each.coefficients[0]))
    assert forecast(each.name, {}).share == pytest.approx(base)
    for place, column in enumerate(each.columns):
        mean, spread = each.mean[place], each.spread[place]
        assert forecast(each.name, {column: mean}).share == pytest.approx(base)
        up = forecast(each.name, {column: mean + spread})
        assert (up.share > base) == (each.coefficients[place + 1] > 0.0)
        assert up.low <= up.high and column not in up.unknown


def test_the_opposite_is_the_rest_and_what_is_no_number_is_refused() -> None:
    each = classes()[0]
    said = forecast(each.name, {})
    other = said.not_so()
    assert (other.share, other.low, other.high) == (1 - said.share, 1 - said.high, 1 - said.low)
    with pytest.raises(InputError, match="no reference class is called 'tea'"):
        fitted_class("tea")
    with pytest.raises(InputError, match="column of"):
        forecast(each.name, {"tea": 1.0})
    with pytest.raises(InputError, match="is no number; leave out what is unknown"):
        forecast(each.name, {each.columns[0]: math.nan})
