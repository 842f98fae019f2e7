"""Laws of a share drawn towards the rate of its kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from servanda.kinds_of_war import KINDS, Held, kind_of_war
from servanda.kinds_of_war.shrunk import Shrinkage, shrinkage, shrunk_to_kind

HALF = Shrinkage(0.5, 0.3, 0.8, 41, 36, 0.0, 0.1, 15)
SHARE, RATE = Held(0.9, 0.88, 0.92), Held(0.4, 0.3, 0.55)


@pytest.mark.parametrize("weight", [0.0, 0.25, 1.0])
def test_it_lies_between_share_and_rate_and_meets_them_at_the_ends(weight: float) -> None:
    sure = replace(HALF, weight=weight, low=weight, high=weight)
    found = shrunk_to_kind(SHARE, RATE, sure)
    assert found.share == pytest.approx(weight * SHARE.share + (1 - weight) * RATE.share)
    assert found.low <= found.share <= found.high
    if weight == 1.0:
        assert found == SHARE
    if weight == 0.0:
        assert found == RATE


def test_more_weight_draws_less_and_a_wider_range_of_anything_widens_it() -> None:
    found = shrunk_to_kind(SHARE, RATE, HALF)
    more = shrunk_to_kind(SHARE, RATE, replace(HALF, weight=0.6))
    assert RATE.share < found.share < more.share < SHARE.share
    for wider in (
        shrunk_to_kind(SHARE, RATE, replace(HALF, low=0.1, high=0.9)),
        shrunk_to_kind(Held(0.9, 0.7, 0.99), RATE, HALF),
        shrunk_to_kind(SHARE, Held(0.4, 0.1, 0.8), HALF),
    ):
        assert wider.share == found.share
        assert wider.low < found.low and wider.high > found.high


def test_a_share_equal_to_the_rate_is_moved_by_no_weight() -> None:
    same = Held(0.4, 0.4, 0.4)
    assert shrunk_to_kind(same, same, HALF) == same


def test_it_is_a_chance_whatever_it_is_given() -> None:
    for share in (0.0, 1.0):
        found = shrunk_to_kind(Held(share, 0.0, 1.0), Held(share, 0.0, 1.0))
        assert 0.0 <= found.low <= found.share <= found.high <= 1.0


def test_nothing_is_said_to_beat_the_rate_that_was_not_shown_to() -> None:
    for gain, error, shown in ((0.1, 0.05, True), (0.05, 0.05, True), (0.04, 0.05, False),
                               (-0.1, 0.05, False), (0.0, 0.0, False)):  # fmt: skip
        made = replace(HALF, gain=gain, gain_se=error)
        assert made.shown == shown
        assert ("nothing known beats it" in made.sentence) != shown
        assert ("nothing known beat the rate" in made.in_short) != shown


def test_what_ships_is_a_weight_and_says_what_it_rests_on() -> None:
    kept = shrinkage()
    assert 0.0 <= kept.low <= kept.weight <= kept.high <= 1.0
    assert f"{kept.papers} signed papers" in kept.sentence
    for kind in KINDS:
        assert shrunk_to_kind(SHARE, kind_of_war(kind).held(5)).share <= SHARE.share
