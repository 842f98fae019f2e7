"""What is told of a proposal in every world adds up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from servanda.engine import told as telling
from servanda.engine.contract import YEARS
from servanda.engine.settling import Offer
from servanda.engine.told import columns_of, signing_of


@pytest.fixture(scope="module")
def told(chunk) -> dict[str, dict[str, np.ndarray]]:
    names = ("truce", "entry", "patrol")
    return {name: columns_of(chunk, chunk.vote(Offer(name))) for name in names}


def test_what_is_taken_holds_or_is_broken_or_lapses(told) -> None:
    for name, columns in told.items():
        for year in YEARS:
            ended = sum(columns[f"breaks_{year}.{p}"] for p in ("norland", "suria"))
            taken = columns["stops_fighting"] == 1.0
            whole = columns[f"holds_{year}"] + ended + columns[f"lapses_{year}"]
            assert whole[taken] == pytest.approx(1.0, abs=1e-8), (name, year)


def test_to_stop_the_fighting_it_is_signed_and_to_hold_it_stopped_it(told) -> None:
    for columns in told.values():
        assert (columns["stops_fighting"] <= columns["signed"]).all()
        assert (columns["holds_5"] <= columns["stops_fighting"]).all()
        assert (columns["holds_10"] <= columns["holds_5"]).all()
        assert (
            (columns["signed_smallest"] <= columns["signed"]).all()
            or ("signed_smallest" not in columns)
            if "signed_smallest" in columns
            else True
        )
        assert not columns["not_computed"].any()


def test_one_alone_in_the_way_refuses_and_without_it_all_is_signed(told) -> None:
    for columns in told.values():
        for party in ("norland", "suria"):
            blocks = columns[f"blocks.{party}"] == 1.0
            assert not columns[f"consent.{party}"][blocks].any()
            assert not columns["signed"][blocks].any()
    both = told["truce"]["blocks.norland"] + told["truce"]["blocks.suria"]
    assert both.max() <= 1.0  # two cannot each be the only one


def test_a_belief_deters_or_is_paper_or_cannot_or_need_not(told) -> None:
    columns = told["entry"]
    names = ("self_enforcing", "deterred", "paper", "out_of_reach")
    assert sum(columns[name] for name in names) == pytest.approx(1.0)
    assert "threshold" not in told["truce"] and "believed_true" in told["truce"]


def test_signing_alone_tells_the_same(chunk, told) -> None:
    quick = signing_of(chunk, chunk.vote(Offer("entry")))
    for name, values in quick.items():
        assert np.array_equal(values, told["entry"][name]), name


def test_chances_of_a_war_that_a_challenge_begins_are_chances(
    chunk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between nodes of power a chance near 0 may run past it, as a mutant of a template showed."""
    plain, place = telling.course_if_challenged, telling.CHALLENGED.index("others_win")

    def past_its_end(*given: Any) -> Any:
        course = plain(*given)
        course[:, place] -= 1.5
        return course

    monkeypatch.setattr(telling, "course_if_challenged", past_its_end)
    lost = columns_of(chunk, chunk.vote(Offer("truce")))["challenged_others_win"]
    assert np.nanmin(lost) == 0.0 and np.nanmax(lost) <= 1.0
