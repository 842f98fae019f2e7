"""Strength of preference against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import (
    game_of,
    strongly,
)
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.graph.analysis import Analysis
from servanda.graph.stability.strength import strong_stability

BOTH = pytest.mark.parametrize("make", [random_option_model, random_arc_model])


@BOTH
@pytest.mark.parametrize("seed", range(60))
def test_strength(seed: int, make: object) -> None:
    model = make(np.random.default_rng(seed), "degrees", 5)
    game, analysis = game_of(model), Analysis(model)
    for base in ("gmr", "smr", "seq"):
        wanted = [[strongly(game, i, s, base) for s in game.states] for i in game.makers]
        firm = strong_stability(analysis, base).stable
        assert firm.tolist() == wanted
        answers = g.solve(model, [base, f"{base}_strong", f"{base}_weak", "nash"]).answers
        weak = answers[f"{base}_weak"].stable
        assert np.array_equal(firm | weak, answers[base].stable)
        assert np.array_equal(firm & weak, answers["nash"].stable)
