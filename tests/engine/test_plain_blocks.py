"""A deal followed block by block is the deal followed month by month, where blocks are short."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.invented import deal_of, party, world, worlds_of

from servanda.engine.calendar import blocks_for
from servanda.engine.contract import Outcomes, Settings
from servanda.engine.proposal import settle
from servanda.engine.war_tables import war_tables


def told(by_block: bool, blocks: np.ndarray, **more: float) -> Outcomes:
    """What becomes of a deal, followed either way."""
    sides = [
        party(1.0, drift=0.002, bad_seen=0.4, bad_true=0.3, noise=0.02, leaders=0.3, **more),
        party(-1.0, drift=-0.001, bad_seen=0.3, bad_true=0.2, noise=0.02, leaders=0.1, **more),
    ]
    row = world(held=0.4, swing=0.02)
    worlds = worlds_of(sides, row, 1, 3)
    deal = deal_of(sides, row, blocks, copies=3)
    deal.lapse[:, len(blocks) // 2] = 0.2
    return settle(worlds, war_tables(worlds), deal, replace(Settings(blocks), by_block=by_block))


MONTHS = np.ones(60)


@pytest.mark.parametrize("more", [{}, {"opening": 0.3}, {"opening": 0.0}])
def test_in_blocks_of_a_month_it_is_the_same(more: dict[str, float]) -> None:
    one, other = told(True, MONTHS, **more), told(False, MONTHS, **more)
    for name in ("party", "world", "incidence", "hazard"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-9), name


@pytest.mark.parametrize("more", [{}, {"opening": 0.3}])
def test_in_blocks_of_a_year_at_most_it_is_near(more: dict[str, float]) -> None:
    blocks = blocks_for(120)
    one, other = told(True, blocks, **more), told(False, blocks, **more)
    assert one.of_world("stands_5") == pytest.approx(other.of_world("stands_5"), abs=2e-3)
    assert one.of_party("break_month") == pytest.approx(other.of_party("break_month"), abs=1.0)
    assert one.of_party("bad_5") == pytest.approx(other.of_party("bad_5"), abs=0.01)


def test_it_stands_or_somebody_ended_it() -> None:
    found = told(True, blocks_for(120), opening=0.3)
    whole = found.of_world("stands_5") + found.incidence[:, :, 4].sum(axis=1)
    assert whole == pytest.approx(1.0, abs=1e-12)
