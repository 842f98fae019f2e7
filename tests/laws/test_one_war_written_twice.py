"""One war written twice, with one side called challenger and with the other.

The two files tell one war from its two ends: the front by the share of the other, its pace with the
other sign, options by what the other gets. In one thing they differ: each says of whoever it calls
challenger that it broke the declaration of Jeddah, for the first core read no other record. That is
another past; so what hangs on faith is compared with one record in both, and the war as given.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from tests.laws.whole_cases import HERE, Tree, apart, case_of, put, tree

from servanda.case.keys.case import Case
from servanda.engine.assess import assess
from servanda.engine.chunk import Chunk
from servanda.engine.other_side import told_from_the_other_side
from servanda.engine.plan import plan_of
from servanda.engine.results import Assessment
from servanda.engine.told import columns_of
from servanda.worlds.sample import Worlds, sample

WORLDS = 400
ROUNDING = 1e-6
OF_A_SIDE = ("temptation_month", "threshold", "challenged_side_wins", "challenged_others_win",
             "challenged_ends_with")  # fmt: skip
PARTIES = ("rsf", "saf")


@pytest.fixture(scope="module")
def files() -> dict[str, Tree]:
    """The keys of both files, by whom they call challenger."""
    folder = HERE / "cases" / "laws"
    return {party: tree(folder / f"sudan_{party}_first") for party in PARTIES}


def with_one_record(keys: Tree) -> Case:
    keys = copy.deepcopy(keys)
    put(keys, "record.jeddah.conduct", {"rsf": {"ledger": "compliance", "kept": False}})
    return case_of(keys)


@contextmanager
def drawn_from_the_other_end(case: Case) -> Iterator[None]:
    """Draw what is told of the front high where it was low: as it is told from the other end."""
    found = told_from_the_other_side(case)
    assert found is not None
    turned, usual = set(found[1]), Worlds._stream

    def stream(worlds: Worlds, name: str) -> np.ndarray:
        drawn = usual(worlds, name)
        return 1.0 - drawn if name in turned else drawn

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Worlds, "_stream", stream)
        yield


def told(case: Case) -> dict[str, dict[str, np.ndarray]]:
    plan = plan_of(case)
    chunk = Chunk(plan, sample(case, worlds=32))
    return {
        name: columns_of(chunk, chunk.vote(plan.after_any_settlement(name)))
        for name in case.proposals
    }


def both(one: Case, other: Case) -> tuple[dict[str, dict[str, np.ndarray]], ...]:
    first = told(one)
    with drawn_from_the_other_end(other):
        return first, told(other)


def test_every_world_is_the_same_world(files: dict[str, Tree]) -> None:
    one, other = both(*(with_one_record(files[party]) for party in PARTIES))
    assert apart(one, other, skip=OF_A_SIDE) < ROUNDING


def test_shares_headline_and_blame_are_the_same(files: dict[str, Tree]) -> None:
    def assessed(case: Case) -> Assessment:
        return assess(case, worlds=WORLDS, robustness=False)

    cases = [with_one_record(files[party]) for party in PARTIES]
    one = assessed(cases[0])
    with drawn_from_the_other_end(cases[1]):
        two = assessed(cases[1])
    for result in one:
        other = two[result.id]
        assert result.verdict == other.verdict, result.id
        assert result.signed.share == other.signed.share
        for year, holds in result.holds.items():
            there = other.holds[year]
            assert (holds is None) == (there is None)
            if holds is not None and there is not None:
                assert holds.share == pytest.approx(there.share, abs=ROUNDING)
        blocks, there_too = (
            {party.id: (party.share.share, party.blocks.share) for party in each.parties}
            for each in (result, other)
        )
        assert blocks == there_too
        breaks, of_other = (
            {party.id: party.breaks[5].share for party in each.armed if party.breaks[5]}
            for each in (result, other)
        )
        assert breaks == pytest.approx(of_other, abs=ROUNDING)
        assert max(breaks, key=breaks.__getitem__) == max(of_other, key=of_other.__getitem__)


def test_as_given_the_war_is_one_and_the_other_one_is_distrusted(files: dict[str, Tree]) -> None:
    one, other = both(*(case_of(files[party]) for party in PARTIES))
    for proposal, columns in one.items():
        for party in PARTIES:
            for column in ("war", "price", "alone", "joined"):
                here, there = columns[f"{column}.{party}"], other[proposal][f"{column}.{party}"]
                assert here == pytest.approx(there, abs=ROUNDING), (proposal, column, party)
        here, there = columns["bad_now.rsf"], other[proposal]["bad_now.rsf"]
        assert (here >= there).all() and (here > there).mean() > 0.7  # else it is sure of both
        here, there = columns["bad_now.saf"], other[proposal]["bad_now.saf"]
        assert (here <= there).all() and (here < there).mean() > 0.7  # else it is sure of both
