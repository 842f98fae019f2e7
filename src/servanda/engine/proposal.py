"""The second stage: one proposal in every world, on tables of what war is worth there.

Worlds are worked through in groups of `LANES`. For a group: what war is worth along the deal, what
every type does (backwards), what the others make of it (forwards), so often as `passes` says; then
who signs, and what becomes of what those sign.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_within
from servanda.engine import slots
from servanda.engine.beliefs import move_beliefs
from servanda.engine.columns import BAD_TRUE
from servanda.engine.contract import (
    PARTY_OUTPUT,
    WORLD_OUTPUT,
    YEARS,
    Deal,
    Outcomes,
    Settings,
    Worlds,
)
from servanda.engine.deal_arrays import DealArrays, arrays_of
from servanda.engine.game import LANES, Game, Play
from servanda.engine.game_of_world import WorldArrays, prepare
from servanda.engine.keep_or_break import decide_backwards
from servanda.engine.lanes import (
    Course,
    Group,
    ask_types,
    fill_up,
    hand_over,
)
from servanda.engine.outcomes_of_world import (
    Told,
    start_true_types,
    tell_breaking,
    tell_end,
    tell_signing,
    tell_standing,
)
from servanda.engine.plain_choices import decide_plainly
from servanda.engine.plain_course import believe_plainly, stand_plainly
from servanda.engine.reach import check_deal
from servanda.engine.renewed_war import Paths
from servanda.engine.rooms import Rooms, rooms_like
from servanda.engine.standing import believe, stand
from servanda.engine.war_tables import WarTables

__all__ = ["Given", "ask_actual", "given_of", "rooms_for", "settle", "sign", "tell", "told_of"]

Counts = npt.NDArray[np.int64]


def settle(
    worlds: Worlds,
    tables: WarTables,
    deal: Deal,
    settings: Settings,
    expected: Floats | None = None,
    checked: bool = False,
) -> Outcomes:
    """Return what becomes of `deal` in the `worlds`, whose `tables` were made before.

    expected (W, n, T, S): the hazards that beliefs begin from in place of `fear`; written over
    with those at which they stand. checked: the deal was held against `check_deal` before.

    Digits of a world depend on nothing but its own row, the settings and where its beliefs begin.
    Raises `InputError` where beliefs in responses add to more than 1, or the settings leave out a
    state the deal needs.
    """
    if not checked:
        check_deal(deal, settings.violations)
    told, outcomes = told_of(worlds, settings, expected)
    free = rooms_for(worlds, deal, settings)
    given, room = given_of(worlds, deal, settings, free), free.take()
    common = (given.worlds, tables, given.deal, given.blocks, given.starts, given.told_at, *room,
              told)  # fmt: skip
    if settings.power_states == 1 and not settings.violations:
        settle_plainly(
            settings.front, settings.passes, settings.tolerance, settings.fear, settings.by_block,
            *common,
        )  # fmt: skip
    else:
        settle_in_states(
            settings.front, settings.passes, settings.tolerance, settings.fear,
            settings.power_states, settings.violations, *common,
        )  # fmt: skip
    free.give_back(room)
    return outcomes


class Given(NamedTuple):
    """What kernels are given of a deal besides the tables: arrays alone."""

    worlds: WorldArrays
    deal: DealArrays
    blocks: Floats
    starts: Floats
    told_at: Counts


def rooms_for(worlds: Worlds, deal: Deal, settings: Settings) -> Rooms:
    """Return the rooms that groups of such worlds are worked through in."""
    states = settings.power_states * (2 if settings.violations else 1)
    types, responses = 2 * (worlds.cost_nodes.shape[2] + 1), deal.response_shift.shape[1]
    return rooms_like(worlds.party.shape[1], settings.blocks, settings.power_states, states, types,
                      responses)  # fmt: skip


def given_of(worlds: Worlds, deal: Deal, settings: Settings, at: Rooms) -> Given:
    """Return what kernels are given of a deal, whose blocks are those of the rooms."""
    of_worlds = WorldArrays(*(np.ascontiguousarray(each) for each in (
        worlds.party, worlds.world, worlds.cost_nodes, worlds.node_weights)))  # fmt: skip
    return Given(of_worlds, arrays_of(deal), settings.blocks, at.starts, at.told_at)


def told_of(worlds: Worlds, settings: Settings, expected: Floats | None) -> tuple[Told, Outcomes]:
    """Return outcomes to be told, and where kernels tell them; expected: as of `settle`."""
    count, parties = worlds.party.shape[:2]
    blocks = settings.blocks
    outcomes = Outcomes(
        np.zeros((count, parties, len(PARTY_OUTPUT))),
        np.zeros((count, len(WORLD_OUTPUT))),
        np.zeros((count, parties + 1, len(YEARS))),
        np.zeros((count, parties, len(blocks))),
    )
    if expected is None:
        states = settings.power_states * (2 if settings.violations else 1)
        expected = np.zeros((0, parties, len(blocks), states))
    told = Told(outcomes.party, outcomes.world, outcomes.incidence, outcomes.hazard, expected)
    return told, outcomes


@compiled
def settle_plainly(
    front: bool,
    passes: int,
    tolerance: float,
    fear: float,
    by_block: bool,
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
    done: Group,
    done_game: Game,
    done_play: Play,
    done_course: Course,
    told: Told,
) -> None:
    """Fill the outcomes of deals with one public state, as many worlds at once as lanes.

    A world is moved to the group of those `done` once its beliefs stand.
    """
    count, parties = worlds.party.shape[0], worlds.party.shape[1]
    rounds = passes if parties > 1 else 0
    begun, held, left = 0, 0, count
    while left > 0:
        begun = _begin(front, begun, fear, worlds, deal, tables, blocks, starts, 1, paths, group,
                       game, play, course, told.expected)  # fmt: skip
        if rounds > 0:
            course.beliefs[0] = play.expected
            decide_plainly(game, play, blocks, group.asked[0])
            believe_plainly(game, play, blocks, group.asked[0], by_block)
            move_beliefs(play.expected, course.beliefs, group.turns, tolerance, course.done,
                         course.moves)  # fmt: skip
        leaving, gone = _leaving(rounds, group, course), 0
        while gone < leaving:
            some = group.leaving[gone : min(leaving, gone + LANES - held)]
            hand_over(some, group, game, play, course, held, done, done_game, done_play,
                      done_course)  # fmt: skip
            gone, held, left = gone + len(some), held + len(some), left - len(some)
            if held == LANES or left == 0:
                fill_up(held, done, done_game, done_play)
                ask_actual(worlds.party, done_game, held, done)
                decide_plainly(done_game, done_play, blocks, done.asked[1])
                sign(done.who, held, worlds, tables, 1, done_game, done_play, done_course,
                      told)  # fmt: skip
                stand_plainly(done_game, done_play, blocks, done.asked[1], by_block,
                              done_course.standing, done_course.ended, done_course.hazards,
                              done_course.bad, done_course.when)  # fmt: skip
                tell(done.who, held, told_at, starts, done_course, told)
                held = 0


@compiled
def settle_in_states(
    front: bool,
    passes: int,
    tolerance: float,
    fear: float,
    power_states: int,
    limited: bool,
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
    done: Group,
    done_game: Game,
    done_play: Play,
    done_course: Course,
    told: Told,
) -> None:
    """Fill the outcomes of deals with several public states, likewise."""
    count, parties = worlds.party.shape[0], worlds.party.shape[1]
    rounds = passes if parties > 1 else 0
    begun, held, left = 0, 0, count
    while left > 0:
        begun = _begin(front, begun, fear, worlds, deal, tables, blocks, starts, power_states,
                       paths, group, game, play, course, told.expected)  # fmt: skip
        if rounds > 0:
            course.beliefs[0] = play.expected
            decide_backwards(game, play, blocks, power_states, limited, group.asked[0])
            believe(game, play, blocks, power_states, limited, group.asked[0])
            move_beliefs(play.expected, course.beliefs, group.turns, tolerance, course.done,
                         course.moves)  # fmt: skip
        leaving, gone = _leaving(rounds, group, course), 0
        while gone < leaving:
            some = group.leaving[gone : min(leaving, gone + LANES - held)]
            hand_over(some, group, game, play, course, held, done, done_game, done_play,
                      done_course)  # fmt: skip
            gone, held, left = gone + len(some), held + len(some), left - len(some)
            if held == LANES or left == 0:
                fill_up(held, done, done_game, done_play)
                ask_actual(worlds.party, done_game, held, done)
                decide_backwards(done_game, done_play, blocks, power_states, limited, done.asked[1])
                sign(done.who, held, worlds, tables, power_states, done_game, done_play,
                      done_course, told)  # fmt: skip
                stand(done_game, done_play, blocks, power_states, limited, done.asked[1],
                      done_course.standing, done_course.violated, done_course.ended,
                      done_course.hazards, done_course.bad, done_course.when)  # fmt: skip
                tell(done.who, held, told_at, starts, done_course, told)
                held = 0


@compiled_within
def _begin(
    front: bool,
    begun: int,
    fear: float,
    worlds: WorldArrays,
    deal: DealArrays,
    tables: WarTables,
    blocks: Floats,
    starts: Floats,
    power_states: int,
    paths: Paths,
    group: Group,
    game: Game,
    play: Play,
    course: Course,
    expected: Floats,
) -> int:
    """Put the next worlds into the empty lanes, and return how many worlds are begun.

    Where fewer worlds than lanes are to be settled, the last one fills the others, untold.
    """
    count, begins = worlds.party.shape[0], begun
    for lane in range(LANES):
        if group.who[lane] >= 0 or (begun == count and begins > 0):
            continue
        prepare(front, lane, min(begun, count - 1), worlds, tables, deal, blocks, starts,
                 power_states, paths, game, course)  # fmt: skip
        if expected.shape[0] > 0:
            play.expected[:, :, :, lane] = expected[min(begun, count - 1)]
        else:
            play.expected[:, :, :, lane] = fear
        group.turns[lane] = 0
        course.done[lane] = 2.0
        if begun < count:
            group.who[lane], course.done[lane] = begun, 0.0
            begun += 1
    if begun > begins:
        ask_types(game, group.asked[0])
    return begun


@compiled_within
def _leaving(rounds: int, group: Group, course: Course) -> int:
    """Fill the lanes whose beliefs stand or were followed for all rounds; return how many."""
    count = 0
    for lane in range(group.who.shape[0]):
        if group.who[lane] < 0:
            continue
        if course.done[lane] > 0.0 or group.turns[lane] >= rounds:
            group.leaving[count] = lane
            count += 1
    return count


@compiled_within
def sign(
    who: Counts,
    held: int,
    worlds: WorldArrays,
    tables: WarTables,
    power_states: int,
    game: Game,
    play: Play,
    course: Course,
    told: Told,
) -> None:
    """Tell who signs, and put the weights of the types that do."""
    first = 1 if power_states == 3 else 0
    for i in range(worlds.party.shape[1]):
        tell_signing(i, who, held, first, worlds.party, worlds.world, tables.worth,
                     tables.fighting, game.own, game.kinds, play.worths[slots.VALUE], play.hazard,
                     told.party)  # fmt: skip
        tell_end(i, who, held, first, worlds.party, game.own, game.yields, game.wars,
                 course.joined, course.beyond, told.party)  # fmt: skip
    if told.expected.shape[0] > 0:
        for i in range(play.expected.shape[0]):
            for t in range(play.expected.shape[1]):
                for s in range(play.expected.shape[2]):
                    for lane in range(held):
                        told.expected[who[lane], i, t, s] = play.expected[i, t, s, lane]
    start_true_types(who, worlds.party, power_states, told.party, play.masses[slots.MASS])


@compiled_within
def tell(
    who: Counts, held: int, told_at: Counts, starts: Floats, course: Course, told: Told
) -> None:
    """Tell how long what is signed stands, and who ends it."""
    for lane in range(held):
        w = who[lane]
        tell_standing(lane, told_at, course.standing, course.violated, course.ended,
                      told.party[w], told.world[w], told.incidence[w])  # fmt: skip
        for i in range(told.party.shape[1]):
            tell_breaking(lane, i, told_at, starts, course.ended, course.hazards, course.bad,
                          course.when, told.party[w, i], told.hazard[w, i])  # fmt: skip


@compiled
def ask_actual(party: Floats, game: Game, held: int, group: Group) -> None:
    """Mark the types that somebody believes in (first), and those and the actual ones (second)."""
    ask_types(game, group.asked[0])
    parties, types = group.asked.shape[1:]
    for i in range(parties):
        for k in range(types):
            group.asked[1, i, k] = group.asked[0, i, k]
        group.asked[1, i, types // 2 - 1] = 1
        for lane in range(held):
            if party[group.who[lane], i, BAD_TRUE] > 0.0:
                group.asked[1, i, types - 1] = 1
