"""The first stage: what fighting is worth to every party of a world, whatever is proposed.

For every party, at every cell of the front: the value of war as things stand (`worth`, at no
running cost, and `fighting`, what a unit of running cost takes off), what a lull nobody signed is
worth there, and the first two again at seven changes of power over the range the case can reach.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.compiled import compiled
from servanda.engine.columns import (
    CAN_BREAK,
    COST,
    DECISIVE,
    DEFEAT,
    DISCOUNT,
    DRIFT,
    EXITS,
    FIGHTING,
    GROUND,
    IGNITES,
    LOG_ODDS,
    LULL,
    LULL_BREAKS,
    LULL_GROUND,
    NOISE,
    OPENING,
    SHIFT_HIGH,
    SHIFT_LOW,
    SIDE,
    SWING,
    VICTORY,
)  # fmt: skip
from servanda.engine.contract import Worlds
from servanda.formulas.bent_power import PowerScale, bend_of, power_at, power_scale
from servanda.formulas.chebyshev import NODES, POINTS
from servanda.formulas.competing_ends import chances_of_ends, rates_war
from servanda.formulas.elementary import exponential
from servanda.formulas.moving_front import CELLS, front_war, front_wars, per_month
from servanda.formulas.steady_deal import steady_lulls

__all__ = ["WarTables", "changed", "fill_tables", "room_for_tables", "war_tables"]


LULL_LINES = 8
"""Parts of the front between whose ends the hazard of a lull is solved; linear in between."""

LULL_SWEEPS = 3
"""War and lull are worth each other; three sweeps between them leave 1e-5."""


class WarTables(NamedTuple):
    """What war is worth in W worlds to n parties, in each one's own frame.

    worth, fighting, lull: (W, n, CELLS + 1); shifted_worth, shifted_fighting: (W, n, CELLS + 1,
    NODES), at the changes of power that lie at `POINTS` of the scale between low and high (W, n),
    about the power of today in a `PowerScale` of that bend: power, bend (W, n).
    """

    worth: Floats
    fighting: Floats
    lull: Floats
    shifted_worth: Floats
    shifted_fighting: Floats
    low: Floats
    high: Floats
    power: Floats
    bend: Floats


def war_tables(worlds: Worlds, front: bool = True) -> WarTables:
    """Return the tables of the `worlds`, of a war with a front or without.

    A party of side 0 is computed in the frame of side +: `victory` is what it is worth to it that
    side + has won, `defeat` that side - has, and `ground` counts the share of side +.
    """
    count, parties = worlds.party.shape[:2]
    tables = room_for_tables(count, parties)
    fill_tables(front, worlds.party, worlds.world, np.ones((count, parties), np.bool_), tables)
    return tables


def room_for_tables(count: int, parties: int) -> WarTables:
    """Return tables of so many worlds and parties, to be filled."""
    cells = (count, parties, CELLS + 1)
    return WarTables(
        *(np.empty(cells) for _ in range(3)),
        *(np.empty((*cells, NODES)) for _ in range(2)),
        *(np.empty((count, parties)) for _ in range(4)),
    )


OF_WAR = [SIDE, DRIFT, LOG_ODDS, DECISIVE, DISCOUNT, FIGHTING, GROUND, VICTORY, DEFEAT, LULL,
          LULL_GROUND]  # fmt: skip
"""The columns of `PARTY` that a party's own tables are made from."""

OF_BREAKING = [COST, OPENING, NOISE, CAN_BREAK, IGNITES]
"""Those that the tables of all parties are made from as well where lulls are broken."""

OF_ALL = [SWING, EXITS, LULL_BREAKS, SHIFT_LOW, SHIFT_HIGH]
"""The columns of `WORLD` that they are made from."""


def changed(worlds: Worlds, before: Worlds) -> Flags:
    """Return whose tables are others than `before`, by world and party: (W, n).

    Where lulls are broken a party's tables depend on what its enemies do.
    """
    own = np.any(worlds.party[:, :, OF_WAR] != before.party[:, :, OF_WAR], axis=2)
    found = own | np.any(worlds.world[:, OF_ALL] != before.world[:, OF_ALL], axis=1)[:, None]
    breaks = (worlds.world[:, LULL_BREAKS] != 0.0) & (worlds.world[:, EXITS] > 0.0)
    if breaks.any():
        in_breaking = worlds.party[:, :, OF_BREAKING] != before.party[:, :, OF_BREAKING]
        anybody = np.any(found | np.any(in_breaking, axis=2), axis=1)
        found |= (breaks & anybody)[:, None]
    return np.asarray(found, dtype=np.bool_)


