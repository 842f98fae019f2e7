"""War tables of a chunk of worlds, by what they were made from: made once, and again in part.

Where numbers were moved, the tables of a party are taken over from those made before in every world
in which nothing that they are made from has changed. A table's digits depend on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.contract import PARTY, WORLD, Worlds, column_of
from servanda.engine.war_tables import WarTables, changed, fill_tables, room_for_tables
from servanda.threads import in_order

__all__ = ["TablesKept"]

Made = dict[bytes, tuple[Worlds, WarTables]]

AT_ONCE = 256
"""Worlds that one thread makes the tables of before the next takes some."""

LULL = column_of(PARTY, "lull")
RANGE = [column_of(WORLD, "shift_low"), column_of(WORLD, "shift_high")]


class TablesKept:
    """The tables that proposals of one war ask for, in the same worlds.

    `earlier`: what was made of the same worlds while other numbers stood, to be taken over from.
    """

    def __init__(self, earlier: Sequence[Made] = ()) -> None:
        self.made: Made = {}
        self.earlier = tuple(earlier)

    def apart(self) -> TablesKept:
        """Return the same tables; what is made from then on is its own."""
        other = TablesKept(self.earlier)
        other.made = dict(self.made)
        return other

    def of_all(
        self,
        worlds: Sequence[Worlds],
        shared: Floats,
        front: bool,
        threads: int,
        may_go_on: Callable[[], None],
    ) -> list[WarTables]:
        """Return the tables of each of some offers, those made that are not there yet.

        shared (W, n, PARTY): the parties as they are whatever is offered.
        """
        found = [_first_stage(each, shared) for each in worlds]
        missing = {key: stage for key, stage in found if key not in self.made}
        begun = {key: self._begun(stage) for key, stage in missing.items()}
        parts = [
            (key, slice(start, start + AT_ONCE if threads > 1 else None))
            for key, (fresh, _) in begun.items()
            if fresh.any()
            for start in range(0, len(fresh), AT_ONCE if threads > 1 else max(len(fresh), 1))
        ]

        def work(one: tuple[bytes, slice]) -> None:
            may_go_on()
            key, some = one
            stage, (fresh, tables) = missing[key], begun[key]
            fill_tables(front, stage.party[some], stage.world[some], fresh[some],
                        WarTables(*(table[some] for table in tables)))  # fmt: skip

        in_order(work, parts, threads)
        self.made |= {key: (missing[key], tables) for key, (_, tables) in begun.items()}
        return [self.made[key][1] for key, _ in found]

    def _begun(self, stage: Worlds) -> tuple[Flags, WarTables]:
        """Return tables as far as others can be taken over, and what is to be made anew."""
        count, parties = stage.party.shape[:2]
        best = np.ones((count, parties), dtype=np.bool_)
        like: WarTables | None = None
        for before, tables in (each for made in self.earlier for each in list(made.values())):
            if before.party.shape != stage.party.shape:
                continue
            if (before.world[0, RANGE] == stage.world[0, RANGE]).all():  # else all is anew
                fresh = changed(stage, before)
                if fresh.sum() < best.sum():
                    best, like = fresh, tables
        if like is None:
            return best, room_for_tables(count, parties)
        if not best.any():
            return best, like
        return best, WarTables(*(table.copy() for table in like))


def _first_stage(worlds: Worlds, shared: Floats) -> tuple[bytes, Worlds]:
    """Return the worlds as the war tables see them, and what tells one such from another."""
    party = shared.copy()
    party[:, :, LULL] = worlds.party[:, :, LULL]
    key = b"".join(
        np.ascontiguousarray(part).tobytes()
        for part in (party[:, :, LULL], *worlds.world[:, RANGE].T)
    )
    return key, replace(worlds, party=party)
