"""Foresight of a few moves against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import (
    game_of,
    limited,
)
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import GraphError
from servanda.graph.analysis import Analysis
from servanda.graph.stability.limited import limited_stability, non_myopic_cycle

BOTH = pytest.mark.parametrize("make", [random_option_model, random_arc_model])


@BOTH
@pytest.mark.parametrize("seed", range(60))
def test_foresight(seed: int, make: object) -> None:
    model = make(np.random.default_rng(seed), "ties", 4)
    game, analysis = game_of(model), Analysis(model)
    ranks = [p.ranks.tolist() for p in model.preferences]
    for horizon in (1, 2, 3):
        wanted = [[limited(game, ranks, horizon, i, s) for s in game.states] for i in game.makers]
        assert limited_stability(analysis, horizon).stable.tolist() == wanted
    solution = g.solve(model, ["nash", "l1"])
    assert solution.stable["nash"] == solution.stable["l1"]


@BOTH
@pytest.mark.parametrize("seed", range(30))
def test_non_myopic_is_what_foresight_settles_to(seed: int, make: object) -> None:
    model = make(np.random.default_rng(seed), "strict", 4)
    analysis = Analysis(model)
    stable = g.solve(model, ["nm"]).answers["nm"].stable
    cycle = len(non_myopic_cycle(analysis))
    far = 400 - 400 % cycle
    late = [limited_stability(analysis, far + h).stable for h in range(cycle)]
    assert np.array_equal(stable, np.stack(late).all(axis=0))


def test_foresight_needs_rankings() -> None:
    model = random_option_model(np.random.default_rng(1), "intransitive", 5)
    with pytest.raises(GraphError, match="rank all states"):
        g.solve(model, ["l3"])
