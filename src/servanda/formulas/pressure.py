"""Leverage: what war is worth while somebody presses a party that refuses, and after."""

from __future__ import annotations

import math

from servanda.arrays import Floats
from servanda.compiled import compiled, compiled_apart
from servanda.formulas.elementary import exponential, power

__all__ = ["pressed_ends", "pressed_value", "walk_back", "walk_moves"]


@compiled
def walk_moves(drift: float, swing: float, width: float) -> tuple[float, float, float]:
    """Return the chances of a cell up and down in a step, and the steps in a month.

    Mean and variance of a month's change are matched; a front too fast for one step takes several.

    >>> up, down, steps = walk_moves(0.001, 0.02, 1 / 32)
    >>> print(f"{up:.4f} {down:.4f} {steps:.0f}")
    0.2213 0.1893 1
    """
    mean = drift / width
    cells = swing / width
    variance = cells * cells
    steps = max(1.0, math.ceil(max(variance + mean * mean, abs(mean)) * 1.000001))
    mean /= steps
    moves = max(variance / steps + mean * mean, abs(mean))
    return 0.5 * (moves + mean), 0.5 * (moves - mean), steps


@compiled_apart
def walk_back(
    steps: int,
    up: float,
    down: float,
    delta: float,
    exits: float,
    flow: float,
    ground: float,
    lull: Floats,
    value: Floats,
    room: Floats,
) -> None:
    """Take `value`, at the cells of the front, so many steps back in time; the ends stay.

    ``V_k <- (1-d)(f0 + f1 y_k) + d [e X_k + (1-e)(p V_{k+1} + q V_{k-1} + (1-p-q) V_k)]``

    room (3, cells): what a step is made from. The values of the step before are set aside, so that
    no cell waits for its neighbour and cells are worked side by side.
    """
    n = len(value) - 1
    rest, goes_on = 1.0 - up - down, 1.0 - exits
    for k in range(n + 1):
        room[0, k] = (1.0 - delta) * (flow + ground * k / n)
        room[1, k] = exits * lull[k]
    yields, ends, before = room[0, 1:n], room[1, 1:n], room[2]
    below, here, above, inner = before[: n - 1], before[1:n], before[2:], value[1:n]
    for _ in range(steps):
        for k in range(n + 1):
            before[k] = value[k]
        for k in range(n - 1):
            moved = up * above[k] + down * below[k] + rest * here[k]
            inner[k] = yields[k] + delta * (ends[k] + goes_on * moved)


@compiled
def pressed_value(
    drift: float,
    swing: float,
    discount: float,
    exits: float,
    flow: float,
    ground: float,
    lull: Floats,
    after: Floats,
    months: float,
    value: Floats,
    room: Floats,
) -> None:
    """Fill `value` with what war is worth while a regime lasts `months`, and is worth `after` then.

    The regime's drift and flow (its running cost taken off) hold for so long; backwards month by
    month on the cells of the front, as a random walk that matches two moments. What a pressure is
    worth is the difference of two such sweeps, with it and without, so that none changes nothing.
    room (3, cells): as of `walk_back`.

    >>> import numpy as np
    >>> after, value, room = np.full(33, 0.4), np.empty(33), np.empty((3, 33))
    >>> pressed_value(0.0, 0.02, 0.1, 0.02, 0.4, 0.0, after, after, 24.0, value, room)
    >>> print(f"{value[16]:.6f}")
    0.400000
    """
    up, down, steps = walk_moves(drift, swing, 1.0 / (len(after) - 1))
    delta = exponential(-discount / 12.0 / steps)
    exits_step = 1.0 - power(1.0 - exits, 1.0 / steps)
    value[:] = after
    walk_back(
        int(months * steps + 0.5), up, down, delta, exits_step, flow, ground, lull, value, room
    )


@compiled
def pressed_ends(
    win: float,
    lose: float,
    exits: float,
    discount: float,
    pressed: float,
    usual: float,
    months: float,
) -> float:
    """Return what war without a front is worth, pressed for `months`, then as usual.

    win, lose, exits: chances a month under pressure; `pressed` is the value of war were it pressed
    for ever, `usual` without. Formula: ``usual + (1 - (d (1 - l+ - l- - e))^m)(pressed - usual)``.

    >>> print(f"{pressed_ends(0.01, 0.01, 0.02, 0.1, 0.3, 0.5, 24.0):.6f}")
    0.361472
    """
    stays = exponential(-discount / 12.0) * max(1.0 - win - lose - exits, 0.0)
    value: float = usual + (1.0 - power(stays, months)) * (pressed - usual)
    return value
