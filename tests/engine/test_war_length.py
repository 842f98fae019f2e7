"""How long the war lasts with some offers on the table and without."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine.settling import Offer
from servanda.engine.war_length import Lengths, lengths_of

FEW = 24


@pytest.fixture(scope="module")
def lengths(chunk) -> Lengths:
    return Lengths(chunk, FEW)


def test_a_proposal_on_the_table_anyway_changes_nothing(lengths: Lengths) -> None:
    columns = lengths.columns("truce")  # the case says that a truce settles it anyway
    assert columns["months_standing"] == pytest.approx(columns["months_without"], nan_ok=True)
    assert columns["settles_without"].max() <= 1.0


def test_more_offers_make_no_war_longer(lengths: Lengths) -> None:
    nothing = lengths.with_offers([])
    one = lengths.with_offers([Offer("truce")])
    two = lengths.with_offers([Offer("truce"), Offer("handover")])
    for less, more in ((nothing, one), (one, two)):
        known = np.isfinite(less.months) & np.isfinite(more.months)
        assert known.any() and (more.months[known] <= less.months[known] + 1e-9).all()
    assert (nothing.settles == 0.0).all()


def test_an_offer_that_lapses_settles_the_war_today_or_not_at_all(lengths: Lengths, chunk) -> None:
    voted = chunk.vote(Offer("handover"))
    today = (voted.accepted & voted.others_agree)[:FEW]
    once = lengths.with_offers([], [Offer("handover")])
    assert (once.months[today] == 0.0).all() and (once.settles[~today] == 0.0).all()


def test_what_is_told_follows_from_the_lengths(chunk) -> None:
    told = lengths_of(chunk, FEW, ("handover",))["handover"]
    change = told["months_with"] - told["months_without"]
    assert told["months_change"] == pytest.approx(change, nan_ok=True)
    assert told["months_with"] == pytest.approx(told["months_lapsing"], nan_ok=True)  # it lapses
    known = np.isfinite(change)
    assert (told["shortens"][known] == (change[known] < -0.1)).all()
    assert (told["never_ends"] == ~known).all()