def fill_tables(front: bool, party: Floats, world: Floats, fresh: Flags, tables: WarTables) -> None:
    """Fill `tables`, world by world, of those parties alone that are `fresh` (W, n).

    Where lulls are broken, all parties of a world are fresh or none is.
    """
    _fill_worlds(front, party, world, fresh, tables, *room_for_world(party.shape[1]))


@compiled
def _fill_worlds(
    front: bool,
    party: Floats,
    world: Floats,
    fresh: Flags,
    tables: WarTables,
    gain: Floats,
    gains: Floats,
    room: Floats,
    rows: Floats,
) -> None:
    for w in range(party.shape[0]):
        fill_world(front, w, party, world, fresh, tables, gain, gains, room, rows)


def room_for_world(parties: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Return room to fill the tables of one world in; see `fill_world`."""
    return (
        np.zeros(CELLS + 1),
        np.zeros((CELLS + 1, NODES)),
        np.zeros((5, NODES)),
        np.zeros((13, parties * (LULL_LINES + 1))),
    )


@compiled
def fill_world(
    front: bool,
    w: int,
    party: Floats,
    world: Floats,
    fresh: Flags,
    tables: WarTables,
    gain: Floats,
    gains: Floats,
    room: Floats,
    rows: Floats,
) -> None:
    """Fill the tables of world w; gain (CELLS + 1), gains (CELLS + 1, NODES) and the rest are room.

    room (5, NODES); rows (13, n * lines): see `_break_lulls`.
    """
    parties, row, any_fresh = party.shape[1], world[w], False
    for i in range(parties):
        any_fresh = any_fresh or fresh[w, i]
    if not any_fresh:
        return
    _war_and_lull(front, party[w], row, fresh[w], tables.worth[w], tables.fighting[w],
                  tables.lull[w], rows, gain)  # fmt: skip
    for i in range(parties):
        if not fresh[w, i]:
            continue
        turned = party[w, i, SIDE] < 0.0
        low = -row[SHIFT_HIGH] if turned else row[SHIFT_LOW]
        high = -row[SHIFT_LOW] if turned else row[SHIFT_HIGH]
        base = party[w, i, DRIFT] if front else party[w, i, LOG_ODDS]
        base, bend = -base if turned else base, 0.0
        if front:
            kappa = party[w, i, DISCOUNT] / 12.0 + per_month(row[EXITS])
            bend = bend_of(row[SWING], kappa, high - low)
        tables.low[w, i], tables.high[w, i] = low, high
        tables.power[w, i], tables.bend[w, i] = base, bend
        _shifted(front, party[w, i], row, power_scale(base, bend, low, high), tables.lull[w, i],
                 tables.shifted_worth[w, i], tables.shifted_fighting[w, i], gains,
                 room)  # fmt: skip


@compiled
def _shifted(
    front: bool,
    own: Floats,
    row: Floats,
    scale: PowerScale,
    lull: Floats,
    worth: Floats,
    fighting: Floats,
    gains: Floats,
    room: Floats,
) -> None:
    """Fill what war is worth at seven changes of power along a scale."""
    for node in range(NODES):
        room[4, node] = power_at(scale, POINTS[node])
    if front:
        front_wars(
            room[4], row[SWING], own[DISCOUNT], row[EXITS], own[FIGHTING], own[GROUND],
            own[VICTORY], own[DEFEAT], lull, worth, fighting, gains, room[:4],
        )  # fmt: skip
        return
    for node in range(NODES):
        win, lose = chances_of_ends(room[4, node], own[DECISIVE])
        for k in range(CELLS + 1):
            worth[k, node], fighting[k, node] = rates_war(
                win, lose, row[EXITS], own[DISCOUNT], own[FIGHTING] + own[GROUND] * k / CELLS,
                own[VICTORY], own[DEFEAT], lull[k],
            )  # fmt: skip


@compiled
def value_war(
    front: bool,
    own: Floats,
    row: Floats,
    lull: Floats,
    worth: Floats,
    fighting: Floats,
    gain: Floats,
) -> None:
    """Fill what war is worth to a party at every cell, as power stands."""
    sign = -1.0 if own[SIDE] < 0.0 else 1.0
    if front:
        front_war(
            sign * own[DRIFT], row[SWING], own[DISCOUNT], row[EXITS], own[FIGHTING],
            own[GROUND], own[VICTORY], own[DEFEAT], lull, worth, fighting, gain,
        )  # fmt: skip
        return
    win, lose = chances_of_ends(sign * own[LOG_ODDS], own[DECISIVE])
    for k in range(CELLS + 1):
        worth[k], fighting[k] = rates_war(
            win, lose, row[EXITS], own[DISCOUNT], own[FIGHTING] + own[GROUND] * k / CELLS,
            own[VICTORY], own[DEFEAT], lull[k],
        )  # fmt: skip


@compiled
def _war_and_lull(
    front: bool,
    party: Floats,
    row: Floats,
    fresh: Flags,
    worth: Floats,
    fighting: Floats,
    lull: Floats,
    rows: Floats,
    gain: Floats,
) -> None:
    """Fill war and lull, each worth what the other makes it, starting from a lull that lasts."""
    parties, lines = party.shape[0], LULL_LINES + 1
    for i in range(parties):
        if not fresh[i]:
            continue
        for k in range(CELLS + 1):
            lull[i, k] = party[i, LULL] + party[i, LULL_GROUND] * k / CELLS
        for m in range(i * lines, (i + 1) * lines):
            rows[3, m] = exponential(-max(party[i, DISCOUNT], 1e-6) / 12.0)
            rows[4, m] = party[i, OPENING] if party[i, CAN_BREAK] > 0.0 else 0.0
            rows[5, m] = max(party[i, NOISE], 1e-9)
            rows[6, m] = 1.0 / rows[5, m]
            rows[7, m], rows[8, m] = np.inf, 0.0
    breaks = row[LULL_BREAKS] != 0.0 and row[EXITS] > 0.0
    for sweep in range(LULL_SWEEPS + 1):
        for i in range(parties):
            if fresh[i]:
                value_war(front, party[i], row, lull[i], worth[i], fighting[i], gain)
        if not breaks or sweep == LULL_SWEEPS:
            break
        _break_lulls(front, party, worth, fighting, lull, rows)


@compiled
def _break_lulls(
    front: bool,
    party: Floats,
    worth: Floats,
    fighting: Floats,
    lull: Floats,
    rows: Floats,
) -> None:
    """Value a lull at nine lines, given what the others did at the last sweep; linear in between.

    Nobody gave its word and no guarantor stands by: breaking it and being attacked are worth war.
    At the ends of a front the war is over. rows (13, n * lines): see `steady_lulls`; choices and
    hazards of the last sweep stay in them.
    """
    parties = party.shape[0]
    step, lines = CELLS // LULL_LINES, LULL_LINES + 1
    yields, war, others, hazards = rows[0], rows[1], rows[2], rows[8]
    for i in range(parties):
        for line in range(lines):
            m = i * lines + line
            k = line * step if party[i, SIDE] >= 0.0 else CELLS - line * step
            yields[m] = party[i, LULL] + party[i, LULL_GROUND] * k / CELLS
            war[m] = worth[i, k] - party[i, COST] * fighting[i, k]
            calm = 1.0
            for j in range(parties):
                if j != i:
                    calm *= 1.0 - party[j, IGNITES] * hazards[j * lines + line]
            others[m] = 1.0 - calm
            if rows[7, m] == np.inf:
                rows[7, m] = max(yields[m], war[m])
    steady_lulls(yields, war, others, rows[3], rows[4], rows[5], rows[6], rows[7], hazards, rows[9],
                 rows[10:13])  # fmt: skip
    for i in range(parties):
        for line in range(lines):
            k = line * step if party[i, SIDE] >= 0.0 else CELLS - line * step
            m = i * lines + line
            if front and (line == 0 or line == LULL_LINES):
                rows[9, m], hazards[m] = yields[m], 0.0
            lull[i, k] = rows[9, m]
        for line in range(LULL_LINES):
            first = line * step
            rise = (lull[i, first + step] - lull[i, first]) / step
            for m in range(1, step):
                lull[i, first + m] = lull[i, first] + rise * m
