"""The case files that broke the laws of the first core: what each must show now."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.laws.whole_cases import HERE, Columns, apart, told

from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.engine.assess import assess

TABLES = 5e-5
"""What interpolating over changes of power may leave in a chance."""


@pytest.fixture(scope="session")
def laws() -> Path:
    return HERE / "cases" / "laws"


def pact(case: Case, worlds: int = 64) -> Columns:
    return told(case, worlds, ["pact"])["pact"]


def stands(laws: Path, names: list[str], proposal: str = "pact") -> list[float]:
    return [
        float(told(load(laws / name), 64, [proposal])[proposal]["stands_5"].mean())
        for name in names
    ]


def test_the_first_soldier_does_little_and_the_last_thousands_much(laws: Path) -> None:
    none, first, ten, forty, eighty = stands(
        laws, [f"sym_force{force}" for force in ("0", "0.001", "10", "40", "80")]
    )
    assert abs(first - none) < 1e-3 * (ten - none)
    assert none < ten + TABLES < forty + 2 * TABLES < eighty + 3 * TABLES


def test_the_step_of_the_front_moves_no_digit(laws: Path) -> None:
    fine, middle, coarse = (told(load(laws / f"sym_st{s}"), 32) for s in ("0.025", "0.05", "0.1"))
    assert apart(fine, middle) == apart(fine, coarse) == 0.0


def test_a_hand_over_counts_from_its_month(laws: Path) -> None:
    values = [
        float(told(load(laws / f"sym_ph{month}"), 8, ["bare"])["bare"]["deal.a"].mean())
        for month in ("0", "12", "60", "119", "n")
    ]
    assert values == sorted(values)


def test_as_held_is_where_the_fighting_stops(laws: Path) -> None:
    held, number = (load(laws / f"sym_ah{how}") for how in ("as_held", "value"))
    assert apart(told(held, 16), told(number, 16)) < 1e-12


@pytest.mark.parametrize("record", ["kw", "kwn"])
def test_who_keeps_its_word_breaks_less(laws: Path, record: str) -> None:
    false, honest = stands(laws, [f"sym_{record}0.05", f"sym_{record}0.95"])
    assert false < honest


def test_broken_promises_tell_on_what_follows(laws: Path) -> None:
    none, five, twenty, kept = stands(laws, [f"sym_rec{n}" for n in ("0", "5", "20", "kept")])
    assert twenty <= five < none <= kept
    assert none - five > 0.01


def test_signals_persuade_by_degrees(laws: Path) -> None:
    for kind in ("signal", "tied"):
        little = pact(load(laws / f"{kind}_1e-12"))["believed.a"].mean()
        none = pact(load(laws / "signal_None"))["believed.a"].mean()
        much = pact(load(laws / f"{kind}_{'0.05' if kind == 'signal' else '0.2'}"))["believed.a"]
        assert little == pytest.approx(none, abs=1e-9)
        assert much.mean() > none + 0.05


def test_an_issue_that_one_side_alone_cares_about_and_nothing_moves_is_no_matter(
    laws: Path,
) -> None:
    without, with_it = (told(load(laws / f"sym_powell{w}"), 32) for w in ("0", "0.5"))
    assert apart(without, with_it) < 1e-9


def test_a_word_on_breaking_is_about_what_is_signed(laws: Path) -> None:
    for result in assess(load(laws / "verdict_logic_0.33"), worlds=300):
        holds = result.holds[5]
        if result.verdict.word == "signed but breaks":
            assert holds is not None and holds.share < 0.5


def test_the_hazard_of_a_population_falls_with_the_years(laws: Path) -> None:
    result = assess(load(laws / "know_nothing"), worlds=600)["bare"]
    assert result.breaking is not None
    hazard = result.breaking.hazard
    early, late = hazard[1], np.mean([hazard[year] for year in (6, 7, 8, 9, 10)])
    assert late < 0.7 * early


def test_what_changes_nothing_here_is_said(laws: Path) -> None:
    from servanda.case.check import check

    for name in ("sudan_stances_stated", "sudan_third_party_weight"):
        said = str(check(laws / name))
        assert "no effect" in said or "counts" in said
