"""Sums of many numbers in whole numbers of 2^-48, power of two by power of two, in one pass.

What `exact.py` promises of sums is computed here. A sum is kept in two halves of 64 bits, of which
neither runs over for less than 2^38 chances, or 2^25 numbers as large as there are here: a chunk of
worlds has a few thousand.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled

__all__ = [
    "BITS",
    "LARGE",
    "SUMS",
    "add_up",
    "chances_added_up",
    "even_chances_added_up",
    "places_of",
    "whole_of",
]

Whole = npt.NDArray[np.int64]

BITS = 48
LOW_BITS = 24
LARGE = 2.0**14
"""From here on a number times 2^48 need not fit a machine's whole number."""

SUMS = 6
"""Sums that a share is made of: of weights asked and known, and as `chances_added_up` has them."""

_UNIT = 2.0**BITS
_LOW = (1 << LOW_BITS) - 1
_MOST_SPAN = 4_096


def places_of(powers: Whole | None, count: int) -> tuple[Whole, Whole]:
    """Return the powers that there are, rising, and at which of them each number stands.

    There may be powers in between at which none stands. Where None, all stand at power 0.

    >>> kinds, place = places_of(np.array([3, 1, 3]), 3)
    >>> kinds.tolist(), place.tolist()
    ([1, 2, 3], [2, 0, 2])
    """
    if powers is None or not count:
        return np.zeros(1, dtype=np.int64), np.zeros(count, dtype=np.int64)
    least, most = int(powers.min()), int(powers.max())
    if most - least < _MOST_SPAN:
        return np.arange(least, most + 1), powers - least
    kinds, place = np.unique(powers, return_inverse=True)
    return kinds, place.astype(np.int64)


def whole_of(high: int, low: int) -> int:
    """Return a sum given by its two halves.

    >>> whole_of(1, 5) == 2**24 + 5
    True
    """
    return (high << LOW_BITS) + low


@compiled
def add_up(values: Floats, place: Whole, found: Whole) -> int:
    """Add numbers to `found` (powers, 2), and return how many were too large and left out."""
    left = 0
    for i in range(len(values)):
        if abs(values[i]) >= LARGE:
            left += 1
            continue
        whole = np.int64(np.rint(values[i] * _UNIT))
        found[place[i], 0] += whole >> LOW_BITS
        found[place[i], 1] += whole & _LOW
    return left


@compiled
def chances_added_up(
    values: Floats, told: Floats, weights: Floats, place: Whole, found: Whole
) -> tuple[int, int]:
    """Add to `found` (6, powers, 2) what a share of weighted worlds is made of.

    In this order sums of w over the worlds asked; and over those known of w, w x, w², w² x and
    w² x², where x is a value, taken for a bound where it lies beyond 0 or 1.

    Parameters: told, the condition: a world is asked where it is above a half, and asked and
    unknown where it is no number; all are asked where it is empty.
    Returns: how many worlds were asked, and how many of them are known.
    """
    asked, known = 0, 0
    for i in range(len(values)):
        unknown = not np.isfinite(values[i])
        if len(told) > 0:
            if told[i] <= 0.5:
                continue
            unknown = unknown or not np.isfinite(told[i])
        w, k = weights[i], place[i]
        asked += 1
        whole = np.int64(np.rint(w * _UNIT))
        found[0, k, 0] += whole >> LOW_BITS
        found[0, k, 1] += whole & _LOW
        if unknown:
            continue
        known += 1
        x = min(max(values[i], 0.0), 1.0)
        square = w * w
        for which, term in enumerate((w, w * x, square, square * x, square * x * x)):
            whole = np.int64(np.rint(term * _UNIT))
            found[which + 1, k, 0] += whole >> LOW_BITS
            found[which + 1, k, 1] += whole & _LOW
    return asked, known


@compiled
def even_chances_added_up(values: Floats, told: Floats, found: Whole) -> tuple[int, int]:
    """Add to `found` (2, 2) the sums of x and x² over the worlds known, all of weight 1.

    Parameters and returns: as `chances_added_up`.
    """
    asked, known = 0, 0
    for i in range(len(values)):
        unknown = not np.isfinite(values[i])
        if len(told) > 0:
            if told[i] <= 0.5:
                continue
            unknown = unknown or not np.isfinite(told[i])
        asked += 1
        if unknown:
            continue
        known += 1
        x = min(max(values[i], 0.0), 1.0)
        whole = np.int64(np.rint(x * _UNIT))
        found[0, 0] += whole >> LOW_BITS
        found[0, 1] += whole & _LOW
        whole = np.int64(np.rint(x * x * _UNIT))
        found[1, 0] += whole >> LOW_BITS
        found[1, 1] += whole & _LOW
    return asked, known
