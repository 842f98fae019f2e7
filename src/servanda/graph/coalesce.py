"""States that stand for several patterns judged alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from servanda.arrays import Ints
from servanda.errors import GraphError
from servanda.graph.moves import option_moves
from servanda.graph.options import Option, Pattern
from servanda.graph.states import feasible_codes

__all__ = ["spread_moves"]


def spread_moves(
    patterns: Sequence[Pattern],
    closed: Sequence[Pattern],
    options: Sequence[Option],
    makers: int,
) -> list[tuple[Ints, Ints]]:
    """Derive the moves of states some of which stand for several patterns.

    A decision maker can move from one state to another iff it can from some feasible pattern of the
    first to some of the second. A pattern belongs to the state that says most about it.

    Returns (from, to) for each decision maker. Raises GraphError for a state no feasible pattern of
    which is its own.
    """
    codes = feasible_codes(len(options), closed)
    state_of = np.full(len(codes), -1, dtype=np.int32)
    vague_first = sorted(range(len(patterns)), key=lambda s: patterns[s].care.bit_count())
    kind = codes.dtype.type
    for s in vague_first:
        state_of[(codes & kind(patterns[s].care)) == kind(patterns[s].yes)] = s
    for s, pattern in enumerate(patterns):
        if not (state_of == s).any():
            raise GraphError(
                f"states[{s}]: no feasible pattern is left for {pattern.text(len(options))}"
            )
    kept = state_of >= 0
    arcs = option_moves(codes[kept], options, makers).arcs
    owner = state_of[kept]
    return [tuple(owner[end] for end in arcs.of(i)) for i in range(makers)]  # type: ignore[misc]
