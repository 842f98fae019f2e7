"""Sums over worlds against what their definitions give by hand, weights and gaps among them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.engine.tally import Sums, Tally

VALUES = np.array([0.0, 1.0, 1.0, 0.5, np.nan, 0.0])


def test_the_mean_and_error_of_even_worlds() -> None:
    tally = Tally.of(VALUES, np.ones(6))
    known = VALUES[np.isfinite(VALUES)]
    assert (tally.asked, tally.known) == (6, 5)
    assert tally.mean == pytest.approx(known.mean())
    assert tally.error == pytest.approx(known.std(ddof=1) / math.sqrt(5))


def test_unknown_worlds_bound_the_share() -> None:
    low, high = Tally.of(VALUES, np.ones(6)).bounds
    assert (low, high) == (pytest.approx(2.5 / 6), pytest.approx(3.5 / 6))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_where_all_agree_one_dissenter_is_the_error(share: float) -> None:
    tally = Tally.of(np.full(98, share), np.ones(98))
    assert tally.error == pytest.approx(math.sqrt(0.01 * 0.99 / 100))


def test_doubling_a_world_is_weighing_it_twice() -> None:
    weights = np.array([1.0, 2.0, 1.0, 1.0, 3.0, 1.0])
    twice = Tally.of(np.array([0.0, 1.0, 1.0, 1.0, 0.5, 0.0]), np.ones(6))
    assert Tally.of(VALUES, weights).mean == pytest.approx(twice.mean)


@given(st.permutations(range(4)), st.lists(st.integers(0, 40), min_size=3, max_size=3))
def test_any_split_in_any_order_gives_the_same_sums(order: list[int], cuts: list[int]) -> None:
    rng = np.random.default_rng(0)
    values, logs = rng.uniform(size=40), rng.normal(0.0, 300.0, size=40)
    told = (rng.uniform(size=40) > 0.4).astype(float)
    pairs = (("x", ""), ("x", "g"))
    whole = Sums.of({"x": values, "g": told}, pairs, logs)
    edges = [0, *sorted(cuts), 40]
    parts = Sums()
    for each in order:
        a, b = edges[each], edges[each + 1]
        parts.add(Sums.of({"x": values[a:b], "g": told[a:b]}, pairs, logs[a:b]))
    for pair in pairs:
        assert whole.of_column(*pair) == parts.of_column(*pair)


def test_worlds_of_any_weight_are_weighed_as_by_hand() -> None:
    rng = np.random.default_rng(2)
    x, logs = rng.uniform(size=50), rng.normal(-900.0, 2.0, size=50)
    weights = np.exp(logs - logs.max())
    tally = Sums.of({"x": x}, (("x", ""),), logs).of_column("x")
    assert tally.mean == pytest.approx(np.average(x, weights=weights), rel=1e-12)
    assert tally.effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum(), rel=1e-12)


def test_a_column_may_weigh_the_worlds() -> None:
    columns = {"bad": np.array([0.2, 0.4, np.nan]), "stands": np.array([1.0, 0.25, np.nan])}
    tally = Sums.weighed(columns, (("bad", "stands"),), np.zeros(3)).of_column("bad", "stands")
    assert tally.mean == pytest.approx(0.3 / 1.25)
    assert tally.known == tally.asked == 2


def test_a_share_among_worlds_leaves_the_others_out() -> None:
    x = np.array([1.0, 0.0, 1.0, 1.0])
    given = np.array([1.0, 1.0, 0.0, np.nan])
    tally = Sums.of({"x": x, "g": given}, (("x", "g"),), np.zeros(4)).of_column("x", "g")
    assert (tally.mean, tally.known, tally.asked) == (0.5, 2, 3)


def test_no_world_gives_no_number() -> None:
    assert math.isnan(Tally().mean) and math.isnan(Tally().error)
    assert Tally().bounds == (0.0, 1.0)
