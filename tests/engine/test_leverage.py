"""What pressure takes off a party's war."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.invented import party, world, worlds_of

from servanda.engine.contract import DEAL_PARTY, rows_of
from servanda.engine.leverage import press
from servanda.engine.war_tables import war_tables
from servanda.formulas.moving_front import CELLS

STARTS = np.array([0.0, 12.0, 48.0])


def pressed(front: bool, **asked: float) -> np.ndarray:
    """What it adds: to the worth of war (0) and to the time fought (1), by block and at refusal."""
    side = party(1.0, log_odds=0.2, decisive=0.01)
    worlds = worlds_of([side, party(-1.0)], world())
    tables = war_tables(worlds, front)
    found = np.zeros((2, len(STARTS) + 1))
    room = (np.empty((8, CELLS + 1)), np.empty((2, 6)))
    row = rows_of(DEAL_PARTY, asked, ())
    press(front, worlds.party[0, 0], row, worlds.world[0], tables.worth[0, 0],
          tables.fighting[0, 0], tables.lull[0, 0], STARTS, np.full(3, 0.5), found,
          *room)  # fmt: skip
    return found


@pytest.mark.parametrize("front", [True, False])
def test_pressure_that_does_nothing_or_is_over_takes_nothing(front: bool) -> None:
    assert pressed(front, pressure_months=60.0) == pytest.approx(0.0, abs=1e-12)
    over = pressed(front, pressure_months=12.0, pressure_cost=0.1)
    assert over[0, 1:3] == pytest.approx(0.0, abs=1e-12)  # it has ended by the second block
    assert over[0, 3] == pytest.approx(over[0, 0]) and over[0, 3] < 0.0  # refused today


@pytest.mark.parametrize("front", [True, False])
def test_more_cost_and_more_months_take_more(front: bool) -> None:
    short, long = (pressed(front, pressure_months=m, pressure_cost=0.1) for m in (12.0, 36.0))
    dear = pressed(front, pressure_months=12.0, pressure_cost=0.2)
    assert long[0, 3] < short[0, 3] < 0.0
    assert dear[0, 3] == pytest.approx(2.0 * short[0, 3])  # a cost is a cost a month
    assert short[1] == pytest.approx(0.0, abs=1e-12)  # and moves no line


@pytest.mark.parametrize("front", [True, False])
def test_weakened_one_loses_and_strengthened_one_gains(front: bool) -> None:
    size = 0.003 if front else 0.5
    worse, better = (pressed(front, pressure_months=36.0, pressure_power=p) for p in (-size, size))
    assert worse[0, 3] < 0.0 < better[0, 3]
