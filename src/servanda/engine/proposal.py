"""The second stage: one proposal in every world, on tables of what war is worth there.

Worlds are worked through in groups of `LANES`. For a group: what war is worth along the deal, what
every type does (backwards), what the others make of it (forwards), so often as `passes` says; then
who signs, and what becomes of what those sign.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
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
from servanda.engine.renewed_war import DealArrays, Paths, fill_wars, room_for_paths
from servanda.engine.standing import acceptance, believe, stand
from servanda.engine.war_tables import WarTables
from servanda.formulas.elementary import exponential
from servanda.formulas.moving_front import along

__all__ = ["arrays_of", "settle"]

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

LEAST_DISCOUNT = 1e-6
"""A year; without discounting no average over ever exists."""

TOLD_VIOLATED = (1, 5, 10)


def arrays_of(deal: Deal) -> DealArrays:
    """Return the arrays of `deal`, contiguous, as the kernel takes them."""
    return DealArrays(*(np.ascontiguousarray(getattr(deal, f.name)) for f in fields(deal)))


def settle(worlds: Worlds, tables: WarTables, deal: Deal, settings: Settings) -> Outcomes:
    """Return what becomes of `deal` in the `worlds`, whose `tables` were made before.

    Raises nothing on numbers: ranges are checked where they are read. Digits of a world depend on
    nothing but its own row and the settings.
    """
    count, parties = worlds.party.shape[:2]
    blocks = settings.blocks
    limited = settings.violations
    states = settings.power_states * (2 if limited else 1)
    types = 2 * (worlds.cost_nodes.shape[2] + 1)
    arrays = arrays_of(deal)
    told = Outcomes(
        np.zeros((count, parties, len(PARTY_OUTPUT))),
        np.zeros((count, len(WORLD_OUTPUT))),
        np.zeros((count, parties + 1, len(YEARS))),
        np.zeros((count, parties, len(blocks))),
    )
    settle_worlds(
        settings.front, settings.passes, settings.fear, settings.power_states, limited,
        worlds.party, worlds.world, worlds.cost_nodes, worlds.node_weights, tables, arrays, blocks,
        starts_of(blocks), _blocks_at(blocks, YEARS), _blocks_at(blocks, TOLD_VIOLATED),
        room_for_game(parties, len(blocks), settings.power_states, types),
        room_for_play(parties, len(blocks), states, types),
        room_for_paths(parties, len(blocks), arrays.response_shift.shape[1]),
        told.party, told.world, told.incidence, told.hazard,
    )  # fmt: skip
    return told


def _blocks_at(blocks: Floats, years: tuple[int, ...]) -> Counts:
    """Return the block at whose end each of the `years` is over, or the last."""
    ends = np.cumsum(blocks)
    found = np.searchsorted(ends, 12.0 * np.array(years) - 1e-9)
    return np.minimum(found, len(blocks) - 1).astype(np.int64)


@compiled
def settle_worlds(
    front: bool,
    passes: int,
    fear: float,
    power_states: int,
    limited: bool,
    party: Floats,
    world: Floats,
    cost_nodes: Floats,
    node_weights: Floats,
    tables: WarTables,
    deal: DealArrays,
    blocks: Floats,
    starts: Floats,
    years: Counts,
    told_violated: Counts,
    game: Game,
    play: Play,
    paths: Paths,
    of_party: Floats,
    of_world: Floats,
    incidence: Floats,
    hazard: Floats,
) -> None:
    """Fill the outcomes, group by group; all room is allocated once."""
    count, parties = party.shape[0], party.shape[1]
    types = game.cost.shape[1]
    refused, beyond = np.zeros((parties, 2)), np.zeros((LANES, parties))
    joined = np.zeros((LANES, parties, 2))
    asked = np.zeros((2, parties, types), dtype=np.int64)
    standing, violated = np.zeros((len(blocks), LANES)), np.zeros((len(blocks), LANES))
    ended = np.zeros((parties + 1, len(blocks), LANES))
    hazards = np.zeros((parties, len(blocks), LANES))
    bad = np.zeros((parties, len(blocks) + 1, LANES))
    when = np.zeros((parties, LANES))
    for begin in range(0, count, LANES):
        for lane in range(LANES):
            w = min(begin + lane, count - 1)
            fill_wars(front, w, lane, party[w], world[w], deal, tables, blocks, starts,
                      power_states, paths, game, refused, beyond[lane])  # fmt: skip
            joined[lane] = paths.joined
            _fill_world(w, lane, world[w], deal, blocks, game)
            for i in range(parties):
                _fill_party(w, lane, i, party[w, i], world[w], deal, blocks, game)
                _fill_types(lane, i, party[w, i], world[w], cost_nodes[w, i], node_weights,
                            tables.worth[w, i], tables.fighting[w, i], refused[i], game)  # fmt: skip
        _fill_openings(begin, count, world, blocks, starts, game)
        _ask(begin, count, party, game, asked)
        play.expected[:] = fear
        for turn in range(passes):
            final = turn == passes - 1
            decide_backwards(game, play, blocks, power_states, limited, asked[1 if final else 0])
            if not final:
                believe(game, play, blocks, power_states, limited)
        for lane in range(min(LANES, count - begin)):
            w = begin + lane
            for i in range(parties):
                _tell_signing(lane, i, party[w, i], tables.worth[w, i], tables.fighting[w, i],
                              world[w], power_states, game, play, of_party[w, i])  # fmt: skip
                _tell_end(lane, i, party[w, i], power_states, blocks, game, joined[lane, i],
                          of_party[w, i])  # fmt: skip
                of_party[w, i, BEYOND] = beyond[lane, i]
        _start_true_types(begin, count, party, power_states, of_party, play)
        stand(game, play, blocks, power_states, limited, standing, violated, ended, hazards, bad,
              when)  # fmt: skip
        for lane in range(min(LANES, count - begin)):
            w = begin + lane
            _tell_standing(lane, years, told_violated, standing, violated, ended, of_party[w],
                           of_world[w], incidence[w])  # fmt: skip
            for i in range(parties):
                _tell_breaking(lane, i, years, starts, ended, hazards, bad, when, of_party[w, i],
                               hazard[w, i])  # fmt: skip


@compiled
def _fill_world(
    w: int, lane: int, row: Floats, deal: DealArrays, blocks: Floats, game: Game
) -> None:
    """Fill what belongs to the world and not to a party."""
    asked = deal.world[w]
    game.violation[lane], game.repelled[lane] = asked[VIOLATION], asked[REPELLED]
    game.more[lane], game.recovers[lane] = asked[VIOLATED_OPENINGS], asked[RECOVERS]
    game.jumps[lane] = 1.0 - exponential(-row[JUMP_RATE] / 12.0)
    game.blur[lane] = max(row[BLUR], 1e-9)
    for t in range(len(blocks)):
        lapse = deal.lapse[w, t]
        if lapse > 0.0 and blocks[t] > 1.0:
            lapse = 1.0 - (1.0 - lapse) ** (1.0 / blocks[t])
        game.lapse[t, lane] = lapse


@compiled
def _fill_openings(
    begin: int, count: int, world: Floats, blocks: Floats, starts: Floats, game: Game
) -> None:
    """Fill how many more openings there are early in a deal, block by block."""
    early, fade = np.empty(LANES), np.empty(LANES)
    for lane in range(LANES):
        row = world[min(begin + lane, count - 1)]
        early[lane], fade[lane] = row[EARLY] - 1.0, -1.0 / max(row[EARLY_MONTHS], 1e-3)
    for t in range(len(blocks)):
        middle = starts[t] + 0.5 * (blocks[t] - 1.0)
        for lane in range(LANES):
            game.openings[t, lane] = 1.0 + early[lane] * exponential(middle * fade[lane])


@compiled
def _fill_party(
    w: int,
    lane: int,
    i: int,
    own: Floats,
    row: Floats,
    deal: DealArrays,
    blocks: Floats,
    game: Game,
) -> None:
    """Fill what belongs to a party and not to a type of it."""
    asked = deal.party[w, i]
    delta = exponential(-max(own[DISCOUNT], LEAST_DISCOUNT) / 12.0)
    game.delta[i, lane] = delta
    game.opening[i, lane] = own[OPENING] if own[CAN_BREAK] > 0.0 else 0.0
    game.noise[i, lane] = max(own[NOISE], 1e-9)
    game.per_noise[i, lane] = 1.0 / game.noise[i, lane]
    game.ignites[i, lane], game.inside[i, lane] = own[IGNITES], own[INSIDE]
    game.leaders[i, lane] = 1.0 - exponential(-own[LEADERS] / 12.0)
    game.price[i, lane], game.loss[i, lane] = asked[PRICE], asked[VIOLATED_LOSS]
    game.episode[i, lane] = (1.0 - delta) * asked[EPISODE_COST]
    for t in range(len(blocks)):
        game.yields[i, t, lane] = (1.0 - delta) * deal.terms[w, i, deal.phase[t]]
    for p in range(len(deal.payment_block)):
        t = deal.payment_block[p]
        game.yields[i, t, lane] += (1.0 - delta) * deal.payments[w, i, p] / blocks[t]


@compiled
def _fill_types(
    lane: int,
    i: int,
    own: Floats,
    row: Floats,
    nodes: Floats,
    weights: Floats,
    worth: Floats,
    fighting: Floats,
    refused: Floats,
    game: Game,
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
        game.cost[i, k, lane] = cost
        game.word[i, k, lane] = 0.0 if in_bad_faith else own[WORD]
        game.prior[i, k, lane] = weight * faith
        game.refuse[i, k, lane] = war - cost * time


@compiled
def _ask(begin: int, count: int, party: Floats, game: Game, asked: Counts) -> None:
    """Mark the types that somebody believes in (first), and those and the actual ones (second)."""
    parties, types = game.cost.shape[0], game.cost.shape[1]
    asked[:] = 0
    for i in range(parties):
        for k in range(types):
            for lane in range(LANES):
                if game.prior[i, k, lane] > 0.0:
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
    types = game.cost.shape[1]
    first = 1 if power_states == 3 else 0
    good, bad = types // 2 - 1, types - 1
    if own[BAD_TRUE] == 0.0:
        bad = good
    share = 1.0 - row[HELD] if own[SIDE] < 0.0 else row[HELD]
    told[WAR] = along(worth, share) - own[COST] * along(fighting, share)
    told[REFUSE] = game.refuse[i, good, lane]
    told[DEAL_GOOD] = play.value[i, good, first, lane]
    told[DEAL_BAD] = play.value[i, bad, first, lane]
    told[MARGIN_GOOD] = told[DEAL_GOOD] - game.price[i, lane] - told[REFUSE]
    told[MARGIN_BAD] = told[DEAL_BAD] - game.price[i, lane] - told[REFUSE]
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
        if game.prior[i, k, lane] > 0.0:
            total += game.prior[i, k, lane] * acceptance(game, play, i, k, first, lane)
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
    told[KEEP_END] = game.yields[i, t, lane] / (1.0 - game.delta[i, lane])
    told[BREACH_END] = (
        game.breach[i, t, first, lane] - own[COST] * game.breach_cost[i, t, first, lane]
    )
    told[ALONE_END] = game.alone[i, t, first, lane] - own[COST] * game.alone_cost[i, t, first, lane]
    told[JOINED_END] = joined[0] - own[COST] * joined[1]
    tempted = told[ALONE_END] - own[WORD] - told[KEEP_END]
    bite = told[ALONE_END] - told[JOINED_END]
    told[THRESHOLD] = 0.0
    if tempted > 0.0:
        told[THRESHOLD] = tempted / bite if bite > 0.0 else np.inf


@compiled
def _start_true_types(
    begin: int, count: int, party: Floats, power_states: int, of_party: Floats, play: Play
) -> None:
    """Put the weights of a party's true types at signature: its own cost, the faiths that sign."""
    parties, types, _, lanes = play.mass.shape
    first = 1 if power_states == 3 else 0
    play.mass[:] = 0.0
    for i in range(parties):
        for lane in range(lanes):
            w = min(begin + lane, count - 1)
            own, told = party[w, i], of_party[w, i]
            good, bad = 1.0 - own[BAD_TRUE], own[BAD_TRUE]
            if told[SIGNS] > 0.0 and own[INSIDE] > 0.0:
                good = good / told[SIGNS] if told[MARGIN_GOOD] >= 0.0 else 0.0
                bad = bad / told[SIGNS] if told[MARGIN_BAD] >= 0.0 else 0.0
            play.mass[i, types // 2 - 1, first, lane] = good
            play.mass[i, types - 1, first, lane] = bad


@compiled
def _tell_standing(
    lane: int,
    years: Counts,
    told_violated: Counts,
    standing: Floats,
    violated: Floats,
    ended: Floats,
    of_party: Floats,
    told: Floats,
    incidence: Floats,
) -> None:
    """Tell who signs together, and how long what they sign stands and who ends it."""
    parties = of_party.shape[0]
    told[0] = 1.0
    for i in range(parties):
        told[0] *= of_party[i, SIGNS]
    for y in range(len(years)):
        told[1 + y] = standing[years[y], lane]
        for i in range(parties + 1):
            incidence[i, y] = ended[i, years[y], lane]
    for y in range(len(told_violated)):
        told[1 + len(years) + y] = violated[told_violated[y], lane]


@compiled
def _tell_breaking(
    lane: int,
    i: int,
    years: Counts,
    starts: Floats,
    ended: Floats,
    hazards: Floats,
    bad: Floats,
    when: Floats,
    told: Floats,
    hazard: Floats,
) -> None:
    """Tell when a party is most tempted, whether it is the one that breaks, and its faith by then."""
    last = len(starts) - 1
    told[BREAKS_FIRST] = ended[i, last, lane]
    told[BREAK_MONTH] = when[i, lane] / told[BREAKS_FIRST] if told[BREAKS_FIRST] > 0.0 else 0.0
    told[TEMPTATION], told[TEMPTATION_MONTH] = 0.0, 0.0
    for t in range(last + 1):
        hazard[t] = hazards[i, t, lane]
        if hazard[t] > told[TEMPTATION]:
            told[TEMPTATION], told[TEMPTATION_MONTH] = hazard[t], starts[t]
    told[BAD_NOW] = bad[i, 0, lane]
    told[BAD_1] = bad[i, years[0] + 1, lane]
    told[BAD_5] = bad[i, years[4] + 1, lane]
