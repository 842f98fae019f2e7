"""A table of how wars ended, put as cases and scored: the mapping that was registered."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from servanda.case.keys.case import numbers_in

TOP = Path(__file__).parents[2]
SCRIPT = TOP / "validation" / "terminations.py"
COLUMNS = (
    "outcome", "years_fought", "intensity_max", "earlier_deal", "tp_mission_t0", "un_uniformed_t0",
    "start_year", "end_year", "dyad_held_5", "cluster",
)  # fmt: skip
ROWS = [
    (outcome, years, level, deal, mission, troops, 1980, 1980 + years, held, f"c{outcome}{held}")
    for outcome in range(1, 7)
    for years, level, deal, mission, troops, held in ((1, 1, 0, 0, "", 1), (9, 2, 1, 1, 4000, 0))
]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "civil.csv"
    unseen = (1, 3, 1, 0, 0, "", 1999, 2008, "", "late")
    lines = [",".join(map(str, row)) for row in (COLUMNS, *ROWS, unseen)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def script() -> Any:
    spec = spec_from_file_location("terminations", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["terminations"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_each_row_is_the_case_that_was_registered(script: Any, table: Path) -> None:
    ends = script.ends_of(table)
    assert len(ends) == len(ROWS)  # a row whose five years were not seen is none
    for end in ends:
        case = script.case_of(end)
        terms = case.proposals["end"].terms["stake"]
        assert terms.option == {
            1: "divided", 2: "as_it_stands", 3: "state_has_it",
            4: "rebels_have_it", 5: "as_it_stands", 6: "state_has_it",
        }[end.outcome]  # fmt: skip
        truce = end.outcome in (2, 5)
        assert case.kind == ("civil_truce" if truce else "civil_settlement")
        told = dict(numbers_in(case))
        hard = end.number("years_fought") == 9
        assert told["war.decided"].text == f"{'0.03 to 0.15' if hard else '0.15 to 0.75'} per year"
        assert told["war.costs.state"].text == ("0.05 to 0.20" if hard else "0.02 to 0.08")
        assert bool(case.record) == bool(case.guarantees) == hard


def test_the_first_look_differs_where_it_is_said_to(script: Any, table: Path) -> None:
    for end in script.ends_of(table):
        first, second = script.case_of(end, first=True), script.case_of(end)
        assert first.war.while_fighting["stake"].option == "state_has_it"
        again = second.war.while_fighting["stake"].option
        assert again == {3: "state_has_it", 4: "rebels_have_it", 6: "state_has_it"}.get(
            end.outcome, "as_it_stands"
        )


def test_it_prints_scores_and_a_control(table: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(table), "--worlds", "100"],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": str(TOP / "src")},
    )  # fmt: skip
    assert "all ends: 12 ends, 12 clusters, 0.50 held" in done.stdout
    assert "papers: 4 ends, 4 clusters" in done.stdout
    # Those that held are all short wars, which HOLD trusts less than long ones: ranked as given.
    assert "AUC 0.00 (0.00 to 0.00); shuffled 0." in done.stdout and "nan" not in done.stdout
    assert not done.stderr
