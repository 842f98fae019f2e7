"""Listed arcs: what can be brought about by sequences in which nobody moves twice in succession."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.graph.kernels.arcs import after_counter, leaves_open, reaches, settle_order
from servanda.graph.moves import Arcs, arcs_from


def in_python(kernel):
    return getattr(kernel, "py_func", kernel)


def drawn(seed: int, makers: int = 3, states: int = 6) -> tuple[Arcs, np.ndarray]:
    rng = np.random.default_rng(seed)
    moves = [np.nonzero(rng.random((states, states)) < 0.25) for _ in range(makers)]
    arcs = arcs_from(states, [(a.astype(np.int32), b.astype(np.int32)) for a, b in moves])
    return arcs, rng.integers(0, 4, (makers, states)).astype(np.int32)


def legal_ends(arcs: Arcs, start: int, movers: set[int]) -> set[int]:
    """Every end of a legal sequence of at least one move, by walking them."""
    seen: set[tuple[int, int]] = set()
    waiting = [(start, -1)]
    while waiting:
        place, last = waiting.pop()
        for j in movers - {last}:
            for t in arcs.out(j, place):
                if (int(t), j) not in seen:
                    seen.add((int(t), j))
                    waiting.append((int(t), j))
    return {place for place, _ in seen}


@pytest.mark.parametrize("seed", range(5))
def test_reaching_a_goal_is_walking_to_it(seed: int) -> None:
    arcs, _ = drawn(seed)
    goal = np.zeros(6, dtype=np.bool_)
    goal[2] = True
    movers = np.array([True, False, True])
    found = in_python(reaches)(arcs.into, arcs.sources, goal, movers)
    assert found.tolist() == [2 in legal_ends(arcs, s, {0, 2}) for s in range(6)]


def test_the_best_of_one_move_or_none_and_who_is_left_a_way_out() -> None:
    arcs, ranks = drawn(1)
    best = in_python(after_counter)(arcs.starts, arcs.targets, ranks, 0)
    wanted = [max([ranks[0, s], *(ranks[0, t] for t in arcs.out(0, s))]) for s in range(6)]
    assert best.tolist() == wanted
    worst, out = ranks[1].copy(), np.zeros(6, dtype=np.bool_)
    in_python(leaves_open)(arcs.starts, arcs.targets, ranks, worst, 0, out)
    assert out.tolist() == [
        not any(ranks[0, t] > ranks[0, s] and worst[t] > ranks[0, s] for t in arcs.out(0, s))
        for s in range(6)
    ]


def test_states_are_put_in_order_and_likes_stay_in_theirs() -> None:
    values = np.array([2, 0, 2, 1, 0], dtype=np.int32)
    out = np.zeros(5, dtype=np.int32)
    in_python(settle_order)(values, out, np.zeros(7, dtype=np.int32))
    assert out.tolist() == [1, 4, 3, 0, 2]
