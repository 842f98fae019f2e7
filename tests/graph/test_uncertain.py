"""Attitudes, graded preference and hypergames."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import Game, game_of, group_reach, others
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import GraphError, InputError

BOTH = pytest.mark.parametrize("make", [random_option_model, random_arc_model])


def relational(game: Game, wishes: np.ndarray, i: int, s: int, concept: str) -> bool:
    """The relational concepts, from the definition."""

    def acceptable(k: int, x: int, t: int) -> bool:
        return all(
            not w or (game.compare(j, x, t) != "U" and game.compare(j, x, t) * w >= 0)
            for j, w in enumerate(wishes[k])
        )

    def accepted_steps(_: Game, j: int, x: int) -> set[int]:
        return {t for t in game.reach[j][x] if acceptable(j, x, t)}

    def moves(_: Game, j: int, x: int) -> set[int]:
        return game.reach[j][x]

    tempting = accepted_steps(game, i, s)
    if concept == "rnash":
        return not tempting
    step = accepted_steps if concept == "rseq" else moves
    return all(
        any(
            not acceptable(i, s, s2)
            and (concept != "rsmr" or all(not acceptable(i, s, s3) for s3 in game.reach[i][s2]))
            for s2 in group_reach(game, others(game, i), s1, step)
        )
        for s1 in tempting
    )


@BOTH
@pytest.mark.parametrize("kind", ["strict", "ties"])
@pytest.mark.parametrize("seed", range(25))
def test_attitudes(seed: int, kind: str, make: object) -> None:
    rng = np.random.default_rng([seed, 9])
    model = make(rng, kind, 5)
    game, count = game_of(model), len(model.decision_makers)
    wishes = rng.integers(-1, 2, (count, count))
    given = {
        a: {b: "-0+"[wishes[i, j] + 1] for j, b in enumerate(model.decision_makers)}
        for i, a in enumerate(model.decision_makers)
    }
    solution = g.solve_attitudes(model, given)
    for concept, answer in solution.answers.items():
        wanted = [
            [relational(game, wishes, i, s, concept) for s in game.states] for i in game.makers
        ]
        assert answer.stable.tolist() == wanted, concept


@pytest.mark.parametrize("seed", range(25))
def test_discrete_attitudes_without_ties_are_the_ordinary_concepts(seed: int) -> None:
    model = random_option_model(np.random.default_rng(seed), "strict", 5)
    related = g.solve_attitudes(model, {}).answers
    ordinary = g.solve(model, ["nash", "gmr", "smr", "seq"]).answers
    for name, answer in ordinary.items():
        assert np.array_equal(related[f"r{name}"].stable, answer.stable), name


@BOTH
@pytest.mark.parametrize("seed", range(25))
def test_totally_neutral_attitudes(seed: int, make: object) -> None:
    model = make(np.random.default_rng(seed), "ties", 5)
    neutral = {a: dict.fromkeys(model.decision_makers, "0") for a in model.decision_makers}
    found = g.solve_attitudes(model, neutral).answers
    assert np.array_equal(found["rnash"].stable, found["rsmr"].stable)
    assert np.array_equal(found["rgmr"].stable, found["rseq"].stable)


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


def test_the_aggressors_eyes() -> None:
    data = {
        "decision_makers": ["Attacker", "Guarantor"],
        "options": [{"name": "Attack", "dm": "Attacker"}, {"name": "Fight", "dm": "Guarantor"}],
        "preferences": {
            "Attacker": {"ranking": [["2"], ["1", "3"], ["4"]]},
            "Guarantor": {"ranking": [["1"], ["4"], ["2"], ["3"]]},
        },
    }
    true = g.solve(g.model_from(data), ["seq"])
    assert "1" in true.equilibria["seq"]
    data["perceptions"] = {
        "Attacker": {"preferences": {"Guarantor": {"ranking": [["1"], ["2"], ["4"], ["3"]]}}}
    }
    hypergame = g.hypergame_from(data)
    solution = g.solve_hypergame(hypergame, ["seq"])
    assert "1" not in solution.equilibria["seq"]
    assert "In the eyes of Attacker" in solution.words("1", "seq")


def test_what_is_not_known_of_is_listed_apart() -> None:
    owners = {"A": ["Old", "Secret"], "B": ["Help"]}
    whole = g.option_model(owners, {"A": [0, 1, 2, 3, 0, 1, 2, 3], "B": [1] * 8})
    partial = g.option_model(owners, {"A": [0, 1, 0, 1], "B": [1] * 4}, infeasible=["-Y-"])
    # The partial game numbers its four states as if there were no others: give them true labels.
    from dataclasses import replace

    partial = replace(partial, labels=["1", "2", "5", "6"])
    solution = g.solve_hypergame(g.Hypergame({"A": whole, "B": partial}), ["nash"])
    assert solution.equilibria["nash"] == []
    assert solution.unseen["nash"] == ["4", "8"]
    assert "B does not know of state 4" in solution.words("4", "nash")
