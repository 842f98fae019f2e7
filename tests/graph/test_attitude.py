"""Attitudes: how a decision maker wishes the others to fare."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import Game, game_of, group_reach, others
from random_models import random_arc_model, random_option_model

import servanda.graph as g

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
