"""With one party able to break, no private types and no shocks: the kernel of one breaker."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import numpy as np
import pytest
from tests.engine.invented import MONTHLY, party, play, world, worlds_of

from servanda.engine.war_tables import war_tables
from servanda.formulas.moving_front import along

HOMES = ("servanda.models.hold", "servanda.formulas.hold", "servanda.engine.hold")
"""Where the recursion of one breaker may live."""


def recursion() -> tuple[Callable[..., float], Callable[..., float]]:
    for home in HOMES:
        try:
            module = importlib.import_module(home)
        except ImportError:
            continue
        if hasattr(module, "challenge_recursion"):
            return module.challenge_recursion, module.value_under_hazard
    pytest.skip("the kernel of one breaker is no longer shipped")


@pytest.mark.parametrize("regroup", [0.0, 0.002, -0.001])
def test_hazards_and_values_are_those_of_one_breaker(regroup: float) -> None:
    challenge, under_hazard = recursion()
    known = {"bad_seen": 0.0, "bad_true": 0.0, "leaders": 0.0, "noise": 0.015}
    sides = [
        party(1.0, drift=0.003, cost=0.18, opening=0.2, **known),
        party(-1.0, drift=-0.001, cost=0.3, can_break=0.0, **known),
    ]
    row = {"held": 0.45, "regroup": regroup, "regroup_months": 30.0, "lull_breaks": 0.0}
    told = play(sides, row, types=0, blocks=MONTHLY)
    worths = [war_along(sides, row, i) for i in range(2)]
    hazard = np.empty(120)
    delta = float(np.exp(-0.1 / 12))
    u = [0.6 * 0.45 + 0.2, 0.6 * 0.55 + 0.2]
    challenge(np.full(120, u[0]), worths[0], delta, 0.2, 0.015, hazard)
    assert hazard.max() > 0.005
    assert np.abs(told.hazard[0, 0] - hazard).max() < 1e-5
    for i in range(2):
        value = under_hazard(np.full(120, u[i]), worths[i], hazard, delta)
        assert abs(told.of_party("deal_good")[0, i] - value) < 1e-5


def war_along(sides: list[dict[str, float]], row: dict[str, float], i: int) -> np.ndarray:
    """What renewed war is worth to a party month by month, each month's power solved afresh."""
    path = np.empty(120)
    sign = sides[i]["side"]
    share = row["held"] if sign > 0 else 1.0 - row["held"]
    for month in range(120):
        moved = row["regroup"] * -np.expm1(-month / row["regroup_months"])
        now = [dict(side, drift=side["drift"] + moved) for side in sides]
        tables = war_tables(worlds_of(now, world(**row), 0))
        worth, time = tables.worth[0, i], tables.fighting[0, i]
        path[month] = along(worth, share) - sides[i]["cost"] * along(time, share)
    return path
