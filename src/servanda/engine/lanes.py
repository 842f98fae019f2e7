"""Worlds in and out of a group: a world whose beliefs stand makes room for the next one.

Worlds need from one round of beliefs to dozens. A group that waited for its slowest world would
work the others for nothing: here each lane takes a new world as soon as its own is done, and those
that are done gather until they fill a group, to be told. A world's digits hang on no other lane.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_within
from servanda.engine import slots
from servanda.engine.game import LANES, Game, Play

__all__ = [
    "Course",
    "Group",
    "ask_types",
    "copy_lane",
    "fill_up",
    "hand_over",
    "room_for_course",
    "room_for_group",
]

Counts = npt.NDArray[np.int64]


class Course(NamedTuple):
    """Room for what becomes of a deal in a group; see `stand`."""

    standing: Floats
    violated: Floats
    ended: Floats
    hazards: Floats
    bad: Floats
    when: Floats
    refused: Floats
    beyond: Floats
    joined: Floats
    beliefs: Floats
    done: Floats
    moves: Floats


def room_for_course(parties: int, blocks: int, states: int) -> Course:
    """Return room for a group."""
    return Course(
        standing=np.zeros((blocks, LANES)),
        violated=np.zeros((blocks, LANES)),
        ended=np.zeros((parties + 1, blocks, LANES)),
        hazards=np.zeros((parties, blocks, LANES)),
        bad=np.zeros((parties, blocks + 1, LANES)),
        when=np.zeros((parties, LANES)),
        refused=np.zeros((parties, 2)),
        beyond=np.zeros((LANES, parties)),
        joined=np.zeros((LANES, parties, 2)),
        beliefs=np.zeros((3, parties, blocks, states, LANES)),
        done=np.zeros(LANES),
        moves=np.zeros((4, LANES)),
    )


class Group(NamedTuple):
    """Worlds side by side: the world of each lane, -1 for none; rounds so far; types asked for.

    asked (2, n, types): those that somebody believes in, and those and the actual ones.
    """

    who: Counts
    turns: Counts
    asked: Counts


def room_for_group(parties: int, types: int) -> Group:
    """Return a group without worlds."""
    return Group(
        np.full(LANES, -1, dtype=np.int64),
        np.zeros(LANES, dtype=np.int64),
        np.zeros((2, parties, types), dtype=np.int64),
    )


@compiled_within
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


@compiled_within
def hand_over(
    lane: int,
    group: Group,
    game: Game,
    play: Play,
    course: Course,
    to: int,
    done: Group,
    done_game: Game,
    done_play: Play,
    done_course: Course,
) -> None:
    """Move a world to those whose beliefs stand; its lane is empty from there on."""
    parties, blocks, states = play.expected.shape[:3]
    copy_lane(game, lane, done_game, to)
    for i in range(parties):
        for t in range(blocks):
            for s in range(states):
                done_play.expected[i, t, s, to] = play.expected[i, t, s, lane]
        done_course.beyond[to, i] = course.beyond[lane, i]
        for part in range(2):
            done_course.joined[to, i, part] = course.joined[lane, i, part]
    done.who[to] = group.who[lane]
    group.who[lane] = -1
    course.done[lane] = 2.0


@compiled
def fill_up(held: int, done: Group, game: Game, play: Play) -> None:
    """Let the last world of those whose beliefs stand fill the lanes that are left, untold."""
    for place in range(held, LANES):
        copy_lane(game, held - 1, game, place)
        play.expected[:, :, :, place] = play.expected[:, :, :, held - 1]
        done.who[place] = done.who[held - 1]
