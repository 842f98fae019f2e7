"""Proposals settled in a chunk of worlds: alone, together and in parts, the same digits."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from servanda.engine.contract import DEAL_WORLD, Outcomes, column_of
from servanda.engine.fidelity import EXPLORING
from servanda.engine.settling import (
    Offer,
    Settler,
    StoppedError,
    joined,
    short_of_war_left_out,
    some_of_deal,
    some_tables,
    some_worlds,
)


def same(one: Outcomes, other: Outcomes) -> bool:
    return all(
        np.array_equal(getattr(one, f.name), getattr(other, f.name), equal_nan=True)
        for f in fields(Outcomes)
    )


@pytest.fixture(scope="module")
def settler(even) -> Settler:
    return Settler(even.setting, EXPLORING)


ASKED = ("a", "b")


def test_offers_settled_together_are_those_settled_alone(settler: Settler) -> None:
    ready = [settler.ready(Offer(name), ASKED) for name in ("bare", "pact", "bare")]
    together = settler.settle_all(ready)
    assert together[0].outcomes is together[2].outcomes  # likes are computed once
    for each in together[:2]:
        assert same(each.outcomes, settler.settle(each.offer, ASKED).outcomes)
    assert not same(together[0].outcomes, together[1].outcomes)
    assert not ready[0].is_like(ready[1]) and ready[0].is_like(ready[2])


def test_parts_of_the_worlds_joined_are_the_whole(chunk) -> None:
    from servanda.engine.proposal import settle

    settled = chunk.vote(Offer("truce")).settled
    parts = [
        settle(some_worlds(settled.worlds, part), some_tables(settled.tables, part),
               some_of_deal(settled.prepared.deal, part), settled.settings)
        for part in (slice(0, 7), slice(7, None))
    ]  # fmt: skip
    assert same(joined(parts), settled.outcomes)
    assert joined(parts[:1]) is parts[0]


def test_had_the_fighting_stopped_where_it_stands_nothing_changes(chunk) -> None:
    settled = chunk.vote(Offer("truce")).settled
    some = np.arange(3)
    held = float(settled.worlds.world[0, 0])
    lower, there = chunk.settler.at_lines(settled, np.array([-1.0, held]), some)
    assert there.of_party("margin_good")[0] == pytest.approx(
        settled.outcomes.of_party("margin_good")[0], abs=1e-9
    )
    place = chunk.parties.index("norland")  # who holds it gets less along a lower line
    assert (lower.of_party("deal_good")[:, place] < there.of_party("deal_good")[:, place]).all()


def test_nobody_waits_and_it_stops(even) -> None:
    stopped = Settler(even.setting, EXPLORING)
    stopped.stop = lambda: True
    with pytest.raises(StoppedError):
        stopped.settle(Offer("bare"), ASKED)


def test_a_search_takes_every_breach_for_a_war(chunk) -> None:
    deal = short_of_war_left_out(chunk.vote(Offer("truce")).settled.prepared.deal)
    for name in ("violation", "repelled"):
        assert not deal.world[:, column_of(DEAL_WORLD, name)].any()


def test_another_setting_shares_the_tables_and_one_apart_keeps_its_own(settler: Settler) -> None:
    beside, apart = settler.beside(settler.setting), settler.apart(settler.setting)
    assert beside.tables is settler.tables
    assert apart.tables is not settler.tables and apart.tables.made == settler.tables.made
    assert apart.tables.made is not settler.tables.made
