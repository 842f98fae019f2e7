"""One decision maker's preference, in any of the ways a file may give it."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.errors import GraphError
from servanda.graph.options import Option
from servanda.graph.preferences import Preference
from servanda.graph.read_preferences import read_preference
from servanda.graph.relation import UNKNOWN
from servanda.graph.states import StateNames, feasible_codes

OPTIONS = [Option("Go", 0), Option("Stop", 1)]
LABELS = ["1", "2", "3", "4"]


def read(given: object, notes: list[str] | None = None) -> Preference:
    codes = feasible_codes(2, [])
    noted = [] if notes is None else notes
    return read_preference(given, "A", StateNames(LABELS), OPTIONS, ["A", "B"], codes, {}, noted)


@pytest.mark.parametrize(
    ("given", "ranks"),
    [
        ({"ranking": [["4"], ["3", "2"], ["1"]]}, [0, 1, 1, 2]),
        (["4", "3", "2", "1"], [0, 1, 2, 3]),
        ({"order": ["4", "3", "2", "1"]}, [0, 1, 2, 3]),
        ({"statements": ["1", "2"]}, [0, 2, 1, 3]),
        ({"priorities": [{"name": "peace", "is": "-1"}]}, [1, 0, 1, 0]),
        (["1 & 2"], [0, 0, 0, 1]),
        ({"weights": {"Go": 2, "Stop": -1}}, [1, 3, 0, 2]),
        ({"weights": [2, -1]}, [1, 3, 0, 2]),
        ({"payoffs": [1, 5, 1, 9]}, [0, 1, 0, 2]),
        ({"utility": {"1": 1, "2": 5, "3": 1, "4": 9}}, [0, 1, 0, 2]),
    ],
)
def test_each_way_makes_its_ranking(given: object, ranks: list[int]) -> None:
    assert read(given).ranks.tolist() == ranks


def test_marks_between_groups_are_degrees_and_pairs_are_exceptions() -> None:
    strong = read({"ranking": ["4", ">>", "3", "2", "1"]})
    assert strong.compare(2, 3) == 2 and strong.compare(1, 2) == 1
    both = read({"ranking": ["4", "3", "2", "1"], "unknown": [["1", "2"]], "much": [["4", "1"]]})
    assert both.compare(0, 1) == UNKNOWN and both.compare(0, 3) == 2
    pairs = read({"pairs": [["1", ">", "2"]]})
    assert pairs.compare(1, 0) == 1 and pairs.compare(2, 3) == UNKNOWN


def test_of_two_ways_one_counts_and_that_is_noted() -> None:
    notes: list[str] = []
    read({"ranking": ["4", "3", "2", "1"], "utility": [1, 2, 3, 4]}, notes)
    assert notes == ["A: the ranking counts; its utility are not used"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (3, "give a ranking, statements, weights, utilities or pairs"),
        ({}, "give a ranking, statements, weights, utilities or pairs"),
        ({"rankin": []}, "unknown key 'rankin'; did you mean 'ranking'?"),
        (["1", "2"], "are these states or options"),
        ({"ranking": ["1", "2", "3"]}, "leaves out 4; rank every state"),
        ({"ranking": ["1", "1", "3"]}, "state '1' is there twice"),
        ({"ranking": ["9"]}, "there is no state '9'"),
        ({"weights": [1]}, "one for each of the 2 options is needed"),
        ({"weights": {"Go": "much"}}, "'Go' has 'much', no number"),
        ({"utility": [1, 2]}, "one utility for each of the 4 states is needed"),
        ({"utility": {"1": 1}}, "no utility for 2, 3, 4"),
        ({"utility": [1, 2, True, 3]}, "the utility of '3' is True, no number"),
        ({"statements": [{"is": " "}]}, r"a statement is a text such as '1 & -2'"),
        ({"pairs": [["1", ">", "1"]]}, "state '1' is compared with itself"),
        ({"pairs": [["1", ">", "2"], ["2", ">", "1"]]}, "are compared twice and differently"),
        ({"pairs": [["1", "2"]]}, r"a list of \[better, '>', worse\] is needed"),
    ],
)
def test_what_is_wrong_is_told(given: Any, said: str) -> None:
    with pytest.raises(GraphError, match=r"^preferences\.A.*" + said):
        read(given)
