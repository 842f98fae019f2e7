"""A graph model: who decides, what can happen, and who prefers what."""

from __future__ import annotations

import numpy as np
import pytest
from models import threat

from servanda.errors import GraphError
from servanda.graph.model import option_model


def test_states_and_makers_are_found_by_name_and_likely_ones_suggested() -> None:
    model = threat()
    assert (model.states, model.state("3"), model.state(3)) == (4, 2, 2)
    assert model.maker("a") == model.maker("A") == 0
    assert [model.pattern(s) for s in range(4)] == ["NN", "YN", "NY", "YY"]
    assert model.named(np.array([True, False, False, True])) == ["1", "4"]
    assert model.chosen(1).tolist() == [False, False, True, True]
    with pytest.raises(GraphError, match="no state is called '5'"):
        model.state("5")
    with pytest.raises(GraphError, match="no decision maker is called 'C'"):
        model.maker("C")


def test_a_model_is_never_changed_but_given_anew() -> None:
    model = threat()
    other = model.with_utilities([[1, 2, 3, 4], [4, 3, 2, 1]])
    assert other.preferences[0].ranks.tolist() == [0, 1, 2, 3]
    assert model.preferences[0].ranks.tolist() == [1, 2, 1, 0]
    swapped = model.with_preference("B", other.preferences[0])
    assert swapped.preferences[1].ranks.tolist() == [0, 1, 2, 3] and swapped.simple
    with pytest.raises(GraphError, match=r"utilities have shape \(1, 4\)"):
        model.with_utilities([[1, 2, 3, 4]])
    with pytest.raises(GraphError, match="the preference compares 2 states, the model has 4"):
        model.with_preference("A", option_model({"A": ["a"]}, {"A": [1, 2]}).preferences[0])


def test_preferences_may_be_given_in_any_way() -> None:
    owners = {"A": ["a"], "B": ["b"]}
    weights = option_model(owners, {"A": {"a": 2, "b": -1}, "B": ["b", "-a"]})
    assert weights.preferences[0].ranks.tolist() == [1, 3, 0, 2]
    assert weights.preferences[1].ranks.tolist() == [1, 0, 3, 2]
    for given, said in (
        ({"A": [1, 2, 3, 4]}, "B has no preference"),
        ({"A": {"c": 1}, "B": ["b"]}, "unknown option 'c'"),
        ({"A": [["1"], ["9"]], "B": ["b"]}, "no state is called '9'"),
    ):
        with pytest.raises(GraphError, match=said):
            option_model(owners, given)


def test_infeasible_patterns_are_no_states() -> None:
    model = option_model({"A": ["a", "b"]}, {"A": [1, 2, 3]}, infeasible=["YY"])
    assert model.states == 3 and [model.pattern(s) for s in range(3)] == ["NN", "YN", "NY"]
    assert repr(model).startswith("<Model '': 3 states; A")
