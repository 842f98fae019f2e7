"""Many preference worlds of one model are each the model with those preferences."""

from __future__ import annotations

import numpy as np
from models import three
from tests.graph.kernels.test_arcs import in_python

from servanda.graph.ensemble import RULES
from servanda.graph.kernels.worlds import rank_row
from servanda.graph.preferences import dense_ranks
from servanda.graph.solve import solve


def test_a_row_is_ranked_densely_whatever_order_it_comes_in() -> None:
    rng = np.random.default_rng(1)
    order, ranks = np.arange(6), np.zeros(6, dtype=np.int32)
    for _ in range(5):
        row = rng.integers(0, 4, 6).astype(float)
        in_python(rank_row)(row, order, ranks)
        assert ranks.tolist() == dense_ranks(row).tolist()
        assert (np.diff(row[order]) >= 0).all()  # and the order is kept for the next world


def test_counting_worlds_is_solving_each() -> None:
    import servanda.graph as g

    model = three()
    worlds = np.random.default_rng(4).integers(0, 5, (6, 3, 8)).astype(float)
    counted = g.ensemble(model, worlds, tuple(RULES))
    for name in RULES:
        each = [solve(model.with_utilities(world), [name]).answers[name] for world in worlds]
        share = np.mean([answer.equilibria for answer in each], axis=0)
        assert np.allclose(counted.equilibrium[name], share), name
