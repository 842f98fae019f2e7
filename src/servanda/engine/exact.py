"""Sums of numbers as whole numbers: the same to the last digit in any order and any grouping.

A number is rounded once, to a multiple of 2^-48; from there on everything is addition of whole
numbers, which commutes and associates where addition of floating-point numbers does not. Weights
that span hundreds of powers of two are kept power by power.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats

__all__ = [
    "Exact",
    "Powers",
    "add_exact",
    "as_float",
    "exact_count",
    "exact_mean",
    "exact_sum",
    "split_logs",
    "split_weights",
]

Exact = dict[int, int]
"""A sum: by power of two, the whole number of 2^-48 that stands at it."""

Powers = npt.NDArray[np.int64]

BITS = 48
LOW_BITS = 24
_LARGE = 2.0**14
"""From here on a number times 2^48 need not fit a machine's whole number."""

_HUGE = 2.0**900


def exact_sum(values: Floats, powers: Powers | None = None) -> Exact:
    """Return the sum of `values` times two to the `powers` (0 where None), each rounded to 2^-48.

    >>> exact_sum(np.array([0.5, 0.25])) == {0: 3 * 2**46}
    True
    >>> exact_sum(np.array([0.5, 0.5]), np.array([3, -1])) == {3: 2**47, -1: 2**47}
    True
    """
    if powers is None:
        total = _whole(values)
        return {0: total} if total else {}
    found: Exact = {}
    for power in np.unique(powers):
        total = _whole(values[powers == power])
        if total:
            found[int(power)] = total
    return found


def exact_count(count: int) -> Exact:
    """Return the sum of so many ones.

    >>> exact_count(3) == exact_sum(np.ones(3)), exact_count(0)
    (True, {})
    """
    return {0: count << BITS} if count else {}


def _whole(values: Floats) -> int:
    large = np.abs(values) >= _LARGE
    if large.any():
        return sum(_one(float(value)) for value in values[large]) + _whole(values[~large])
    whole = np.rint(values * 2.0**BITS).astype(np.int64)
    # In two halves: neither sum leaves 64 bits for less than 2^38 numbers.
    high, low = (whole >> LOW_BITS).sum(), (whole & ((1 << LOW_BITS) - 1)).sum()
    return (int(high) << LOW_BITS) + int(low)


def _one(value: float) -> int:
    """Return a large number in units of 2^-48, none of its digits lost."""
    return int(value * 2.0**BITS) if abs(value) < _HUGE else int(value) << BITS


def add_exact(total: Exact, more: Exact) -> None:
    """Add a sum to another one in place."""
    for power, whole in more.items():
        total[power] = total.get(power, 0) + whole


def as_float(total: Exact, top: int = 0) -> float:
    """Return a sum over two to the power of `top`, rounded.

    >>> as_float({0: 3 * 2**46, 1: 2**48}), as_float({1: 2**48}, 1)
    (2.75, 1.0)
    """
    if len(total) == 1:  # as nearly always: there is nothing to add
        ((power, whole),) = total.items()
        return math.ldexp(whole / 2**BITS, power - top)
    return math.fsum(
        math.ldexp(whole / 2**BITS, power - top) for power, whole in sorted(total.items())
    )


def exact_mean(values: Floats) -> float:
    """Return the mean of `values` as an assessment tells it: each counts to 2^-48.

    >>> exact_mean(np.array([0.0, 1.0, 1.0, 0.0]))
    0.5
    """
    return as_float(exact_sum(values)) / len(values)


def split_weights(weights: Floats) -> tuple[Floats, Powers | None]:
    """Return weights as numbers below 1 times powers of two; None where all weights are 1.

    >>> split_weights(np.array([3.0, 0.0]))
    (array([0.75, 0.  ]), array([2, 0]))
    """
    if (weights == 1.0).all():
        return weights, None
    fractions, powers = np.frexp(weights)
    return fractions, powers.astype(np.int64)


def split_logs(logs: Floats) -> tuple[Floats, Powers | None]:
    """Return weights, given by their natural logarithms, likewise; none of them overflows.

    >>> fractions, powers = split_logs(np.array([-2000.0, 0.5]))
    >>> powers.tolist()
    [-2886, 0]
    >>> split_logs(np.zeros(2))[1] is None
    True
    """
    if not logs.any():
        return np.ones(len(logs)), None
    powers = np.floor(logs / math.log(2.0))
    return np.exp(logs - powers * math.log(2.0)), powers.astype(np.int64)
