from __future__ import annotations

import numpy as np
from tests.engine.invented import deal_of, party, world, worlds_of

from servanda.engine.contract import Settings
from servanda.engine.in_part import joined, some_of_deal, some_tables, some_worlds
from servanda.engine.proposal import settle
from servanda.engine.war_tables import war_tables


def test_parts_together_are_the_whole() -> None:
    sides, blocks = [party(1.0), party(-1.0)], np.array([1.0, 3.0])
    worlds = worlds_of(sides, world(), 1, copies=5)
    worlds.party[:, 0, 1:] *= np.linspace(0.8, 1.0, 5)[:, None]
    deal, tables, settings = (
        deal_of(sides, world(), blocks, copies=5),
        war_tables(worlds),
        Settings(blocks),
    )
    parts = [
        settle(
            some_worlds(worlds, some), some_tables(tables, some), some_of_deal(deal, some), settings
        )
        for some in (slice(0, 2), np.array([2, 3, 4]))
    ]
    whole = settle(worlds, tables, deal, settings)
    assert joined(parts).party.tobytes() == whole.party.tobytes()
    assert joined(parts).world.tobytes() == whole.world.tobytes()
    assert joined([whole]) is whole
