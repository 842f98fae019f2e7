"""The past beside the model: frozen readings, and a gap that is said only where it is large."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.errors import InputError
from servanda.explore.methods.reference_class import reference_class
from servanda.explore.questions.past import LARGE, past, readings
from servanda.kinds_of_war import kind_of_war

TOP = Path(__file__).parents[3]
STRAIT = TOP / "tests" / "cases" / "strait"
UKRAINE = TOP / "examples" / "ukraine"


def test_readings_give_every_input_of_their_class_and_nothing_else() -> None:
    case = load(UKRAINE)
    for name in case.proposals:
        found = list(readings(case, name, deaths=200_000, war_years=3.5))
        assert [kind for kind, _, _ in found] == ["agreements"] * 2 + ["ceasefires"] * 2
        for kind, _, inputs in found:
            assert set(inputs) == set(reference_class(kind).inputs)
    watched = {
        name: next(readings(case, name))[2]["peacekeepers"]
        for name in ("ceasefire_monitors", "ceasefire_in_place", "coalition_force_disputed")
    }
    assert list(watched.values()) == [1.0, 0.0, 1.0]


def test_the_model_rows_are_an_assessments_and_a_gap_is_said_only_where_large() -> None:
    case = load(STRAIT)
    result = assess(case, worlds=400, seed=2, robustness=False, war_worlds=1)
    said = set()
    for name, deaths in product(case.proposals, (None, 20_000)):
        finding = past(case, name, worlds=400, seed=2, deaths=deaths, war_years=2)
        rows = [row for row in finding.rows if str(row["series"]).startswith("the model")]
        hold = result[name].would_hold
        for row in rows:
            share = hold[int(row["years"])]  # type: ignore[arg-type]
            assert share is not None and row["share"] == pytest.approx(share.share, abs=1e-9)
        apart = []
        for row in rows:
            others = [r for r in finding.rows if r not in rows and r["years"] == row["years"]]
            below = min(float(r["low"]) for r in others) - float(row["share"])  # type: ignore[arg-type]
            above = float(row["share"]) - max(float(r["high"]) for r in others)  # type: ignore[arg-type]
            apart.append(max(below, above))
        assert finding.found == (max(apart) > LARGE)
        said.add(finding.found)
        assert finding.claim.startswith("The model thinks" if finding.found else "Model and past")
    assert True in said


def test_what_was_not_given_is_said_and_nonsense_refused() -> None:
    case = load(STRAIT).model_copy(update={"kind": "civil_settlement"})
    assert any("left out" in each for each in past(case, "truce", worlds=50).caveats)
    far = past(case, "truce", worlds=50, deaths=50_000_000, war_years=3)
    assert any("outside what the class has seen" in each for each in far.caveats)
    with pytest.raises(InputError, match="above 0"):
        list(readings(case, "truce", deaths=0, war_years=3))
    with pytest.raises(InputError, match="no proposal is called"):
        past(case, "nonsense", worlds=50)


def test_a_war_between_states_is_set_beside_its_like_alone() -> None:
    case = load(STRAIT)
    interstate = past(case, "truce", worlds=50)
    series = {str(row["series"]) for row in interstate.rows}
    assert any("war between states" in each for each in series)
    assert not any("agreements" in each or "civil" in each for each in series)
    kind = kind_of_war("interstate")
    held = {row["years"]: row["share"] for row in interstate.rows if "papers" in str(row["series"])}
    assert held == {year: kind.held(year).share for year in (1, 5, 10)}
    civil = past(case.model_copy(update={"kind": "civil_settlement"}), "truce", worlds=50)
    assert any("civil wars that ended" in str(row["series"]) for row in civil.rows)


def test_classes_that_contradict_one_another_are_said_and_not_pooled() -> None:
    case = load(STRAIT).model_copy(update={"kind": "civil_settlement"})
    finding = past(case, "truce", worlds=50)
    shown = [row for row in finding.rows if row["years"] == 5 and "model" not in str(row["series"])]
    apart = max(float(r["low"]) for r in shown) > min(float(r["high"]) for r in shown)  # type: ignore[arg-type]
    assert apart == any("contradicts itself after 5" in each for each in finding.caveats)
