"""War tables are made once, and again only where something that they are made from has moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.invented import party, world, worlds_of

from servanda.engine.contract import PARTY, WORLD, Worlds
from servanda.engine.tables_kept import TablesKept
from servanda.engine.war_tables import changed, war_tables

COUNT = 6


def drawn(lull_breaks: float) -> Worlds:
    worlds = worlds_of([party(1.0), party(-1.0)], world(lull_breaks=lull_breaks), 0, COUNT)
    rng = np.random.default_rng(5)
    worlds.party[..., 1] += rng.normal(0.0, 0.001, (COUNT, 2))
    return worlds


def of_all(kept: TablesKept, worlds: Worlds, threads: int = 1):
    return kept.of_all([worlds], worlds.party, True, threads, lambda: None)[0]


@pytest.mark.parametrize("lull_breaks", [0.0, 1.0])
def test_taken_over_they_are_what_they_would_be_made_anew(lull_breaks: float) -> None:
    """Whatever column moves in one world: in a column that was forgotten digits would differ."""
    before = drawn(lull_breaks)
    kept = TablesKept()
    of_all(kept, before)
    rows = [("party", at) for at in range(len(PARTY))] + [("world", at) for at in range(len(WORLD))]
    taken = 0
    for name, at in rows:
        moved = getattr(before, name).copy()
        moved[2, ..., at] = moved[2, ..., at] * 1.01 + 1e-3
        if name == "party":
            moved[2, 1] = before.party[2, 1]  # of one party alone
        worlds = replace(before, **{name: moved})
        found = of_all(TablesKept([kept.made]), worlds, threads=2)
        for one, other in zip(found, war_tables(worlds), strict=True):
            assert np.array_equal(one, other), (name, at)
        taken += int((~changed(worlds, before)).sum())
        assert not changed(worlds, before)[[0, 1, 3, 4, 5]].any()
    assert taken > len(rows) * (COUNT - 1) * 2


def test_what_was_made_before_is_not_made_again_nor_written_over() -> None:
    before = drawn(0.0)
    kept = TablesKept()
    first = of_all(kept, before)
    assert of_all(kept, before) is first
    cost = before.party.copy()
    cost[..., [column.name for column in PARTY].index("cost")] += 0.1
    assert of_all(TablesKept([kept.made]), replace(before, party=cost)) is first
    drift = before.party.copy()
    drift[0, 0, 1] += 0.01
    copies = [table.copy() for table in first]
    of_all(TablesKept([kept.made]), replace(before, party=drift))
    assert all(map(np.array_equal, first, copies))
