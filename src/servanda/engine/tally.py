"""Sums over worlds: what every share is made of, and the only way to make one.

Every column carries which of its worlds are known: a value that is no number is unknown. A share
counts the known ones, and is bounded by what it would be if all unknown ones spoke against it, or
for it. Worlds may be weighted by evidence. All sums are exact (`exact.py`): worlds may be added in
any order and any grouping, and every digit stays.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.engine.exact import (
    Exact,
    Powers,
    as_float,
    exact_of,
    split_logs,
    split_weights,
)
from servanda.engine.whole_sums import (
    BITS,
    SUMS,
    chances_added_up,
    even_chances_added_up,
    places_of,
    whole_of,
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
        return _tallies([(values, _ALL)], weights, powers)[0]

    def add(self, other: Tally) -> None:
        """Add the sums of further worlds."""
        self.asked += other.asked
        self.known += other.known
        for total, more in (
            (self.asked_weights, other.asked_weights), (self.weights, other.weights),
            (self.totals, other.totals), (self.weight_squares, other.weight_squares),
            (self.products, other.products), (self.squares, other.squares),
        ):  # fmt: skip
            for power, whole in more.items():  # `add_exact`, without the way there
                total[power] = total.get(power, 0) + whole

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


_ALL: Floats = np.zeros(0)
"""The column of a condition that always holds."""


def _tallies(
    asked: Sequence[tuple[Floats, Floats]], weights: Floats, powers: Powers | None
) -> list[Tally]:
    """Return the tally of each column over the worlds in which its condition holds (`among`).

    Columns may be shorter than the weights: they are then of the first worlds alone.
    """
    assert all(not len(told) or len(told) >= len(values) for values, told in asked)
    if powers is None:
        return [_even(*map(np.ascontiguousarray, columns)) for columns in asked]
    kinds, place = places_of(powers, len(weights))
    found = np.zeros((len(asked), SUMS, len(kinds), 2), dtype=np.int64)
    counts = []
    for k, columns in enumerate(asked):
        values, told = map(np.ascontiguousarray, columns)
        counts.append(chances_added_up(values, told, weights, place, found[k]))
    once, twice = kinds.tolist(), (2 * kinds).tolist()
    by_sum = (once, once, once, twice, twice, twice)
    return [
        Tally(*count, *map(exact_of, by_sum, sums))
        for count, sums in zip(counts, found.tolist(), strict=True)
    ]


def _even(values: Floats, told: Floats) -> Tally:
    """Return the tally of a column over worlds that all count alike."""
    found = np.zeros((2, 2), dtype=np.int64)
    asked, known = even_chances_added_up(values, told, found)
    total, squares = (whole_of(*halves) for halves in found.tolist())
    sums = (asked << BITS, known << BITS, total, known << BITS, total, squares)
    return Tally(asked, known, *({0: each} if each else {} for each in sums))


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
        there = [(n, by) for n, by in pairs if n in columns and (not by or by in columns)]
        asked = [(columns[name], columns[by] if by else _ALL) for name, by in there]
        return cls(dict(zip(there, _tallies(asked, weights, powers), strict=True)))

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
