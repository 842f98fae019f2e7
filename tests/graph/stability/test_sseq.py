"""Symmetric sequential stability: by the definition, and in two games everybody knows."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import game_of, sseq
from random_models import random_option_model

import servanda.graph as g
from servanda.graph.analysis import Analysis
from servanda.graph.stability.sseq import SSEQ

# States 1 to 4: nobody defects, only A, only B, both.
DILEMMA = {"A": [2, 3, 0, 1], "B": [2, 0, 3, 1]}
HARMONY = {"A": [3, 1, 2, 0], "B": [3, 2, 1, 0]}


def game(ranks: dict[str, list[int]]) -> g.Model:
    return g.option_model({"A": ["defect"], "B": ["defect"]}, ranks)


def test_what_it_finds_in_the_dilemma() -> None:
    assert g.solve(game(DILEMMA), ["sseq"]).equilibria["sseq"] == ["1", "4"]


def test_where_all_want_the_same_nothing_else_is_stable() -> None:
    assert g.solve(game(HARMONY), ["sseq"]).equilibria["sseq"] == ["1"]


@pytest.mark.parametrize("seed", range(12))
def test_it_is_its_definition(seed: int) -> None:
    model = random_option_model(np.random.default_rng([seed, 5]), "ties", 5)
    plain = game_of(model)
    wanted = [[sseq(plain, i, s) for s in plain.states] for i in plain.makers]
    assert SSEQ.solve(Analysis(model)).stable.tolist() == wanted


def test_it_says_why() -> None:
    model = game(DILEMMA)
    assert " is stable for A under " in SSEQ.explain(model, (0,), 3)
    assert " is not stable for A under " in SSEQ.explain(model, (0,), 2)
