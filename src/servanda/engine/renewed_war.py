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
from servanda.compiled import compiled_apart, compiled_within
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
from servanda.engine.deal_arrays import DealArrays
from servanda.engine.leverage import press
from servanda.engine.war_tables import WarTables
from servanda.formulas.bent_power import PowerScale, place_on, power_scale
from servanda.formulas.chebyshev import NODES, node_powers, polynomial
from servanda.formulas.elementary import exponential, logarithm
from servanda.formulas.moving_front import CELLS
from servanda.formulas.recovery_of_power import power_of_time

__all__ = ["Paths", "fill_wars", "room_for_paths"]

Counts = npt.NDArray[np.int64]


class Paths(NamedTuple):
    """Room for one world: by block the `middle` month of it, the power of side + and the shares.

    present (J, T): share of a force still there. kept (T): a flow that war leaves to a party; by
    (3, T): chances that a response is against its breach, beside it, behind it. wars (6, T): as of
    `Game`, of one party in one power state. pressed (2, T + 1): walks and
    regimes as of `press`. joined (n, 2): a breach in the last block that is met for sure, as worth
    and time. The rest are coefficients of
    tables at one share.
    """

    middle: Floats
    power: Floats
    present: Floats
    shares: Floats
    kept: Floats
    by: Floats
    wars: Floats
    pressed: Floats
    walks: Floats
    regimes: Floats
    nodes: Floats
    worth: Floats
    fighting: Floats
    joined: Floats


def room_for_paths(parties: int, blocks: int, responses: int) -> Paths:
    """Return room for the paths of one world."""
    shapes: list[tuple[int, ...]] = [
        (blocks,),
        (blocks,),
        (responses, blocks),
        (blocks,),
        (blocks,),
        (3, blocks),
        (6, blocks),
        (2, blocks + 1),
        (8, CELLS + 1),
        (2, 6),
        (NODES,),
        (NODES,),
        (NODES,),
        (parties, 2),
    ]
    return Paths(*(np.zeros(shape) for shape in shapes))


@compiled_within
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
                  tables.lull[w, i], starts, paths.shares, paths.pressed, paths.walks,
                  paths.regimes)  # fmt: skip
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


@compiled_within
def _power(
    w: int, row: Floats, deal: DealArrays, blocks: Floats, starts: Floats, paths: Paths
) -> None:
    """Fill how power has moved, block by block, and how much of each force is still there."""
    moves = row[REGROUP] != 0.0 or row[RECOVERY] != 0.0
    _middles(blocks, starts, paths.middle)
    for t in range(len(blocks)):
        paths.power[t] = deal.power[w, deal.phase[t]]
        paths.shares[t] = deal.line[w, deal.phase[t]]
    if moves:
        _move_power(paths.middle, paths.shares, row[REGROUP], row[REGROUP_MONTHS], row[RECOVERY],
                    row[RECOVERY_MONTHS], paths.power)  # fmt: skip
    for j in range(paths.present.shape[0]):
        _stays(deal.host_leaves[w, j], deal.response_from[j], paths.middle, paths.present[j])


@compiled_apart
def _middles(blocks: Floats, starts: Floats, middle: Floats) -> None:
    """Fill the month in the middle of each block."""
    for t in range(len(blocks)):
        middle[t] = starts[t] + 0.5 * (blocks[t] - 1.0)


@compiled_apart
def _move_power(
    middle: Floats,
    line: Floats,
    regroup: float,
    regroup_months: float,
    recovery: float,
    recovery_months: float,
    power: Floats,
) -> None:
    """Add regrouping and recovery to the `power` of side +."""
    for t in range(len(middle)):
        power[t] += power_of_time(
            middle[t], line[t], regroup, regroup_months, recovery, recovery_months
        )


@compiled_apart
def _stays(leaves: float, begins: float, middle: Floats, present: Floats) -> None:
    """Fill the share of a force still there, of which so much is sent away each month."""
    if leaves == 0.0:
        for t in range(len(middle)):
            present[t] = 1.0
        return
    rate = logarithm(max(1.0 - leaves, 1e-300))
    for t in range(len(middle)):
        present[t] = exponential(rate * max(middle[t] - begins, 0.0))


@compiled_within
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


@compiled_within
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
    scale = power_scale(tables.power[w, i], tables.bend[w, i], low, high)
    sign = -1.0 if own[SIDE] < 0.0 else 1.0
    blocks = len(paths.power)
    beyond, at_share = 0.0, np.inf
    for t in range(blocks):
        paths.kept[t] = deal.keeps[w, i, deal.phase[t]]
    for z in range(power_states):
        jump = (z - 1.0) * row[JUMP] if power_states == 3 else 0.0
        begins = 0
        while begins < blocks:
            share = paths.shares[begins]
            ends = begins + 1
            while ends < blocks and paths.shares[ends] == share:
                ends += 1
            if share != at_share:
                at_share = share
                _at_share(tables.shifted_worth[w, i], share, paths.nodes, paths.worth)
                _at_share(tables.shifted_fighting[w, i], share, paths.nodes, paths.fighting)
            part = _at_line(w, i, begins, ends, sign, sign * jump, low, high, scale, deal, paths)
            beyond = max(beyond, part)
            begins = ends
        for which in range(6):
            for t in range(blocks):
                wars[which, i, t, z, lane] = paths.wars[which, t]
    _met_for_sure(w, i, sign, deal, paths, scale)
    return beyond


