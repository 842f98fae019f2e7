"""Option form as a cube: values over all patterns, moved along bits, never along listed arcs.

A slot is a pattern's number with each decision maker's bits side by side (see `moves.OptionMoves`).
Slots whose rank is -1 are infeasible. A *cell* is the slots that one decision maker can interchange
freely: they differ in its free bits only.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Ints
from servanda.compiled import compiled

__all__ = ["block_best", "block_worst", "cell_lists", "flood_steps", "order_by", "sweep_steps"]


@compiled
def block_best(values: Ints, low: int, free: int, oneway: int) -> None:
    """Give each slot the highest value that one move of the block's owner, or none, leads to.

    In place. One pass a bit: a move may change any of the bits at once, so the best over them all
    is the best over one bit after another, through infeasible slots too.
    """
    size = values.shape[0]
    for bit in range(low, low + free + oneway):
        stride = 1 << bit
        falls = bit < low + free
        for base in range(0, size, 2 * stride):
            for a in range(base, base + stride):
                b = a + stride
                if values[b] > values[a]:
                    values[a] = values[b]
                elif falls:
                    values[b] = values[a]


@compiled
def block_worst(values: Ints, low: int, free: int, oneway: int) -> None:
    """Give each slot the lowest value that one move of the block's owner, or none, leads to.

    In place; for use where every pattern is feasible.
    """
    size = values.shape[0]
    for bit in range(low, low + free + oneway):
        stride = 1 << bit
        falls = bit < low + free
        for base in range(0, size, 2 * stride):
            for a in range(base, base + stride):
                b = a + stride
                if values[b] < values[a]:
                    values[a] = values[b]
                elif falls:
                    values[b] = values[a]


@compiled
def order_by(values: Ints, highest: int) -> Ints:
    """List the slots with a value, in ascending order of it: a counting sort."""
    starts = np.zeros(highest + 2, dtype=np.int32)
    for s in range(values.shape[0]):
        if values[s] >= 0:
            starts[values[s] + 1] += 1
    for v in range(highest + 1):
        starts[v + 1] += starts[v]
    out = np.empty(starts[highest + 1], dtype=np.int32)
    for s in range(values.shape[0]):
        v = values[s]
        if v >= 0:
            out[starts[v]] = s
            starts[v] += 1
    return out


@compiled
def cell_lists(order: Ints, size: int, low: int, free: int) -> tuple[Ints, Ints]:
    """List the members of each cell in the given order; return (members, how many in each cell)."""
    members = np.empty(size, dtype=np.int32)
    count = np.zeros(size >> free, dtype=np.int32)
    below = (1 << low) - 1
    for k in range(order.shape[0]):
        s = order[k]
        cell = ((s >> (low + free)) << low) | (s & below)
        members[(cell << free) + count[cell]] = s
        count[cell] += 1
    return members, count


@compiled
def flood_steps(
    order: Ints,
    landing: Ints,
    ranks: Ints,
    members: Ints,
    counts: Ints,
    firsts: NDArray[np.int64],
    blocks: NDArray[np.int64],
    focal: int,
    credible: bool,
) -> Ints:
    """Give each slot the worst landing the others can bring about from it, or staying put.

    Seeds are taken in ascending order of their landing, so the first that reaches a slot is the
    worst that ever will, and each slot is settled once. Going backwards from a slot, the owner of a
    block may have come from any slot of the same cell (of lower rank only, if its steps must be
    improvements), or of a cell whose one-way bits it has since raised. Each cell's members lie in
    ascending order of its owner's rank, and everything below a mark is settled, so that a cell is
    walked once, not once an arc.

    Parameters: `order`: slots by `landing`; `ranks`: (decision makers, slots); `members`: (decision
    makers, slots), see `cell_lists`; `counts`: the sizes of all cells, those of decision maker j
    from `firsts[j]`; `blocks`: rows of low, free, oneway; `focal` does not move; `credible`: steps
    must be improvements for whoever takes them.
    """
    size = landing.shape[0]
    makers = blocks.shape[0]
    worst = np.full(size, -1, dtype=np.int32)
    marks = np.zeros(counts.shape[0], dtype=np.int32)
    stack = np.empty(order.shape[0], dtype=np.int32)
    for k in range(order.shape[0]):
        seed = order[k]
        if worst[seed] >= 0:
            continue
        value = landing[seed]
        worst[seed] = value
        stack[0] = seed
        top = 1
        while top > 0:
            top -= 1
            t = np.int64(stack[top])
            for j in range(makers):
                if j == focal:
                    continue
                low, free, oneway = blocks[j, 0], blocks[j, 1], blocks[j, 2]
                cell = ((t >> (low + free)) << low) | (t & ((1 << low) - 1))
                rising = ((1 << oneway) - 1) << low
                raised = cell & rising
                part = raised
                while True:
                    c = (cell & ~rising) | part
                    mark = marks[firsts[j] + c]
                    end = counts[firsts[j] + c]
                    base = c << free
                    while mark < end:
                        s = members[j, base + mark]
                        if credible and ranks[j, s] >= ranks[j, t]:
                            break
                        mark += 1
                        if worst[s] < 0:
                            worst[s] = value
                            stack[top] = s
                            top += 1
                    marks[firsts[j] + c] = mark
                    if part == 0:
                        break
                    part = (part - 1) & raised  # the next smaller subset of the raised bits
    return worst


@compiled
def sweep_steps(
    worst: Ints,
    ranks: Ints,
    members: Ints,
    counts: Ints,
    firsts: NDArray[np.int64],
    blocks: NDArray[np.int64],
    focal: int,
    credible: bool,
    rounds: int,
) -> bool:
    """Lower `worst` by what one more step of each of the others brings, until nothing changes.

    The same as `flood_steps`, in place and in the order of memory: far fewer cache misses, but up
    to one round for each step of the longest way that matters. Returns False when `rounds` were
    not enough.

    Within a cell, and from it to each cell whose one-way bits are raised further, members are
    walked from the highest rank down, keeping the lowest value seen above.
    """
    makers = blocks.shape[0]
    for _ in range(rounds):
        changed = False
        for j in range(makers):
            if j == focal:
                continue
            low, free, oneway = blocks[j, 0], blocks[j, 1], blocks[j, 2]
            rising = ((1 << oneway) - 1) << low
            for cell in range(worst.shape[0] >> free):
                size = counts[firsts[j] + cell]
                base = cell << free
                spare = rising & ~cell
                part = spare
                while True:
                    above = cell | part
                    p = counts[firsts[j] + above] - 1
                    up = above << free
                    lowest = np.int32(2147483647)
                    for a in range(size - 1, -1, -1):
                        s = members[j, base + a]
                        while p >= 0:
                            t = members[j, up + p]
                            if credible and ranks[j, t] <= ranks[j, s]:
                                break
                            lowest = min(lowest, worst[t])
                            p -= 1
                        if lowest < worst[s]:
                            worst[s] = lowest
                            changed = True
                    if part == 0:
                        break
                    part = (part - 1) & spare
        if not changed:
            return True
    return False
