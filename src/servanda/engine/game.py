"""The game a deal is, for a group of worlds side by side: keep it or break it, month by month.

Each month needs the values of the month after it, so that one world alone leaves the processor
waiting for its own last result: worlds lie side by side along the last axis and fill its vector
units. Each has its own arithmetic, and so the same digits in any company.

A public state is a power state (one or three) and whether the deal is violated; state
``s = violated * power_states + z``. A type is a running cost and a faith: K costs the others think
possible and the actual one in good faith, then the same in bad faith.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from servanda.arrays import Floats
from servanda.compiled import compiled_apart
from servanda.engine import slots

__all__ = ["LANES", "Game", "Play", "ahead", "onward", "room_for_game", "room_for_play"]

Counts = npt.NDArray[np.int64]

LANES = 16
"""Worlds side by side: four vectors of four, enough to hide the latency of one month.

Loops go over the width of the arrays and not to this constant: few turns whose number is known the
compiler writes out one after the other, and then no longer as vector instructions.
"""


class Game(NamedTuple):
    """What a group of worlds puts into the game; L worlds, n parties, T blocks, Z power states.

    yields (n, T, L): flow of the deal times one less the discount factor. lapse, openings (T, L):
    chance a month that the deal lapses; multiple of the usual openings. wars (6, n, T, Z, L): what
    war is worth if nobody joins, if one broke the deal oneself, if another did, at no cost of war
    and word, and what a unit of running cost takes off each. own (12, n, L): of the party. kinds
    (4, n, 2 (K + 1), L): of the type; `PRIOR` is the others' chance of it. world (5, L). First axes
    are those of `slots`; rates are chances a month.
    """

    yields: Floats
    lapse: Floats
    openings: Floats
    wars: Floats
    own: Floats
    kinds: Floats
    world: Floats


class Play(NamedTuple):
    """What the game comes to, and room to work in; S public states.

    hazard (n, T, S, types, L): chance a month that a type breaks the deal. expected (n, T, S, L):
    what the others expect of it. worths (2, n, types, S, L): values at signature, with and without
    the shocks. masses (2, n, types, S, L): weights of types that go with the deal standing in a
    state. mean (n, S, L): hazards over them. The rest is room: rows (9, S, L) for the steps of a
    month, matrix, done (L), along (2, T + 1, L), others (T, S, L), means (n, months, L).
    """

    hazard: Floats
    expected: Floats
    worths: Floats
    masses: Floats
    mean: Floats
    rows: Floats
    matrix: Floats
    done: Floats
    along: Floats
    others: Floats
    means: Floats


def room_for_game(
    parties: int, blocks: int, power_states: int, types: int, lanes: int = LANES
) -> Game:
    """Return a game with room for a group, unfilled."""
    return Game(
        yields=np.zeros((parties, blocks, lanes)),
        lapse=np.zeros((blocks, lanes)),
        openings=np.zeros((blocks, lanes)),
        wars=np.zeros((6, parties, blocks, power_states, lanes)),
        own=np.zeros((12, parties, lanes)),
        kinds=np.zeros((4, parties, types, lanes)),
        world=np.zeros((5, lanes)),
    )


def room_for_play(
    parties: int, lengths: Floats, states: int, types: int, lanes: int = LANES
) -> Play:
    """Return room for what a group's game comes to, in blocks of such `lengths`."""
    blocks = len(lengths)
    return Play(
        hazard=np.zeros((parties, blocks, states, types, lanes)),
        expected=np.zeros((parties, blocks, states, lanes)),
        worths=np.zeros((2, parties, types, states, lanes)),
        masses=np.zeros((2, parties, types, states, lanes)),
        mean=np.zeros((parties, states, lanes)),
        rows=np.zeros((9, states, lanes)),
        matrix=np.zeros((states, states + 2, lanes)),
        done=np.zeros(lanes),
        along=np.zeros((2, blocks + 1, lanes)),
        others=np.zeros((blocks, states, lanes)),
        means=np.zeros((parties, int(lengths.sum()), lanes)),
    )


@compiled_apart
def ahead(world: Floats, rows: Floats, power_states: int, out: Floats) -> None:
    """Fill `out` (S, L) with the mean of `rows` (S, L) over next month's state, from each state.

    Power jumps from 0 to either side, half each, and back; a violated deal is mended at its rate.
    world (5, L): as of `Game`.
    """
    lanes = rows.shape[-1]
    states = rows.shape[0]
    for base in range(0, states, power_states):
        if power_states == 3:
            for lane in range(lanes):
                jump = world[slots.JUMPS, lane]
                low, mid, high = rows[base, lane], rows[base + 1, lane], rows[base + 2, lane]
                out[base, lane] = (1.0 - jump) * low + jump * mid
                out[base + 1, lane] = (1.0 - jump) * mid + 0.5 * jump * (low + high)
                out[base + 2, lane] = (1.0 - jump) * high + jump * mid
        else:
            for lane in range(lanes):
                out[base, lane] = rows[base, lane]
    if states > power_states:
        for z in range(power_states):
            for lane in range(lanes):
                mended = out[z, lane] - out[power_states + z, lane]
                out[power_states + z, lane] += world[slots.RECOVERS, lane] * mended


@compiled_apart
def onward(world: Floats, rows: Floats, power_states: int, out: Floats) -> None:
    """Fill `out` (S, L) with the weights `rows` one month on, of states by themselves."""
    lanes = rows.shape[-1]
    states = rows.shape[0]
    for s in range(states):
        for lane in range(lanes):
            out[s, lane] = rows[s, lane]
    if states > power_states:
        for z in range(power_states):
            for lane in range(lanes):
                back = world[slots.RECOVERS, lane] * out[power_states + z, lane]
                out[power_states + z, lane] -= back
                out[z, lane] += back
    if power_states == 3:
        for base in range(0, states, 3):
            for lane in range(lanes):
                jump = world[slots.JUMPS, lane]
                low, mid, high = out[base, lane], out[base + 1, lane], out[base + 2, lane]
                out[base, lane] = (1.0 - jump) * low + 0.5 * jump * mid
                out[base + 1, lane] = jump * (low + high) + (1.0 - jump) * mid
                out[base + 2, lane] = (1.0 - jump) * high + 0.5 * jump * mid
