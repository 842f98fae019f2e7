"""GraphML is opened by a program that is not ours, and says what the model does."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import GraphError
from servanda.graph.graphml import graphml
from servanda.graph.model import option_model
from servanda.graph.preferences import by_pairs
from servanda.graph.read import read_model
from servanda.graph.solve import solve

networkx = pytest.importorskip("networkx")
MODELS = Path(__file__).parents[2] / "docs" / "graph" / "models"


@pytest.mark.parametrize("name", ["elmira", "garrison", "chicken", "syria_iraq_1975"])
def test_networkx_finds_the_states_moves_and_equilibria(name: str, tmp_path: Path) -> None:
    model = read_model(MODELS / f"{name}.json")
    solution = solve(model, ["nash", "gmr"])
    file = tmp_path / "model.graphml"
    file.write_bytes(graphml(model, solution))
    read = networkx.read_graphml(file)
    nodes = dict(read.nodes(data=True))
    assert [body["label"] for body in nodes.values()] == list(model.labels)
    for concept in ("nash", "gmr"):
        found = [body["label"] for body in nodes.values() if body[concept]]
        assert found == solution.equilibria[concept]
    moves = {
        (model.labels[s], model.labels[t], dm)
        for i, dm in enumerate(model.decision_makers)
        for s in range(model.states)
        for t in model.moves.out(i, s)
    }
    edges = {
        (nodes[s]["label"], nodes[t]["label"], body["decision_maker"])
        for s, t, body in read.edges(data=True)
    }
    assert edges == moves
    # a state that nobody leaves by a gain of its own is an equilibrium of Nash's
    left = {nodes[s]["label"] for s, _, body in read.edges(data=True) if body["gain"]}
    assert [x for x in model.labels if x not in left] == solution.equilibria["nash"]


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    name = "</graphml> & \u202e"
    file = tmp_path / "model.graphml"
    file.write_bytes(graphml(option_model({name: ["Hold"]}, {name: ["1"]})))
    _, _, body = next(iter(networkx.read_graphml(file).edges(data=True)))
    assert body["decision_maker"] == "</graphml> & [U+202E]"


def test_what_graphml_cannot_carry_is_refused() -> None:
    model = option_model({"A": ["Hold"]}, {"A": ["1"]})
    with pytest.raises(GraphError, match="rankings alone"):
        graphml(model.with_preference("A", by_pairs([(0, "?", 1)], 2)))
