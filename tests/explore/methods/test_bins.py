"""Worlds in equal bins, and sums that can be resampled."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.explore.methods.bins import bin_codes, bin_sums


@pytest.mark.parametrize("bins", [1, 2, 7, 20])
def test_bins_are_nearly_equal_in_order_and_none_is_empty(bins: int) -> None:
    values = np.random.default_rng(0).random(100)
    codes = bin_codes(values, bins)
    counts = np.bincount(codes)
    assert len(counts) == bins
    assert counts.max() - counts.min() <= 1
    order = np.argsort(values)
    assert (np.diff(codes[order]) >= 0).all()


def test_equal_values_are_never_parted() -> None:
    values = np.repeat([1.0, 2.0, 3.0], [50, 3, 47])
    codes = bin_codes(values, 10)
    for value in (1.0, 2.0, 3.0):
        assert len(set(codes[values == value])) == 1
    assert codes.tolist() == [0] * 50 + [1] * 3 + [2] * 47
    assert bin_codes(np.ones(5), 3).tolist() == [0] * 5


def test_sums_of_all_blocks_are_the_sums_of_all_worlds() -> None:
    rng = np.random.default_rng(1)
    codes, outcome = rng.integers(0, 4, 200), rng.random(200)
    codes[:4] = range(4)
    sums = bin_sums(codes, outcome, 8)
    count, total, square = sums.weighted(np.ones((1, 8)))
    for code in range(4):
        inside = outcome[codes == code]
        assert count[0, code] == len(inside)
        assert total[0, code] == pytest.approx(inside.sum())
        assert square[0, code] == pytest.approx((inside**2).sum())
    twice = sums.weighted(np.full((1, 8), 2.0))[1]
    assert twice[0] == pytest.approx(2 * total[0])
