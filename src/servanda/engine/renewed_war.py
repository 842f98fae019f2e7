"""What war is worth to each party in every block of a deal: alone, after its own breach, another's.

A breach starts from the line then held, with the power then reached (regrouping, recovery, what the
terms changed for good) and with whoever is believed to come. B and R of `keep_or_break`:

    B = (1 - sum q - sum k) W + sum q_j (W_j + (keeps - punishment_j) D_j) + sum k_j W_j for me
    R = (1 - sum v) W + sum v_j W_j for me          each with keeps * D for provisions kept
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.engine import slots
from servanda.engine.columns import (
    JUMP,
    PRESSED,
    PRESSED_AT_BREACH,
    RECOVERY,
    RECOVERY_MONTHS,
    REGROUP,
    REGROUP_MONTHS,
    SIDE,
)  # fmt: skip
from servanda.engine.leverage import press
from servanda.engine.war_tables import WarTables
from servanda.formulas.chebyshev import NODES, node_powers, polynomial
from servanda.formulas.moving_front import CELLS
from servanda.formulas.recovery_of_power import power_of_time

__all__ = ["DealArrays", "Paths", "fill_wars", "room_for_paths"]

Counts = npt.NDArray[np.int64]


class DealArrays(NamedTuple):
    """The arrays of a `Deal`, as a compiled kernel takes them."""

    phase: Counts
    terms: Floats
    line: Floats
    power: Floats
    keeps: Floats
    lapse: Floats
    payments: Floats
    payment_block: Counts
    response_shift: Floats
    response_cost: Floats
    against: Floats
    beside: Floats
    backs: Floats
    true: Floats
    host_leaves: Floats
    response_from: Floats
    party: Floats
    world: Floats


class Paths(NamedTuple):
    """Room for one world: power (T) of side +, present (J, T) shares of a force still there ...

    joined (n, 2): a breach in the last block that is met for sure, as worth and time.
    same (T): 1 where war is worth what it was in the block before.
    """

    power: Floats
    present: Floats
    shares: Floats
    pressed: Floats
    nodes: Floats
    worth: Floats
    fighting: Floats
    joined: Floats
    same: Floats


def room_for_paths(parties: int, blocks: int, responses: int) -> Paths:
    """Return room for the paths of one world."""
    shapes: list[tuple[int, ...]] = [
        (blocks,),
        (responses, blocks),
        (blocks,),
        (2, blocks + 1),
        (NODES,),
        (NODES,),
        (NODES,),
        (parties, 2),
        (blocks,),
    ]
    return Paths(*(np.zeros(shape) for shape in shapes))


@compiled
def fill_wars(
    front: bool,
    w: int,
    lane: int,
    party: Floats,
    row: Floats,
    deal: DealArrays,
    tables: WarTables,
    blocks: Floats,
    starts: Floats,
    power_states: int,
    paths: Paths,
    wars: Floats,
    refused: Floats,
    beyond: Floats,
) -> None:
    """Fill what war is worth in world `w` into lane `lane` of the game.

    refused (n, 2): what pressure on refusing adds to war, as of `press`, times the belief in it;
    beyond (n): by how much power left the range of the tables, which then stand at their end.
    """
    _power(w, row, deal, blocks, starts, paths)
    for i in range(party.shape[0]):
        asked = deal.party[w, i]
        refused[i, 0], refused[i, 1] = 0.0, 0.0
        for t in range(len(blocks)):
            line = deal.line[w, deal.phase[t]]
            paths.shares[t] = 1.0 - line if party[i, SIDE] < 0.0 else line
        is_pressed = asked[PRESSED] > 0.0 or asked[PRESSED_AT_BREACH] > 0.0
        if is_pressed:
            press(front, party[i], asked, row, tables.worth[w, i], tables.fighting[w, i],
                  tables.lull[w, i], starts, paths.shares, paths.pressed)  # fmt: skip
            for part in range(2):
                refused[i, part] = asked[PRESSED] * paths.pressed[part, len(blocks)]
        beyond[i] = _wars_of(w, lane, i, party[i], row, deal, tables, power_states, paths, wars)
        if is_pressed and asked[PRESSED_AT_BREACH] > 0.0:
            for t in range(len(blocks)):
                for z in range(power_states):
                    wars[slots.BREACH, i, t, z, lane] += (
                        asked[PRESSED_AT_BREACH] * paths.pressed[0, t]
                    )
                    wars[slots.BREACH_COST, i, t, z, lane] += (
                        asked[PRESSED_AT_BREACH] * paths.pressed[1, t]
                    )


@compiled
def _power(
    w: int, row: Floats, deal: DealArrays, blocks: Floats, starts: Floats, paths: Paths
) -> None:
    """Fill how power has moved, block by block, and how much of each force is still there."""
    moves = row[REGROUP] != 0.0 or row[RECOVERY] != 0.0
    for t in range(len(blocks)):
        f = deal.phase[t]
        paths.power[t] = deal.power[w, f]
        middle = starts[t] + 0.5 * (blocks[t] - 1.0)
        if moves:
            paths.power[t] += power_of_time(
                middle, deal.line[w, f], row[REGROUP], row[REGROUP_MONTHS], row[RECOVERY],
                row[RECOVERY_MONTHS],
            )  # fmt: skip
        for j in range(paths.present.shape[0]):
            stays = 1.0 - deal.host_leaves[w, j]
            paths.present[j, t] = 1.0
            if stays < 1.0:
                paths.present[j, t] = stays ** max(middle - deal.response_from[j], 0.0)
        paths.same[t] = 0.0
        if t > 0 and f == deal.phase[t - 1] and paths.power[t] == paths.power[t - 1]:
            paths.same[t] = 1.0
            for j in range(paths.present.shape[0]):
                if paths.present[j, t] != paths.present[j, t - 1]:
                    paths.same[t] = 0.0


@compiled
def _at_share(table: Floats, share: float, nodes: Floats, powers: Floats) -> None:
    """Fill the coefficients, in scaled power, of a table (CELLS + 1, NODES) at a share."""
    y = min(max(share, 0.0), 1.0) * CELLS
    k = min(max(int(y) - 1, 0), CELLS - 3)
    a = y - k
    b, c, d = a - 1.0, a - 2.0, a - 3.0
    first, second, third, fourth = (
        -b * c * d / 6.0,
        0.5 * a * c * d,
        -0.5 * a * b * d,
        a * b * c / 6.0,
    )
    for node in range(NODES):
        nodes[node] = (
            second * table[k + 1, node] + third * table[k + 2, node]
        ) + (fourth * table[k + 3, node] + first * table[k, node])  # fmt: skip
    node_powers(nodes, powers)


@compiled
def _wars_of(
    w: int,
    lane: int,
    i: int,
    own: Floats,
    row: Floats,
    deal: DealArrays,
    tables: WarTables,
    power_states: int,
    paths: Paths,
    wars: Floats,
) -> float:
    """Fill the wars of party i in every block, and return how far power left the tables."""
    low, high = tables.low[w, i], tables.high[w, i]
    scale = 2.0 / (high - low) if high > low else 0.0
    sign = -1.0 if own[SIDE] < 0.0 else 1.0
    at_share = np.inf
    beyond = 0.0
    for t in range(len(paths.power)):
        f = deal.phase[t]
        if paths.shares[t] != at_share:
            at_share = paths.shares[t]
            _at_share(tables.shifted_worth[w, i], at_share, paths.nodes, paths.worth)
            _at_share(tables.shifted_fighting[w, i], at_share, paths.nodes, paths.fighting)
        if paths.same[t] > 0.0 and power_states == 1:
            wars[slots.ALONE, i, t, 0, lane] = wars[slots.ALONE, i, t - 1, 0, lane]
            wars[slots.ALONE_COST, i, t, 0, lane] = wars[slots.ALONE_COST, i, t - 1, 0, lane]
            wars[slots.BREACH, i, t, 0, lane] = wars[slots.BREACH, i, t - 1, 0, lane]
            wars[slots.BREACH_COST, i, t, 0, lane] = wars[slots.BREACH_COST, i, t - 1, 0, lane]
            wars[slots.FOUGHT, i, t, 0, lane] = wars[slots.FOUGHT, i, t - 1, 0, lane]
            wars[slots.FOUGHT_COST, i, t, 0, lane] = wars[slots.FOUGHT_COST, i, t - 1, 0, lane]
            continue
        kept = deal.keeps[w, i, f]
        for z in range(power_states):
            jump = (z - 1.0) * row[JUMP] if power_states == 3 else 0.0
            shift = sign * (paths.power[t] + jump)
            beyond = max(beyond, low - shift, shift - high)
            time = _read(paths.fighting, shift, low, high, scale)
            war = _read(paths.worth, shift, low, high, scale) + kept * time
            breach, breach_time, broke = 0.0, 0.0, 1.0
            fought, fought_time, attacked = 0.0, 0.0, 1.0
            for j in range(deal.response_shift.shape[1]):
                present = paths.present[j, t]
                q = deal.against[w, i, j, f] * present
                v = deal.beside[w, i, j, f] * present
                k = deal.backs[w, i, j, f] * present
                if q == 0.0 and v == 0.0 and k == 0.0:
                    continue
                joined_shift = shift + sign * deal.response_shift[w, j]
                beyond = max(beyond, low - joined_shift, joined_shift - high)
                joined_time = _read(paths.fighting, joined_shift, low, high, scale)
                joined = _read(paths.worth, joined_shift, low, high, scale) + kept * joined_time
                breach += (q + k) * joined - q * deal.response_cost[w, j] * joined_time
                breach_time += (q + k) * joined_time
                fought += v * joined
                fought_time += v * joined_time
                broke -= q + k
                attacked -= v
            wars[slots.ALONE, i, t, z, lane], wars[slots.ALONE_COST, i, t, z, lane] = war, time
            wars[slots.BREACH, i, t, z, lane] = broke * war + breach
            wars[slots.BREACH_COST, i, t, z, lane] = broke * time + breach_time
            wars[slots.FOUGHT, i, t, z, lane] = attacked * war + fought
            wars[slots.FOUGHT_COST, i, t, z, lane] = attacked * time + fought_time
    _met_for_sure(w, i, sign, deal, paths, low, high, scale)
    return beyond


@compiled
def _met_for_sure(
    w: int,
    i: int,
    sign: float,
    deal: DealArrays,
    paths: Paths,
    low: float,
    high: float,
    scale: float,
) -> None:
    """Fill what a breach in the last block is worth if the response is certain.

    Responses in proportion to the belief in each, evenly where none is believed in; with no
    response, the breach alone.
    """
    f = deal.phase[len(deal.phase) - 1]
    power = sign * paths.power[len(paths.power) - 1]
    responses = deal.response_shift.shape[1]
    total = 0.0
    for j in range(responses):
        total += deal.against[w, i, j, f]
    paths.joined[i, 0], paths.joined[i, 1] = 0.0, 0.0
    for j in range(max(responses, 1)):
        share, shift, punishment = 1.0, 0.0, 0.0
        if responses > 0:
            share = deal.against[w, i, j, f] / total if total > 0.0 else 1.0 / responses
            shift, punishment = sign * deal.response_shift[w, j], deal.response_cost[w, j]
        time = _read(paths.fighting, power + shift, low, high, scale)
        war = _read(paths.worth, power + shift, low, high, scale)
        paths.joined[i, 0] += share * (war + (deal.keeps[w, i, f] - punishment) * time)
        paths.joined[i, 1] += share * time


@compiled
def _read(powers: Floats, shift: float, low: float, high: float, scale: float) -> float:
    """Return the interpolant at a change of power, at the end of the range where it lies beyond."""
    if scale == 0.0:
        return polynomial(powers, 0.0)
    t = (2.0 * shift - low - high) * scale * 0.5
    return polynomial(powers, min(max(t, -1.0), 1.0))
