"""Scores of forecasts of yes and no, with errors over whole clusters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from servanda.arrays import Floats

__all__ = ["Scored", "auc", "best_weight", "brier", "gain_over", "over_clusters", "shrunk"]

DRAWS = 1_000


@dataclass(frozen=True)
class Scored:
    """A score, its standard error and 90% interval over draws of whole clusters."""

    value: float
    se: float
    low: float
    high: float

    def to_dict(self) -> dict[str, float]:
        """Return it as `--json` prints it."""
        return vars(self).copy()


def auc(chances: Floats, came: Floats) -> float:
    """Return the chance that one that came was given more than one that did not, ties a half.

    NaN where all came, or none.

    >>> auc(np.array([0.9, 0.4, 0.4, 0.1]), np.array([1.0, 1.0, 0.0, 0.0]))
    0.875
    """
    yes, no = chances[came > 0.5], chances[came <= 0.5]
    if not len(yes) or not len(no):
        return float("nan")
    ahead = yes[:, None] - no[None, :]
    return float((ahead > 0).mean() + 0.5 * (ahead == 0).mean())


def brier(chances: Floats, came: Floats) -> float:
    """Return the mean squared error of the chances.

    >>> brier(np.array([0.5, 1.0]), np.array([1.0, 1.0]))
    0.125
    """
    return float(((chances - came) ** 2).mean())


def gain_over(
    chances: Floats, other: Floats, came: Floats, clusters: Sequence[str], seed: int = 0
) -> Scored:
    """Return by how much the Brier score of chances is below that of others."""
    better = (other - came) ** 2 - (chances - came) ** 2

    def mean(rows: Any) -> float:
        return float(better[rows].mean())

    return over_clusters(mean, clusters, seed)


def over_clusters(score: Callable[[Any], float], clusters: Sequence[str], seed: int = 0) -> Scored:
    """Return a score of all rows, with its error over draws of whole clusters.

    score: given the places of rows, some of them several times; NaN where it has no value, and such
    draws are left out.
    """
    names = sorted(set(clusters))
    rows = {name: [i for i, each in enumerate(clusters) if each == name] for name in names}
    rng = np.random.Generator(np.random.Philox(key=seed))
    drawn = []
    for _ in range(DRAWS):
        picked = rng.integers(0, len(names), len(names))
        drawn.append(score(np.array([row for place in picked for row in rows[names[place]]])))
    known = np.array(drawn)[np.isfinite(drawn)]
    value = score(np.arange(len(clusters)))
    if len(known) < 2:
        return Scored(value, float("nan"), float("nan"), float("nan"))
    low, high = np.quantile(known, (0.05, 0.95))
    return Scored(value, float(known.std()), float(low), float(high))


def shrunk(
    chances: Floats, rates: Floats, came: Floats, clusters: Sequence[str]
) -> tuple[Floats, Floats]:
    """Return chances drawn towards rates, and the weight each kept, fitted on other clusters.

    weight x chance + (1 - weight) x rate, the weight within 0 and 1 that has the least Brier score
    on all rows of other clusters.

    >>> came = np.array([1.0, 0.0, 1.0, 0.0])
    >>> made, weights = shrunk(came, np.full(4, 0.5), came, ["a", "b", "c", "d"])
    >>> weights.tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    weights = np.empty(len(chances))
    for name in set(clusters):
        here = np.array([each == name for each in clusters])
        weights[here] = best_weight(chances[~here], rates[~here], came[~here])
    return weights * chances + (1.0 - weights) * rates, weights


def best_weight(chances: Floats, rates: Floats, came: Floats) -> float:
    """Return the weight of chances beside rates, within 0 and 1, that has the least Brier score.

    >>> best_weight(np.array([1.0, 0.0]), np.array([0.5, 0.5]), np.array([0.75, 0.25]))
    0.5
    """
    apart, off = chances - rates, came - rates
    spread = float((apart**2).sum())
    return min(max(float((apart * off).sum()) / spread, 0.0), 1.0) if spread else 0.0
