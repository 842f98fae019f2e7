"""The fast methods against the definitions, on random models."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import CLASSIC, game_of
from random_models import random_arc_model, random_option_model

from servanda.graph.analysis import Analysis, CubeAnalysis
from servanda.graph.model import Model
from servanda.graph.moves import OptionMoves

QUESTIONS = {
    "nash": (False, False, False),
    "gmr": (True, False, False),
    "smr": (True, False, True),
    "seq": (True, True, False),
    "sseq": (True, True, True),
}


def by_definition(model: Model, concept: str) -> np.ndarray:
    g = game_of(model)
    return np.array([[CLASSIC[concept](g, i, s) for s in g.states] for i in g.makers])


def check(model: Model) -> None:
    analysis = Analysis(model)
    for concept, question in QUESTIONS.items():
        wanted = by_definition(model, concept)
        assert np.array_equal(analysis.metarational(*question), wanted), concept
        if model.simple and isinstance(model.moves, OptionMoves):
            for rounds in (40, 0):  # sweeping, and flooding where that would take too long
                engine = CubeAnalysis(model, rounds)
                cube = [engine.stable(i, *question) for i in range(len(model.decision_makers))]
                assert np.array_equal(cube, wanted), f"{concept} on the cube"
        if model.simple:
            analysis.ranked = False
            assert np.array_equal(analysis.metarational(*question), wanted), f"{concept} searched"
            analysis.ranked = True


@pytest.mark.parametrize("kind", ["strict", "ties"])
@pytest.mark.parametrize("seed", range(250))
def test_option_form(seed: int, kind: str) -> None:
    check(random_option_model(np.random.default_rng([seed, len(kind)]), kind))


@pytest.mark.parametrize("kind", ["strict", "ties"])
@pytest.mark.parametrize("seed", range(250))
def test_arc_lists(seed: int, kind: str) -> None:
    check(random_arc_model(np.random.default_rng([seed, len(kind)]), kind))


@pytest.mark.parametrize("kind", ["unknown", "intransitive", "degrees"])
@pytest.mark.parametrize("make", [random_option_model, random_arc_model])
@pytest.mark.parametrize("seed", range(80))
def test_any_comparison(seed: int, make: object, kind: str) -> None:
    check(make(np.random.default_rng([seed, len(kind)]), kind, 5))
