"""Sums over worlds: what every share is made of, and the only way to make one.

Every column carries which of its worlds are known: a value that is no number is unknown. A share
counts the known ones, and is bounded by what it would be if all unknown ones spoke against it, or
for it. Worlds may be weighted by evidence. All sums are exact (`exact.py`): worlds may be added in
any order and any grouping, and every digit stays.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.exact import (
    Exact,
    Powers,
    add_exact,
    as_float,
    exact_count,
    exact_sum,
    split_logs,
    split_weights,
)

__all__ = ["EXACT_SUMS", "Sums", "Tally", "among"]

EXACT_SUMS = (
    "asked_weights", "weights", "totals", "weight_squares", "products", "squares",
)  # fmt: skip
"""The exact sums of a tally, in the order in which it is written to a file."""


@dataclass
class Tally:
    """What a share needs of some worlds: counts, and exact sums of weights w and chances x.

    `asked_weights` and `weights` are sums of w over the worlds asked and known, `totals` of w x,
    `weight_squares` of w^2, `products` of w^2 x, `squares` of w^2 x^2.
    """

    asked: int = 0
    known: int = 0
    asked_weights: Exact = field(default_factory=dict)
    weights: Exact = field(default_factory=dict)
    totals: Exact = field(default_factory=dict)
    weight_squares: Exact = field(default_factory=dict)
    products: Exact = field(default_factory=dict)
    squares: Exact = field(default_factory=dict)

    @classmethod
    def of(cls, values: Floats, weights: Floats) -> Tally:
        """Return the sums of a column of chances, 0 to 1, over worlds of such weights.

        What is a rounding error below 0 or above 1 is taken for that bound.
        """
        return cls.of_split(values, *split_weights(weights))

    @classmethod
    def of_split(cls, values: Floats, weights: Floats, powers: Powers | None) -> Tally:
        """Return the same, the weights split into fractions and `powers` of two."""
        known = np.isfinite(values)
        x = np.clip(values[known], 0.0, 1.0)
        if powers is None:
            asked, count, squares = exact_count(len(values)), exact_count(len(x)), x * x
            total = exact_sum(x)
            square = dict(total) if (squares == x).all() else exact_sum(squares)
            return cls(len(values), len(x), asked, count, total, dict(count), dict(total), square)
        w, n = weights[known], powers[known]
        return cls(
            len(values), len(x), exact_sum(weights, powers), exact_sum(w, n), exact_sum(w * x, n),
            exact_sum(w * w, 2 * n), exact_sum(w * w * x, 2 * n), exact_sum(w * w * x * x, 2 * n),
        )  # fmt: skip

    def add(self, other: Tally) -> None:
        """Add the sums of further worlds."""
        self.asked += other.asked
        self.known += other.known
        for name in EXACT_SUMS:
            add_exact(getattr(self, name), getattr(other, name))

    @property
    def _top(self) -> int:
        """The power of two of the heaviest world, in units of which weights are read."""
        return max(self.asked_weights, default=0)

    @property
    def _weight(self) -> float:
        return as_float(self.weights, self._top)

    @property
    def _weight_squares(self) -> float:
        return as_float(self.weight_squares, 2 * self._top)

    @property
    def mean(self) -> float:
        """Return the share of the known worlds; no number where there are none."""
        weight = self._weight
        return as_float(self.totals, self._top) / weight if weight > 0.0 else math.nan

    @property
    def error(self) -> float:
        """Return the standard error of the mean over independent worlds.

        With even weights, that of a sample mean; with others, that of a ratio of sums. Where all
        worlds agree that variance is zero, which is no certainty: the error is then that of one
        dissenting world among two more [@AgrestiCoull1998].
        """
        weight = self._weight
        if weight <= 0.0:
            return math.nan
        mean, effective, top = self.mean, self.effective, 2 * self._top
        spread = as_float(self.squares, top) - 2.0 * mean * as_float(self.products, top)
        variance = max(spread + mean * mean * self._weight_squares, 0.0) / (weight * weight)
        if variance <= 1e-15 and (mean <= 1e-12 or mean >= 1.0 - 1e-12):
            adjusted = 1.0 / (effective + 2.0)
            return math.sqrt(adjusted * (1.0 - adjusted) / (effective + 2.0))
        return math.sqrt(variance * effective / max(effective - 1.0, 1.0))

    @property
    def effective(self) -> float:
        """Return how many worlds of even weight these are worth."""
        squares = self._weight_squares
        return self._weight**2 / squares if squares > 0.0 else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the share if every unknown world spoke against it, and if every one for it."""
        asked = as_float(self.asked_weights, self._top)
        if asked <= 0.0:
            return 0.0, 1.0
        unknown = max(asked - self._weight, 0.0) if self.known < self.asked else 0.0
        low = as_float(self.totals, self._top) / asked
        return max(low, 0.0), min(low + unknown / asked, 1.0)


def among(columns: Mapping[str, Floats], name: str, given: str) -> tuple[Floats, Flags | None]:
    """Return a column in the worlds in which another is so, and which worlds these are.

    A condition holds where its column is above a half; a world in which the condition is unknown
    is asked and unknown. Without a condition, all worlds: then the second is None.
    """
    values = columns[name]
    if not given:
        return values, None
    told = columns[given][: len(values)]
    unknown = ~np.isfinite(told)
    asked = (told > 0.5) | unknown
    return np.where(unknown, math.nan, values)[asked], asked


@dataclass
class Sums:
    """Tallies by column, and by column and the column of worlds it is conditional on."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)

    @classmethod
    def of(
        cls, columns: Mapping[str, Floats], pairs: Iterable[tuple[str, str]], log_weights: Floats
    ) -> Sums:
        """Return the tallies of `pairs`, each a column and the one it is conditional on, or ''.

        Columns may be shorter than the others: they are then of the first worlds alone.
        """
        weights, powers = split_logs(log_weights)
        sums = cls()
        for name, given in pairs:
            if name not in columns or (given and given not in columns):
                continue
            values, asked = among(columns, name, given)
            some: slice | Flags = slice(len(columns[name])) if asked is None else asked
            n = None if powers is None else powers[: len(columns[name])][some]
            w = weights[: len(columns[name])][some]
            sums.tallies[name, given] = Tally.of_split(values, w, n)
        return sums

    @classmethod
    def weighed(
        cls, columns: Mapping[str, Floats], pairs: Iterable[tuple[str, str]], log_weights: Floats
    ) -> Sums:
        """Return the tallies of columns, each world weighed by another column as well."""
        fractions, powers = split_logs(log_weights)
        sums = cls()
        for name, by in pairs:
            weights = np.nan_to_num(columns[by])
            there = weights > 0.0
            own, own_powers = np.frexp(weights[there] * fractions[there])
            n = own_powers.astype(np.int64) + (0 if powers is None else powers[there])
            sums.tallies[name, by] = Tally.of_split(columns[name][there], own, n)
        return sums

    def add(self, other: Sums) -> None:
        """Add the sums of further worlds."""
        for pair, tally in other.tallies.items():
            self.tallies.setdefault(pair, Tally()).add(tally)

    def of_column(self, name: str, given: str = "") -> Tally:
        """Return the tally of a column; an empty one where no world was asked."""
        return self.tallies.get((name, given), Tally())
