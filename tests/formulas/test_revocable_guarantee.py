"""A guarantee that its host may send home."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.hold import challenge_hazard, challenge_recursion, stay_or_challenge
from servanda.formulas.revocable_guarantee import (
    revocable_guarantee,
    revocable_recursion,
    revocable_stands,
    revocable_value,
)
from servanda.formulas.value_of_deal import value_of_kept_deal

SHOCKS = {"delta": 0.99, "omega": 0.25, "scale": 0.02}


GUARD = {"u": [0.4] * 40, "alone": [0.5] * 40, "joined": [0.1] * 40, "q_a": 0.6, **SHOCKS}


def test_a_guarantee_never_withdrawn_is_a_plain_one() -> None:
    plain = challenge_hazard(**GUARD)
    kept = revocable_guarantee(**GUARD, withdrawal=0.0)
    np.testing.assert_allclose(kept["stands"], plain["stands"], rtol=1e-12)
    np.testing.assert_allclose(kept["deployed"], plain["stands"], rtol=1e-12)


def test_a_guarantee_withdrawn_at_once_guards_one_month() -> None:
    paper = challenge_hazard(**{**GUARD, "q_a": 0.0})
    gone = revocable_guarantee(**GUARD, withdrawal=1.0)
    assert (gone["deployed"] == 0.0).all()
    after = gone["stands"][0, 1:] / gone["stands"][0, :-1]
    np.testing.assert_allclose(after, 1 - paper["hazard"][0, 1:], rtol=1e-12)


def test_with_no_withdrawal_the_kept_deal_is_worth_the_same() -> None:
    hazard = np.linspace(0.0, 0.1, 30)
    u, broken = np.full(30, 0.7), np.full(30, 0.3)
    plain = value_of_kept_deal(u=u, broken=broken, hazard=hazard, delta=0.99)["value"][0]
    args = (u, broken, np.zeros(30), hazard, np.ones(30))
    assert revocable_value(*args, 0.0, 0.99) == pytest.approx(plain, rel=1e-13)


def test_an_unchanging_path_is_worth_the_same_however_long() -> None:
    """What follows the last month is solved for: one month more or less changes nothing."""
    args = (0.03, 0.99, 0.25, 0.02)
    told = []
    for months in (1, 2, 60):
        guarded, paper = np.empty((2, months))
        u, war, met = (np.full(months, x) for x in (0.4, 0.5, 0.2))
        told.append(revocable_recursion(u, met, war, *args, guarded, paper))
        assert np.ptp(guarded) < 1e-12 * guarded.max() + 1e-16
        assert np.ptp(paper) < 1e-12
    np.testing.assert_allclose(told, told[0], rtol=1e-12)


def test_the_recursion_is_its_equation_month_by_month() -> None:
    rng = np.random.default_rng(2)
    u, met, war = rng.uniform(0.2, 0.6, (3, 5))
    w, d, omega, scale = 0.1, 0.95, 0.3, 0.05
    guarded, paper = np.empty((2, 5))
    value = revocable_recursion(u, met, war, w, d, omega, scale, guarded, paper)
    shorter, rest = np.empty((2, 4))
    then = revocable_recursion(u[1:], met[1:], war[1:], w, d, omega, scale, shorter, rest)
    gone = challenge_recursion(u[1:], war[1:], d, omega, scale, np.empty(4))
    stay = (1 - d) * u[0] + d * ((1 - w) * then + w * gone)
    expected, hazard = stay_or_challenge(stay, met[0], omega, scale, 1 / scale)
    assert (value, guarded[0]) == (pytest.approx(expected), pytest.approx(hazard))
    _, hazard = stay_or_challenge((1 - d) * u[0] + d * gone, war[0], omega, scale, 1 / scale)
    assert paper[0] == pytest.approx(hazard)


def test_deal_and_guarantee_stand_with_the_chances_of_every_history() -> None:
    guarded, paper = np.array([0.1, 0.2, 0.3]), np.array([0.4, 0.5, 0.6])
    stands, deployed = np.empty((2, 3))
    revocable_stands(guarded, paper, 0.25, stands, deployed)
    both = 0.9 * 0.75
    only = 0.9 * 0.25
    assert (deployed[0], stands[0]) == (pytest.approx(both), pytest.approx(both + only))
    both, only = both * 0.8 * 0.75, both * 0.8 * 0.25 + only * 0.5
    assert (deployed[1], stands[1]) == (pytest.approx(both), pytest.approx(both + only))


def test_the_kept_deal_is_worth_the_mean_of_its_histories() -> None:
    u, guarded_w, paper_w = np.array([0.7, 0.6]), np.array([0.3, 0.2]), np.array([0.1, 0.05])
    guarded, paper, w, d = np.array([0.1, 0.2]), np.array([0.3, 0.4]), 0.25, 0.9
    gone, value = 0.0, 0.0
    for month in [1] * 3_000 + [0]:
        flow = (1 - d) * u[month]
        h, paper_h = guarded[month], paper[month]
        after = (1 - w) * value + w * gone
        value = h * guarded_w[month] + (1 - h) * (flow + d * after)
        gone = paper_h * paper_w[month] + (1 - paper_h) * (flow + d * gone)
    told = revocable_value(u, guarded_w, paper_w, guarded, paper, w, d)
    assert told == pytest.approx(value, rel=1e-12)
