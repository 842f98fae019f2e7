"""Option form as a cube: values move along bits as they would along listed moves."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.graph.kernels.cube import block_best, block_worst, cell_lists, order_by


def in_python(kernel):
    return getattr(kernel, "py_func", kernel)


def reached(slot: int, low: int, free: int, oneway: int, bits: int) -> list[int]:
    """Where the owner of a block can be after one move or none."""
    mask = ((1 << (free + oneway)) - 1) << low
    rising = ((1 << oneway) - 1) << (low + free)
    return [t for t in range(1 << bits) if not ((t ^ slot) & ~mask) and not (slot & rising & ~t)]


@pytest.mark.parametrize("block", [(0, 2, 0), (1, 1, 1), (0, 0, 3), (2, 2, 0), (1, 0, 2)])
def test_the_best_and_the_worst_are_those_of_all_moves(block: tuple[int, int, int]) -> None:
    values = np.random.default_rng(5).integers(0, 9, 16).astype(np.int32)
    for kernel, of in ((block_best, max), (block_worst, min)):
        found = values.copy()
        in_python(kernel)(found, *block)
        wanted = [of(values[t] for t in reached(s, *block, 4)) for s in range(16)]
        assert found.tolist() == wanted


def test_slots_without_a_value_are_left_out_of_the_order() -> None:
    values = np.array([2, -1, 0, 2, 1], dtype=np.int32)
    assert in_python(order_by)(values, 2).tolist() == [2, 4, 0, 3]


def test_cells_hold_the_slots_that_differ_in_the_block_alone() -> None:
    order = np.arange(8, dtype=np.int32)[::-1].copy()
    members, count = in_python(cell_lists)(order, 8, 1, 1)
    assert count.tolist() == [2] * 4
    cells = [members[2 * cell : 2 * cell + 2].tolist() for cell in range(4)]
    assert cells == [[2, 0], [3, 1], [6, 4], [7, 5]]
