"""Fill the game of one world into a lane: wars, yields, openings, types."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled_apart, compiled_within
from servanda.engine import slots
from servanda.engine.columns import (
    BAD_SEEN,
    BLUR,
    CAN_BREAK,
    COST,
    DISCOUNT,
    EARLY,
    EARLY_MONTHS,
    EPISODE_COST,
    HELD,
    IGNITES,
    INSIDE,
    JUMP_RATE,
    LEADERS,
    NOISE,
    OPENING,
    PRICE,
    READINESS,
    READINESS_SEEN,
    RECOVERS,
    REPELLED,
    SIDE,
    VIOLATED_LOSS,
    VIOLATED_OPENINGS,
    VIOLATION,
    WORD,
)  # fmt: skip
from servanda.engine.deal_arrays import DealArrays
from servanda.engine.game import Game
from servanda.engine.lanes import Course
from servanda.engine.renewed_war import Paths, fill_wars
from servanda.engine.war_tables import WarTables
from servanda.formulas.elementary import exponential, power
from servanda.formulas.moving_front import along

__all__ = ["WorldArrays", "prepare"]

Counts = npt.NDArray[np.int64]

LEAST_DISCOUNT = 1e-6
"""A year; without discounting no average over ever exists."""


class WorldArrays(NamedTuple):
    """The arrays of `Worlds`, as a compiled kernel takes them."""

    party: Floats
    world: Floats
    cost_nodes: Floats
    node_weights: Floats


@compiled_within
def prepare(
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
    _fill_openings(lane, row, paths.middle, paths.shares, game.openings)


@compiled_within
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
    for t in range(len(blocks)):
        lapse = lapses[t]
        if lapse > 0.0 and blocks[t] > 1.0:
            lapse = 1.0 - power(1.0 - lapse, 1.0 / blocks[t])
        monthly[t, lane] = lapse


@compiled_within
def _fill_openings(lane: int, row: Floats, middle: Floats, room: Floats, openings: Floats) -> None:
    """Fill how many more openings there are early in a deal, block by block."""
    _early(row[EARLY] - 1.0, -1.0 / max(row[EARLY_MONTHS], 1e-3), middle, room)
    for t in range(len(middle)):
        openings[t, lane] = room[t]


@compiled_apart
def _early(more: float, fade: float, middle: Floats, openings: Floats) -> None:
    """Fill the multiple of the usual openings in the `middle` of each block."""
    for t in range(len(middle)):
        openings[t] = 1.0 + more * exponential(middle[t] * fade)


@compiled_within
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
    own[slots.PRICE, lane] = asked[PRICE] - given[READINESS]
    own[slots.PRICE_SEEN, lane] = asked[PRICE] - given[READINESS_SEEN]
    own[slots.BLUR, lane], own[slots.LOSS, lane] = max(given[BLUR], 1e-9), asked[VIOLATED_LOSS]
    own[slots.EPISODE, lane] = (1.0 - delta) * asked[EPISODE_COST]
    for t in range(len(blocks)):
        yields[t, lane] = (1.0 - delta) * terms[phase[t]]
    for p in range(len(payment_block)):
        t = payment_block[p]
        yields[t, lane] += (1.0 - delta) * payments[p] / blocks[t]


@compiled_within
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
