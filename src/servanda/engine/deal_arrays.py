"""A deal as a compiled kernel takes it."""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.engine.contract import Deal

__all__ = ["DealArrays", "arrays_of"]

Counts = npt.NDArray[np.int64]


class DealArrays(NamedTuple):
    """The arrays of a `Deal`, as a compiled kernel takes them."""

    phase: Counts
    terms: Floats
    line: Floats
    power: Floats
    keeps: Floats
    lapse: Floats
    payments: Floats
    payment_block: Counts
    response_shift: Floats
    response_cost: Floats
    against: Floats
    beside: Floats
    backs: Floats
    true: Floats
    host_leaves: Floats
    response_from: Floats
    party: Floats
    world: Floats


_NAMES = tuple(each.name for each in fields(Deal))


def arrays_of(deal: Deal) -> DealArrays:
    """Return the arrays of `deal`, contiguous, as the kernel takes them."""
    return DealArrays(*(np.ascontiguousarray(getattr(deal, name)) for name in _NAMES))
