"""Worlds sorted into equal bins of an input, and sums per bin that can be resampled cheaply."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Floats

__all__ = ["BinSums", "bin_codes", "bin_sums"]

BLOCKS = 64
"""Blocks of worlds for the bootstrap: the error bar itself is then known to about 9%."""


@dataclass(frozen=True, eq=False)
class BinSums:
    """Counts, sums and sums of squares of an outcome, by block of worlds and bin."""

    count: Floats
    total: Floats
    square: Floats

    def weighted(self, weights: Floats) -> tuple[Floats, Floats, Floats]:
        """Sum over blocks, each counted `weights` (draws, blocks) times: three (draws, bins)."""
        return weights @ self.count, weights @ self.total, weights @ self.square


def bin_codes(values: Floats, bins: int) -> NDArray[np.int64]:
    """Give each world the number of its bin, 0 upwards, with no empty bin.

    Bins hold nearly equal numbers of worlds; an input that takes no more than `bins` values gets
    one bin a value, and equal values are never parted.

    >>> bin_codes(np.array([0.3, 0.1, 0.9, 0.5]), 2)
    array([0, 0, 1, 1])
    >>> bin_codes(np.array([5.0, 5.0, 5.0, 7.0]), 2)
    array([0, 0, 0, 1])
    """
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    start = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    if len(start) <= bins:
        edges = start
    else:
        wanted = (np.arange(bins) * len(values)) // bins
        edges = np.unique(start[np.searchsorted(start, wanted, side="right") - 1])
    codes = np.empty(len(values), dtype=np.int64)
    codes[order] = np.searchsorted(edges, np.arange(len(values)), side="right") - 1
    return codes


def bin_sums(codes: NDArray[np.int64], outcome: Floats, blocks: int = BLOCKS) -> BinSums:
    """Sum an outcome by bin within each of `blocks` interleaved blocks of worlds."""
    bins = int(codes.max()) + 1
    cell = (np.arange(len(codes)) % blocks) * bins + codes
    size = blocks * bins

    def add(weights: Floats | None) -> Floats:
        summed = np.bincount(cell, weights, minlength=size)
        return summed.astype(np.float64).reshape(blocks, bins)

    return BinSums(add(None), add(outcome), add(outcome * outcome))
