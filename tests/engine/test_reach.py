"""How far power can move, and deals that ask for what is not computed."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine.contract import WORLD, rows_of
from servanda.engine.reach import shift_range


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
