"""The second stage: one proposal in every world, on tables of what war is worth there.

Worlds are worked through in groups of `LANES`. For a group: what war is worth along the deal, what
every type does (backwards), what the others make of it (forwards), so often as `passes` says; then
who signs, and what becomes of what those sign.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine import slots
from servanda.engine.beliefs import move_beliefs
from servanda.engine.calendar import starts_of
from servanda.engine.columns import (
    ALONE_END,
    BAD_1,
    BAD_5,
    BAD_NOW,
    BAD_SEEN,
    BAD_TRUE,
    BEYOND,
    BLUR,
    BREACH_END,
    BREAK_MONTH,
    BREAKS_FIRST,
    CAN_BREAK,
    COST,
    DEAL_BAD,
    DEAL_GOOD,
    DISCOUNT,
    EARLY,
    EARLY_MONTHS,
    EPISODE_COST,
    EXPECTED_TO_SIGN,
    HAZARD_BAD,
    HAZARD_GOOD,
    HELD,
    IGNITES,
    INSIDE,
    JOINED_END,
    JUMP_RATE,
    KEEP_END,
    LEADERS,
    MARGIN_BAD,
    MARGIN_GOOD,
    NOISE,
    OPENING,
    PRICE,
    RECOVERS,
    REFUSE,
    REPELLED,
    SIDE,
    SIGNS,
    TEMPTATION,
    TEMPTATION_MONTH,
    THRESHOLD,
    VIOLATED_LOSS,
    VIOLATED_OPENINGS,
    VIOLATION,
    WAR,
    WORD,
)  # fmt: skip
from servanda.engine.contract import (
    PARTY_OUTPUT,
    WORLD_OUTPUT,
    YEARS,
    Deal,
    Outcomes,
    Settings,
    Worlds,
)
from servanda.engine.game import LANES, Game, Play, room_for_game, room_for_play
from servanda.engine.keep_or_break import decide_backwards
from servanda.engine.lanes import ask_types, copy_lane
from servanda.engine.plain_months import believe_plainly, decide_plainly, stand_plainly
from servanda.engine.reach import check_deal
from servanda.engine.renewed_war import DealArrays, Paths, fill_wars, room_for_paths
from servanda.engine.standing import acceptance, believe, stand
from servanda.engine.war_tables import WarTables
from servanda.formulas.elementary import exponential
from servanda.formulas.moving_front import along

__all__ = ["arrays_of", "settle"]

Counts = npt.NDArray[np.int64]

LEAST_DISCOUNT = 1e-6
"""A year; without discounting no average over ever exists."""

TOLD_VIOLATED = (1, 5, 10)


def arrays_of(deal: Deal) -> DealArrays:
    """Return the arrays of `deal`, contiguous, as the kernel takes them."""
    return DealArrays(*(np.ascontiguousarray(getattr(deal, f.name)) for f in fields(deal)))


def settle(worlds: Worlds, tables: WarTables, deal: Deal, settings: Settings) -> Outcomes:
    """Return what becomes of `deal` in the `worlds`, whose `tables` were made before.

    Digits of a world depend on nothing but its own row and the settings. Raises `InputError` where
    beliefs in responses add to more than 1, or the settings leave out a state the deal needs.
    """
    check_deal(deal, settings)
    count, parties = worlds.party.shape[:2]
    blocks = settings.blocks
    states = settings.power_states * (2 if settings.violations else 1)
    types = 2 * (worlds.cost_nodes.shape[2] + 1)
    arrays = arrays_of(deal)
    outcomes = Outcomes(
        np.zeros((count, parties, len(PARTY_OUTPUT))),
        np.zeros((count, len(WORLD_OUTPUT))),
        np.zeros((count, parties + 1, len(YEARS))),
        np.zeros((count, parties, len(blocks))),
    )
    told = Told(outcomes.party, outcomes.world, outcomes.incidence, outcomes.hazard)
    told_at = _blocks_at(blocks, YEARS + TOLD_VIOLATED)
    of_worlds = WorldArrays(*(np.ascontiguousarray(each) for each in (
        worlds.party, worlds.world, worlds.cost_nodes, worlds.node_weights)))  # fmt: skip
    room: list[Any] = [room_for_paths(parties, len(blocks), arrays.response_shift.shape[1])]
    play = room_for_play(parties, len(blocks), states, types)
    for expected in (play.expected, np.zeros_like(play.expected)):
        # Those whose beliefs stand are told in the same room: nothing in it outlasts a round.
        room += [
            room_for_group(parties, types),
            room_for_game(parties, len(blocks), settings.power_states, types),
            play._replace(expected=expected),
            room_for_course(parties, len(blocks), states),
        ]
    common = (of_worlds, tables, arrays, blocks, starts_of(blocks), told_at, *room, told)
    if states == 1:
        settle_plainly(settings.front, settings.passes, settings.tolerance, settings.fear, *common)
    else:
        settle_in_states(
            settings.front, settings.passes, settings.tolerance, settings.fear,
            settings.power_states, settings.violations, *common,
        )  # fmt: skip
    return outcomes


class WorldArrays(NamedTuple):
    """The arrays of `Worlds`, as a compiled kernel takes them."""

    party: Floats
    world: Floats
    cost_nodes: Floats
    node_weights: Floats


def _blocks_at(blocks: Floats, years: tuple[int, ...]) -> Counts:
    """Return the block at whose end each of the `years` is over, or the last."""
    ends = np.cumsum(blocks)
    found = np.searchsorted(ends, 12.0 * np.array(years) - 1e-9)
    return np.minimum(found, len(blocks) - 1).astype(np.int64)


class Told(NamedTuple):
    """Where outcomes go, as the arrays of `Outcomes`."""

    party: Floats
    world: Floats
    incidence: Floats
    hazard: Floats


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


@compiled
def settle_plainly(
    front: bool,
    passes: int,
    tolerance: float,
    fear: float,
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
                       game, play, course)  # fmt: skip
        if rounds > 0:
            course.beliefs[0] = play.expected
            decide_plainly(game, play, blocks, group.asked[0])
            believe_plainly(game, play, blocks, group.asked[0])
            move_beliefs(play.expected, course.beliefs, group.turns, tolerance, course.done,
                         course.moves)  # fmt: skip
        for lane in range(LANES):
            if not _stands(lane, rounds, group, course):
                continue
            _hand_over(lane, group, game, play, course, held, done, done_game, done_play,
                       done_course)  # fmt: skip
            held, left = held + 1, left - 1
            if held == LANES or left == 0:
                _ask_actual(worlds.party, done_game, held, done)
                decide_plainly(done_game, done_play, blocks, done.asked[1])
                _sign(done.who, held, worlds, tables, 1, blocks, done_game, done_play, done_course,
                      told)  # fmt: skip
                stand_plainly(done_game, done_play, blocks, done.asked[1], done_course.standing,
                              done_course.ended, done_course.hazards, done_course.bad,
                              done_course.when)  # fmt: skip
                _tell(done.who, held, told_at, starts, done_course, told)
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
                       paths, group, game, play, course)  # fmt: skip
        if rounds > 0:
            course.beliefs[0] = play.expected
            decide_backwards(game, play, blocks, power_states, limited, group.asked[0])
            believe(game, play, blocks, power_states, limited)
            move_beliefs(play.expected, course.beliefs, group.turns, tolerance, course.done,
                         course.moves)  # fmt: skip
        for lane in range(LANES):
            if not _stands(lane, rounds, group, course):
                continue
            _hand_over(lane, group, game, play, course, held, done, done_game, done_play,
                       done_course)  # fmt: skip
            held, left = held + 1, left - 1
            if held == LANES or left == 0:
                _ask_actual(worlds.party, done_game, held, done)
                decide_backwards(done_game, done_play, blocks, power_states, limited, done.asked[1])
                _sign(done.who, held, worlds, tables, power_states, blocks, done_game, done_play,
                      done_course, told)  # fmt: skip
                stand(done_game, done_play, blocks, power_states, limited, done_course.standing,
                      done_course.violated, done_course.ended, done_course.hazards,
                      done_course.bad, done_course.when)  # fmt: skip
                _tell(done.who, held, told_at, starts, done_course, told)
                held = 0


@compiled
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
) -> int:
    """Put the next worlds into the empty lanes, and return how many worlds are begun.

    Where fewer worlds than lanes are to be settled, the last one fills the others, untold.
    """
    count, begins = worlds.party.shape[0], begun
    for lane in range(LANES):
        if group.who[lane] >= 0 or (begun == count and begins > 0):
            continue
        _prepare(front, lane, min(begun, count - 1), worlds, tables, deal, blocks, starts,
                 power_states, paths, game, course)  # fmt: skip
        play.expected[:, :, :, lane] = fear
        group.turns[lane] = 0
        course.done[lane] = 2.0
        if begun < count:
            group.who[lane], course.done[lane] = begun, 0.0
            begun += 1
    if begun > begins:
        ask_types(game, group.asked[0])
    return begun


@compiled
def _stands(lane: int, rounds: int, group: Group, course: Course) -> bool:
    """Whether a lane has a world whose beliefs stand, or have been followed for all rounds."""
    if group.who[lane] < 0:
        return False
    return bool(course.done[lane] > 0.0 or group.turns[lane] >= rounds)


@compiled
def _hand_over(
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
    """Move a world to those whose beliefs stand; its lane is empty from there on.

    The first one fills the lanes of those to come as well, so that each lane holds some world.
    """
    parties, blocks, states = play.expected.shape[:3]
    for place in range(to, LANES if to == 0 else to + 1):
        copy_lane(game, lane, done_game, place)
        for i in range(parties):
            for t in range(blocks):
                for s in range(states):
                    done_play.expected[i, t, s, place] = play.expected[i, t, s, lane]
            done_course.beyond[place, i] = course.beyond[lane, i]
            for part in range(2):
                done_course.joined[place, i, part] = course.joined[lane, i, part]
        done.who[place] = group.who[lane]
    group.who[lane] = -1
    course.done[lane] = 2.0


@compiled
def _prepare(
    front: bool,
    lane: int,
    w: int,
    worlds: WorldArrays,
    tables: WarTables,
    deal: DealArrays,
    blocks: Floats,
    starts: Floats,
    power_states: int,
    paths: Paths,
    game: Game,
    course: Course,
) -> None:
    """Fill the game of a world into a lane."""
    row = worlds.world[w]
    fill_wars(front, w, lane, worlds.party[w], row, deal, tables, blocks, starts, power_states,
              paths, game.wars, course.refused, course.beyond[lane])  # fmt: skip
    _fill_world(lane, row, deal.world[w], deal.lapse[w], blocks, game.world, game.lapse)
    for i in range(worlds.party.shape[1]):
        for part in range(2):
            course.joined[lane, i, part] = paths.joined[i, part]
        own = worlds.party[w, i]
        _fill_party(lane, own, deal.party[w, i], deal.terms[w, i], deal.phase, deal.payments[w, i],
                    deal.payment_block, blocks, game.own[:, i], game.yields[i])  # fmt: skip
        _fill_types(lane, own, row, worlds.cost_nodes[w, i], worlds.node_weights,
                    tables.worth[w, i], tables.fighting[w, i], course.refused[i],
                    game.kinds[:, i])  # fmt: skip
    _fill_openings(lane, row, blocks, starts, game.openings)


@compiled
def _sign(
    who: Counts,
    held: int,
    worlds: WorldArrays,
    tables: WarTables,
    power_states: int,
    blocks: Floats,
    game: Game,
    play: Play,
    course: Course,
    told: Told,
) -> None:
    """Tell who signs, and put the weights of the types that do."""
    for lane in range(held):
        w = who[lane]
        for i in range(worlds.party.shape[1]):
            own = worlds.party[w, i]
            _tell_signing(lane, i, own, tables.worth[w, i], tables.fighting[w, i],
                          worlds.world[w], power_states, game, play, told.party[w, i])  # fmt: skip
            _tell_end(lane, i, own, power_states, blocks, game, course.joined[lane, i],
                      told.party[w, i])  # fmt: skip
            told.party[w, i, BEYOND] = course.beyond[lane, i]
    _start_true_types(who, worlds.party, power_states, told.party, play.masses[slots.MASS])


@compiled
def _tell(
    who: Counts, held: int, told_at: Counts, starts: Floats, course: Course, told: Told
) -> None:
    """Tell how long what is signed stands, and who ends it."""
    for lane in range(held):
        w = who[lane]
        _tell_standing(lane, told_at, course.standing, course.violated, course.ended,
                       told.party[w], told.world[w], told.incidence[w])  # fmt: skip
        for i in range(told.party.shape[1]):
            _tell_breaking(lane, i, told_at, starts, course.ended, course.hazards, course.bad,
                           course.when, told.party[w, i], told.hazard[w, i])  # fmt: skip


@compiled
def _fill_world(
    lane: int,
    row: Floats,
    asked: Floats,
    lapses: Floats,
    blocks: Floats,
    world: Floats,
    monthly: Floats,
) -> None:
    """Fill what belongs to the world and not to a party."""
    world[slots.VIOLATION, lane], world[slots.REPELLED, lane] = asked[VIOLATION], asked[REPELLED]
    world[slots.MORE, lane], world[slots.RECOVERS, lane] = asked[VIOLATED_OPENINGS], asked[RECOVERS]
    world[slots.JUMPS, lane] = 1.0 - exponential(-row[JUMP_RATE] / 12.0)
    world[slots.BLUR, lane] = max(row[BLUR], 1e-9)
    for t in range(len(blocks)):
        lapse = lapses[t]
        if lapse > 0.0 and blocks[t] > 1.0:
            lapse = 1.0 - (1.0 - lapse) ** (1.0 / blocks[t])
        monthly[t, lane] = lapse


@compiled
def _fill_openings(
    lane: int, row: Floats, blocks: Floats, starts: Floats, openings: Floats
) -> None:
    """Fill how many more openings there are early in a deal, block by block."""
    early, fade = row[EARLY] - 1.0, -1.0 / max(row[EARLY_MONTHS], 1e-3)
    for t in range(len(blocks)):
        middle = starts[t] + 0.5 * (blocks[t] - 1.0)
        openings[t, lane] = 1.0 + early * exponential(middle * fade)


@compiled
def _fill_party(
    lane: int,
    given: Floats,
    asked: Floats,
    terms: Floats,
    phase: Counts,
    payments: Floats,
    payment_block: Counts,
    blocks: Floats,
    own: Floats,
    yields: Floats,
) -> None:
    """Fill what belongs to a party and not to a type of it."""
    delta = exponential(-max(given[DISCOUNT], LEAST_DISCOUNT) / 12.0)
    own[slots.DELTA, lane] = delta
    own[slots.OPENING, lane] = given[OPENING] if given[CAN_BREAK] > 0.0 else 0.0
    own[slots.NOISE, lane] = max(given[NOISE], 1e-9)
    own[slots.PER_NOISE, lane] = 1.0 / own[slots.NOISE, lane]
    own[slots.IGNITES, lane], own[slots.INSIDE, lane] = given[IGNITES], given[INSIDE]
    own[slots.LEADERS, lane] = 1.0 - exponential(-given[LEADERS] / 12.0)
    own[slots.PRICE, lane], own[slots.LOSS, lane] = asked[PRICE], asked[VIOLATED_LOSS]
    own[slots.EPISODE, lane] = (1.0 - delta) * asked[EPISODE_COST]
    for t in range(len(blocks)):
        yields[t, lane] = (1.0 - delta) * terms[phase[t]]
    for p in range(len(payment_block)):
        t = payment_block[p]
        yields[t, lane] += (1.0 - delta) * payments[p] / blocks[t]


@compiled
def _fill_types(
    lane: int,
    own: Floats,
    row: Floats,
    nodes: Floats,
    weights: Floats,
    worth: Floats,
    fighting: Floats,
    refused: Floats,
    kinds: Floats,
) -> None:
    """Fill cost, word, prior and the value of refusing of every type of a party."""
    costs = len(nodes)
    share = 1.0 - row[HELD] if own[SIDE] < 0.0 else row[HELD]
    war = along(worth, share) + refused[0]
    time = along(fighting, share) + refused[1]
    for k in range(2 * (costs + 1)):
        node = k % (costs + 1)
        in_bad_faith = k > costs
        faith = own[BAD_SEEN] if in_bad_faith else 1.0 - own[BAD_SEEN]
        cost = nodes[node] if node < costs else own[COST]
        weight = 0.0
        if node < costs:
            weight = weights[node]
        elif costs == 0:
            weight = 1.0
        kinds[slots.COST, k, lane] = cost
        kinds[slots.WORD, k, lane] = 0.0 if in_bad_faith else own[WORD]
        kinds[slots.PRIOR, k, lane] = weight * faith
        kinds[slots.REFUSE, k, lane] = war - cost * time


@compiled
def _ask_actual(party: Floats, game: Game, held: int, group: Group) -> None:
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


@compiled
def _tell_signing(
    lane: int,
    i: int,
    own: Floats,
    worth: Floats,
    fighting: Floats,
    row: Floats,
    power_states: int,
    game: Game,
    play: Play,
    told: Floats,
) -> None:
    """Tell what the deal and refusing are worth to the party, and whether it signs.

    A party that is surely of good faith is told the values of good faith as those of bad.
    """
    types = game.kinds[slots.COST].shape[1]
    first = 1 if power_states == 3 else 0
    good, bad = types // 2 - 1, types - 1
    if own[BAD_TRUE] == 0.0:
        bad = good
    share = 1.0 - row[HELD] if own[SIDE] < 0.0 else row[HELD]
    told[WAR] = along(worth, share) - own[COST] * along(fighting, share)
    told[REFUSE] = game.kinds[slots.REFUSE, i, good, lane]
    told[DEAL_GOOD] = play.worths[slots.VALUE, i, good, first, lane]
    told[DEAL_BAD] = play.worths[slots.VALUE, i, bad, first, lane]
    told[MARGIN_GOOD] = told[DEAL_GOOD] - game.own[slots.PRICE, i, lane] - told[REFUSE]
    told[MARGIN_BAD] = told[DEAL_BAD] - game.own[slots.PRICE, i, lane] - told[REFUSE]
    told[HAZARD_GOOD] = play.hazard[i, 0, first, good, lane]
    told[HAZARD_BAD] = play.hazard[i, 0, first, bad, lane]
    signs = 0.0
    if told[MARGIN_GOOD] >= 0.0:
        signs += 1.0 - own[BAD_TRUE]
    if told[MARGIN_BAD] >= 0.0:
        signs += own[BAD_TRUE]
    told[SIGNS] = signs if own[INSIDE] > 0.0 else 1.0
    total = 0.0
    for k in range(types):
        if game.kinds[slots.PRIOR, i, k, lane] > 0.0:
            total += game.kinds[slots.PRIOR, i, k, lane] * acceptance(game, play, i, k, first, lane)
    told[EXPECTED_TO_SIGN] = total if own[INSIDE] > 0.0 else 1.0


@compiled
def _tell_end(
    lane: int,
    i: int,
    own: Floats,
    power_states: int,
    blocks: Floats,
    game: Game,
    joined: Floats,
    told: Floats,
) -> None:
    """Tell how keeping and breaking compare at the horizon, and which belief would deter."""
    t = len(blocks) - 1
    first = 1 if power_states == 3 else 0
    told[KEEP_END] = game.yields[i, t, lane] / (1.0 - game.own[slots.DELTA, i, lane])
    told[BREACH_END] = (
        game.wars[slots.BREACH, i, t, first, lane]
        - own[COST] * game.wars[slots.BREACH_COST, i, t, first, lane]
    )
    told[ALONE_END] = (
        game.wars[slots.ALONE, i, t, first, lane]
        - own[COST] * game.wars[slots.ALONE_COST, i, t, first, lane]
    )
    told[JOINED_END] = joined[0] - own[COST] * joined[1]
    tempted = told[ALONE_END] - own[WORD] - told[KEEP_END]
    bite = told[ALONE_END] - told[JOINED_END]
    told[THRESHOLD] = 0.0
    if tempted > 0.0:
        told[THRESHOLD] = tempted / bite if bite > 0.0 else np.inf


@compiled
def _start_true_types(
    who: Counts, party: Floats, power_states: int, of_party: Floats, mass: Floats
) -> None:
    """Put the weights of a party's true types at signature: its own cost, the faiths that sign."""
    parties, types, _, lanes = mass.shape
    first = 1 if power_states == 3 else 0
    mass[:] = 0.0
    for i in range(parties):
        for lane in range(lanes):
            w = who[lane]
            own, told = party[w, i], of_party[w, i]
            good, bad = 1.0 - own[BAD_TRUE], own[BAD_TRUE]
            if told[SIGNS] > 0.0 and own[INSIDE] > 0.0:
                good = good / told[SIGNS] if told[MARGIN_GOOD] >= 0.0 else 0.0
                bad = bad / told[SIGNS] if told[MARGIN_BAD] >= 0.0 else 0.0
            mass[i, types // 2 - 1, first, lane] = good
            mass[i, types - 1, first, lane] = bad


@compiled
def _tell_standing(
    lane: int,
    told_at: Counts,
    standing: Floats,
    violated: Floats,
    ended: Floats,
    of_party: Floats,
    told: Floats,
    incidence: Floats,
) -> None:
    """Tell who signs together, and how long what they sign stands and who ends it."""
    parties, years = of_party.shape[0], incidence.shape[1]
    told[0] = 1.0
    for i in range(parties):
        told[0] *= of_party[i, SIGNS]
    for y in range(years):
        told[1 + y] = standing[told_at[y], lane]
        for i in range(parties + 1):
            incidence[i, y] = ended[i, told_at[y], lane]
    for y in range(years, len(told_at)):
        told[1 + y] = violated[told_at[y], lane]


@compiled
def _tell_breaking(
    lane: int,
    i: int,
    told_at: Counts,
    starts: Floats,
    ended: Floats,
    hazards: Floats,
    bad: Floats,
    when: Floats,
    told: Floats,
    hazard: Floats,
) -> None:
    """Tell when a party is most tempted, whether it is the one that breaks, and its faith."""
    last = len(starts) - 1
    told[BREAKS_FIRST] = ended[i, last, lane]
    told[BREAK_MONTH] = when[i, lane] / told[BREAKS_FIRST] if told[BREAKS_FIRST] > 0.0 else 0.0
    told[TEMPTATION], told[TEMPTATION_MONTH] = 0.0, 0.0
    for t in range(last + 1):
        hazard[t] = hazards[i, t, lane]
        if hazard[t] > told[TEMPTATION]:
            told[TEMPTATION], told[TEMPTATION_MONTH] = hazard[t], starts[t]
    told[BAD_NOW] = bad[i, 0, lane]
    told[BAD_1] = bad[i, told_at[0] + 1, lane]
    told[BAD_5] = bad[i, told_at[4] + 1, lane]
