"""Where a quantity lies over the worlds: fixed bins that merge to the digit, and their quantiles.

A bin is a thousandth of a factor of two wide, wherever the quantity lies (2^-30 wide below 2^-20).
It counts its worlds and remembers the least and the greatest value in it: with up to two worlds in
a bin, quantiles are those of the worlds themselves, digit for digit; with more, they are off by no
more than the bin is wide, a thousandth of the value, and as a rule by far less.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.engine.exact import Exact, Powers, add_exact, as_float, exact_sum

__all__ = ["ARRAYS", "Histogram"]

Whole = npt.NDArray[np.int64]

MANTISSA_BITS = 10
SMALLEST = 2.0**-20
WEIGHT_BITS = 30
ARRAYS = ("bins", "powers", "counts", "weights", "low", "high")
"""The arrays of a histogram, one entry a bin (and power of two of the weight)."""

_SHIFT = 52 - MANTISSA_BITS
_FIRST = int(np.float64(SMALLEST).view(np.int64)) >> _SHIFT
_ROOM = 1 << 12
"""Bins of parts not yet put together, from which on they are: an assessment has some seven hundred
histograms, and each may have so many waiting."""


def bins_of(values: Floats) -> Whole:
    """Return the bin of each value: rising with it, 0 for 0, mirrored for its negative.

    >>> bins_of(np.array([0.0, 1.0, 1.0005, 1.001, -1.0])).tolist()
    [0, 21505, 21505, 21506, -21505]
    """
    size = np.abs(values)
    per_unit = 2.0**MANTISSA_BITS / SMALLEST
    small = (np.minimum(size, SMALLEST) * per_unit).astype(np.int64)
    large = (size.view(np.int64) >> _SHIFT) - _FIRST + 2**MANTISSA_BITS
    place = np.where(size < SMALLEST, small, large) + 1
    return np.where(values > 0.0, place, np.where(values < 0.0, -place, 0))


@dataclass
class Histogram:
    """Worlds by bin, and the exact sum of their values.

    bins, powers, counts, weights, low, high: (bins,), sorted by bin and then by the power of two
    of the worlds' weights; `weights` in 2^-30 of that power. totals: sum of weight times value.
    """

    bins: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    powers: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    counts: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    weights: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    low: Floats = field(default_factory=lambda: np.zeros(0))
    high: Floats = field(default_factory=lambda: np.zeros(0))
    totals: Exact = field(default_factory=dict)
    _parts: list[Histogram] = field(default_factory=list, repr=False, compare=False)
    _waiting: int = field(default=0, repr=False, compare=False)
    """Bins in parts, those that they have not put together themselves left out."""

    @classmethod
    def of(cls, values: Floats, weights: Floats, powers: Powers | None = None) -> Histogram:
        """Return the histogram of the values that are numbers, over worlds of such weights."""
        known = np.isfinite(values)
        v, w = values[known] + 0.0, weights[known]
        n = None if powers is None else powers[known]
        total = exact_sum(v if n is None else w * v, n)
        if n is None and (w == 1.0).all():
            return cls._of_even(np.sort(v), total)
        whole = np.rint(w * 2.0**WEIGHT_BITS).astype(np.int64)
        flat = np.zeros(len(v), dtype=np.int64) if n is None else n
        made = cls(bins_of(v), flat, np.ones(len(v), dtype=np.int64), whole, v, v, total)
        made._gather()
        return made

    @classmethod
    def _of_even(cls, rising: Floats, total: Exact) -> Histogram:
        """Return the histogram of values in order, over worlds that all count alike.

        Bins rise with values: so those in order are in the order of their bins.
        """
        bins = bins_of(rising)
        ends = np.append(np.flatnonzero(bins[1:] != bins[:-1]) + 1, len(bins))[: len(bins)]
        begins = np.concatenate([[0], ends[:-1]]).astype(np.int64)[: len(bins)]
        counts = ends - begins
        flat = np.zeros(len(begins), dtype=np.int64)
        return cls(bins[begins], flat, counts, counts << WEIGHT_BITS, rising[begins],
                   rising[ends - 1], total)  # fmt: skip

    def add(self, other: Histogram) -> None:
        """Add the histogram of further worlds."""
        self._parts.append(other)
        self._waiting += len(other.bins)
        if self._waiting > max(_ROOM, len(self.bins)):
            self.settle()

    def settle(self) -> None:
        """Put what was added together, bin by bin."""
        if not self._parts:
            return
        for part in self._parts:
            part.settle()
            add_exact(self.totals, part.totals)
        for name in ARRAYS:
            own = [getattr(self, name), *(getattr(part, name) for part in self._parts)]
            setattr(self, name, np.concatenate(own))
        self._parts, self._waiting = [], 0
        self._gather()

    def _gather(self) -> None:
        if not len(self.bins):
            return
        order = (
            np.lexsort((self.powers, self.bins))
            if self.powers.any()
            else np.argsort(self.bins, kind="stable")
        )
        bins, powers = self.bins[order], self.powers[order]
        new = (bins[1:] != bins[:-1]) | (powers[1:] != powers[:-1])
        begins = np.concatenate([[0], np.flatnonzero(new) + 1])
        self.bins, self.powers = bins[begins], powers[begins]
        self.counts = np.add.reduceat(self.counts[order], begins)
        self.weights = np.add.reduceat(self.weights[order], begins)
        self.low = np.minimum.reduceat(self.low[order], begins)
        self.high = np.maximum.reduceat(self.high[order], begins)

    @property
    def count(self) -> int:
        """Return how many worlds have a value."""
        self.settle()
        return int(self.counts.sum())

    @property
    def mean(self) -> float:
        """Return the mean of the values, weighted."""
        top = self._top
        whole: Exact = {}
        for power in np.unique(self.powers):
            own = int(self.weights[self.powers == power].sum())
            whole[int(power)] = own << (48 - WEIGHT_BITS)
        return as_float(self.totals, top) / as_float(whole, top)

    @property
    def _top(self) -> int:
        self.settle()
        return int(self.powers.max(initial=-(2**62)))

    def quantiles(self, at: tuple[float, ...], weighted: bool) -> tuple[float, ...]:
        """Return the quantiles `at` shares of the worlds, or of their weight.

        Unweighted, on the line between order statistics, as NumPy's; weighted, each world standing
        at the middle of its weight. Values of more than two worlds of a bin are taken to lie evenly
        between the least and the greatest.

        >>> made = Histogram.of(np.arange(101.0), np.ones(101))
        >>> made.quantiles((0.05, 0.5), False), made.quantiles((0.5,), True)
        ((5.0, 50.0), (50.0,))
        """
        self.settle()
        if weighted:
            return self._weighted(at)
        ends = np.cumsum(self.counts)
        last = int(ends[-1]) - 1
        return tuple(self._between(ends, share * last) for share in at)

    def _between(self, ends: Whole, place: float) -> float:
        first = int(place)
        below = self._ranked(ends, first)
        above = self._ranked(ends, min(first + 1, int(ends[-1]) - 1))
        part, gap = place - first, above - below
        # As NumPy interpolates: from the nearer end.
        return below + gap * part if part < 0.5 else above - gap * (1.0 - part)

    def _ranked(self, ends: Whole, rank: int) -> float:
        """Return the value of that rank, from 0."""
        cell = int(np.searchsorted(ends, rank, side="right"))
        count, low, high = int(self.counts[cell]), float(self.low[cell]), float(self.high[cell])
        place = rank - (int(ends[cell]) - count)
        if place == 0 or low == high:
            return low
        return high if place == count - 1 else low + (high - low) * (place / (count - 1))

    def _weighted(self, at: tuple[float, ...]) -> tuple[float, ...]:
        whole = np.ldexp(self.weights.astype(np.float64), (self.powers - self._top).clip(-1100))
        begins = np.flatnonzero(np.concatenate([[True], self.bins[1:] != self.bins[:-1]]))
        weights, counts = np.add.reduceat(whole, begins), np.add.reduceat(self.counts, begins)
        low, high = np.minimum.reduceat(self.low, begins), np.maximum.reduceat(self.high, begins)
        ends, half = np.cumsum(weights), 0.5 * weights / counts
        places = np.stack([ends - weights + half, ends - half], axis=1).ravel() / ends[-1]
        values = np.stack([low, high], axis=1).ravel()
        return tuple(float(each) for each in np.interp(at, places, values))
