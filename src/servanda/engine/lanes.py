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
from servanda.compiled import compiled
from servanda.engine import slots
from servanda.engine.game import LANES, Game, Play

__all__ = [
    "Course",
    "Group",
    "ask_types",
    "copy_lanes",
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


def room_for_course(parties: int, blocks: int, states: int, lanes: int = LANES) -> Course:
    """Return room for a group."""
    return Course(
        standing=np.zeros((blocks, lanes)),
        violated=np.zeros((blocks, lanes)),
        ended=np.zeros((parties + 1, blocks, lanes)),
        hazards=np.zeros((parties, blocks, lanes)),
        bad=np.zeros((parties, blocks + 1, lanes)),
        when=np.zeros((parties, lanes)),
        refused=np.zeros((parties, 2)),
        beyond=np.zeros((lanes, parties)),
        joined=np.zeros((lanes, parties, 2)),
        beliefs=np.zeros((3, parties, blocks, states, lanes)),
        done=np.zeros(lanes),
        moves=np.zeros((4, lanes)),
    )


class Group(NamedTuple):
    """Worlds side by side: the world of each lane, -1 for none; rounds so far; types asked for.

    asked (2, n, types): those that somebody believes in, and those and the actual ones. leaving
    (L) is room for the lanes whose beliefs stand.
    """

    who: Counts
    turns: Counts
    asked: Counts
    leaving: Counts


def room_for_group(parties: int, types: int, lanes: int = LANES) -> Group:
    """Return a group without worlds."""
    return Group(
        np.full(lanes, -1, dtype=np.int64),
        np.zeros(lanes, dtype=np.int64),
        np.zeros((2, parties, types), dtype=np.int64),
        np.zeros(lanes, dtype=np.int64),
    )


@compiled
def _copy_rows(rows: Floats, lanes: Counts, other: Floats, to: int) -> None:
    """Copy some `lanes` of `rows` (R, L) into those of another from `to` on."""
    for r in range(rows.shape[0]):
        for place in range(lanes.shape[0]):
            other[r, to + place] = rows[r, lanes[place]]


@compiled
def copy_lanes(game: Game, lanes: Counts, other: Game, to: int) -> None:
    """Copy the games of the worlds in some lanes into those of another group from `to` on.

    Several at once: a row lies in two lines of memory, whose fetching is what takes the time.

    >>> from servanda.engine.game import room_for_game
    >>> one, two = (room_for_game(2, 3, 1, 4) for _ in range(2))
    >>> one.wars[..., 3], one.own[..., 7] = 2.0, 3.0
    >>> copy_lanes(one, np.array([3, 7]), two, 5)
    >>> print(two.wars[..., 5].min(), two.own[..., 6].min(), two.wars[..., 6].max())
    2.0 3.0 0.0
    """
    width = game.lapse.shape[1]
    _copy_rows(game.lapse, lanes, other.lapse, to)
    _copy_rows(game.openings, lanes, other.openings, to)
    _copy_rows(game.yields.reshape(-1, width), lanes, other.yields.reshape(-1, width), to)
    _copy_rows(game.wars.reshape(-1, width), lanes, other.wars.reshape(-1, width), to)
    _copy_rows(game.own.reshape(-1, width), lanes, other.own.reshape(-1, width), to)
    _copy_rows(game.kinds.reshape(-1, width), lanes, other.kinds.reshape(-1, width), to)
    _copy_rows(game.world, lanes, other.world, to)


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


@compiled
def hand_over(
    lanes: Counts,
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
    """Move the worlds of some lanes to those whose beliefs stand, from `to` on.

    Their lanes are empty from there on.
    """
    width = game.lapse.shape[1]
    copy_lanes(game, lanes, done_game, to)
    _copy_rows(play.expected.reshape(-1, width), lanes, done_play.expected.reshape(-1, width), to)
    for place in range(lanes.shape[0]):
        lane, there = lanes[place], to + place
        for i in range(course.beyond.shape[1]):
            done_course.beyond[there, i] = course.beyond[lane, i]
            for part in range(2):
                done_course.joined[there, i, part] = course.joined[lane, i, part]
        done.who[there] = group.who[lane]
        group.who[lane] = -1
        course.done[lane] = 2.0


@compiled
def fill_up(held: int, done: Group, game: Game, play: Play) -> None:
    """Let the last world of those whose beliefs stand fill the lanes that are left, untold."""
    done.leaving[0] = held - 1
    for place in range(held, LANES):
        copy_lanes(game, done.leaving[:1], game, place)
        play.expected[:, :, :, place] = play.expected[:, :, :, held - 1]
        done.who[place] = done.who[held - 1]
