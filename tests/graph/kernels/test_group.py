"""Groups of decision makers: what they reach together, and what happens at the same time."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from tests.graph.kernels.test_arcs import drawn, in_python, legal_ends

from servanda.graph.kernels.group import foresee, reach_from, spoiled


@pytest.mark.parametrize("seed", range(5))
def test_a_group_reaches_what_its_members_can_walk_to(seed: int) -> None:
    arcs, _ = drawn(seed)
    movers = np.array([True, True, False])
    for start in range(6):
        found = in_python(reach_from)(arcs.starts, arcs.targets, start, movers)
        assert set(np.flatnonzero(found).tolist()) == legal_ends(arcs, start, {0, 1})


def test_a_change_is_spoiled_where_some_moves_of_the_others_make_it_worse() -> None:
    changes, bounds = np.array([0b010, 0b100, 0b110]), np.array([0, 1, 3])
    ordered = np.arange(8)
    for bad in range(8):
        deterred = ordered == bad
        witness = np.zeros(2, dtype=np.int64)
        found = in_python(spoiled)(0, np.array([1]), changes, bounds, ordered, deterred, witness)
        ways = product((0, 0b010), (0, 0b100, 0b110))
        assert bool(found) == any((1 ^ one ^ two) == bad for one, two in ways)


def test_looking_one_move_ahead_is_taking_the_best_move() -> None:
    arcs, ranks = drawn(2)
    ends = np.tile(np.arange(6, dtype=np.int32), (3, 1))
    further, chosen = in_python(foresee)(arcs.starts, arcs.targets, ranks, ends, True)
    for i in range(3):
        for s in range(6):
            reach = [s, *arcs.out(i, s).tolist()]
            assert ranks[i, further[i, s]] == max(ranks[i, t] for t in reach)
            assert (chosen[i, s] < 0) == (further[i, s] == s)
