"""War tables of a chunk of worlds, by what they were made from: made once, and again in part.

Where numbers were moved, the tables of a party are taken over from those made before in every world
in which nothing that they are made from has changed. A table's digits depend on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.contract import PARTY, WORLD, Worlds, column_of
from servanda.engine.kernels import PROCESSOR, Kernels
from servanda.engine.war_tables import WarTables, changed, room_for_tables
from servanda.threads import in_order

__all__ = ["SpareTables", "TablesKept"]

Made = dict[bytes, tuple[Worlds, WarTables]]

AT_ONCE = 256
"""Worlds that one thread makes the tables of before the next takes some."""

LULL = column_of(PARTY, "lull")
RANGE = [column_of(WORLD, "shift_low"), column_of(WORLD, "shift_high")]


class SpareTables:
    """Tables that nobody needs any more, to be written over by those of other worlds.

    Tables of a chunk take some hundred megabytes: to be given such memory anew, chunk by chunk,
    costs half as much as filling it. Threads may share it.

    >>> spare = SpareTables()
    >>> one = spare.of(4, 2)
    >>> spare.back(one)
    >>> np.shares_memory(spare.of(3, 2).worth, one.worth)
    True
    """

    def __init__(self) -> None:
        self._free: list[WarTables] = []

    def of(self, count: int, parties: int) -> WarTables:
        """Return tables of so many worlds and parties, to be filled."""
        while self._free:
            with suppress(IndexError):  # another thread may have taken the last
                room = self._free.pop()
                if len(room.worth) >= count and room.worth.shape[1] == parties:
                    return WarTables(*(table[:count] for table in room))
        return room_for_tables(count, parties)

    def back(self, tables: WarTables) -> None:
        """Take tables back that are needed no more."""
        self._free.append(tables)


class TablesKept:
    """The tables that proposals of one war ask for, in the same worlds.

    `earlier`: what was made of the same worlds while other numbers stood, to be taken over from.
    `spare`: where memory for them comes from.
    """

    def __init__(
        self,
        earlier: Sequence[Made] = (),
        spare: SpareTables | None = None,
        kernels: Kernels = PROCESSOR,
    ) -> None:
        self.made: Made = {}
        self.earlier, self.kernels = tuple(earlier), kernels
        self.spare = spare or SpareTables()

    def give_back(self) -> None:
        """Give the memory of all tables back to where it came from: nobody reads them any more."""
        for _, tables in self.made.values():
            self.spare.back(tables)
        self.made = {}

    def apart(self) -> TablesKept:
        """Return the same tables; what is made from then on is its own."""
        other = TablesKept(self.earlier, self.spare, self.kernels)
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
        found = [_key_of(each) for each in worlds]
        missing = {
            key: _first_stage(each, shared)
            for key, each in zip(found, worlds, strict=True)
            if key not in self.made
        }
        begun = {key: self._begun(key, stage) for key, stage in missing.items()}
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
            self.kernels.fill_tables(front, stage.party[some], stage.world[some], fresh[some],
                                     WarTables(*(table[some] for table in tables)))  # fmt: skip

        in_order(work, parts, threads)
        self.made |= {key: (missing[key], tables) for key, (_, tables) in begun.items()}
        return [self.made[key][1] for key in found]

    def _begun(self, key: bytes, stage: Worlds) -> tuple[Flags, WarTables]:
        """Return tables as far as others can be taken over, and what is to be made anew.

        Of what was made earlier, tables of the same key have most in common; others are looked
        through where there are none.
        """
        count, parties = stage.party.shape[:2]
        best = np.ones((count, parties), dtype=np.bool_)
        like: WarTables | None = None
        alike = [made[key] for made in self.earlier if key in made]
        others = (each for made in self.earlier for each in list(made.values()))
        for before, tables in alike or others:
            if before.party.shape != stage.party.shape:
                continue
            if (before.world[0, RANGE] == stage.world[0, RANGE]).all():  # else all is anew
                fresh = changed(stage, before)
                if fresh.sum() < best.sum():
                    best, like = fresh, tables
        if like is None:
            return best, self.spare.of(count, parties)
        if not best.any():
            return best, like
        return best, WarTables(*(table.copy() for table in like))


def _key_of(worlds: Worlds) -> bytes:
    """Return what tells the war tables of an offer from those of others in the same war."""
    parts = (worlds.party[:, :, LULL], *worlds.world[:, RANGE].T)
    return b"".join(np.ascontiguousarray(part).tobytes() for part in parts)


def _first_stage(worlds: Worlds, shared: Floats) -> Worlds:
    """Return the worlds as the war tables see them."""
    party = shared.copy()
    party[:, :, LULL] = worlds.party[:, :, LULL]
    return replace(worlds, party=party)
