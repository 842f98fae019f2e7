"""Ensembles: the counts are those of solving one world after another."""

from __future__ import annotations

import numpy as np
import pytest
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import GraphError, InputError
from servanda.graph.relation import UNKNOWN


@pytest.mark.parametrize("make", [random_option_model, random_arc_model])
@pytest.mark.parametrize("seed", range(20))
def test_counts(seed: int, make: object) -> None:
    rng = np.random.default_rng(seed)
    model = make(rng, "ties", 5)
    utilities = rng.integers(0, 6, (150, len(model.decision_makers), model.states))
    names = ["nash", "gmr", "smr", "seq", "sseq"]
    found = g.ensemble(model, utilities, names)
    assert found.worlds == 150
    solved = [g.solve(model.with_utilities(u), names).answers for u in utilities]
    for name in names:
        stable = np.mean([s[name].stable for s in solved], axis=0)
        assert np.allclose(found.stable[name], stable)
        equilibria = np.mean([s[name].equilibria for s in solved], axis=0)
        assert np.allclose(found.equilibrium[name], equilibria)


def test_the_counts_do_not_depend_on_threads() -> None:
    rng = np.random.default_rng(1)
    model = random_option_model(rng, "ties", 5)
    u = rng.random((1000, len(model.decision_makers), model.states))
    one, two = (g.ensemble(model, u, ["seq"], threads=t) for t in (1, 2))
    assert np.array_equal(one.stable["seq"], two.stable["seq"])


def test_other_concepts_are_counted_too() -> None:
    rng = np.random.default_rng(2)
    model = random_option_model(rng, "ties", 4)
    u = rng.random((10, len(model.decision_makers), model.states))
    found = g.ensemble(model, u, ["nash", "cnash"])
    assert (found.equilibrium["cnash"] <= found.equilibrium["nash"]).all()
    assert len(found.groups["cnash"]) == 2 ** len(model.decision_makers) - 1


def test_error_is_the_binomial_one() -> None:
    m = g.option_model({"A": ["x"]}, {"A": [0, 1]})
    u = np.array([[[0.0, 1.0]]] * 30 + [[[1.0, 0.0]]] * 10)
    found = g.ensemble(m, u, ["nash"]).equilibria("nash")
    assert found == {
        "2": (0.75, pytest.approx(np.sqrt(0.75 * 0.25 / 40))),
        "1": (0.25, pytest.approx(np.sqrt(0.75 * 0.25 / 40))),
    }


def test_wrong_shapes_and_values_are_refused() -> None:
    m = g.option_model({"A": ["x"]}, {"A": [0, 1]})
    with pytest.raises(GraphError, match=r"\(at least 1, 1, 2\)"):
        g.ensemble(m, np.zeros((3, 2, 2)))
    with pytest.raises(GraphError, match="world 1 is not finite"):
        g.ensemble(m, np.array([[[0, 1]], [[np.nan, 1]]]))
    with pytest.raises(InputError, match="no concept is called"):
        g.ensemble(m, np.zeros((1, 1, 2)), ["nsh"])


def test_completions_are_counted_exactly_or_drawn() -> None:
    m = g.option_model({"A": ["x", "y"]}, {"A": [0, 0, 0, 0]})
    unsure = m.with_preference("A", m.preferences[0].with_pairs([(0, 1, UNKNOWN), (0, 2, UNKNOWN)]))
    exact = g.completions(unsure, ["nash"])
    assert exact.exact
    assert exact.worlds == 4
    # State 1 is left alone in the one completion in which it beats both others.
    assert exact.equilibrium["nash"].tolist() == [0.25, 0.5, 0.5, 1.0]
    ranks = m.preferences[0].with_pairs(
        [(a, b, UNKNOWN) for a in range(4) for b in range(a + 1, 4)]
    )
    orders = g.completions(m.with_preference("A", ranks), ["nash"], orders_only=True)
    assert orders.worlds == 24
    assert np.allclose(orders.equilibrium["nash"], 0.25)
    with pytest.raises(InputError, match="nothing to complete"):
        g.completions(m)


def test_many_completions_are_drawn_with_an_error() -> None:
    m = g.option_model({"A": ["x", "y", "z"]}, {"A": [0] * 8})
    pairs = [(a, b, UNKNOWN) for a in range(8) for b in range(a + 1, 8)]
    unsure = m.with_preference("A", m.preferences[0].with_pairs(pairs))
    drawn = g.completions(unsure, ["nash"], samples=400, seed=3)
    assert not drawn.exact
    share, error = drawn.equilibrium["nash"], drawn.error(drawn.equilibrium["nash"])
    assert (np.abs(share - 2.0**-7) < 5 * np.maximum(error, 0.005)).all()
