"""The kernels that a device is given: a thread for each world, and room of its own for each.

Room of all threads lies side by side along the last axis, so that threads that do the same reach
for neighbouring numbers. Fetched only where an accelerator is asked for.
"""

from __future__ import annotations

from numba import cuda

from servanda.arrays import Flags, Floats
from servanda.engine.accelerator.world_alone import (
    Room,
    TableRoom,
    settle_in_states_alone,
    settle_plainly_alone,
)
from servanda.engine.game import Game, Play
from servanda.engine.lanes import Course, Group
from servanda.engine.outcomes_of_world import Told
from servanda.engine.proposal import Given
from servanda.engine.renewed_war import Paths
from servanda.engine.war_tables import WarTables, fill_world

__all__ = ["fill_tables_each", "settle_in_states_each", "settle_plainly_each"]


def fill_tables_each(
    front: bool, party: Floats, world: Floats, fresh: Flags, tables: WarTables, room: TableRoom
) -> None:
    """Fill the war tables of all worlds, as `fill_tables` does."""
    i, threads = cuda.grid(1), room.gain.shape[1]
    if i >= threads:
        return
    for w in range(i, party.shape[0], threads):
        fill_world(front, w, party, world, fresh, tables, room.gain[..., i], room.gains[..., i],
                   room.room[..., i], room.rows[..., i])  # fmt: skip


def settle_plainly_each(
    front: bool,
    passes: int,
    tolerance: float,
    fear: float,
    by_block: bool,
    given: Given,
    tables: WarTables,
    told: Told,
    room: Room,
) -> None:
    """Fill the outcomes of all worlds of a deal with one public state."""
    i, threads = cuda.grid(1), room.paths.middle.shape[1]
    if i >= threads:
        return
    for w in range(i, given.worlds.party.shape[0], threads):
        settle_plainly_alone(
            front, passes, tolerance, fear, by_block, w, given.worlds, tables, given.deal,
            given.blocks, given.starts, given.told_at, _paths(room.paths, i),
            _group(room.group, i), _game(room.game, i), _play(room.play, i),
            _course(room.course, i), told,
        )  # fmt: skip


def settle_in_states_each(
    front: bool,
    passes: int,
    tolerance: float,
    fear: float,
    power_states: int,
    limited: bool,
    given: Given,
    tables: WarTables,
    told: Told,
    room: Room,
) -> None:
    """Fill the outcomes of all worlds of a deal with several public states."""
    i, threads = cuda.grid(1), room.paths.middle.shape[1]
    if i >= threads:
        return
    for w in range(i, given.worlds.party.shape[0], threads):
        settle_in_states_alone(
            front, passes, tolerance, fear, power_states, limited, w, given.worlds, tables,
            given.deal, given.blocks, given.starts, given.told_at, _paths(room.paths, i),
            _group(room.group, i), _game(room.game, i), _play(room.play, i),
            _course(room.course, i), told,
        )  # fmt: skip


# The room of one thread, spelled out: a device goes through no tuple of unlike arrays by itself.


def _paths(a: Paths, i: int) -> Paths:
    return Paths(
        a.middle[..., i], a.power[..., i], a.present[..., i], a.shares[..., i], a.kept[..., i],
        a.by[..., i], a.wars[..., i], a.pressed[..., i], a.walks[..., i], a.regimes[..., i],
        a.nodes[..., i], a.worth[..., i], a.fighting[..., i], a.joined[..., i],
    )  # fmt: skip


def _group(a: Group, i: int) -> Group:
    return Group(a.who[..., i], a.turns[..., i], a.asked[..., i], a.leaving[..., i])


def _game(a: Game, i: int) -> Game:
    return Game(
        a.yields[..., i], a.lapse[..., i], a.openings[..., i], a.wars[..., i], a.own[..., i],
        a.kinds[..., i], a.world[..., i],
    )  # fmt: skip


def _play(a: Play, i: int) -> Play:
    return Play(
        a.hazard[..., i], a.expected[..., i], a.worths[..., i], a.masses[..., i], a.mean[..., i],
        a.rows[..., i], a.matrix[..., i], a.done[..., i], a.along[..., i], a.others[..., i],
        a.means[..., i],
    )  # fmt: skip


def _course(a: Course, i: int) -> Course:
    return Course(
        a.standing[..., i], a.violated[..., i], a.ended[..., i], a.hazards[..., i], a.bad[..., i],
        a.when[..., i], a.refused[..., i], a.beyond[..., i], a.joined[..., i], a.beliefs[..., i],
        a.done[..., i], a.moves[..., i],
    )  # fmt: skip
