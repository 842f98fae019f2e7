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
from servanda.engine.whole_sums import BITS, LARGE, add_up, places_of, whole_of

__all__ = [
    "Exact",
    "Powers",
    "add_exact",
    "as_float",
    "exact_mean",
    "exact_of",
    "exact_sum",
    "split_logs",
    "split_weights",
]

Exact = dict[int, int]
"""A sum: by power of two, the whole number of 2^-48 that stands at it."""

Powers = npt.NDArray[np.int64]

_HUGE = 2.0**900


def exact_sum(values: Floats, powers: Powers | None = None) -> Exact:
    """Return the sum of `values` times two to the `powers` (0 where None), each rounded to 2^-48.

    >>> exact_sum(np.array([0.5, 0.25])) == {0: 3 * 2**46}
    True
    >>> exact_sum(np.array([0.5, 0.5]), np.array([3, -1])) == {3: 2**47, -1: 2**47}
    True
    """
    kinds, place = places_of(powers, len(values))
    halves = np.zeros((len(kinds), 2), dtype=np.int64)
    left = add_up(np.ascontiguousarray(values), place, halves)
    found = exact_of(kinds.tolist(), halves.tolist())
    if left:
        large = np.abs(values) >= LARGE
        for value, k in zip(values[large], place[large], strict=True):
            add_exact(found, {int(kinds[k]): _one(float(value))})
        found = {power: whole for power, whole in found.items() if whole}
    return found


def exact_of(kinds: list[int], halves: list[list[int]]) -> Exact:
    """Return the sum whose two halves stand at each power of two.

    >>> exact_of([0, 3], [[1, 5], [0, 0]]) == {0: 2**24 + 5}
    True
    """
    if len(kinds) == 1:  # as nearly always
        whole = whole_of(*halves[0])
        return {kinds[0]: whole} if whole else {}
    wholes = {power: whole_of(*both) for power, both in zip(kinds, halves, strict=True)}
    return {power: whole for power, whole in wholes.items() if whole}


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
