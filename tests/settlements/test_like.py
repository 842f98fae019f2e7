"""Which settlements are like a proposal, by what both declare."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import InputError
from servanda.settlements.library import library
from servanda.settlements.like import features_of, settlements_like

STRAIT = sv.load(Path(__file__).parents[1] / "cases" / "strait")


def test_the_nearest_come_first_and_say_in_what() -> None:
    found = sv.settlements_like(STRAIT, "truce", most=len(library()))
    assert [each.likeness for each in found] == sorted((e.likeness for e in found), reverse=True)
    own = features_of(STRAIT, "truce")
    for each in found:
        assert set(each.alike) <= set(own.values())
        assert len(each.alike) + len(each.unlike) == len(own)
        assert 0 <= each.likeness <= 1
        assert each.settlement.told in str(each)


def test_a_settlement_is_not_like_itself_but_like_its_like() -> None:
    golan = library()["golan-1974"]
    found = settlements_like(golan.case, golan.proposal, most=len(library()))
    assert golan.id not in {each.settlement.id for each in found}
    assert len(found) == len(library()) - 1
    assert found[0].settlement.kind == golan.kind


def test_the_kind_of_war_counts_twice() -> None:
    golan = library()["golan-1974"]
    found = {
        e.settlement.id: e for e in settlements_like(golan.case, golan.proposal, len(library()))
    }
    for each in found.values():
        others = len(each.alike) - (golan.kind.replace("_", " ") in each.alike)
        weight = others + 2.0 * (golan.kind.replace("_", " ") in each.alike)
        assert each.likeness == pytest.approx(weight / 11.0)


def test_an_unknown_proposal_is_told() -> None:
    with pytest.raises(InputError, match="proposal"):
        sv.settlements_like(STRAIT, "trucs")
