"""What public stances, the front and violations say of a world, and how far they can be pushed.

A world is weighted by the product of the chances of what was seen. All functions take the worlds
along the first axis and know nothing of where the numbers come from.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from servanda.arrays import Floats
from servanda.errors import InputError

__all__ = [
    "acceptance_likelihood",
    "effective_sample_size",
    "front_loglik",
    "moved_by",
    "refusal_likelihood",
    "violations_loglik",
    "world_weights",
]


def refusal_likelihood(margin: npt.ArrayLike, blur: float, reliability: float) -> Floats:
    """Return the chance that a party says no to a proposal.

    margin: what signing is worth to it above refusing, by world; blur: s.d. with which it reads
    its own margin; reliability: chance that it speaks its mind, else yes or no evenly.

    >>> print(f"{refusal_likelihood(-0.03, 0.02, 0.8):.12f}")
    0.846554238985
    """
    no = ndtr(-np.asarray(margin, dtype=np.float64) / blur)
    return np.asarray(reliability * no + (1.0 - reliability) * 0.5)


def acceptance_likelihood(margin: npt.ArrayLike, blur: float, reliability: float) -> Floats:
    """Return the chance that a party says yes.

    >>> print(acceptance_likelihood(0.0, 0.02, 0.8))
    0.5
    """
    return 1.0 - refusal_likelihood(margin, blur, reliability)


def front_loglik(changes: Sequence[float], trend: npt.ArrayLike, swing: npt.ArrayLike) -> Floats:
    """Return the log-likelihood of monthly changes of the front: normal around the trend.

    >>> print(f"{front_loglik([0.0], 0.0, 1.0):.6f}")
    -0.918939
    """
    mean = np.asarray(trend, dtype=np.float64)
    deviation = np.asarray(swing, dtype=np.float64)
    total = np.zeros(np.broadcast(mean, deviation).shape)
    for change in changes:
        total = total - 0.5 * ((change - mean) / deviation) ** 2
    return np.asarray(total - len(changes) * (np.log(deviation) + 0.5 * math.log(2.0 * math.pi)))


def violations_loglik(count: int, months: float, rate: npt.ArrayLike) -> Floats:
    """Return the log-likelihood of a count of violations: Poisson with `rate` a month.

    >>> print(f"{violations_loglik(3, 12.0, 0.2):.12f}")
    -1.565353257166
    """
    mean = np.asarray(rate, dtype=np.float64) * months
    with np.errstate(divide="ignore"):
        seen = count * np.log(mean) if count else np.zeros(mean.shape)
    return np.asarray(seen - mean - math.lgamma(count + 1))


def world_weights(logliks: Sequence[npt.ArrayLike], worlds: int) -> Floats:
    """Return the weight of each world, adding to 1; even without evidence.

    Raises `InputError` where what was seen is impossible in every world.

    >>> world_weights([[0.0, 0.0]], 2).tolist()
    [0.5, 0.5]
    """
    total = np.zeros(worlds)
    for loglik in logliks:
        total = total + np.asarray(loglik, dtype=np.float64)
    best = float(np.max(total))
    if not math.isfinite(best):
        raise InputError(
            "what was seen is impossible in every world: lower its reliability, or widen the "
            "ranges of the case that rule it out"
        )
    weights = np.exp(total - best)
    return np.asarray(weights / weights.sum())


def effective_sample_size(weights: npt.ArrayLike) -> float:
    """Return how many even-handed worlds the weighted ones are worth: ``1 / sum w^2``.

    >>> effective_sample_size([0.5, 0.5, 0.0])
    2.0
    """
    return float(1.0 / np.sum(np.asarray(weights, dtype=np.float64) ** 2))


def moved_by(values: npt.ArrayLike, logliks: Sequence[npt.ArrayLike]) -> tuple[float, list[float]]:
    """Return the weighted mean of `values`, and how much of it each event moved.

    An event's push is the mean with all events less the mean without it.

    >>> mean, pushes = moved_by([0.0, 1.0], [[0.0, 0.0]])
    >>> mean, pushes
    (0.5, [0.0])
    """
    array = np.asarray(values, dtype=np.float64)
    mean = float(np.sum(world_weights(logliks, len(array)) * array))
    pushes = []
    for left_out in range(len(logliks)):
        rest = [loglik for i, loglik in enumerate(logliks) if i != left_out]
        pushes.append(mean - float(np.sum(world_weights(rest, len(array)) * array)))
    return mean, pushes
