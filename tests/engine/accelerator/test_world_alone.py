"""The driver of one world, run as plain Python: the digits of sixteen side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.engine.invented import deal_of, party, world, worlds_of

from servanda.engine.accelerator.code import DeviceCode, greater, less
from servanda.engine.accelerator.world_alone import (
    Room,
    room_for_deal,
    settle_in_states_alone,
    settle_plainly_alone,
)
from servanda.engine.contract import Deal, Settings, Worlds
from servanda.engine.outcomes_of_world import Told
from servanda.engine.proposal import given_of, rooms_for, settle, told_of
from servanda.engine.war_tables import WarTables, war_tables
from servanda.formulas import elementary

BLOCKS = np.array([1.0, 2.0, 3.0, 6.0, 5.0])
CODE = DeviceCode(
    lambda source: source, {max: greater, min: less}, frozenset({elementary.__name__})
)
PRESSED = {"pressed": 0.5, "pressed_at_breach": 0.4, "pressure_months": 3.0, "pressure_cost": 0.1}
STATES = {"violation": 0.3, "repelled": 0.2, "recovers": 0.2}


def three_worlds(parties: int, types: int) -> tuple[Worlds, Deal]:
    """Worlds that need different numbers of rounds, one of them none."""
    sides = [party(1.0, word=0.1), party(-1.0, opening=0.4, bad_seen=0.6), party(0.0, cost=0.1)]
    row = world(jump_rate=0.3, jump=0.002, regroup=0.001, early=3.0)
    asked = worlds_of(sides[:parties], row, types, copies=3)
    response = {"shift": 0.004, "cost": 0.1, "against": [0.6] * parties, "beside": [0.3] * parties,
                "backs": [0.1] * parties, "host_leaves": 0.01}  # fmt: skip
    deal = deal_of(sides[:parties], row, BLOCKS, copies=3, responses=[response],
                   asked=PRESSED, terms=STATES, lapse=lambda starts, _: 0.01 + 0.0 * starts,
                   pay=[(1, [0.5] * parties)], phases=[(3.0, {"line": 0.6})])  # fmt: skip
    asked.party[1, :, 1:] *= 0.9
    asked.party[2, :, :] *= np.where(asked.party[2] == 1.0, 1.0, 0.5)
    return asked, deal


def nothing_in(room: Room) -> Room:
    """The same room, with NaN where nothing was written."""
    for part in room:
        for array in part:
            array[...] = np.nan if array.dtype == np.float64 else -1
    return room


def alone(
    worlds: Worlds, tables: WarTables, deal: Deal, settings: Settings, expected: Any = None
) -> Told:
    given = given_of(worlds, deal, settings, rooms_for(worlds, deal, settings))
    told, _ = told_of(worlds, settings, expected)
    count, parties, nodes = worlds.cost_nodes.shape
    room = nothing_in(room_for_deal(parties, nodes, 1, settings))
    first = (settings.front, settings.passes, settings.tolerance, settings.fear)
    arrays = (given.worlds, tables, given.deal, given.blocks, given.starts, given.told_at)
    with np.errstate(all="ignore"):
        for w in range(count):
            if settings.power_states > 1 or settings.violations:
                own: tuple[Any, ...] = (settings.power_states, settings.violations)
                CODE.source(settle_in_states_alone)(*first, *own, w, *arrays, *room, told)
            else:
                CODE.source(settle_plainly_alone)(*first, settings.by_block, w, *arrays, *room,
                                                  told)  # fmt: skip
    return told


@pytest.mark.parametrize(
    ("parties", "types", "settings"),
    [
        (2, 1, Settings(BLOCKS)),
        (2, 0, Settings(BLOCKS, front=False, passes=6, tolerance=1e-3)),
        (2, 1, Settings(BLOCKS, passes=6, tolerance=3e-3, by_block=True)),
        (3, 2, Settings(BLOCKS, front=False, passes=2)),
        (2, 1, Settings(BLOCKS, power_states=3, violations=True, passes=2)),
        (2, 0, Settings(BLOCKS, violations=True, passes=3)),
        (2, 0, Settings(BLOCKS, power_states=3, passes=2, front=False)),
    ],
)
def test_a_world_alone_has_the_digits_of_a_group(
    parties: int, types: int, settings: Settings
) -> None:
    worlds, deal = three_worlds(parties, types)
    if not settings.violations:
        plain = deal.world.copy()
        plain[:, :] = three_worlds(parties, types)[1].world * 0.0
        deal = replace(deal, world=plain)
    tables = war_tables(worlds, settings.front)
    same = settle(worlds, tables, deal, settings)
    told = alone(worlds, tables, deal, settings)
    assert np.isfinite(same.world).all()
    for found, own in zip(
        told, (same.party, same.world, same.incidence, same.hazard), strict=False
    ):
        assert np.array_equal(found, own, equal_nan=True)


def test_beliefs_begin_and_end_where_those_of_a_group_do() -> None:
    worlds, deal = three_worlds(2, 1)
    deal = replace(deal, world=deal.world * 0.0)
    tables, settings = war_tables(worlds), Settings(BLOCKS, passes=3)
    begins = np.full((3, 2, len(BLOCKS), 1), 0.05)
    own = begins.copy()
    same = settle(worlds, tables, deal, settings, own)
    told = alone(worlds, tables, deal, settings, begins)
    assert told.expected is begins and not np.array_equal(begins, 0.05 + 0.0 * begins)
    assert np.array_equal(begins, own) and np.array_equal(told.world, same.world)
