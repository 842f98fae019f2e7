"""A month passes: what is worth something next month, and who is where then."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine import slots
from servanda.engine.game import LANES, ahead, onward, room_for_game, room_for_play


def in_python(kernel):
    """The kernel as it is written; as compiled where compiling is switched off."""
    return getattr(kernel, "py_func", kernel)


def lanes(rng: np.random.Generator, states: int) -> np.ndarray:
    return rng.uniform(size=(states, LANES))


@pytest.mark.parametrize("power_states", [1, 3])
@pytest.mark.parametrize("violations", [False, True])
def test_weights_go_forward_as_worths_come_back(power_states: int, violations: bool) -> None:
    """One is the transpose of the other: sum of weight times worth is the same either way."""
    rng = np.random.default_rng(3)
    states = power_states * (2 if violations else 1)
    world = rng.uniform(size=(6, LANES))
    weights, worths = lanes(rng, states), lanes(rng, states)
    back, on = np.zeros((states, LANES)), np.zeros((states, LANES))
    in_python(ahead)(world, worths, power_states, back)
    in_python(onward)(world, weights, power_states, on)
    assert (weights * back).sum(axis=0) == pytest.approx((on * worths).sum(axis=0), abs=1e-12)
    assert on.sum(axis=0) == pytest.approx(weights.sum(axis=0))  # nobody is lost on the way
    constant = np.full((states, LANES), 2.5)
    in_python(ahead)(world, constant, power_states, back)
    assert back == pytest.approx(2.5)


def test_a_violated_deal_mends_and_a_sound_one_does_not_spoil_by_itself() -> None:
    world = np.zeros((6, LANES))
    world[slots.RECOVERS] = 0.25
    on = np.zeros((2, LANES))
    in_python(onward)(world, np.stack([np.full(LANES, 0.6), np.full(LANES, 0.4)]), 1, on)
    assert on[0] == pytest.approx(0.7) and on[1] == pytest.approx(0.3)


def test_power_jumps_from_the_middle_to_either_end_alike() -> None:
    world = np.zeros((6, LANES))
    world[slots.JUMPS] = 0.2
    on, weights = np.zeros((3, LANES)), np.zeros((3, LANES))
    weights[1] = 1.0
    in_python(onward)(world, weights, 3, on)
    assert on[:, 0] == pytest.approx([0.1, 0.8, 0.1])


def test_there_is_room_for_every_lane() -> None:
    game, play = room_for_game(3, 5, 1, 4), room_for_play(3, np.array([1.0, 2.0]), 2, 4)
    for array in (*game, *play):
        assert array.shape[-1] == LANES or array is play.done
    assert play.means.shape == (3, 3, LANES)  # months, not blocks
