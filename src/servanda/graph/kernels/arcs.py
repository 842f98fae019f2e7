"""Listed arcs: floods that keep to legal sequences, in which nobody moves twice in succession."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Flags, Ints, Longs
from servanda.compiled import compiled

__all__ = ["after_counter", "flood_landings", "leaves_open", "reaches", "settle_order"]


@compiled
def after_counter(starts: Longs, targets: Ints, ranks: Ints, focal: int) -> Ints:
    """Give each state the best the focal decision maker can make of it by one move or none."""
    best: Ints = ranks[focal].copy()
    for s in range(best.shape[0]):
        for a in range(starts[focal, s], starts[focal, s + 1]):
            if ranks[focal, targets[a]] > best[s]:
                best[s] = ranks[focal, targets[a]]
    return best


@compiled
def settle_order(values: Ints, out: Ints, counts: Ints) -> None:
    """Write the states in ascending order of `values` to `out`; `counts` is scratch, states + 2."""
    counts[:] = 0
    for s in range(values.shape[0]):
        counts[values[s] + 1] += 1
    for v in range(values.shape[0]):
        counts[v + 1] += counts[v]
    for s in range(values.shape[0]):
        out[counts[values[s]]] = s
        counts[values[s]] += 1


@compiled
def flood_transitive(
    into: Longs,
    sources: Ints,
    order: Ints,
    landing: Ints,
    ranks: Ints,
    focal: int,
    credible: bool,
    worst: Ints,
    stack: NDArray[np.int64],
) -> None:
    """Do what `flood_landings` does where moves are transitive: one node a state is enough."""
    makers = into.shape[0]
    worst[:] = -1
    for seed in order:
        if worst[seed] >= 0:
            continue
        value = landing[seed]
        worst[seed] = value
        stack[0] = seed
        top = 1
        while top > 0:
            top -= 1
            z = stack[top]
            for j in range(makers):
                if j == focal:
                    continue
                rank = ranks[j, z]
                for a in range(into[j, z], into[j, z + 1]):
                    y = sources[a]
                    if worst[y] < 0 and (not credible or rank > ranks[j, y]):
                        worst[y] = value
                        stack[top] = y
                        top += 1


@compiled
def flood_landings(
    into: Longs,
    sources: Ints,
    order: Ints,
    landing: Ints,
    ranks: Ints,
    focal: int,
    credible: bool,
    transitive: bool,
    worst: Ints,
    settled: Ints,
    stack: NDArray[np.int64],
) -> None:
    """Write, for each state, the worst landing the others can bring about from it to `worst`.

    Nodes are (state, last mover): whoever moved last may not move next. Where moves are transitive
    that rule takes nothing away. Landings are taken in ascending order, so each node is settled
    once.

    Scratch: `settled` (makers, states), `stack` (makers x states).
    """
    if transitive:
        flood_transitive(into, sources, order, landing, ranks, focal, credible, worst, stack)
        return
    makers = into.shape[0]
    settled[:] = -1
    worst[:] = landing
    for seed in order:
        value = landing[seed]
        top = 0
        for j in range(makers):
            if j != focal and settled[j, seed] < 0:
                settled[j, seed] = value
                stack[top] = seed * makers + j
                top += 1
        while top > 0:
            top -= 1
            z = stack[top] // makers
            last = stack[top] % makers
            # z was reached by the last mover's move from y.
            for a in range(into[last, z], into[last, z + 1]):
                y = sources[a]
                if credible and ranks[last, z] <= ranks[last, y]:
                    continue
                if value < worst[y]:
                    worst[y] = value
                for before in range(makers):
                    if before != last and before != focal and settled[before, y] < 0:
                        settled[before, y] = value
                        stack[top] = y * makers + before
                        top += 1


@compiled
def leaves_open(
    starts: Longs, targets: Ints, ranks: Ints, worst: Ints, focal: int, out: Flags
) -> None:
    """Mark in `out` the states that every improvement of the focal decision maker is deterred from.

    A move to t is an open improvement from s iff t is better than s and so is the worst that t can
    be turned into.
    """
    for s in range(worst.shape[0]):
        rank = ranks[focal, s]
        out[s] = True
        for a in range(starts[focal, s], starts[focal, s + 1]):
            t = targets[a]
            if ranks[focal, t] > rank and worst[t] > rank:
                out[s] = False
                break


@compiled
def reaches(into: Longs, sources: Ints, goal: Flags, movers: Flags) -> Flags:
    """Mark the states from which `movers` can reach a `goal` by a legal sequence of moves.

    A goal does not count as reached from itself without a move.

    Arcs are given backwards; an arc that may not be used must not be among them. The rule that
    nobody moves twice in succession is kept even where moves are transitive: it still forbids to
    leave and come straight back, which counts where a state is both a temptation and a deterrent.
    """
    makers = into.shape[0]
    states = goal.shape[0]
    found = np.zeros(states, dtype=np.bool_)
    settled = np.zeros((makers, states), dtype=np.bool_)
    stack = np.empty(makers * states, dtype=np.int64)
    top = 0
    for z in range(states):
        if goal[z]:
            for j in range(makers):
                if movers[j]:
                    settled[j, z] = True
                    stack[top] = z * makers + j
                    top += 1
    while top > 0:
        top -= 1
        z = stack[top] // makers
        j = stack[top] % makers
        for a in range(into[j, z], into[j, z + 1]):
            y = sources[a]
            found[y] = True
            for before in range(makers):
                if movers[before] and not settled[before, y] and before != j:
                    settled[before, y] = True
                    stack[top] = y * makers + before
                    top += 1
    return found
