"""How large victory or pressure would have to be, put back into the case it is told of."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.laws.whole_cases import changed, put, symmetric, told

from servanda.case.keys.case import Case
from servanda.explore.proposal_study import study_of
from servanda.explore.questions.leverage import PRESSURE, VICTORY, leverage
from servanda.explore.questions.linchpins import linchpins
from servanda.explore.questions.what_suffices import what_suffices
from servanda.explore.study import Required

WORLDS = 40
PRESS = {"by": "g", "on": "a", "believed": 0.8, "until": 60}


def winning(**paths: Any) -> Case:
    """A war that a is winning cheaply, so that it refuses to stop at the line."""

    def change(keys: dict[str, Any]) -> None:
        put(keys, "war.trend", {"analyst": 0.003, "a": 0.003, "b": 0.0015})
        put(keys, "war.flow_costs", {"a": "0.03 to 0.06", "b": 0.16})
        put(keys, "war.front.held", 0.8)
        for path, value in paths.items():
            put(keys, path.replace("__", "."), value)

    return changed(symmetric(), change)


def needed(case: Case, proposal: str = "bare") -> dict[str, Required]:
    study = study_of(case, proposal, worlds=WORLDS)
    assert study.required is not None
    asked = {each.symbol: each for each in study.required()}
    return {symbol[:2]: each for symbol, each in asked.items() if symbol[:2] in (VICTORY, PRESSURE)}


def test_at_the_victory_that_turns_it_a_refuser_signs_and_just_above_it_does_not() -> None:
    found = needed(winning())[VICTORY]
    assert found.path == "parties.a.victory" and found.some.all()
    at = float(np.median(found.needed))
    for victory, signs in ((at - 0.06, True), (at + 0.06, False)):
        margin = told(winning(), WORLDS, ["bare"], {found.path: victory})["bare"]["margin.a"]
        assert (np.median(margin) >= 0.0) == signs


def test_pressure_that_the_case_does_not_state_is_put_in_to_tell_how_much_would_turn_it() -> None:
    found = needed(winning())[PRESSURE]
    assert found.path == "" and not found.held.any() and found.some.all()
    assert "states none" in found.label
    at = float(np.median(found.needed))
    for cost, signs in ((at * 0.7, True), (at * 1.3, False)):
        press = [{"by": "g", "on": "a", "costs": cost}]
        case = winning(proposals__bare__pressure=press)
        margin = told(case, WORLDS, ["bare"])["bare"]["margin.a"]
        assert (np.median(margin) < 0.0) == signs


def test_pressure_that_the_case_states_is_told_as_it_is_believed() -> None:
    found = needed(winning(proposals__bare__pressure=[PRESS | {"costs": 0.01}]))[PRESSURE]
    assert found.path == "proposals.bare.pressure.0.costs"
    assert found.held == pytest.approx(np.full(WORLDS, 0.01))
    doubted = PRESS | {"costs": 0.01, "believed": 0.3}
    more = needed(winning(proposals__bare__pressure=[doubted]))[PRESSURE]
    assert np.median(more.needed) > np.median(found.needed)


def test_who_signs_anyway_is_asked_nothing_more() -> None:
    assert needed(winning(war__flow_costs={"a": "0.4 to 0.5", "b": 0.4})) == {}


def test_it_is_a_finding_of_its_own_that_says_both() -> None:
    every = what_suffices(study_of(winning(), "bare", worlds=WORLDS))
    (found,) = [each for each in every if "victory" in each.question]
    assert "A signs only if what victory would really bring A is at most" in found.claim
    assert "sure pressure, of which the case states none" in found.claim
    assert len(found.rows) == 2
    assert not any(row["symbol"].startswith(VICTORY) for row in every[0].rows)  # type: ignore[union-attr]


def test_both_are_linchpins_where_the_case_has_a_range_of_them() -> None:
    case = winning(
        parties__a__victory="0.8 to 0.99",
        proposals__bare__pressure=[PRESS | {"costs": "0.005 to 0.05"}],
    )
    study = study_of(case, "bare", worlds=300)
    signed = next(each for each in linchpins(study) if each.outcome == "signed")
    flips = {row["path"]: row for row in signed.rows}
    assert {"parties.a.victory", "proposals.bare.pressure.0.costs"} <= set(flips)
    for path, way in (("parties.a.victory", -1), ("proposals.bare.pressure.0.costs", 1)):
        row = flips[path]
        assert way * (float(str(row["middle"])) - float(str(row["now"]))) > 0.0


@pytest.mark.parametrize("margins", [[], [np.nan, np.nan], [0.1, np.nan]])
def test_who_refuses_in_no_world_that_is_known_is_told_nothing(margins: list[float]) -> None:
    offer: Any = SimpleNamespace(inside=("a",), of=lambda *_: np.array(margins))
    assert list(leverage(offer)) == []
