"""A proposal as a graph model."""

from __future__ import annotations

import numpy as np

from servanda.explore.proposal_graph import OTHERS, graph_of, makers_of, utilities_of

NAMES = {"a": "A", "b": "B", OTHERS: "The others"}


def test_states_are_the_war_the_deal_and_its_breaches() -> None:
    model, states = graph_of(NAMES, ("a", "b"), True, ("a",), "x")
    kinds = [(state.kind, state.by) for state in states]
    assert kinds.count(("deal", "")) == 1 and kinds[0] == ("war", "")
    assert ("joined", "a") in kinds and ("joined", "b") not in kinds  # they answer only A
    assert ("alone", "a") in kinds and ("alone", "b") in kinds
    assert model.status_quo == 0 and len(set(model.labels)) == len(states)
    bare, _ = graph_of({"a": "A", "b": "B"}, ("a", "b"), False, (), "x")
    assert bare.decision_makers == ("A", "B")


def test_what_is_worth_what_comes_from_the_columns() -> None:
    model, states = graph_of(NAMES, ("a", "b"), True, ("a",), "x")
    kept = {"others_agree": np.array([1.0, 0.0])}
    for party in ("a", "b"):
        for n, name in enumerate(("refuse", "keep", "alone", "joined", "price", "word")):
            kept[f"{name}.{party}"] = np.array([n + 1.0, n + 2.0])
    honours = {"a": np.array([True, False])}
    worth = utilities_of(kept, states, ("a", OTHERS), honours)
    at = {(state.kind, state.by): n for n, state in enumerate(states)}
    assert worth.shape == (2, 2, model.states)
    assert worth[0, 0, at["war", ""]] == 1.0
    assert worth[0, 0, at["deal", ""]] == 2.0 - 5.0
    assert worth[0, 0, at["alone", "a"]] == 3.0 - 6.0 - 5.0  # its word and the price are paid
    assert worth[0, 0, at["alone", "b"]] == 3.0 - 5.0
    assert worth[0, 1, at["deal", ""]] > 0.0 > worth[1, 1, at["deal", ""]]


def test_one_guarantor_is_called_by_its_name(strait) -> None:
    assert makers_of(strait, "entry", ["arda", "brema"])[OTHERS] == "The League"
    assert makers_of(strait, "truce", [])[OTHERS] == "The others"
