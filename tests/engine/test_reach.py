"""How far power can move, and deals that ask for what is not computed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.invented import deal_of, party

from servanda.engine.contract import WORLD, rows_of
from servanda.engine.reach import check_deal, shift_range
from servanda.errors import InputError


def world(**stated: float) -> np.ndarray:
    return rows_of(WORLD, stated, (1,))


def test_without_a_deal_only_regrouping_and_jumps_move_power() -> None:
    for regroup in (0.002, -0.003):
        low, high = shift_range(world(regroup=regroup), [])
        assert (low[0], high[0]) == (min(regroup, 0.0), max(regroup, 0.0))
    low, high = shift_range(world(regroup=0.002, jump=-0.01), [], power_states=3)
    assert (low[0], high[0]) == (pytest.approx(-0.01), pytest.approx(0.012))
    low, high = shift_range(world(regroup=0.002, jump=-0.01), [], power_states=1)
    assert (low[0], high[0]) == (0.0, 0.002)


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ({}, (0.0, 0.0)),
        ({"recovery": 0.01}, (0.0, 0.01 * (1 - 2 * 0.3))),  # the line is below the middle
        ({"recovery": -0.01}, (-0.01 * (1 - 2 * 0.3), 0.0)),
        ({"recovery": 0.01, "regroup": 0.002}, (0.0, 0.006)),
        ({"recovery": 0.01, "regroup": -0.002}, (-0.002, 0.004)),
    ],
)
def test_a_deal_lets_power_recover_and_others_join(
    stated: dict[str, float], wanted: tuple[float, float]
) -> None:
    sides = [party(1.0), party(-1.0)]
    deal = deal_of(sides, {"held": 0.3}, np.ones(12))
    low, high = shift_range(world(**stated), [deal])
    assert (low[0], high[0]) == pytest.approx(wanted)
    joined = deal_of(sides, {"held": 0.3}, np.ones(12), responses=[{"shift": -0.01}])
    low, high = shift_range(world(**stated), [joined])
    assert (low[0], high[0]) == pytest.approx((wanted[0] - 0.01, wanted[1]))


def test_beliefs_in_responses_that_add_to_more_than_one_are_refused() -> None:
    sides = [party(1.0), party(-1.0)]
    both = {"against": (0.4, 0.4), "beside": (0.4, 0.4), "true": 0.4}
    check_deal(deal_of(sides, {"held": 0.3}, np.ones(12), responses=[both, both]), violations=False)
    for name, more in (("against", (0.4, 0.7)), ("beside", (0.7, 0.4)), ("true", 0.7)):
        deal = deal_of(sides, {"held": 0.3}, np.ones(12), responses=[both, {**both, name: more}])
        with pytest.raises(InputError, match=f"{name}.*adds to 1.100 in world 0"):
            check_deal(deal, violations=False)
