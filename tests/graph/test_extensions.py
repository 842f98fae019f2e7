"""Coalitions, strength, foresight and simultaneous moves against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import (
    coalition,
    game_of,
    limited,
    others,
    seq,
    simultaneous,
    strongly,
)
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import GraphError
from servanda.graph.analysis import Analysis
from servanda.graph.stability.limited import limited_stability, non_myopic_cycle
from servanda.graph.stability.strength import strong_stability

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


INCLUDED = [
    ("nash", "sseq"), ("sseq", "seq"), ("sseq", "smr"), ("seq", "gmr"), ("smr", "gmr"),
    ("nash", "sim"), ("seq", "fh"),
    ("gmr_strong", "gmr"), ("smr_strong", "smr"), ("seq_strong", "seq"),
    ("smr_strong", "gmr_strong"), ("nash_a", "nash_b"), ("gmr_a", "gmr_b"), ("gmr_a", "gmr_c"),
    ("gmr_c", "gmr_d"), ("gmr_b", "gmr_d"), ("nash_a", "gmr_a"), ("smr_d", "gmr_d"),
]  # fmt: skip
"""Whatever is stable under the first is stable under the second."""

COALITION_INCLUDED = [
    ("cnash", "nash"), ("cgmr", "gmr"), ("csmr", "smr"), ("cseq", "cgmr"), ("cnash", "csmr"),
    ("csmr", "cgmr"), ("cnash", "cseq"),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["strict", "ties", "degrees", "unknown"])
@pytest.mark.parametrize("seed", range(25))
def test_inclusions(seed: int, kind: str) -> None:
    model = random_option_model(np.random.default_rng([seed, 3]), kind, 5)
    names = {n for pair in INCLUDED for n in pair}
    answers = g.solve(model, sorted(names)).answers
    for narrow, wide in INCLUDED:
        if kind == "unknown" and (narrow, wide) == ("seq", "fh"):
            continue
        assert not (answers[narrow].stable & ~answers[wide].stable).any(), (narrow, wide)


@pytest.mark.parametrize("kind", ["strict", "ties"])
@pytest.mark.parametrize("seed", range(25))
def test_coalition_inclusions(seed: int, kind: str) -> None:
    model = random_option_model(np.random.default_rng([seed, 4]), kind, 4)
    names = {n for pair in COALITION_INCLUDED for n in pair}
    answers = g.solve(model, sorted(names)).answers
    for narrow, wide in COALITION_INCLUDED:
        lost = answers[narrow].equilibria & ~answers[wide].equilibria
        assert not lost.any(), (narrow, wide)


def test_simultaneous_moves_need_option_form() -> None:
    model = random_arc_model(np.random.default_rng(1))
    with pytest.raises(GraphError, match="option form"):
        g.solve(model, ["sim"])


def test_foresight_needs_rankings() -> None:
    model = random_option_model(np.random.default_rng(1), "intransitive", 5)
    with pytest.raises(GraphError, match="rank all states"):
        g.solve(model, ["l3"])
