"""The search for packages that would be signed and would hold."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from tests.explore.packages.planted import QUICK, STRAIT

from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.errors import InputError
from servanda.explore.packages.deal_search import deals
from servanda.explore.packages.values import aims_of


def test_every_trade_has_the_sign_of_two_written_proposals() -> None:
    case = load(STRAIT)
    found = deals(case, worlds=200, seed=4, proposal="patrol")
    assert found.trades
    before, name = found.space.in_case(found.space.start())
    here = assess(before, worlds=200, seed=4, proposals=(name,), **QUICK)[name]
    signs = 0
    for trade in found.trades:
        written, name = found.space.in_case(trade.choice)
        there = assess(written, worlds=200, seed=4, proposals=(name,), **QUICK)[name]
        others = {each.id: each for each in there.parties}
        for one in here.parties:
            gain, two = trade.gains.get(one.id), others.get(one.id)
            if gain is None or two is None or one.margin is None or two.margin is None:
                continue
            assert np.sign(gain) == np.sign(two.margin.p50 - one.margin.p50), trade.term
            signs += 1
    assert signs > 3


def test_what_is_shown_was_assessed_as_a_proposal_with_those_on_the_table() -> None:
    case = load(STRAIT)
    found = deals(case, worlds=120, seed=3)
    assert {each.proposal for each in found.packages} == {"", *case.proposals}
    for package in found.packages:
        written, name = found.written(package)
        result = assess(written, worlds=120, seed=3, proposals=(name,), **QUICK)[name]
        assert package.gives["stops"] == result.stops_fighting.share
        assert package.gives["holds_5"] == result.signed_and_holds_5y.share
    aims = np.array([[each.gives[a] for a in aims_of(case)] for each in found.packages])
    kept = [row for row, on in zip(aims, found.on_frontier, strict=True) if on]
    for row in kept:
        beaten = (aims >= row).all(axis=1) & (aims > row).any(axis=1)
        assert not beaten.any()


def test_a_named_proposal_is_a_package_and_starts_from_its_own_assessment() -> None:
    case = load(STRAIT)
    result = assess(case, worlds=100, seed=3, **QUICK)
    for name in case.proposals:
        found = deals(case, worlds=100, seed=3, proposal=name)
        assert found.start is not None
        assert found.start.gives["holds_5"] == result[name].signed_and_holds_5y.share
        levels = [len(changes) for changes, _ in found.repairs]
        assert all(one <= two for one, two in pairwise(levels))


def test_an_unknown_proposal_is_refused() -> None:
    with pytest.raises(InputError, match="no proposal is called"):
        deals(load(STRAIT), worlds=50, proposal="nonsense")


def test_one_search_mends_every_proposal_as_a_search_of_its_own_would() -> None:
    case = load(STRAIT)
    together = deals(case, worlds=120, seed=1, mend=case.proposals)
    assert [each.proposal for each in together.mended] == list(case.proposals)
    for each in together.mended:
        alone = deals(case, worlds=120, seed=1, proposal=each.proposal)
        assert alone.start is not None
        assert each.start.gives == pytest.approx(alone.start.gives)
        assert (each.smallest is None) == (alone.repair is None)
        if each.smallest and alone.repair:
            assert len(each.smallest[0]) == len(alone.repair[0])
            one, two = each.smallest[1], alone.repair[1]
            assert one.gives["holds_5"] == pytest.approx(two.gives["holds_5"], abs=0.02)
