"""The inner loop of PRIM: peel thin slices off a box, always the slice whose loss helps most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Floats
from servanda.compiled import compiled

__all__ = ["IntArray", "peel", "sums_along"]

IntArray = NDArray[np.int64]


@compiled
def peel(
    inputs: Floats, order: IntArray, outcome: Floats, alpha: float, least: int
) -> tuple[IntArray, IntArray, Floats]:
    """Peel a box down from all worlds; give the slices taken, in order.

    Parameters
    ----------
    inputs : (n, d) worlds by inputs
    order : (d, n) the worlds sorted by each input
    outcome : (n,)
    alpha : share of the worlds in the box that one slice takes (ties are taken whole)
    least : stop before fewer worlds than this remain

    Returns: for each step the input, the side (0 low, 1 high) and the new limit, which is the last
    value still inside.

    Formula: take the slice with the largest (rise of the mean) / (worlds taken). For slices of
    equal size this is the mean of the rest, as [@Friedman1999, sec. 8] has it; for tied values it
    does not favour the slice that throws most away.
    """
    count, width = inputs.shape
    lists = order.copy()
    alive = np.ones(count, dtype=np.bool_)
    total = outcome.sum()
    left = count
    columns, sides, values = [0][:0], [0][:0], [0.0][:0]
    while True:
        best, best_column, best_side, best_value = -np.inf, -1, 0, 0.0
        for column in range(width):
            row = lists[column]
            for side in range(2):
                taken, value = _slice(inputs, row, column, side, left, alpha)
                if taken == 0 or left - taken < least:
                    continue
                lost = 0.0
                for place in range(taken):
                    lost += outcome[row[place] if side == 0 else row[left - 1 - place]]
                rise = (total - lost) / (left - taken) - total / left
                if rise / taken > best:
                    best, best_column, best_side, best_value = rise / taken, column, side, value
        if best_column < 0:
            break
        columns.append(best_column)
        sides.append(best_side)
        values.append(best_value)
        for place in range(left):
            world = lists[best_column, place]
            here = inputs[world, best_column]
            if (best_side == 0 and here < best_value) or (best_side == 1 and here > best_value):
                alive[world] = False
                total -= outcome[world]
        kept = 0
        for column in range(width):
            kept = 0
            row = lists[column]
            for place in range(left):
                if alive[row[place]]:
                    row[kept] = row[place]
                    kept += 1
        left = kept
    return np.array(columns, np.int64), np.array(sides, np.int64), np.array(values, np.float64)


@compiled
def _slice(
    inputs: Floats, row: IntArray, column: int, side: int, left: int, alpha: float
) -> tuple[int, float]:
    """How many worlds a slice on this side takes, and the last value it leaves inside."""
    wanted = max(1, int(alpha * left))
    if wanted >= left:
        return 0, 0.0
    step = 1 if side == 0 else -1
    start = 0 if side == 0 else left - 1
    edge = inputs[row[start], column]
    value = inputs[row[start + step * wanted], column]
    taken = wanted
    if value == edge:  # the whole slice is one value: take all of it, or nothing
        while taken < left and inputs[row[start + step * taken], column] == edge:
            taken += 1
        if taken == left:
            return 0, 0.0
        return taken, inputs[row[start + step * taken], column]
    while taken > 0 and inputs[row[start + step * (taken - 1)], column] == value:
        taken -= 1
    return taken, value


@compiled
def sums_along(
    inputs: Floats, outcome: Floats, columns: IntArray, sides: IntArray, values: Floats
) -> tuple[Floats, Floats]:
    """Count the worlds still inside after each slice, and sum their outcome: two (steps + 1,)."""
    steps = len(columns)
    count, total = np.zeros(steps + 1), np.zeros(steps + 1)
    for world in range(len(outcome)):
        inside = steps
        for step in range(steps):
            here = inputs[world, columns[step]]
            if (sides[step] == 0 and here < values[step]) or (
                sides[step] == 1 and here > values[step]
            ):
                inside = step
                break
        count[inside] += 1.0
        total[inside] += outcome[world]
    for step in range(steps - 1, -1, -1):
        count[step] += count[step + 1]
        total[step] += total[step + 1]
    return count, total
