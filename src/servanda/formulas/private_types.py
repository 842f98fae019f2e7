"""What the others know of a party's running cost: its range, as a few weighted quantiles."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.errors import InputError

__all__ = ["quantile_nodes"]


def quantile_nodes(types: int) -> tuple[Floats, Floats]:
    """Return the quantiles of the range at which types are placed, and their weights.

    Gauss-Legendre nodes on [0, 1]: with three the five-year survival errs by 3.5e-4 against
    fifteen. No types: everybody knows the cost.

    >>> quantiles, weights = quantile_nodes(1)
    >>> quantiles.tolist(), weights.tolist()
    ([0.5], [1.0])
    """
    if types < 0:
        raise InputError(f"types: {types} types cannot be placed; use 0 (known), 1, 2 or 3")
    if types == 0:
        return np.zeros(0), np.zeros(0)
    points, weights = np.polynomial.legendre.leggauss(types)
    return (points + 1.0) / 2.0, weights / 2.0
