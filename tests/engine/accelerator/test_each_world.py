from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from servanda.engine.accelerator import each_world
from servanda.engine.accelerator.world_alone import room_for_deal
from servanda.engine.contract import Settings

ROOM = room_for_deal(2, 1, 1, Settings(np.ones(3), power_states=3, violations=True))


@pytest.mark.parametrize("part", ROOM._fields)
def test_a_thread_has_the_room_of_its_number(part: str) -> None:
    """Spelled out by hand: every array is there, in its place, and no other thread's."""
    one: Any = getattr(ROOM, part)
    wide = type(one)(*(np.full((*each.shape, 3), k) for k, each in enumerate(one)))
    for k, each in enumerate(wide):
        each[..., 1] = 100 + k
    found = getattr(each_world, f"_{part}")(wide, 1)
    assert type(found) is type(one)
    for k, (mine, like) in enumerate(zip(found, one, strict=True)):
        assert mine.shape == like.shape and (mine == 100 + k).all(), one._fields[k]
        assert np.shares_memory(mine, wide[k]) or not mine.size
