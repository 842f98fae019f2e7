"""`.gmcr` files of every version: what a key says is used, or refused by its name."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from servanda.errors import GraphError
from servanda.graph.model import Model
from servanda.graph.read import model_from, read_model
from servanda.graph.solve import solve

STALE = [[[0, "Y"]]], [[[1, "Y"]]]
FILE: dict[str, Any] = {
    "program": "gmcr-py",
    "useManualPreferenceRanking": True,
    "infeasibles": [],
    "options": [
        {"name": "Stop", "permittedDirection": "both"},
        {"name": "Stop", "permittedDirection": "both"},
    ],
    "decisionMakers": [
        {"name": "North", "options": [0], "preferences": STALE[0],
         "preferenceRanking": [[1, 3], [2, 4]]},
        {"name": "South", "options": [1], "preferences": STALE[1],
         "preferenceRanking": [[1, 2], [3, 4]]},
    ],
}  # fmt: skip


def changed(path: str, value: object, old: str = "") -> dict[str, Any]:
    """Return the file with a value put at a path, and the key `old` there taken out."""
    data = copy.deepcopy(FILE)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    here: Any = data
    for step in way:
        here = here[step]
    here[last] = value
    if old:
        del here[old]
    return data


def nash(model: Model) -> tuple[str, ...]:
    return tuple(solve(model, ["nash"]).equilibria["nash"])


def renamed(*names: tuple[str, str]) -> dict[str, Any]:
    text = repr(FILE)
    for now, before in names:
        text = text.replace(f"'{now}'", f"'{before}'")
    found: dict[str, Any] = eval(text)  # noqa: S307 (a literal of this file)
    return found


RANKING = ("preferenceRanking", "preferenceVector")
BY_HAND = ("useManualPreferenceRanking", "useManualPreferenceVectors")


@pytest.mark.parametrize("names", [(), (RANKING,), (BY_HAND,), (RANKING, BY_HAND)])
def test_a_ranking_counts_by_whichever_name_it_has(names: tuple[tuple[str, str], ...]) -> None:
    model = model_from(renamed(*names))
    assert nash(model) == ("1",)
    assert any("statements are not used" in note for note in model.notes)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (changed("decisionMakers.0.preferenceVektor", [1, 2, 3, 4]), "preferenceVektor"),
        (changed("decisionMakers.0.veto", True), "veto"),
        (changed("options.1.permitedDirection", "fwd"), "permitedDirection"),
        (changed("moves", {}), "moves"),
        (changed("decisionMakers.0.misperceptions", [[[0, "Y"]]]), "misperceptions"),
        (changed("decisionMakers.1.preferenceVector", [1, 2, 3, 4]), "preferenceVector"),
        (changed("decisionMakers.1.preferenceRanking", "1 2 3 4"), "preferenceRanking"),
    ],
)
def test_what_is_not_used_is_refused_by_its_name(data: dict[str, Any], named: str) -> None:
    with pytest.raises(GraphError, match=named):
        model_from(data)


def test_a_key_that_holds_nothing_is_no_reason_to_refuse() -> None:
    assert nash(model_from(changed("decisionMakers.0.misperceptions", []))) == ("1",)
    assert not [n for n in model_from(changed("coalitions", [0, 1])).notes if "coalitions" in n]


def test_coalitions_that_are_not_used_are_told() -> None:
    model = model_from(changed("coalitions", [[0, 1]]))
    assert any("coalitions" in note for note in model.notes)


def test_a_decision_maker_that_says_nothing_is_named() -> None:
    data = changed("decisionMakers.1.preferences", [], old="preferenceRanking")
    with pytest.raises(GraphError, match="'South' says nothing of what it prefers"):
        model_from(data)
    data["decisionMakers"][1]["payoffs"] = [2, 2, 1, 1]
    assert nash(model_from(data)) == ("1",)


def test_the_public_files(shared: Path) -> None:
    folder = shared / "cases" / "public" / "01-gmcr-old-ranking-key"
    answers = {file.name: nash(read_model(file)) for file in sorted(folder.glob("*.gmcr"))}
    assert answers == dict.fromkeys(answers, ("1",))
    assert len(answers) == 4
