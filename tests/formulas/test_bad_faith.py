"""The chance of bad faith against Bayes' rule written with chances, not logarithms."""

from __future__ import annotations

import math

import pytest

from servanda.formulas.bad_faith import (
    BREAKS_BAD,
    BREAKS_GOOD,
    TOLERATES_BAD,
    TOLERATES_GOOD,
    attack_as_breaches,
    bad_faith,
    promise_weight,
    tolerated_attack,
)


def by_chances(prior: float, broken: float, kept: float, good: float, bad: float) -> float:
    as_bad = prior * bad**broken * (1 - bad) ** kept
    as_good = (1 - prior) * good**broken * (1 - good) ** kept
    return as_bad / (as_bad + as_good)


@pytest.mark.parametrize("prior", [0.05, 0.3, 0.5, 0.8])
@pytest.mark.parametrize(("broken", "kept"), [(0.0, 0.0), (2.4, 0.1), (0.3, 5.0), (1.0, 1.0)])
def test_it_is_bayes_rule(prior: float, broken: float, kept: float) -> None:
    told = bad_faith(prior, broken, kept, BREAKS_GOOD, BREAKS_BAD)
    assert told == pytest.approx(by_chances(prior, broken, kept, 0.15, 0.6), rel=1e-12)


def test_no_record_leaves_the_prior() -> None:
    assert bad_faith(0.37, 0.0, 0.0, 0.15, 0.6) == pytest.approx(0.37, rel=1e-14)


def test_certainty_counts_as_a_hair_away_from_it() -> None:
    assert bad_faith(0.0, 0.0, 0.0, 0.15, 0.6) == pytest.approx(1e-9, rel=1e-6)
    assert 1.0 - bad_faith(1.0, 0.0, 0.0, 0.15, 0.6) == pytest.approx(1e-9, rel=1e-6)
    assert bad_faith(0.0, 30.0, 0.0, 0.15, 0.6) > 0.99


def test_a_huge_record_neither_overflows_nor_passes_one() -> None:
    assert bad_faith(0.5, 1e4, 0.0, 0.15, 0.6) == 1.0
    assert bad_faith(0.5, 0.0, 1e4, 0.15, 0.6) == 0.0


def test_what_one_breach_says_two_say_twice() -> None:
    once = bad_faith(0.3, 1.0, 0.0, 0.15, 0.6)
    assert bad_faith(once, 1.0, 0.0, 0.15, 0.6) == pytest.approx(
        bad_faith(0.3, 2.0, 0.0, 0.15, 0.6), rel=1e-12
    )


def test_a_promise_fades_with_its_age() -> None:
    assert promise_weight(0.0, 120.0, 0.7) == 0.7
    assert promise_weight(60.0, 120.0, 0.7) == pytest.approx(0.7 * math.exp(-0.5), rel=1e-14)
    assert promise_weight(1e-9, 0.0, 1.0) == pytest.approx(math.exp(-1.0), rel=1e-12)
    assert promise_weight(1.0, 0.0, 1.0) == 0.0


def test_an_attack_tolerated_is_evidence_as_a_breach_is() -> None:
    assert tolerated_attack(0.3, 2.0, 0.4, 0.8) == pytest.approx(
        by_chances(0.3, 2.0, 0.0, 0.4, 0.8), rel=1e-12
    )
    assert tolerated_attack(0.3, 0.0, 0.4, 0.8) == pytest.approx(0.3)


def test_an_attack_surely_steered_is_the_step_of_one_tolerated() -> None:
    counts = attack_as_breaches(1.0)
    told = bad_faith(0.3, 2.0 * counts, 0.0, BREAKS_GOOD, BREAKS_BAD)
    assert told == pytest.approx(tolerated_attack(0.3, 2.0, TOLERATES_GOOD, TOLERATES_BAD))
    rising = [attack_as_breaches(steered) for steered in (0.0, 1e-9, 0.3, 0.9)]
    assert rising[0] == 0.0 < rising[1] < 1e-8
    assert rising == sorted(rising)
