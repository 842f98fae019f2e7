"""Reading and writing models: round trips, every way of giving a preference, and bad files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from random_models import random_arc_model, random_option_model

import servanda.graph as g
from servanda.errors import GraphError, InputError

BASE: dict[str, Any] = {
    "decision_makers": [{"name": "A", "options": ["Fight", "Pay"]}, {"name": "B"}],
    "options": [
        {"name": "Fight", "dm": "A"},
        {"name": "Pay", "dm": "A", "direction": "fwd"},
        {"name": "Arm", "dm": "B", "direction": "both"},
    ],
    "infeasible": ["YY-"],
    "preferences": {"A": {"statements": ["1 & -3", "-2"]}, "B": {"weights": {"Arm": 1, "Pay": 2}}},
}


ARM = {"statements": ["3"]}


def changed(**keys: Any) -> dict[str, Any]:
    return {**json.loads(json.dumps(BASE)), **keys}


@pytest.mark.parametrize("make", [random_option_model, random_arc_model])
@pytest.mark.parametrize("kind", ["strict", "ties", "degrees", "unknown", "intransitive"])
@pytest.mark.parametrize("seed", range(10))
def test_round_trip(tmp_path: Path, seed: int, kind: str, make: object) -> None:
    model = make(np.random.default_rng(seed), kind, 5)
    g.write_model(model, tmp_path / "model.json")
    again = g.read_model(tmp_path / "model.json")
    assert list(again.labels) == list(model.labels)
    assert [again.pattern(s) for s in range(again.states)] == [
        model.pattern(s) for s in range(model.states)
    ]
    for i in range(len(model.decision_makers)):
        for s in range(model.states):
            assert again.moves.out(i, s) == model.moves.out(i, s)
            assert np.array_equal(again.preferences[i].row(s), model.preferences[i].row(s))


def test_published_files_survive_a_round_trip(shared: Path, tmp_path: Path) -> None:
    for file in sorted((shared / "oracles" / "graph").glob("*.json")):
        model = g.read_model(file)
        g.write_model(model, tmp_path / file.name)
        again = g.read_model(tmp_path / file.name)
        concepts = ["nash", "gmr", "smr", "seq"]
        assert g.solve(again, concepts).stable == g.solve(model, concepts).stable
        assert again.status_quo == model.status_quo


def test_the_ways_of_giving_a_preference_agree() -> None:
    ranks = [
        g.model_from(changed(preferences={"A": given, "B": [["1", "2", "3", "4", "5", "6"]]}))
        .preferences[0]
        .ranks.tolist()
        for given in (
            {"statements": ["Fight", "not Arm"]},
            {"prioritization": ["1", "-3"]},
            {"statements": {"S1": "1", "S2": "-3"}},
            {"weights": {"Fight": 2, "Arm": -1}},
            {"weights": [2, 0, -1]},
            {"utilities": [1, 3, 1, 0, 2, 0]},
            {"payoffs": {"1": 1, "2": 3, "3": 1, "4": 0, "5": 2, "6": 0}},
            {"ranking": [["2"], ["5"], ["1", "3"], ["4", "6"]]},
            [["2"], "5", ["1", "3"], ["4", "6"]],
            ["1", "-3"],
        )
    ]
    assert all(r == [1, 3, 1, 0, 2, 0] for r in ranks), ranks


def test_degrees_unknowns_and_pairs() -> None:
    model = g.model_from(
        changed(
            preferences={
                "A": {"ranking": ["2", ">>", ["5", "1"], "3", "4", "6"], "unknown": [["3", "4"]]},
                "B": {"pairs": [["1", ">", "2"], ["2", ">>", "3"], ["3", ">", "1"]]},
            }
        )
    )
    a, b = model.preferences
    assert a.compare(0, 1) == 2
    assert a.compare(0, 4) == 0
    assert a.unknown == ((2, 3),)
    assert (b.compare(1, 0), b.compare(2, 1), b.compare(0, 2)) == (1, 2, 1)
    assert (3, 4) in b.unknown
    notes = g.solve(model, ["nash"]).notes
    assert [n.split(";")[0] for n in notes] == ["A: 1 pair is unknown", "B: 12 pairs are unknown"]


def test_definitions_are_used() -> None:
    model = g.model_from(
        changed(
            definitions={"war": "Fight & Arm", "peace": "not war and not Fight"},
            preferences={"A": {"statements": ["peace", "2"]}, "B": {"statements": ["war"]}},
        )
    )
    assert model.preferences[0].ranks.tolist() == [1, 0, 2, 1, 0, 2]
    assert model.preferences[1].ranks.tolist() == [0, 0, 0, 0, 1, 0]


def test_infeasible_may_be_a_statement_or_an_object() -> None:
    counts = [
        g.model_from(
            changed(
                infeasible=[entry],
                preferences={"A": {"statements": ["1"]}, "B": ARM},
            )
        ).states
        for entry in ("YY-", "Fight & Pay", {"Fight": "Y", "Pay": "Y"}, ["Y", "Y", "-"])
    ]
    assert counts == [6, 6, 6, 6]


def test_common_moves_and_coalesced_states() -> None:
    model = g.model_from(
        {
            "decision_makers": ["A", "B"],
            "states": ["peace", "crisis", "war"],
            "moves": {"A": {"peace": ["crisis"]}, "B": {"crisis": "peace"}},
            "common_moves": [{"from": ["peace", "crisis"], "to": "war"}],
            "preferences": {
                "A": [["crisis"], ["peace"], ["war"]], "B": [["peace"], ["crisis"], ["war"]]
            },
        }
    )  # fmt: skip
    assert model.moves.out(0, 0) == [1, 2]
    assert model.moves.out(1, 1) == [0, 2]
    assert g.solve(model, ["nash"]).equilibria["nash"] == ["war"]


def test_moves_of_coalesced_states_follow_from_the_options(shared: Path) -> None:
    data = json.loads((shared / "oracles" / "graph" / "03_elmira_9.json").read_text())
    listed = g.model_from(data)
    del data["moves"]
    derived = g.model_from(data)
    for i in range(3):
        for s in range(9):
            assert derived.moves.out(i, s) == listed.moves.out(i, s)


def test_gmcr_files(tmp_path: Path) -> None:
    data = {
        "options": [
            {"name": "Modify", "permittedDirection": "fwd"},
            {"name": "Delay", "permittedDirection": "back"},
            {"name": "Accept", "permittedDirection": "both"},
        ],
        "decisionMakers": [
            {
                "name": "M",
                "options": [0],
                "preferences": [
                    [[2, "Y"]],
                    {"compound": True, "members": [[[0, "N"]], [[1, "Y"]]]},
                ],
                "preferenceRanking": [5, [1, 2], 3, 4, 6],
            },
            {"name": "U", "options": [1, 2], "preferences": [[[1, "Y"]]]},
        ],
        "infeasibles": [[[1, "Y"], [2, "Y"]]],
        "useManualPreferenceRanking": False,
    }
    file = tmp_path / "m.gmcr"
    file.write_text(json.dumps(data))
    model = g.read_model(file)
    assert [model.pattern(s) for s in range(model.states)] == [
        "NNN", "YNN", "NYN", "YYN", "NNY", "YNY"
    ]  # fmt: skip
    assert model.preferences[0].ranks.tolist() == [1, 0, 1, 1, 3, 2]
    assert model.options[1].direction == "back"
    data["useManualPreferenceRanking"] = True
    by_hand = g.model_from(data)
    assert by_hand.preferences[0].ranks.tolist() == [3, 3, 2, 1, 4, 0]


BAD = {
    "states or options": ({"preferences": {"A": ["1", "2"], "B": ["1"]}}, "states or options"),
    "unknown option": (
        {"preferences": {"A": {"statements": ["Figth"]}, "B": ARM}},
        r"preferences\.A\.statements\[0\].*unknown option 'figth'; did you mean 'Fight'\?",
    ),
    "option number": (
        {"preferences": {"A": {"statements": ["7"]}, "B": ARM}}, "there is no option 7"
    ),
    "no state left": ({"infeasible": ["Y--", "N--"]}, "remove every state: Y--, N--; take one"),
    "statement leaves none": (
        {"infeasible": ["Fight or not Fight"]}, "removes every state that is left"
    ),
    "cycle": (
        {"definitions": {"war": "1 | peace", "peace": "not war"},
         "preferences": {"A": ["war"], "B": ARM}},
        "circle: war → peace → war",
    ),
    "cycle of statements": (
        {"preferences": {"A": {"statements": {"S1": "1 & S2", "S2": "S1"}}, "B": ARM}},
        "circle: S1 → S2 → S1",
    ),
    "forty options": (
        {"options": [{"name": f"o{k}", "dm": "A"} for k in range(40)], "infeasible": [],
         "decision_makers": ["A", "B"]},
        r"40 options make 1,099,511,627,776 \(2\^40\) states; at most 67,108,864",
    ),
    "state of a preference": (
        {"preferences": {"A": {"ranking": [["1"], ["99"]]}, "B": ARM}},
        r"preferences\.A: there is no state '99'",
    ),
    "state twice": (
        {"preferences": {"A": {"ranking": [["1"], ["1", "2"]]}, "B": ARM}}, "'1' is there twice"
    ),
    "state missing": (
        {"preferences": {"A": {"ranking": [["1"], ["2", "3"]]}, "B": ARM}},
        "leaves out 4, 5, 6; rank every state",
    ),
    "no preference": ({"preferences": {"A": {"statements": ["1"]}}}, "'B' has none"),
    "stranger": (
        {"preferences": {"A": {"statements": ["1"]}, "B": ARM, "C": ["1"]}},
        "unknown decision maker",
    ),
    "slip": ({"infeasable": ["YY-"], "infeasible": None}, "infeas"),
    "direction": ({"options": [{"name": "x", "dm": "A", "direction": "sideways"}]}, "sideways"),
    "owner": ({"options": [{"name": "x", "dm": "Z"}]}, "unknown decision maker 'Z'"),
    "pattern": ({"infeasible": ["YY"]}, "has 2 letters and the model 3 options"),
    "states and patterns": (
        {"states": [{"label": "1", "pattern": "YYN"}]}, "'1' \\(YYN\\) is infeasible by YY-"
    ),
    "status quo": ({"status_quo": "9"}, "status_quo: there is no state '9'"),
    "contradiction": (
        {"preferences": {"A": {"pairs": [["1", ">", "2"], ["2", ">", "1"]]}, "B": ARM}},
        "compared twice and differently",
    ),
    "utility": ({"preferences": {"A": {"utility": [1, 2, 3, 4, 5, "x"]}, "B": ARM}}, "no number"),
    "moves": ({"moves": {"A": {"1": ["22"]}, "B": {}}}, "there is no state '22'"),
    "brackets": ({"preferences": {"A": ["(1 & 2"], "B": ARM}}, "a bracket is not closed"),
    "nothing": ({"preferences": {"A": {"why": 1}, "B": ARM}}, "give a ranking"),
    "list": ({"states": {"1": "YNN"}}, "states: a list is needed"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_models_get_one_clear_error(tmp_path: Path, name: str) -> None:
    keys, message = BAD[name]
    data = {k: v for k, v in changed(**keys).items() if v is not None}
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(data))
    with pytest.raises(GraphError, match=message) as caught:
        g.read_model(file)
    assert str(caught.value).startswith(str(file))


def test_files_that_are_no_models(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        g.read_model(tmp_path / "none.json")
    (tmp_path / "text.json").write_text("{\n  broken")
    with pytest.raises(InputError, match=r"text\.json:2:3: not JSON"):
        g.read_model(tmp_path / "text.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not text in UTF-8"):
        g.read_model(tmp_path / "bytes.json")
    (tmp_path / "list.json").write_text("[1, 2]")
    with pytest.raises(GraphError, match="is a JSON object"):
        g.read_model(tmp_path / "list.json")


def test_forty_options_with_few_feasible_patterns_are_no_trouble() -> None:
    count = 40
    # Exactly one of forty: every pair is infeasible, and so is none at all.
    pairs = [
        "".join("Y" if k in (a, b) else "-" for k in range(count))
        for a in range(count)
        for b in range(a)
    ]
    model = g.option_model(
        {"A": [f"o{k}" for k in range(count)]}, {"A": list(range(40))}, [*pairs, "N" * count]
    )
    assert model.states == 40
    assert g.solve(model, ["nash"]).equilibria["nash"] == ["40"]


def test_searches_that_would_take_too_long_say_so_first() -> None:
    n = 1 << 16
    model = g.option_model({f"D{i}": [f"a{i}", f"b{i}", f"c{i}", f"d{i}"] for i in range(4)},
                           {f"D{i}": np.arange(n) for i in range(4)})  # fmt: skip
    with pytest.raises(GraphError, match=r"65,536 states would take about .* steps; the limit is"):
        g.solve(model, ["cnash"])
    with pytest.raises(GraphError, match="65,536 states would take about"):
        g.solve(model, ["gmr_d"])
