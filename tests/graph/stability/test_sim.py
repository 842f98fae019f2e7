"""Simultaneous answers against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import (
    game_of,
    others,
    seq,
    simultaneous,
)
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import GraphError


@pytest.mark.parametrize("seed", range(80))
def test_simultaneous_moves(seed: int) -> None:
    model = random_option_model(np.random.default_rng(seed), "ties", 5)
    game = game_of(model)
    patterns = [int(c) for c in model.codes]
    answers = g.solve(model, ["sim", "fh"]).answers
    at_once = [
        [simultaneous(game, patterns, i, s, others(game, i)) for s in game.states]
        for i in game.makers
    ]
    assert answers["sim"].stable.tolist() == at_once
    for s in game.states:
        leaving = [i for i in game.makers if not seq(game, i, s)]
        for i in game.makers:
            wanted = i not in leaving
            if not wanted and len(leaving) > 1:
                wanted = simultaneous(game, patterns, i, s, leaving)
            assert answers["fh"].stable[i, s] == wanted


def test_simultaneous_moves_need_option_form() -> None:
    model = random_arc_model(np.random.default_rng(1))
    with pytest.raises(GraphError, match="option form"):
        g.solve(model, ["sim"])
