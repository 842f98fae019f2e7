"""Groups of decision makers: what one reaches together, and what can happen at the same time."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Flags, Ints, Longs
from servanda.compiled import compiled

__all__ = ["foresee", "reach_from", "spoiled"]


@compiled
def reach_from(starts: Longs, targets: Ints, start: int, movers: Flags) -> Flags:
    """Mark the states that `movers` can reach from `start` by a legal sequence of moves."""
    makers, width = starts.shape
    states = width - 1
    found = np.zeros(states, dtype=np.bool_)
    seen = np.zeros((makers, states), dtype=np.bool_)
    stack = np.empty(makers * states + 1, dtype=np.int64)
    stack[0] = start * (makers + 1) + makers
    top = 1
    while top > 0:
        top -= 1
        place = stack[top] // (makers + 1)
        last = stack[top] % (makers + 1)
        for j in range(makers):
            if not movers[j] or j == last:
                continue
            for a in range(starts[j, place], starts[j, place + 1]):
                t = targets[a]
                found[t] = True
                if not seen[j, t]:
                    seen[j, t] = True
                    stack[top] = t * (makers + 1) + j
                    top += 1
    return found


@compiled
def spoiled(
    code: int,
    own: Longs,
    changes: Longs,
    bounds: Longs,
    ordered: Longs,
    deterred: Flags,
    witness: Longs,
) -> bool:
    """Whether the change `own` of the pattern `code` can be spoiled by others moving at once.

    Parameters: `changes`: what each of the others could change, theirs from `bounds[j]` to
    `bounds[j + 1]`; each picks one or none; `ordered`: all feasible patterns, ascending;
    `deterred`: for each of these whether landing there deters. The choice that spoils is written
    to `witness` (-1: stays put).
    """
    others = bounds.shape[0] - 1
    witness[:] = -1
    while True:
        landing = code ^ own[0]
        for j in range(others):
            if witness[j] >= 0:
                landing ^= changes[bounds[j] + witness[j]]
        at = np.searchsorted(ordered, landing)
        if at < ordered.shape[0] and ordered[at] == landing and deterred[at]:
            return True
        j = 0
        while j < others:
            witness[j] += 1
            if witness[j] < bounds[j + 1] - bounds[j]:
                break
            witness[j] = -1
            j += 1
        if j == others:
            return False


@compiled
def foresee(
    starts: Longs, targets: Ints, ranks: Ints, ends: Ints, first: bool
) -> tuple[Ints, Ints]:
    """Look one move further ahead than `ends` does.

    Parameters: `ends`: (decision makers, states), where each, having the move there, expects things
    to end; `first`: whether `ends` is no look ahead at all. Returns the same one move further, and
    the move chosen there (-1: stay).

    Whoever moves expects the worst for itself among what the others, any of whom may be next, would
    make of the state; of equals the first. It moves only to what is strictly better than staying.
    """
    makers, states = ends.shape
    further = np.empty_like(ends)
    chosen = np.full_like(ends, -1)
    for i in range(makers):
        for s in range(states):
            best = s
            for a in range(starts[i, s], starts[i, s + 1]):
                t = targets[a]
                end = t
                if not first:
                    end = -1
                    for j in range(makers):
                        if j != i and (end < 0 or ranks[i, ends[j, t]] < ranks[i, end]):
                            end = ends[j, t]
                if end < 0:  # nobody else is there to move next
                    end = t
                if ranks[i, end] > ranks[i, best]:
                    best = end
                    chosen[i, s] = t
            further[i, s] = best
    return further, chosen
