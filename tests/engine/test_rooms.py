"""Rooms are used again, and what they held before moves no digit."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from tests.engine.invented import deal_of, party, world, worlds_of

from servanda.engine import rooms
from servanda.engine.contract import Outcomes, Settings
from servanda.engine.in_part import some_of_deal, some_tables, some_worlds
from servanda.engine.proposal import settle
from servanda.engine.settling import Offer
from servanda.engine.war_tables import war_tables

BLOCKS = np.array([1.0, 3.0, 6.0])


def spoil(held: Any) -> None:
    """Fill every array of a room with what would show in any sum."""
    for each in held:
        if isinstance(each, tuple):
            spoil(each)
        else:
            each[...] = np.nan if each.dtype.kind == "f" else 7


def test_what_a_room_held_before_moves_no_digit(chunk, monkeypatch) -> None:
    monkeypatch.setattr(rooms, "_ROOMS", {})
    settled = chunk.vote(Offer("truce")).settled

    def again() -> Outcomes:
        some = slice(0, 21)  # a group and a part of another
        return settle(some_worlds(settled.worlds, some), some_tables(settled.tables, some),
                      some_of_deal(settled.prepared.deal, some), settled.settings)  # fmt: skip

    first = again()
    ((room,),) = [kept._free for kept in rooms._ROOMS.values()]
    spoil(room)
    second = again()
    assert rooms._ROOMS and [kept._free for kept in rooms._ROOMS.values()] == [[room]]
    for each in fields(Outcomes):
        assert np.array_equal(getattr(first, each.name), getattr(second, each.name),
                              equal_nan=True)  # fmt: skip


def test_few_shapes_are_kept(monkeypatch) -> None:
    monkeypatch.setattr(rooms, "_ROOMS", {})
    for months in range(rooms.MOST_SHAPES + 3):
        rooms.rooms_like(2, np.array([1.0, 1.0 + months]), 1, 1, 4, 0)
    assert len(rooms._ROOMS) <= rooms.MOST_SHAPES


def settled(settings: Settings, types: int, good: bool, known: bool = True) -> Outcomes:
    """Twenty worlds of parties in good faith for sure, or that may be in bad."""
    faith = {"bad_true": 0.0 if good else 0.3, "bad_seen": 0.0 if good else 0.3}
    sides = [party(1.0, **faith), party(-1.0, **faith, opening=0.3)]
    worlds = worlds_of(sides, world(), types, copies=20)
    if not known:
        worlds.party[worlds.party % 1.0 != 0.0] = np.nan
    deal = deal_of(sides, world(), BLOCKS, copies=20)
    return settle(worlds, war_tables(worlds), deal, settings)


@pytest.mark.parametrize("types", [1, 2])
@pytest.mark.parametrize("settings", [Settings(BLOCKS), Settings(BLOCKS, violations=True)])
def test_worlds_that_cannot_be_computed_leave_nothing_behind(
    settings: Settings, types: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a type did there is no number; where nobody is of that type, 0 times it is none."""
    monkeypatch.setattr(rooms, "_ROOMS", {})
    alone = settled(settings, types, good=True)
    rooms._ROOMS.clear()
    assert np.isnan(settled(settings, types, good=False, known=False).world).any()
    after = settled(settings, types, good=True)
    assert np.isfinite(after.world).all()
    assert after.world.tobytes() == alone.world.tobytes()
    assert after.party.tobytes() == alone.party.tobytes()
