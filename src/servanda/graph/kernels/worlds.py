"""Many preference worlds of one small model: rank, flood and count, one world after another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Ints, Longs
from servanda.compiled import compiled
from servanda.graph.kernels.arcs import (
    after_counter,
    flood_landings,
    leaves_open,
    settle_order,
)

__all__ = ["count_worlds", "rank_row"]


@compiled
def rank_row(utility: NDArray[np.float64], order: Longs, ranks: Ints) -> None:
    """Write the dense ranks of a row of utilities; `order` is scratch.

    An insertion sort that starts from the order left by the row before: worlds differ little.
    """
    states = utility.shape[0]
    for a in range(1, states):
        s = order[a]
        value = utility[s]
        b = a - 1
        while b >= 0 and utility[order[b]] > value:
            order[b + 1] = order[b]
            b -= 1
        order[b + 1] = s
    rank = 0
    for a in range(states):
        if a > 0 and utility[order[a]] > utility[order[a - 1]]:
            rank += 1
        ranks[order[a]] = rank


@compiled
def count_worlds(
    utilities: NDArray[np.float64],
    starts: Longs,
    targets: Ints,
    into: Longs,
    sources: Ints,
    transitive: bool,
    rules: Longs,
    stable_in: Longs,
    equilibrium_in: Longs,
    goal: int,
    reached: NDArray[np.bool_],
) -> None:
    """Count in how many worlds each state is stable, and an equilibrium.

    Parameters: `utilities`: (worlds, decision makers, states); `rules`: one row a concept: whether
    sanctions count, whether they must be credible, whether they must be final; `stable_in`:
    (concepts, decision makers, states), added to; `equilibrium_in`: (concepts, states), added to;
    `reached`: (concepts, worlds), whether the state `goal` is an equilibrium; goal -1: not asked.
    """
    worlds, makers, states = utilities.shape
    concepts = rules.shape[0]
    ranks = np.empty((makers, states), dtype=np.int32)
    orders = np.empty((makers, states), dtype=np.int64)
    for i in range(makers):
        orders[i] = np.arange(states)
    order = np.empty(states, dtype=np.int32)
    counts = np.empty(states + 2, dtype=np.int32)
    worst = np.empty(states, dtype=np.int32)
    settled = np.empty((makers, states), dtype=np.int32)
    stack = np.empty(makers * states, dtype=np.int64)
    stays = np.empty(states, dtype=np.bool_)
    everyone = np.empty((concepts, states), dtype=np.bool_)
    for w in range(worlds):
        for i in range(makers):
            rank_row(utilities[w, i], orders[i], ranks[i])
        everyone[:] = True
        for i in range(makers):
            best = after_counter(starts, targets, ranks, i)
            for c in range(concepts):
                if rules[c, 0]:
                    landing = best if rules[c, 2] else ranks[i]
                    if rules[c, 2]:
                        settle_order(landing, order, counts)
                    else:
                        order[:] = orders[i]
                    flood_landings(
                        into,
                        sources,
                        order,
                        landing,
                        ranks,
                        i,
                        rules[c, 1] != 0,
                        transitive,
                        worst,
                        settled,
                        stack,
                    )
                    leaves_open(starts, targets, ranks, worst, i, stays)
                else:
                    for s in range(states):
                        stays[s] = best[s] == ranks[i, s]
                for s in range(states):
                    if stays[s]:
                        stable_in[c, i, s] += 1
                    else:
                        everyone[c, s] = False
        for c in range(concepts):
            for s in range(states):
                if everyone[c, s]:
                    equilibrium_in[c, s] += 1
            if goal >= 0:
                reached[c, w] = everyone[c, goal]
