"""One world by itself, from its game to its outcomes: what a thread of an accelerator does.

A processor works sixteen worlds side by side in one thread, and hands a lane on as soon as its
world is done (`proposal.py`). An accelerator has a thread for each world: every array is one lane
wide, and nothing is handed on. What is computed is computed by the same functions, in the same
order. Nothing here is compiled for the processor; `code.py` makes it for a device.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.engine.beliefs import move_beliefs
from servanda.engine.contract import Settings
from servanda.engine.deal_arrays import DealArrays
from servanda.engine.game import Game, Play, room_for_game, room_for_play
from servanda.engine.game_of_world import WorldArrays, prepare
from servanda.engine.keep_or_break import decide_backwards
from servanda.engine.lanes import (
    Course,
    Group,
    ask_types,
    room_for_course,
    room_for_group,
)
from servanda.engine.outcomes_of_world import Told
from servanda.engine.plain_choices import decide_plainly
from servanda.engine.plain_course import believe_plainly, stand_plainly
from servanda.engine.proposal import ask_actual, sign, tell
from servanda.engine.renewed_war import Paths, room_for_paths
from servanda.engine.standing import believe, stand
from servanda.engine.war_tables import WarTables, room_for_world

__all__ = [
    "Room",
    "TableRoom",
    "room_for_deal",
    "room_for_war",
    "settle_in_states_alone",
    "settle_plainly_alone",
]

Counts = npt.NDArray[np.int64]


class Room(NamedTuple):
    """Room to settle a world in; on a device every array has one more axis, the threads."""

    paths: Paths
    group: Group
    game: Game
    play: Play
    course: Course


class TableRoom(NamedTuple):
    """Room to fill the war tables of a world in, likewise; see `fill_world`."""

    gain: Floats
    gains: Floats
    room: Floats
    rows: Floats


def room_for_war(parties: int) -> TableRoom:
    """Return room for the war tables of one world."""
    return TableRoom(*room_for_world(parties))


def room_for_deal(parties: int, nodes: int, responses: int, settings: Settings) -> Room:
    """Return room for a deal in one world; nodes: of what a party's war costs it."""
    blocks, types = settings.blocks, 2 * (nodes + 1)
    states = settings.power_states * (2 if settings.violations else 1)
    return Room(
        room_for_paths(parties, len(blocks), responses),
        room_for_group(parties, types, lanes=1),
        room_for_game(parties, len(blocks), settings.power_states, types, lanes=1),
        room_for_play(parties, blocks, states, types, lanes=1),
        room_for_course(parties, len(blocks), states, lanes=1),
    )


def _begin(
    front: bool,
    fear: float,
    power_states: int,
    w: int,
    worlds: WorldArrays,
    tables: WarTables,
    deal: DealArrays,
    blocks: Floats,
    starts: Floats,
    paths: Paths,
    group: Group,
    game: Game,
    play: Play,
    course: Course,
    told: Told,
) -> None:
    """Put world w into the only lane, and its beliefs to where they begin."""
    prepare(front, 0, w, worlds, tables, deal, blocks, starts, power_states, paths, game, course)
    course.violated[:] = 0.0  # with one public state nobody writes it
    for i in range(play.expected.shape[0]):
        for t in range(play.expected.shape[1]):
            for s in range(play.expected.shape[2]):
                begins = told.expected[w, i, t, s] if told.expected.shape[0] > 0 else fear
                play.expected[i, t, s, 0] = begins
    group.who[0], group.turns[0], course.done[0] = w, 0, 0.0
    ask_types(game, group.asked[0])


def _keep_beliefs(play: Play, course: Course) -> None:
    """Keep the beliefs of this round, from which `move_beliefs` tells how far they moved."""
    for i in range(play.expected.shape[0]):
        for t in range(play.expected.shape[1]):
            for s in range(play.expected.shape[2]):
                course.beliefs[0, i, t, s, 0] = play.expected[i, t, s, 0]


def settle_plainly_alone(
    front: bool,
    passes: int,
    tolerance: float,
    fear: float,
    by_block: bool,
    w: int,
    worlds: WorldArrays,
    tables: WarTables,
    deal: DealArrays,
    blocks: Floats,
    starts: Floats,
    told_at: Counts,
    paths: Paths,
    group: Group,
    game: Game,
    play: Play,
    course: Course,
    told: Told,
) -> None:
    """Fill the outcomes of world w of a deal with one public state, as `settle_plainly` does."""
    _begin(front, fear, 1, w, worlds, tables, deal, blocks, starts, paths, group, game, play,
           course, told)  # fmt: skip
    rounds = passes if worlds.party.shape[1] > 1 else 0
    while course.done[0] == 0.0 and group.turns[0] < rounds:
        _keep_beliefs(play, course)
        decide_plainly(game, play, blocks, group.asked[0])
        believe_plainly(game, play, blocks, group.asked[0], by_block)
        move_beliefs(play.expected, course.beliefs, group.turns, tolerance, course.done,
                     course.moves)  # fmt: skip
    ask_actual(worlds.party, game, 1, group)
    decide_plainly(game, play, blocks, group.asked[1])
    sign(group.who, 1, worlds, tables, 1, game, play, course, told)
    stand_plainly(game, play, blocks, group.asked[1], by_block, course.standing, course.ended,
                  course.hazards, course.bad, course.when)  # fmt: skip
    tell(group.who, 1, told_at, starts, course, told)


def settle_in_states_alone(
    front: bool,
    passes: int,
    tolerance: float,
    fear: float,
    power_states: int,
    limited: bool,
    w: int,
    worlds: WorldArrays,
    tables: WarTables,
    deal: DealArrays,
    blocks: Floats,
    starts: Floats,
    told_at: Counts,
    paths: Paths,
    group: Group,
    game: Game,
    play: Play,
    course: Course,
    told: Told,
) -> None:
    """Fill the outcomes of world w of a deal with several public states, likewise."""
    _begin(front, fear, power_states, w, worlds, tables, deal, blocks, starts, paths, group, game,
           play, course, told)  # fmt: skip
    rounds = passes if worlds.party.shape[1] > 1 else 0
    while course.done[0] == 0.0 and group.turns[0] < rounds:
        _keep_beliefs(play, course)
        decide_backwards(game, play, blocks, power_states, limited, group.asked[0])
        believe(game, play, blocks, power_states, limited, group.asked[0])
        move_beliefs(play.expected, course.beliefs, group.turns, tolerance, course.done,
                     course.moves)  # fmt: skip
    ask_actual(worlds.party, game, 1, group)
    decide_backwards(game, play, blocks, power_states, limited, group.asked[1])
    sign(group.who, 1, worlds, tables, power_states, game, play, course, told)
    stand(game, play, blocks, power_states, limited, group.asked[1], course.standing,
          course.violated, course.ended, course.hazards, course.bad, course.when)  # fmt: skip
    tell(group.who, 1, told_at, starts, course, told)
