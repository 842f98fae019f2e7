"""The second stage: one proposal in every world, on tables of what war is worth there.

Worlds are worked through in groups of `LANES`. For a group: what war is worth along the deal, what
every type does (backwards), what the others make of it (forwards), so often as `passes` says; then
who signs, and what becomes of what those sign.
"""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple

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
    room = (
        room_for_game(parties, len(blocks), settings.power_states, types),
        room_for_play(parties, len(blocks), states, types),
        room_for_paths(parties, len(blocks), arrays.response_shift.shape[1]),
        room_for_course(parties, len(blocks), states),
    )
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
    game: Game,
    play: Play,
    paths: Paths,
    course: Course,
    told: Told,
) -> None:
    """Fill the outcomes, group by group, of deals with one public state."""
    count, parties = worlds.party.shape[0], worlds.party.shape[1]
    asked = np.zeros((2, parties, game.kinds.shape[2]), dtype=np.int64)
    for begin in range(0, count, LANES):
        _prepare(front, begin, worlds, tables, deal, blocks, starts, 1, paths, game, course)
        _ask(begin, worlds.party, game.kinds, asked)
        play.expected[:] = fear
        course.done[:] = 0.0
        for turn in range(passes if parties > 1 else 0):
            course.beliefs[0] = play.expected
            decide_plainly(game, play, blocks, asked[0])
            believe_plainly(game, play, blocks)
            if move_beliefs(play.expected, course.beliefs, turn, tolerance, course.done,
                            course.moves):  # fmt: skip
                break
        decide_plainly(game, play, blocks, asked[1])
        _sign(begin, worlds, tables, 1, blocks, game, play, course, told)
        stand_plainly(game, play, blocks, course.standing, course.ended, course.hazards,
                      course.bad, course.when)  # fmt: skip
        _tell(begin, told_at, starts, course, told)


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
    game: Game,
    play: Play,
    paths: Paths,
    course: Course,
    told: Told,
) -> None:
    """Fill the outcomes, group by group, of deals with several public states."""
    count, parties = worlds.party.shape[0], worlds.party.shape[1]
    asked = np.zeros((2, parties, game.kinds.shape[2]), dtype=np.int64)
    for begin in range(0, count, LANES):
        _prepare(front, begin, worlds, tables, deal, blocks, starts, power_states, paths, game,
                 course)  # fmt: skip
        _ask(begin, worlds.party, game.kinds, asked)
        play.expected[:] = fear
        course.done[:] = 0.0
        for turn in range(passes if parties > 1 else 0):
            course.beliefs[0] = play.expected
            decide_backwards(game, play, blocks, power_states, limited, asked[0])
            believe(game, play, blocks, power_states, limited)
            if move_beliefs(play.expected, course.beliefs, turn, tolerance, course.done,
                            course.moves):  # fmt: skip
                break
        decide_backwards(game, play, blocks, power_states, limited, asked[1])
        _sign(begin, worlds, tables, power_states, blocks, game, play, course, told)
        stand(game, play, blocks, power_states, limited, course.standing, course.violated,
              course.ended, course.hazards, course.bad, course.when)  # fmt: skip
        _tell(begin, told_at, starts, course, told)


@compiled
def _prepare(
    front: bool,
    begin: int,
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
    """Fill the game of a group; where worlds run out the last one fills the lanes, untold."""
    count, parties = worlds.party.shape[0], worlds.party.shape[1]
    for lane in range(LANES):
        w = min(begin + lane, count - 1)
        row = worlds.world[w]
        fill_wars(front, w, lane, worlds.party[w], row, deal, tables, blocks, starts,
                  power_states, paths, game.wars, course.refused, course.beyond[lane])  # fmt: skip
        for i in range(parties):
            for part in range(2):
                course.joined[lane, i, part] = paths.joined[i, part]
        _fill_world(lane, row, deal.world[w], deal.lapse[w], blocks, game.world, game.lapse)
        for i in range(parties):
            own = worlds.party[w, i]
            _fill_party(lane, own, deal.party[w, i], deal.terms[w, i], deal.phase,
                        deal.payments[w, i], deal.payment_block, blocks, game.own[:, i],
                        game.yields[i])  # fmt: skip
            _fill_types(lane, own, row, worlds.cost_nodes[w, i], worlds.node_weights,
                        tables.worth[w, i], tables.fighting[w, i], course.refused[i],
                        game.kinds[:, i])  # fmt: skip
    _fill_openings(begin, worlds.world, blocks, starts, game.openings)


@compiled
def _sign(
    begin: int,
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
    count, parties = worlds.party.shape[0], worlds.party.shape[1]
    for lane in range(min(LANES, count - begin)):
        w = begin + lane
        for i in range(parties):
            own = worlds.party[w, i]
            _tell_signing(lane, i, own, tables.worth[w, i], tables.fighting[w, i],
                          worlds.world[w], power_states, game, play, told.party[w, i])  # fmt: skip
            _tell_end(lane, i, own, power_states, blocks, game, course.joined[lane, i],
                      told.party[w, i])  # fmt: skip
            told.party[w, i, BEYOND] = course.beyond[lane, i]
    _start_true_types(begin, worlds.party, power_states, told.party, play.masses[slots.MASS])


@compiled
def _tell(begin: int, told_at: Counts, starts: Floats, course: Course, told: Told) -> None:
    """Tell how long what is signed stands, and who ends it."""
    count, parties = told.party.shape[0], told.party.shape[1]
    for lane in range(min(LANES, count - begin)):
        w = begin + lane
        _tell_standing(lane, told_at, course.standing, course.violated, course.ended,
                       told.party[w], told.world[w], told.incidence[w])  # fmt: skip
        for i in range(parties):
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
    begin: int, world: Floats, blocks: Floats, starts: Floats, openings: Floats
) -> None:
    """Fill how many more openings there are early in a deal, block by block."""
    count = world.shape[0]
    early, fade = np.empty(LANES), np.empty(LANES)
    for lane in range(LANES):
        row = world[min(begin + lane, count - 1)]
        early[lane], fade[lane] = row[EARLY] - 1.0, -1.0 / max(row[EARLY_MONTHS], 1e-3)
    for t in range(len(blocks)):
        middle = starts[t] + 0.5 * (blocks[t] - 1.0)
        for lane in range(LANES):
            openings[t, lane] = 1.0 + early[lane] * exponential(middle * fade[lane])


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
def _ask(begin: int, party: Floats, kinds: Floats, asked: Counts) -> None:
    """Mark the types that somebody believes in (first), and those and the actual ones (second)."""
    count, parties, types = party.shape[0], kinds.shape[1], kinds.shape[2]
    asked[:] = 0
    for i in range(parties):
        for k in range(types):
            for lane in range(LANES):
                if kinds[slots.PRIOR, i, k, lane] > 0.0:
                    asked[0, i, k] = 1
            asked[1, i, k] = asked[0, i, k]
        asked[1, i, types // 2 - 1] = 1
        for lane in range(LANES):
            if party[min(begin + lane, count - 1), i, BAD_TRUE] > 0.0 or asked[0, i, types - 1]:
                asked[1, i, types - 1] = 1


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
    begin: int, party: Floats, power_states: int, of_party: Floats, mass: Floats
) -> None:
    """Put the weights of a party's true types at signature: its own cost, the faiths that sign."""
    parties, types, _, lanes = mass.shape
    count = party.shape[0]
    first = 1 if power_states == 3 else 0
    mass[:] = 0.0
    for i in range(parties):
        for lane in range(lanes):
            w = min(begin + lane, count - 1)
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
