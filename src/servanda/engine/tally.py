"""Sums over worlds: what every share is made of, and the only way to make one.

Every column carries which of its worlds are known: a value that is no number is unknown. A share
counts the known ones, and is bounded by what it would be if all unknown ones spoke against it, or
for it. Worlds may be weighted by evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from servanda.arrays import Floats

__all__ = ["Sums", "Tally"]


@dataclass
class Tally:
    """What a share needs of some worlds: counts, and sums of weights, values and their squares."""

    asked: int = 0
    known: int = 0
    asked_weight: float = 0.0
    weight: float = 0.0
    total: float = 0.0
    weight_squares: float = 0.0
    products: float = 0.0
    squares: float = 0.0

    @classmethod
    def of(cls, values: Floats, weights: Floats) -> Tally:
        """Return the sums of a column of chances over worlds of such weights."""
        known = np.isfinite(values)
        x, w = values[known], weights[known]
        return cls(
            len(values), len(x), float(weights.sum()), float(w.sum()), float((w * x).sum()),
            float((w * w).sum()), float((w * w * x).sum()), float((w * w * x * x).sum()),
        )  # fmt: skip

    def add(self, other: Tally, scale: float = 1.0) -> None:
        """Add the sums of further worlds, whose weights are to be multiplied by `scale`."""
        self.asked += other.asked
        self.known += other.known
        self.asked_weight += scale * other.asked_weight
        self.weight += scale * other.weight
        self.total += scale * other.total
        self.weight_squares += scale * scale * other.weight_squares
        self.products += scale * scale * other.products
        self.squares += scale * scale * other.squares

    def scale(self, factor: float) -> None:
        """Multiply all weights by `factor`."""
        empty = Tally()
        empty.add(self, factor)
        vars(self).update(vars(empty))

    @property
    def mean(self) -> float:
        """Return the share of the known worlds; no number where there are none."""
        return self.total / self.weight if self.weight > 0.0 else math.nan

    @property
    def error(self) -> float:
        """Return the standard error of the mean over independent worlds.

        With even weights, that of a sample mean; with others, that of a ratio of sums. Where all
        worlds agree that variance is zero, which is no certainty: the error is then that of one
        dissenting world among two more [@AgrestiCoull1998].
        """
        if self.weight <= 0.0:
            return math.nan
        mean, effective = self.mean, self.effective
        spread = self.squares - 2.0 * mean * self.products + mean * mean * self.weight_squares
        variance = max(spread, 0.0) / (self.weight * self.weight)
        if variance <= 1e-15 and (mean <= 1e-12 or mean >= 1.0 - 1e-12):
            adjusted = 1.0 / (effective + 2.0)
            return math.sqrt(adjusted * (1.0 - adjusted) / (effective + 2.0))
        return math.sqrt(variance * effective / max(effective - 1.0, 1.0))

    @property
    def effective(self) -> float:
        """Return how many worlds of even weight these are worth."""
        return self.weight**2 / self.weight_squares if self.weight_squares > 0.0 else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the share if every unknown world spoke against it, and if every one for it."""
        if self.asked_weight <= 0.0:
            return 0.0, 1.0
        unknown = max(self.asked_weight - self.weight, 0.0) if self.known < self.asked else 0.0
        low = self.total / self.asked_weight
        return max(low, 0.0), min(low + unknown / self.asked_weight, 1.0)


@dataclass
class Sums:
    """Tallies by column, and by column and the column of worlds it is conditional on.

    Weights are kept relative to the heaviest world so far, so that none of them overflows.
    """

    log_scale: float = -math.inf
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)

    @classmethod
    def of(
        cls, columns: Mapping[str, Floats], pairs: Iterable[tuple[str, str]], log_weights: Floats
    ) -> Sums:
        """Return the tallies of `pairs`, each a column and the one it is conditional on, or ''.

        A condition holds where its column is above a half; a world in which the condition is
        unknown is asked and unknown.
        """
        scale = float(np.max(log_weights, initial=-math.inf))
        weights = (
            np.exp(log_weights - scale) if math.isfinite(scale) else np.zeros_like(log_weights)
        )
        sums = cls(scale)
        for name, given in pairs:
            if name not in columns or (given and given not in columns):
                continue
            values, taken = columns[name], weights
            if given:
                among = (columns[given] > 0.5) | ~np.isfinite(columns[given])
                values = np.where(np.isfinite(columns[given]), values, math.nan)[among]
                taken = weights[among]
            sums.tallies[name, given] = Tally.of(values, taken)
        return sums

    def add(self, other: Sums) -> None:
        """Add the sums of the next worlds."""
        if other.log_scale > self.log_scale:
            factor = math.exp(self.log_scale - other.log_scale)
            for tally in self.tallies.values():
                tally.scale(factor)
            self.log_scale = other.log_scale
        lighter = other.log_scale - self.log_scale
        factor = math.exp(lighter) if math.isfinite(lighter) else 0.0
        for pair, tally in other.tallies.items():
            self.tallies.setdefault(pair, Tally()).add(tally, factor)

    def of_column(self, name: str, given: str = "") -> Tally:
        """Return the tally of a column; an empty one where no world was asked."""
        return self.tallies.get((name, given), Tally())