@compiled_within
def _at_line(
    w: int,
    i: int,
    begins: int,
    ends: int,
    sign: float,
    jump: float,
    low: float,
    high: float,
    scale: PowerScale,
    deal: DealArrays,
    paths: Paths,
) -> float:
    """Fill the wars of party i in blocks with one line; return how far power left the tables."""
    power, kept = paths.power[begins:ends], paths.kept[begins:ends]
    least, most = np.inf, -np.inf
    for t in range(len(power)):
        shift = sign * power[t] + jump
        least, most = min(least, shift), max(most, shift)
    beyond = max(low - least, most - high)
    alone, alone_cost, breach, breach_cost, fought, fought_cost = (
        paths.wars[slots.ALONE, begins:ends], paths.wars[slots.ALONE_COST, begins:ends],
        paths.wars[slots.BREACH, begins:ends], paths.wars[slots.BREACH_COST, begins:ends],
        paths.wars[slots.FOUGHT, begins:ends], paths.wars[slots.FOUGHT_COST, begins:ends],
    )  # fmt: skip
    _alone(sign, jump, scale, kept, power, paths.worth, paths.fighting, alone, alone_cost,
           breach, breach_cost, fought, fought_cost)  # fmt: skip
    against, beside, backs = (
        paths.by[0, begins:ends], paths.by[1, begins:ends], paths.by[2, begins:ends]
    )  # fmt: skip
    for j in range(deal.response_shift.shape[1]):
        comes = 0.0
        for t in range(len(power)):
            f, present = deal.phase[begins + t], paths.present[j, begins + t]
            against[t] = deal.against[w, i, j, f] * present
            beside[t] = deal.beside[w, i, j, f] * present
            backs[t] = deal.backs[w, i, j, f] * present
            comes = max(comes, against[t], beside[t], backs[t])
        if comes == 0.0:
            continue
        shift = sign * deal.response_shift[w, j]
        beyond = max(beyond, low - (least + shift), most + shift - high)
        _joined(sign, jump + shift, scale, deal.response_cost[w, j], kept, against, beside,
                backs, power, paths.worth, paths.fighting, alone, alone_cost, breach, breach_cost,
                fought, fought_cost)  # fmt: skip
    return beyond


@compiled_apart
def _alone(
    sign: float,
    shift: float,
    scale: PowerScale,
    kept: Floats,
    power: Floats,
    worth: Floats,
    fighting: Floats,
    alone: Floats,
    alone_cost: Floats,
    breach: Floats,
    breach_cost: Floats,
    fought: Floats,
    fought_cost: Floats,
) -> None:
    """Fill what war is worth, and what a unit of running cost takes off it, if nobody joins."""
    for t in range(len(power)):
        at = place_on(scale, sign * power[t] + shift)
        time = polynomial(fighting, at)
        war = polynomial(worth, at) + kept[t] * time
        alone[t], breach[t], fought[t] = war, war, war
        alone_cost[t], breach_cost[t], fought_cost[t] = time, time, time


@compiled_apart
def _joined(
    sign: float,
    shift: float,
    scale: PowerScale,
    punishment: float,
    kept: Floats,
    against: Floats,
    beside: Floats,
    backs: Floats,
    power: Floats,
    worth: Floats,
    fighting: Floats,
    alone: Floats,
    alone_cost: Floats,
    breach: Floats,
    breach_cost: Floats,
    fought: Floats,
    fought_cost: Floats,
) -> None:
    """Mix in a war that others join: against a breach or for who breaks, and against another's."""
    for t in range(len(power)):
        at = place_on(scale, sign * power[t] + shift)
        time = polynomial(fighting, at)
        war = polynomial(worth, at) + kept[t] * time
        q, v, k = against[t], beside[t], backs[t]
        breach[t] += (q + k) * (war - alone[t]) - q * punishment * time
        breach_cost[t] += (q + k) * (time - alone_cost[t])
        fought[t] += v * (war - alone[t])
        fought_cost[t] += v * (time - alone_cost[t])


@compiled_within
def _met_for_sure(
    w: int,
    i: int,
    sign: float,
    deal: DealArrays,
    paths: Paths,
    scale: PowerScale,
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
        at = place_on(scale, power + shift)
        time, war = polynomial(paths.fighting, at), polynomial(paths.worth, at)
        paths.joined[i, 0] += share * (war + (deal.keeps[w, i, f] - punishment) * time)
        paths.joined[i, 1] += share * time
