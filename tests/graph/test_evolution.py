"""Evolution from the status quo: published distances, and the definition on random models."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from graph_by_definition import any_move, coalition_improvements, game_of, improvements, subsets
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import InputError


def test_published_distances(shared: Path) -> None:
    checked = 0
    for file in sorted((shared / "oracles" / "graph").glob("*.json")):
        wanted = json.loads(file.read_text())["verified_by"]["oracle"].get("evolution")
        if wanted is None:
            continue
        model = g.read_model(file)
        assert g.evolution(model, kind="moves").steps == wanted["any_moves"]
        assert g.evolution(model, kind="improvements").steps == wanted["improvements_only"]
        checked += 1
    assert checked > 10


@pytest.mark.parametrize("make", [random_option_model, random_arc_model])
@pytest.mark.parametrize("kind", ["moves", "improvements", "coalitions"])
@pytest.mark.parametrize("seed", range(15))
def test_shortest_legal_paths(seed: int, kind: str, make: object) -> None:
    model = make(np.random.default_rng(seed), "ties", 4)
    if len(model.decision_makers) > 3:
        return
    game = game_of(model)
    groups = subsets(game.makers) if kind == "coalitions" else [(i,) for i in game.makers]

    def step(group: tuple[int, ...], s: int) -> set[int]:
        if kind == "coalitions":
            return coalition_improvements(game, group, s)
        return (any_move if kind == "moves" else improvements)(game, group[0], s)

    level, found, seen = {(0, None)}, {0: 0}, {(0, None)}
    for depth in range(1, 60):
        level = {
            (t, k) for s, last in level for k in groups if k != last for t in step(k, s)
        } - seen
        seen |= level
        for t, _ in level:
            found.setdefault(t, depth)
    e = g.evolution(model, model.labels[0], kind)
    assert e.steps == {model.labels[s]: d for s, d in found.items()}
    for label, distance in e.steps.items():
        path = e.path(label)
        assert len(path) == distance
        assert all(a.who != b.who and a.target == b.source for a, b in pairwise(path))


def test_what_cannot_be_reached_says_so() -> None:
    m = g.option_model({"A": [("Burn", "fwd")]}, {"A": [0, 1]})
    e = g.evolution(m, "2")
    assert "cannot be reached from state 2" in e.words("1")
    with pytest.raises(InputError, match="cannot be reached"):
        e.path("1")
    with pytest.raises(InputError, match="no status quo"):
        g.evolution(m)
    with pytest.raises(InputError, match="did you mean 'moves'"):
        g.evolution(m, "1", "move")
