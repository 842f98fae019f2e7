"""Histograms: quantiles beside NumPy's, and merging that no order and no grouping changes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.engine.histogram import ARRAYS, Histogram, bins_of

AT = (0.0, 0.05, 0.5, 0.95, 1.0)
RNG = np.random.default_rng(3)


@pytest.mark.parametrize("scale", [1e-9, 1e-3, 1.0, 300.0])
def test_quantiles_are_those_of_the_worlds_within_a_bin(scale: float) -> None:
    values = RNG.normal(size=20_000) * scale
    made = Histogram.of(values, np.ones(20_000)).quantiles(AT, False)
    assert made == pytest.approx(np.quantile(values, AT), rel=1e-3, abs=2.0**-30)


def test_few_worlds_keep_every_digit() -> None:
    values = RNG.lognormal(size=60)
    made = Histogram.of(values, np.ones(60)).quantiles(AT, False)
    assert made == tuple(np.quantile(values, AT))


def test_values_that_recur_are_told_as_they_are() -> None:
    values = np.repeat([0.0, 12.0, 36.0], [400, 300, 300])
    assert Histogram.of(values, np.ones(1000)).quantiles((0.2, 0.5, 0.9), False) == (0, 12, 36)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 3000), max_size=5), st.randoms(), st.booleans())
def test_any_split_in_any_order_gives_the_same_bins(
    cuts: list[int], random: object, weighted: bool
) -> None:
    rng = np.random.default_rng(0)
    values = np.concatenate([rng.normal(size=2_900), np.zeros(50), -np.zeros(50)])
    weights = rng.uniform(1.0, 2.0, size=3_000) if weighted else np.ones(3_000)
    powers = rng.integers(-9, 3, size=3_000) if weighted else None
    whole = Histogram.of(values, weights, powers)
    edges = [0, *sorted(cuts), 3_000]
    pieces = list(pairwise(edges))
    random.shuffle(pieces)  # type: ignore[attr-defined]
    merged = Histogram()
    for a, b in pieces:
        part = None if powers is None else powers[a:b]
        merged.add(Histogram.of(values[a:b], weights[a:b], part))
    merged.settle()
    for name in ARRAYS:
        assert getattr(merged, name).tobytes() == getattr(whole, name).tobytes(), name
    assert merged.totals == whole.totals
    assert merged.quantiles(AT, weighted) == whole.quantiles(AT, weighted)


def test_a_weighted_world_is_that_many_worlds() -> None:
    values = RNG.normal(size=4_000)
    weights = RNG.integers(0, 4, size=4_000).astype(float)
    fractions, powers = np.frexp(weights)
    made = Histogram.of(values, fractions, powers.astype(np.int64))
    repeated = np.repeat(values, weights.astype(int))
    assert made.quantiles((0.05, 0.5, 0.95), True) == pytest.approx(
        np.quantile(repeated, (0.05, 0.5, 0.95)), abs=0.03
    )
    assert made.mean == pytest.approx(repeated.mean())


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_bins_rise_with_the_value(one: float, two: float) -> None:
    low, high = bins_of(np.array(sorted([one, two])))
    assert low <= high
    assert bins_of(np.array([-one]))[0] == -bins_of(np.array([one]))[0]
