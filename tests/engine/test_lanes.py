"""Worlds in and out of a group."""

from __future__ import annotations

import numpy as np

from servanda.engine import slots
from servanda.engine.game import LANES, room_for_game, room_for_play
from servanda.engine.lanes import (
    ask_types,
    copy_lanes,
    fill_up,
    hand_over,
    room_for_course,
    room_for_group,
)


def in_python(kernel):
    return getattr(kernel, "py_func", kernel)


def drawn(seed: int):
    game = room_for_game(2, 3, 1, 4)
    rng = np.random.default_rng(seed)
    return game._replace(**{n: rng.uniform(size=a.shape) for n, a in game._asdict().items()})


def test_lanes_are_copied_whole_and_no_other_is_touched() -> None:
    one, other = drawn(1), drawn(2)
    before = other._replace(**{name: array.copy() for name, array in other._asdict().items()})
    copy_lanes(one, np.array([3, 9]), other, 7)
    for name in one._fields:
        there, here, was = getattr(other, name), getattr(one, name), getattr(before, name)
        assert np.array_equal(there[..., [7, 8]], here[..., [3, 9]]), name
        rest = [lane for lane in range(LANES) if lane not in (7, 8)]
        assert np.array_equal(there[..., rest], was[..., rest]), name


def test_a_type_is_asked_for_where_any_lane_believes_in_it() -> None:
    game, asked = drawn(1), np.ones((2, 4), dtype=np.int64)
    game.kinds[slots.PRIOR] = 0.0
    game.kinds[slots.PRIOR, 1, 2, LANES - 1] = 0.1
    in_python(ask_types)(game, asked)
    assert asked.tolist() == [[0, 0, 0, 0], [0, 0, 1, 0]]


def test_a_world_that_stands_leaves_its_lane_empty_and_the_rest_is_filled_with_the_last() -> None:
    game, other = drawn(1), drawn(2)
    plays = [room_for_play(2, np.ones(3), 1, 4) for _ in range(2)]
    plays[0].expected[:] = np.random.default_rng(4).uniform(size=plays[0].expected.shape)
    courses = [room_for_course(2, 3, 1) for _ in range(2)]
    courses[0].beyond[5] = 0.25
    groups = [room_for_group(2, 4) for _ in range(2)]
    groups[0].who[5] = 42
    hand_over(np.array([5]), groups[0], game, plays[0], courses[0], 0, groups[1], other, plays[1],
              courses[1])  # fmt: skip
    assert (groups[0].who[5], groups[1].who[0], courses[0].done[5]) == (-1, 42, 2.0)
    assert np.array_equal(plays[1].expected[..., 0], plays[0].expected[..., 5])
    assert courses[1].beyond[0].tolist() == [0.25, 0.25]
    in_python(fill_up)(1, groups[1], other, plays[1])
    assert set(groups[1].who.tolist()) == {42}
    assert np.array_equal(other.wars[..., LANES - 1], game.wars[..., 5])
