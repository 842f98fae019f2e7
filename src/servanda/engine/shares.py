"""Shares of worlds with their error and bounds, and where a quantity lies over the worlds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.engine.histogram import Histogram
from servanda.engine.tally import Tally
from servanda.quantity import icd_word
from servanda.sentences import percent

__all__ = ["FEW", "Cell", "Share", "Spread"]

FEW = 30
"""Below this many worlds a share is not put in words: one of 29 has an error of 9 points."""

QUANTILES = (0.05, 0.5, 0.95)

Cell = str | float | None


@dataclass(frozen=True)
class Share:
    """The share of worlds in which something is so, with its Monte Carlo standard error."""

    share: float
    se: float
    worlds: int
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, tally: Tally) -> Share | None:
        """Return the mean of a chance over the worlds of a tally, None where none is known.

        `low` and `high` are its bounds where some worlds could not be computed: the share if all
        of these spoke against it, and if all spoke for it.

        >>> Share.of(Tally.of(np.repeat([1.0, 0.0], [30, 70]), np.ones(100)))
        Share(share=0.3, se=0.04605..., worlds=100, low=None, high=None)
        >>> Share.of(Tally()) is None
        True
        """
        if not tally.known:
            return None
        low, high = tally.bounds if tally.known < tally.asked else (None, None)
        mean = min(max(tally.mean, 0.0), 1.0)
        return cls(mean, tally.error, tally.known, low, high)

    @classmethod
    def unknown(cls) -> Share:
        """Return the share of no world."""
        return cls(math.nan, math.nan, 0)

    @property
    def lowest(self) -> float:
        """Return the least it may be: two errors down, all worlds not computed against it."""
        return max(0.0, (self.share if self.low is None else self.low) - 2.0 * self.se)

    @property
    def highest(self) -> float:
        """Return the most it may be: two errors up, all worlds not computed for it."""
        return min(1.0, (self.share if self.high is None else self.high) + 2.0 * self.se)

    @property
    def text(self) -> str:
        """Return the share as it is printed, with twice its error in percentage points.

        Below a tenth of a point of either end the bound says more than an error would.

        >>> Share(0.712, 0.0045, 10_000).text, Share(0.0049, 0.0007, 10_000).text
        ('71% ±0.9', '0.5% ±0.1')
        >>> Share(0.0003, 0.00017, 10_000).text
        '<0.1%'
        """
        points, shown = 200.0 * self.se, percent(self.share)
        if shown[0] in "<>" and points < 0.1:
            return shown
        error = "<0.1" if points < 0.05 else f"{points:.1f}" if points < 9.95 else f"{points:.0f}"
        return f"{shown} ±{error}"

    @property
    def word(self) -> str:
        """Return the ICD 203 likelihood word for the share."""
        return icd_word(self.share)

    @property
    def likelihood(self) -> str:
        """Return the ICD 203 word for the share, or the words its error spans.

        Departure: the directive knows no Monte Carlo error; where two standard errors either way
        reach into another band both words are given, and below thirty worlds none.

        >>> Share(0.712, 0.0045, 10_000).likelihood, Share(0.46, 0.06, 70).likelihood
        ('likely', 'unlikely to likely')
        >>> Share(0.9, 0.1, 9).likelihood
        'too few worlds to say'
        """
        if not self.worlds:
            return "not computed"
        if self.worlds < FEW:
            return "too few worlds to say"
        low, high = icd_word(self.lowest), icd_word(self.highest)
        return low if low == high else f"{low} to {high}"

    def to_dict(self) -> dict[str, float | None]:
        """Return the share and its error as `--json` prints them; null where no world is known."""
        if not self.worlds:
            return {"share": None, "se": None}
        told: dict[str, float | None] = {"share": self.share, "se": self.se}
        return told if self.low is None else told | {"low": self.low, "high": self.high}


@dataclass(frozen=True)
class Spread:
    """Where a quantity lies over the worlds: 5% below `p5`, half below `p50`, 5% above `p95`."""

    p5: float
    p50: float
    p95: float
    worlds: int

    mean: float = math.nan

    @classmethod
    def of(cls, values: Floats) -> Spread | None:
        """Return the spread of `values` over the worlds where it could be computed, if any.

        >>> Spread.of(np.arange(101.0))
        Spread(p5=5.0, p50=50.0, p95=95.0, worlds=101, mean=50.0)
        """
        known = np.isfinite(values)
        if not known.any():
            return None
        low, middle, high = (float(v) for v in np.quantile(values[known], QUANTILES))
        return cls(low, middle, high, int(known.sum()), float(values[known].mean()))

    @classmethod
    def in_bins(cls, histogram: Histogram, weighted: bool) -> Spread | None:
        """Return the spread of what a histogram counts, by worlds or by their weight.

        >>> made = Histogram.of(np.arange(101.0), np.ones(101))
        >>> Spread.in_bins(made, weighted=False)
        Spread(p5=5.0, p50=50.0, p95=95.0, worlds=101, mean=50.0)
        """
        if not histogram.count or not histogram.weights.any():
            return None
        low, middle, high = histogram.quantiles(QUANTILES, weighted)
        return cls(low, middle, high, histogram.count, histogram.mean)

    def to_dict(self) -> dict[str, float]:
        """Return the three quantiles as `--json` prints them."""
        return {"5": self.p5, "50": self.p50, "95": self.p95}
