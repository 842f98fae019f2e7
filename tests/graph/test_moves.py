"""Who can move where: in option form, and as lists of arcs."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import GraphError
from servanda.graph.moves import ArcMoves, arcs_from, option_moves
from servanda.graph.options import Option, read_pattern
from servanda.graph.states import feasible_codes


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def test_arcs_are_indexed_both_ways_without_doubles() -> None:
    arcs = arcs_from(3, [(ints(0, 0, 1, 1), ints(1, 1, 1, 2)), (ints(2), ints(0))])
    assert (arcs.makers, arcs.states) == (2, 3)
    assert arcs.out(0, 0).tolist() == [1] and arcs.out(0, 1).tolist() == [2]
    assert arcs.out(1, 2).tolist() == [0]
    moves = ArcMoves(arcs)
    assert (moves.count(0), moves.count(1), moves.out(0, 0)) == (2, 1, [1])
    assert not arcs.transitive  # 0 to 1 to 2, and no arc from 0 to 2
    assert arcs_from(3, [(ints(0, 1, 0), ints(1, 2, 2))]).transitive


@pytest.mark.parametrize("closed", [[], ["YY-"]])
@pytest.mark.parametrize("directions", [("both",) * 3, ("fwd", "both", "back")])
def test_option_moves_are_their_arcs(closed: list[str], directions: tuple[str, ...]) -> None:
    options = [Option(f"o{n}", n % 2, d) for n, d in enumerate(directions)]
    codes = feasible_codes(3, [read_pattern(text, 3, "x") for text in closed])
    moves = option_moves(codes, options, 2)
    for dm in range(2):
        listed = {s: moves.arcs.out(dm, s).tolist() for s in range(moves.states)}
        assert listed == {s: moves.out(dm, s) for s in range(moves.states)}
        assert moves.count(dm) == sum(map(len, listed.values()))
        for s, targets in listed.items():
            for t in targets:
                changed = int(codes[s]) ^ int(codes[t])
                for o, option in enumerate(options):
                    if changed >> o & 1:
                        taken = int(codes[t]) >> o & 1
                        assert option.dm == dm
                        assert option.direction != "fwd" or taken
                        assert option.direction != "back" or not taken


def test_option_form_needs_options() -> None:
    with pytest.raises(GraphError, match="option form needs options"):
        option_moves(feasible_codes(1, []), [], 1)
