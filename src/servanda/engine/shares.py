"""Shares of worlds with their error, and where a quantity lies over the worlds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.quantity import icd_word

__all__ = ["FEW", "Share", "Spread"]

FEW = 30
"""Below this many worlds a share is not put in words: one of 29 has an error of 9 points."""


@dataclass(frozen=True)
class Share:
    """The share of worlds in which something is so, with its Monte Carlo standard error."""

    share: float
    se: float
    worlds: int

    @classmethod
    def of(cls, total: float, squares: float, worlds: int) -> Share | None:
        """Return the mean of a per-world chance from its sum and sum of squares, if there is one.

        The standard error is that of a mean over independent worlds. Where all worlds agree the
        sample variance is zero, which is no certainty: the error is then that of one dissenting
        world among `worlds` + 2 [@AgrestiCoull1998].

        >>> Share.of(30.0, 30.0, 100)
        Share(share=0.3, se=0.04605..., worlds=100)
        >>> Share.of(0.0, 0.0, 0) is None
        True
        """
        if worlds <= 0:
            return None
        mean = total / worlds
        variance = max(squares / worlds - mean * mean, 0.0)
        if variance <= 1e-15 * worlds and (mean <= 0.0 or mean >= 1.0):
            adjusted = 1.0 / (worlds + 2.0)
            return cls(mean, math.sqrt(adjusted * (1.0 - adjusted) / (worlds + 2.0)), worlds)
        return cls(mean, math.sqrt(variance / max(worlds - 1, 1)), worlds)

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
        low = icd_word(max(0.0, self.share - 2 * self.se))
        high = icd_word(min(1.0, self.share + 2 * self.se))
        return low if low == high else f"{low} to {high}"

    def to_dict(self) -> dict[str, float | None]:
        """Return the share and its error as `--json` prints them; null where no world is known."""
        return {"share": self.share, "se": self.se} if self.worlds else {"share": None, "se": None}


@dataclass(frozen=True)
class Spread:
    """Where a quantity lies over the worlds: 5% below `p5`, half below `p50`, 5% above `p95`."""

    p5: float
    p50: float
    p95: float
    worlds: int

    @classmethod
    def of(cls, values: Floats) -> Spread | None:
        """Return the spread of `values` over the worlds where it could be computed, if any.

        >>> Spread.of(np.arange(101.0))
        Spread(p5=5.0, p50=50.0, p95=95.0, worlds=101)
        """
        known = values[np.isfinite(values)]
        if not known.size:
            return None
        low, middle, high = (float(v) for v in np.quantile(known, (0.05, 0.5, 0.95)))
        return cls(low, middle, high, int(known.size))

    def to_dict(self) -> dict[str, float]:
        """Return the three quantiles as `--json` prints them."""
        return {"5": self.p5, "50": self.p50, "95": self.p95}
