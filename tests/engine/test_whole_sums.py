"""Sums in whole numbers: those of exact fractions, power by power, whatever is left out."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from servanda.engine.whole_sums import (
    BITS,
    LARGE,
    SUMS,
    add_up,
    chances_added_up,
    even_chances_added_up,
    places_of,
    whole_of,
)

RNG = np.random.default_rng(11)
X = np.concatenate([RNG.uniform(size=40), [0.0, 1.0, np.nan, -1e-17, 1.0 + 1e-15]])
TOLD = np.where(np.arange(45) % 7 == 0, np.nan, (np.arange(45) % 3 > 0).astype(float))
W, POWERS = RNG.uniform(0.5, 1.0, size=45), RNG.integers(-900, -890, size=45)


def rounded(value: float) -> int:
    """Return a number in units of 2^-48, from its exact fraction."""
    return round(Fraction(value) * 2**BITS)


def test_numbers_of_either_sign_add_up_and_large_ones_are_left_out() -> None:
    values = np.array([0.1, -0.3, 7.25, LARGE, -5.0])
    found = np.zeros((1, 2), dtype=np.int64)
    assert add_up(values, np.zeros(5, dtype=np.int64), found) == 1
    assert whole_of(*found[0].tolist()) == sum(rounded(v) for v in values if abs(v) < LARGE)


@pytest.mark.parametrize("told", [np.zeros(0), TOLD], ids=["all", "some"])
def test_a_share_is_made_of_the_sums_that_its_definition_names(told: np.ndarray) -> None:
    kinds, place = places_of(POWERS, 45)
    found = np.zeros((SUMS, len(kinds), 2), dtype=np.int64)
    counts = chances_added_up(X, told, W, place, found)
    asked = [i for i in range(45) if not len(told) or not told[i] <= 0.5]
    known = [i for i in asked if np.isfinite(X[i]) and (not len(told) or np.isfinite(told[i]))]
    assert counts == (len(asked), len(known))
    x, w = np.clip(X, 0.0, 1.0), W
    terms = (w, w, w * x, w * w, w * w * x, w * w * x * x)
    for which, term in enumerate(terms):
        for k, kind in enumerate(kinds):
            some = [i for i in (known if which else asked) if POWERS[i] == kind]
            assert whole_of(*found[which, k].tolist()) == sum(rounded(term[i]) for i in some)


@pytest.mark.parametrize("told", [np.zeros(0), TOLD], ids=["all", "some"])
def test_even_worlds_are_those_of_weight_one(told: np.ndarray) -> None:
    weighed = np.zeros((SUMS, 1, 2), dtype=np.int64)
    even = np.zeros((2, 2), dtype=np.int64)
    counts = chances_added_up(X, told, np.ones(45), np.zeros(45, dtype=np.int64), weighed)
    assert even_chances_added_up(X, told, even) == counts
    assert even.tolist() == weighed[[2, 5], 0].tolist()


def test_powers_far_apart_take_no_more_room_than_there_are_of_them() -> None:
    powers = np.array([0, -(10**9), 0])
    kinds, place = places_of(powers, 3)
    assert kinds.tolist() == [-(10**9), 0]
    assert (kinds[place] == powers).all()
    assert [each.tolist() for each in places_of(None, 2)] == [[0], [0, 0]]
