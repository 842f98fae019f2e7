"""Graded preference against its limits and the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import Game, game_of
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import GraphError, InputError

BOTH = pytest.mark.parametrize("make", [random_option_model, random_arc_model])


@BOTH
@pytest.mark.parametrize("seed", range(15))
def test_certain_grades_are_the_ordinary_concepts(seed: int, make: object) -> None:
    rng = np.random.default_rng(seed)
    model = make(rng, "ties", 5)
    ordinary = g.solve(model, ["nash", "gmr", "smr", "seq"]).answers
    fuzzy = g.solve_fuzzy(model, {}, float(rng.uniform(0.01, 1))).answers
    a, b, c = rng.uniform(0.01, 1, 3)
    chances = g.solve_probabilistic(model, {}, a, b, c).answers
    for name, answer in ordinary.items():
        assert np.array_equal(fuzzy[f"f{name}"].stable, answer.stable), name
        assert np.array_equal(chances[f"p{name}"].stable, answer.stable), name


@BOTH
@pytest.mark.parametrize("seed", range(25))
def test_fuzzy_preference(seed: int, make: object) -> None:
    rng = np.random.default_rng([seed, 2])
    model = make(rng, "strict", 4)
    upper = [np.triu(rng.random((model.states,) * 2), 1) for _ in model.decision_makers]
    r = [u + np.tril(1 - u.T, -1) + 0.5 * np.eye(len(u)) for u in upper]
    gammas = rng.uniform(0.1, 0.9, len(r))
    names = model.decision_makers
    solution = g.solve_fuzzy(
        model, dict(zip(names, r, strict=True)), dict(zip(names, gammas, strict=True))
    )
    reach = game_of(model).reach

    def compare(i: int, s: int, t: int) -> int:
        return 1 if r[i][t, s] - r[i][s, t] >= gammas[i] else -1

    game = Game(reach, compare)
    from graph_by_definition import CLASSIC

    for name in ("nash", "gmr", "smr", "seq"):
        wanted = [[CLASSIC[name](game, i, s) for s in game.states] for i in game.makers]
        assert solution.answers[f"f{name}"].stable.tolist() == wanted


def test_a_higher_alpha_is_tempted_by_more() -> None:
    m = g.option_model({"A": ["x"]}, {"A": [0, 1]})
    p = np.array([[0, 0.7], [0.3, 0]])
    assert g.solve_probabilistic(m, {"A": p}, alpha=0.2).equilibria["pnash"] == ["1", "2"]
    assert g.solve_probabilistic(m, {"A": p}, alpha=0.5).equilibria["pnash"] == ["1"]
    assert g.solve_probabilistic(m, {"A": p}, alpha=0.8).equilibria["pnash"] == []


def test_graded_nonsense_is_refused() -> None:
    m = g.option_model({"A": ["x"]}, {"A": [0, 1]})
    with pytest.raises(GraphError, match="must be 1 for every pair"):
        g.solve_fuzzy(m, {"A": np.array([[0.5, 0.7], [0.7, 0.5]])}, 0.3)
    with pytest.raises(GraphError, match="outside 0 to 1"):
        g.solve_fuzzy(m, {"A": np.array([[0.5, 1.7], [-0.7, 0.5]])}, 0.3)
    with pytest.raises(InputError, match="threshold is 0"):
        g.solve_fuzzy(m, {}, 0.0)
    with pytest.raises(GraphError, match="no decision maker is called 'B'"):
        g.solve_fuzzy(m, {"B": np.zeros((2, 2))}, 0.3)
    with pytest.raises(InputError, match="no attitude"):
        g.solve_attitudes(m, {"A": {"A": "fond"}})
