"""What parties expect of each other, until nobody's expectation moves: an accelerated fixed point.

Hazards given beliefs (backwards) and beliefs given hazards (forwards) are alternated. Plain
alternation swings where openings are many: with the defaults of civil wars two rounds leave half of
the worlds more than 0.02 off in five-year survival. Each round therefore goes where the secant
through the last two says (Anderson's acceleration of depth one), world by world, and each world
stops by itself.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled

__all__ = ["move_beliefs"]

Counts = npt.NDArray[np.int64]

LEAST_SECANT = -4.0
MOST_SECANT = 0.95
"""Bounds of the secant's step; -4 lets a slow approach be taken five rounds at a time."""


@compiled
def move_beliefs(
    expected: Floats,
    before: Floats,
    turns: Counts,
    tolerance: float,
    done: Floats,
    room: Floats,
) -> bool:
    """Move `expected` (n, T, S, L) to the next round's beliefs; True once every world stands.

    turns (L): rounds that each world has been through; one more after the call.

    At the call `expected` is what the last round's beliefs, ``before[0]``, led to. before (3, ...):
    beliefs of this round, of the last, and by how much those moved. done (L): worlds that stand;
    those are left as they are, whatever the others still need. room (4, L).

    Formula: with ``g = F(x) - x``, ``x' = F(x) - m (F(x) - F(x_last))``,
    ``m = <g, g - g_last> / |g - g_last|^2``, kept within bounds and chances within 0 and 1.
    """
    parties, blocks, states, lanes = expected.shape
    largest, along, square, step = room[0], room[1], room[2], room[3]
    for lane in range(lanes):
        largest[lane], along[lane], square[lane] = 0.0, 0.0, 0.0
    for i in range(parties):
        for t in range(blocks):
            for s in range(states):
                for lane in range(lanes):
                    moved = expected[i, t, s, lane] - before[0, i, t, s, lane]
                    largest[lane] = max(largest[lane], abs(moved))
                for lane in range(lanes):
                    moved = expected[i, t, s, lane] - before[0, i, t, s, lane]
                    turned = moved - before[2, i, t, s, lane]
                    along[lane] += moved * turned
                    square[lane] += turned * turned
    standing = True
    for lane in range(lanes):
        step[lane] = 0.0
        if turns[lane] > 0 and square[lane] > 0.0:
            step[lane] = min(max(along[lane] / square[lane], LEAST_SECANT), MOST_SECANT)
        if done[lane] > 0.0:
            done[lane] = 2.0
        elif largest[lane] <= tolerance:
            done[lane] = 1.0
        else:
            standing = False
        turns[lane] += 1
    for i in range(parties):
        for t in range(blocks):
            for s in range(states):
                for lane in range(lanes):
                    new, old = expected[i, t, s, lane], before[0, i, t, s, lane]
                    last = before[1, i, t, s, lane] + before[2, i, t, s, lane]
                    before[1, i, t, s, lane] = old
                    before[2, i, t, s, lane] = new - old
                    if done[lane] == 0.0 and step[lane] != 0.0:
                        expected[i, t, s, lane] = min(
                            max(new - step[lane] * (new - last), 0.0), 1.0
                        )
                    elif done[lane] == 2.0:
                        expected[i, t, s, lane] = old
    return standing
