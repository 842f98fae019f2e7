"""Share a change out among its causes, whatever order they are put in.

Two versions of a case differ by several edits, and a verdict moved. Taking the edits one after
another gives a different answer for every order; the Shapley value [@Shapley1953] is the mean over
all orders, and the only rule that adds up to the whole change, treats equal edits equally and gives
nothing to an edit that never does anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import ArrayLike

from servanda.arrays import Floats
from servanda.errors import InputError

__all__ = ["Attribution", "attribute", "shapley"]

Value = Callable[[frozenset[int]], ArrayLike]
EXACT = 12
"""Up to this many edits every combination is computed (4,096 of them)."""


@dataclass(frozen=True, eq=False)
class Attribution:
    """What each edit contributed to a change.

    `share` (edits, outcomes) adds up over edits to `change`; `error` is the standard error of each
    share (zero where `exact`); `combinations` counts the cases that were computed.
    """

    names: tuple[str, ...]
    share: Floats
    error: Floats
    change: Floats
    exact: bool
    combinations: int


def attribute(
    names: Sequence[str],
    value: Value,
    *,
    rng: np.random.Generator | None = None,
    orders: int = 200,
    exact_up_to: int = EXACT,
) -> Attribution:
    """Share out the change from no edit to all edits among the edits.

    Parameters
    ----------
    names : what the edits are called
    value : gives the outcome, or an array of outcomes, with the edits of the given numbers made; it
        must give the same answer when asked twice (the same worlds each time)
    rng : drives the orders that are drawn where there are more than `exact_up_to` edits
    orders : how many orders are drawn then; each is also run backwards, which cancels much of the
        error [@Castro2009]

    Raises
    ------
    InputError : no edits, or many edits and no `rng`

    Formula: `sum over S without i of |S|! (k-|S|-1)! / k! [v(S+i) - v(S)]`.
    *Checked against* games with known Shapley values (unanimity, glove, airport).

    Example
    -------
    >>> def verdict(edits):  # the first two act only together
    ...     return 0.5 * ({0, 1} <= edits) + 0.1 * (2 in edits)
    >>> made = attribute(("front line", "honour rate", "troops"), verdict)
    >>> made.share[:, 0].round(3).tolist(), round(float(made.change[0]), 3), made.exact
    ([0.25, 0.25, 0.1], 0.6, True)
    """
    if not names:
        raise InputError(
            "there is no edit to attribute the change to; give two versions that differ"
        )
    known: dict[frozenset[int], Floats] = {}

    def ask(edits: frozenset[int]) -> Floats:
        if edits not in known:
            known[edits] = np.atleast_1d(np.asarray(value(edits), dtype=np.float64))
        return known[edits]

    count = len(names)
    exact = count <= exact_up_to
    if exact:
        share = shapley(ask, count)
        error = np.zeros_like(share)
    elif rng is None:
        raise InputError(
            f"{count} edits are too many to take in every order; give an rng to draw orders"
        )
    else:
        share, error = _from_orders(ask, count, rng, orders)
    change = ask(frozenset(range(count))) - ask(frozenset())
    return Attribution(tuple(names), share, error, change, exact, len(known))


def shapley(value: Callable[[frozenset[int]], Floats], players: int) -> Floats:
    """Give each player's Shapley value, from every combination: (players, outcomes).

    >>> shapley(lambda team: np.array([float(len(team) >= 2)]), 3).round(3).ravel().tolist()
    [0.333, 0.333, 0.333]
    """
    everyone = range(players)
    gains = []
    for player in everyone:
        others = [other for other in everyone if other != player]
        gain = np.zeros_like(value(frozenset()))
        for size in range(players):
            weight = 1.0 / (players * comb(players - 1, size))
            for chosen in combinations(others, size):
                team = frozenset(chosen)
                gain = gain + weight * (value(team | {player}) - value(team))
        gains.append(gain)
    return np.array(gains)


def _from_orders(
    ask: Callable[[frozenset[int]], Floats], count: int, rng: np.random.Generator, orders: int
) -> tuple[Floats, Floats]:
    drawn = []
    for _ in range(orders):
        order = rng.permutation(count)
        drawn.append(0.5 * (_along(ask, order) + _along(ask, order[::-1])))
    table = np.array(drawn)
    return table.mean(axis=0), table.std(axis=0, ddof=1) / np.sqrt(orders)


def _along(ask: Callable[[frozenset[int]], Floats], order: ArrayLike) -> Floats:
    """What each edit adds when they are made in this order."""
    before, made = ask(frozenset()), frozenset[int]()
    gain = np.zeros((np.size(order), len(before)))
    for edit in np.asarray(order).tolist():
        made = made | {edit}
        after = ask(made)
        gain[edit] = after - before
        before = after
    return gain
