"""Where what is short along a line of values comes to nothing, world by world."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Floats
from servanda.formulas.levers import cost_that_tips

__all__ = ["first_crossing", "tipping_cost"]


def first_crossing(at: Floats, short: Floats) -> Floats:
    """Return where what is short along `at` first is nothing; NaN where never.

    >>> short = np.array([[0.3, 0.5], [0.1, 0.4], [-0.1, 0.3]])
    >>> first_crossing(np.array([0.0, 1.0, 2.0]), short)
    array([1.5, nan])
    """
    found = np.full(short.shape[1], np.nan)
    below = short <= 0.0
    for place in range(len(at) - 1, 0, -1):
        here = below[place] & ~below[place - 1]
        fall = np.where(here, short[place - 1] - short[place], 1.0)
        share = np.where(here, short[place - 1] / fall, 0.0)
        found = np.where(here, at[place - 1] + share * (at[place] - at[place - 1]), found)
    return np.where(below[0], at[0], found)


def tipping_cost(at: Floats, short: Floats) -> Floats:
    """Return the least cost at which nothing is short of signing; NaN where there is none.

    >>> tipping_cost(np.array([0.0, 1.0, 2.0]), np.array([[0.5, 0.2], [0.3, 0.1], [-0.1, 0.1]]))
    array([1.75,  nan])
    """
    found, signs = np.full(short.shape[1], np.nan), np.zeros(short.shape[1])
    for place in range(len(at) - 1, 0, -1):
        here = (short[place] <= 0.0) & (short[place - 1] > 0.0)
        between = cost_that_tips(
            w_free=np.where(here, short[place - 1], 1.0),
            w_one=np.where(here, short[place], 0.0),
            deal=signs,
        )["c_star"]
        found = np.where(here, at[place - 1] + between * (at[place] - at[place - 1]), found)
    return np.where(short[0] <= 0.0, at[0], found)
