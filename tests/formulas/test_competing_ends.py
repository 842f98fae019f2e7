"""War without a front: its ends, and its worth by the recursion month by month."""

from __future__ import annotations

import math

import pytest

from servanda.formulas.competing_ends import chances_of_ends, rates_war, shifted_ends


@pytest.mark.parametrize("odds", [-3.0, 0.0, 0.4, 5.0])
def test_the_two_ends_share_the_chance_of_a_decision_by_the_odds(odds: float) -> None:
    win, lose = chances_of_ends(odds, 0.03)
    assert win + lose == pytest.approx(0.03, rel=1e-14)
    assert math.log(win / lose) == pytest.approx(odds, abs=1e-12)


def test_endless_odds_are_no_overflow() -> None:
    assert chances_of_ends(1e9, 0.02) == (0.02, pytest.approx(0.0, abs=1e-300))
    assert chances_of_ends(-1e9, 0.02) == (pytest.approx(0.0, abs=1e-300), 0.02)
    assert chances_of_ends(1e9, 1.0)[1] == pytest.approx(math.exp(-700.0), rel=1e-12)
    assert chances_of_ends(-1e9, 1.0)[0] == pytest.approx(math.exp(-700.0), rel=1e-12)
    assert chances_of_ends(0.5, 0.0) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("win", "lose", "exits"),
    [(0.003, 0.006, 0.02), (0.0, 0.0, 0.0), (0.1, 0.0, 0.0), (0.3, 0.2, 0.5)],
)
def test_the_worth_of_war_solves_its_recursion(win: float, lose: float, exits: float) -> None:
    d, flow, victory, defeat, lull = math.exp(-0.18 / 12), -0.09, 1.1, 0.2, 0.35
    worth, fighting = rates_war(win, lose, exits, 0.18, flow, victory, defeat, lull)
    stays = 1.0 - win - lose - exits
    ends = win * victory + lose * defeat + exits * lull
    assert worth == pytest.approx((1 - d) * flow + d * (ends + stays * worth), abs=1e-14)
    assert fighting == pytest.approx((1 - d) + d * stays * fighting, abs=1e-14)


def test_without_an_end_the_flow_lasts_for_ever() -> None:
    worth, fighting = rates_war(0.0, 0.0, 0.0, 0.1, 0.4, 1.0, 0.0, 0.3)
    assert (worth, fighting) == (pytest.approx(0.4), pytest.approx(1.0))
    assert rates_war(0.0, 0.0, 0.0, 0.0, 0.4, 1.0, 0.0, 0.3) == (0.0, 0.0)


def test_chances_beyond_certainty_count_as_shares_of_it() -> None:
    told = rates_war(0.8, 0.4, 0.8, 0.1, 0.3, 1.0, 0.0, 0.5)
    assert told == pytest.approx(rates_war(0.4, 0.2, 0.4, 0.1, 0.3, 1.0, 0.0, 0.5), rel=1e-13)


def test_a_change_of_forces_moves_the_odds_and_keeps_the_sum() -> None:
    win, lose = shifted_ends(0.01, 0.03, 0.6, 0.25)
    assert win + lose == pytest.approx(0.04, rel=1e-14)
    assert math.log(win / lose) == pytest.approx(math.log(1 / 3) + 0.6 * 0.25, rel=1e-12)
    assert shifted_ends(0.01, 0.03, 0.6, 0.0) == (pytest.approx(0.01), pytest.approx(0.03))


def test_a_certain_end_stays_certain() -> None:
    assert shifted_ends(0.0, 0.03, 0.6, 5.0) == (0.0, 0.03)
    assert shifted_ends(0.03, 0.0, 0.6, -5.0) == (0.03, 0.0)
    assert shifted_ends(0.0, 0.0, 0.6, 1.0) == (0.0, 0.0)
