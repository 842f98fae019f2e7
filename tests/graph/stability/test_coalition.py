"""Coalitions against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import (
    coalition,
    game_of,
)
from random_models import random_arc_model, random_option_model

import servanda.graph as g

BOTH = pytest.mark.parametrize("make", [random_option_model, random_arc_model])


def small(make: object, seed: int, kind: str) -> g.Model:
    """Models of at most four decision makers: coalitions by the definition are slow."""
    rng = np.random.default_rng([seed, 7])
    while True:
        model = make(rng, kind, 4) if make is random_option_model else make(rng, kind, 6)
        if len(model.decision_makers) <= 3:
            return model


@BOTH
@pytest.mark.parametrize("kind", ["strict", "ties", "unknown"])
@pytest.mark.parametrize("seed", range(12))
def test_coalitions(seed: int, kind: str, make: object) -> None:
    model = small(make, seed, kind)
    game = game_of(model)
    for concept in ("cnash", "cgmr", "csmr", "cseq"):
        answer = g.solve(model, [concept]).answers[concept]
        for group, row in zip(answer.groups, answer.stable, strict=True):
            wanted = [coalition(game, group, s, concept) for s in game.states]
            assert row.tolist() == wanted, (concept, group)


COALITION_INCLUDED = [
    ("cnash", "nash"), ("cgmr", "gmr"), ("csmr", "smr"), ("cseq", "cgmr"), ("cnash", "csmr"),
    ("csmr", "cgmr"), ("cnash", "cseq"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["strict", "ties"])
@pytest.mark.parametrize("seed", range(25))
def test_coalition_inclusions(seed: int, kind: str) -> None:
    model = random_option_model(np.random.default_rng([seed, 4]), kind, 4)
    names = {n for pair in COALITION_INCLUDED for n in pair}
    answers = g.solve(model, sorted(names)).answers
    for narrow, wide in COALITION_INCLUDED:
        lost = answers[narrow].equilibria & ~answers[wide].equilibria
        assert not lost.any(), (narrow, wide)
