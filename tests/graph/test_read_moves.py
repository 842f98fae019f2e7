"""The moves a file gives: listed, common, or following from the options."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.errors import GraphError
from servanda.graph.moves import ArcMoves, OptionMoves
from servanda.graph.read import model_from

BASE: dict[str, Any] = {
    "decision_makers": ["A", "B"],
    "states": ["x", "y", "z"],
    "preferences": {"A": {"ranking": ["x", "y", "z"]}, "B": {"ranking": ["z", "y", "x"]}},
}
OPTIONS: dict[str, Any] = {
    "decision_makers": [{"name": "A", "options": ["Go"]}, {"name": "B", "options": ["Stop"]}],
    "preferences": {"A": {"statements": ["1"]}, "B": {"statements": ["2"]}},
}


def test_moves_may_be_listed_by_origin_or_in_pairs() -> None:
    by_origin = model_from({**BASE, "moves": {"A": {"x": ["y", "z"]}, "B": {"y": "x"}}})
    in_pairs = model_from({**BASE, "moves": {"A": [["x", "y"], ["x", "z"]], "B": [["y", "x"]]}})
    for model in (by_origin, in_pairs):
        assert isinstance(model.moves, ArcMoves)
        assert model.moves.out(0, 0) == [1, 2] and model.moves.out(1, 1) == [0]
    silent = model_from({**BASE, "moves": {"A": {"x": ["y"]}}})
    assert silent.notes == ("B has no moves: `moves` does not name it",)


def test_moves_that_follow_from_options_stay_so_and_common_ones_are_added() -> None:
    assert isinstance(model_from(OPTIONS).moves, OptionMoves)
    crash = {"dms": ["A"], "from": ["1", "2"], "to": "4"}
    model = model_from({**OPTIONS, "common_moves": [crash]})
    assert model.moves.out(0, 0) == [1, 3] and model.moves.out(0, 1) == [0, 3]
    assert model.moves.out(1, 0) == [2]  # the other does not share it


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "states without patterns need `moves`"),
        ({"moves": ["x"]}, "moves: {decision maker"),
        ({"moves": {"C": {}}}, "moves: unknown decision maker 'C'"),
        ({"moves": {"A": {"x": ["q"]}}}, r"moves.A.x: there is no state 'q'"),
        ({"moves": {"A": ["x"]}}, r"moves.A: write {from"),
        ({"moves": {"A": {"x": "y"}}, "common_moves": {}}, ""),
        ({"moves": {"A": {"x": "y"}}, "common_moves": [{"from": "x"}]}, "write {dms"),
        ({"moves": {"A": {"x": "y"}}, "common_moves": [{"dms": ["C"], "from": "x", "to": "y"}]},
         "unknown decision maker 'C'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(keys: dict[str, Any], said: str) -> None:
    if not said:  # an empty mapping says nothing, as an empty list does
        assert model_from({**BASE, **keys}).moves.out(0, 0) == [1]
        return
    with pytest.raises(GraphError, match=said):
        model_from({**BASE, **keys})
