"""Worlds in and out of a group: a world whose beliefs stand makes room for the next one.

Worlds need from one round of beliefs to dozens. A group that waited for its slowest world would
work the others for nothing: here each lane takes a new world as soon as its own is done, and those
that are done gather until they fill a group, to be told. A world's digits hang on no other lane.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.engine import slots
from servanda.engine.game import Game

__all__ = ["ask_types", "copy_lane"]

Counts = npt.NDArray[np.int64]


@compiled
def copy_lane(game: Game, lane: int, other: Game, to: int) -> None:
    """Copy the game of a world from one lane into a lane of another group.

    >>> from servanda.engine.game import room_for_game
    >>> one, two = (room_for_game(2, 3, 1, 4) for _ in range(2))
    >>> one.wars[:], one.own[:] = 2.0, 3.0
    >>> copy_lane(one, 0, two, 5)
    >>> print(two.wars[..., 5].min(), two.own[..., 5].min(), two.wars[..., 4].max())
    2.0 3.0 0.0
    """
    parties, blocks, states = game.wars.shape[1:4]
    for t in range(blocks):
        other.lapse[t, to] = game.lapse[t, lane]
        other.openings[t, to] = game.openings[t, lane]
    for i in range(parties):
        for t in range(blocks):
            other.yields[i, t, to] = game.yields[i, t, lane]
            for z in range(states):
                for part in range(game.wars.shape[0]):
                    other.wars[part, i, t, z, to] = game.wars[part, i, t, z, lane]
        for part in range(game.own.shape[0]):
            other.own[part, i, to] = game.own[part, i, lane]
        for part in range(game.kinds.shape[0]):
            for k in range(game.kinds.shape[2]):
                other.kinds[part, i, k, to] = game.kinds[part, i, k, lane]
    for part in range(game.world.shape[0]):
        other.world[part, to] = game.world[part, lane]


@compiled
def ask_types(game: Game, asked: Counts) -> None:
    """Mark the types (n, types) that somebody believes in, in any lane."""
    asked[:] = 0
    prior = game.kinds[slots.PRIOR]
    for i in range(asked.shape[0]):
        for k in range(asked.shape[1]):
            for lane in range(prior.shape[2]):
                if prior[i, k, lane] > 0.0:
                    asked[i, k] = 1
