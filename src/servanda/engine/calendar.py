"""The time of a deal, in blocks of like months: fine at first, coarse later, cut at changes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.errors import InputError

__all__ = ["blocks_for", "phases_for", "starts_of"]

Counts = npt.NDArray[np.int64]

PATTERN = ((12, 1), (60, 3), (120, 6), (240, 12))
"""Blocks of so many months (second) until that month (first)."""

COARSE = ((3, 1), (12, 3), (36, 6), (120, 12), (240, 24))
"""The same for what few worlds tell of a verdict."""

COARSEST = ((12, 6), (240, 12))
"""The same for exploring."""

FIVE_YEARS = ((12, 6), (60, 12), (120, 60))
"""The same while the hand moves: year by year to the fifth, which verdicts are of, then at one go.
"""


def blocks_for(
    months: int, cuts: Iterable[int] = (), pattern: tuple[tuple[int, int], ...] = PATTERN
) -> Floats:
    """Return the lengths of blocks that cover `months` and never straddle one of the `cuts`.

    Years end at the end of a block as well, so that survival is told where it is computed.

    >>> blocks = blocks_for(120)
    >>> len(blocks), blocks[:2].tolist(), blocks[-2:].tolist()
    (38, [1.0, 1.0], [6.0, 6.0])
    >>> blocks_for(24, cuts=[14]).tolist()[12:]
    [2.0, 1.0, 3.0, 3.0, 3.0]
    """
    if months < 1:
        raise InputError(f"months: a deal is followed for {months} months; use 120 or 240")
    ends = {months, *(cut for cut in cuts if 0 < cut < months)}
    begin = 0
    for until, step in pattern:
        ends.update(range(begin, min(until, months), step))
        begin = until
    ends.update(range(begin, months, 12))
    edges = np.array(sorted(ends | {0}), dtype=np.float64)
    return np.diff(edges)


def starts_of(blocks: Floats) -> Floats:
    """Return the month in which each block begins.

    >>> starts_of(np.array([1.0, 1.0, 3.0])).tolist()
    [0.0, 1.0, 2.0]
    """
    return np.concatenate([[0.0], np.cumsum(blocks)[:-1]])


def phases_for(blocks: Floats, begins: Iterable[int]) -> Counts:
    """Return the phase in force in each block, where phase i begins in the i-th month of `begins`.

    >>> phases_for(np.array([12.0, 12.0, 12.0]), [0, 24]).tolist()
    [0, 0, 1]
    """
    months = np.asarray(list(begins), dtype=np.float64)
    return np.searchsorted(months, starts_of(blocks), side="right").astype(np.int64) - 1
