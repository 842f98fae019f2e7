"""Where each decision maker stays, and where all of them do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from models import threat

from servanda.errors import InputError
from servanda.graph.solve import explain, mixed_equilibria, solve, solve_command
from servanda.graph.write import write_model


def test_equilibria_are_where_all_stay() -> None:
    found = solve(threat(), ["nash", "seq"])
    assert found.stable["nash"] == {"A": ["2", "3"], "B": ["3", "4"]}
    assert found.equilibria["nash"] == ["3"]
    assert found.is_equilibrium("nash").tolist() == [False, False, True, False]
    with pytest.raises(InputError, match="no concept is asked for"):
        solve(threat(), [])


def test_each_may_stay_under_a_concept_of_its_own() -> None:
    model = threat()
    both = mixed_equilibria(model, {"A": "nash", "B": "gmr"})
    nash, gmr = (solve(model, [name]).stable[name] for name in ("nash", "gmr"))
    assert both == [label for label in nash["A"] if label in gmr["B"]]
    with pytest.raises(InputError, match="B has no concept"):
        mixed_equilibria(model, {"A": "nash"})
    with pytest.raises(InputError, match="is about coalitions, not about"):
        mixed_equilibria(model, {"A": "cnash", "B": "nash"})


def test_a_group_is_asked_only_by_concepts_about_groups() -> None:
    with pytest.raises(InputError, match="is about single decision makers"):
        explain(threat(), "1", "A + B", "nash")
    assert explain(threat(), "1", "A + B", "cnash")


def test_a_file_is_solved_as_the_model_is(tmp_path: Path) -> None:
    write_model(threat(), tmp_path / "m.json")
    told = solve_command(tmp_path / "m.json", ["nash"])
    assert json.loads(json.dumps(told)) == {
        "states": 4, "equilibria": {"nash": ["3"]},
        "stable": {"nash": {"A": ["2", "3"], "B": ["3", "4"]}},
    }  # fmt: skip
