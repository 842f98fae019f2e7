"""What fighting is worth to every party, whatever is proposed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.invented import party, world, worlds_of

from servanda.engine.war_tables import WarTables, war_tables
from servanda.formulas.chebyshev import POINTS
from servanda.formulas.moving_front import CELLS

SHARES = np.arange(CELLS + 1) / CELLS
EVEN = [party(1.0), party(-1.0)]


def made(sides=EVEN, front: bool = True, **row: float) -> WarTables:
    return war_tables(worlds_of(sides, world(**row)), front)


def test_two_alike_see_the_same_war_each_from_its_own_end() -> None:
    tables = made()
    for name in ("worth", "fighting", "lull"):
        one, other = getattr(tables, name)[0]
        assert one == pytest.approx(other, abs=1e-12), name
    assert (np.diff(tables.worth[0, 0]) > 0.0).all()  # more ground is better


def test_a_lull_that_cannot_break_is_what_it_yields() -> None:
    calm = made(lull_breaks=0.0).lull[0, 0]
    assert calm == pytest.approx(0.2 + 0.6 * SHARES)
    tempted = [party(1.0, drift=0.01, cost=0.0), party(-1.0)]
    broken = made(tempted).lull[0]
    inside = slice(CELLS // 8, -CELLS // 8)
    assert (broken[1][inside] < (0.2 + 0.6 * SHARES)[inside]).all()  # the other may attack


@pytest.mark.parametrize("front", [True, False])
def test_at_no_change_of_power_the_shifted_war_is_the_war(front: bool) -> None:
    tables = made(front=front, shift_low=0.0, shift_high=0.0)
    for i in range(2):
        for shifted, plain in (("shifted_worth", "worth"), ("shifted_fighting", "fighting")):
            there = getattr(tables, shifted)[0, i]
            assert there == pytest.approx(
                np.repeat(getattr(tables, plain)[0, i][:, None], len(POINTS), axis=1), abs=1e-10
            )


def test_the_range_of_power_is_turned_for_side_minus_and_more_power_is_worth_more() -> None:
    tables = made(shift_low=-0.01, shift_high=0.02)
    assert (tables.low[0].tolist(), tables.high[0].tolist()) == ([-0.01, -0.02], [0.02, 0.01])
    order = np.argsort(POINTS)
    assert (np.diff(tables.shifted_worth[0, 0, CELLS // 2, order]) > 0.0).all()


def test_without_a_front_what_is_won_is_won_alike_from_every_line() -> None:
    sides = [party(s, decisive=0.05, ground=0.0, lull_ground=0.0) for s in (1.0, -1.0)]
    tables = made(sides, front=False, lull_breaks=0.0)
    assert np.ptp(tables.worth[0, 0]) < 1e-12
    ahead = [dict(side, log_odds=2.0) for side in sides]
    won = made(ahead, front=False, lull_breaks=0.0)
    assert won.worth[0, 0, 0] > tables.worth[0, 0, 0] > won.worth[0, 1, 0]
