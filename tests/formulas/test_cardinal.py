"""The facts behind the defaults, and that every oracle row is answered for."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.formulas.oracle_rows import FILE_OF, ROWS, Case, Row, agree, prefix_of, rows_for

from servanda.base_rates import base_rate
from servanda.quantity import Point

NO_FORMULA = "no formula of ours: "
LEFT_OUT = {
    "leblang_mle_loglik": NO_FORMULA + "needs the data of the R package `games`, not at hand",
    "leblang_agent_vs_private": NO_FORMULA + "needs the data of the R package `games`",
    "leblang_fixed_utils": NO_FORMULA + "needs the data of the R package `games`",
    "leblang_leb3": NO_FORMULA + "needs the data of the R package `games`",
    "slantchev_prop2_default": "three-type screening: the equations were not seen",
    "slantchev_prop2_EU1_second_hand": "its two routes disagree, and the article was not seen",
    "csis_duration_claim": "its two routes disagree: another data set and another selection",
    "backtest_power_sd0.15": NO_FORMULA + "a simulation of back-testing",
    "backtest_power_sd0.2": NO_FORMULA + "a simulation of back-testing",
    "backtest_power_sd0.25": NO_FORMULA + "a simulation of back-testing",
    "cow_war_span_years": "stands behind no default",
    "alliance_honour_Chiba2026": "a sentence, quoted in the base rates",
    "alliance_honour_Sabrosky1980": "stands behind no default",
    "alliance_unreliable_Leeds2003": "stands behind no default",
    "walter1997": "stands behind no default",
    "wu1990_eid": "stands behind no default",
    "bennett_stam1996": "stands behind no default",
    "cow_interstate_duration_days": "stands behind no default",
    "postwar_recurrence_Fortna2004": "a sentence, quoted in the base rates",
    "fortna_data": "describes a data set",
    "werner_yuen_direction": "a sentence: signs only",
    "csis2022": "stands behind no default",
    "huth_russett1984": "a sentence, quoted in the base rates",
    "tripwire_evidence": "a sentence, quoted in the base rates",
    "minsk_violations": "stands behind no default",
    "bdm_claim_and_critique": "stands behind no default",
}


def stated(name: str) -> float:
    """The number a base rate gives."""
    form = base_rate(name).form
    assert isinstance(form, Point)
    return form.value


def honour(row: Row, case: Case) -> object:
    says = row["expected"]
    if isinstance(says, float):
        return stated("alliance_honour_leeds")
    names = {"all": "berkemeier", "y1945_2003": "post1945"}
    return {kind: stated(f"alliance_honour_{names.get(kind, kind)}") for kind in says}


def leaders(row: Row, case: Case) -> object:
    rate = row["expected"]["annual_hazard"]
    assert stated("leader_exit") == pytest.approx(rate, abs=0.001)
    assert base_rate("discount").form.parameters[1] == pytest.approx(rate, abs=0.001)
    return row["expected"]


def endings(row: Row, case: Case) -> object:
    """The default's range must hold what the data say, as a yearly rate."""
    low, high = base_rate("war_ending").form.parameters
    rate = -np.log(1.0 - row["expected"]["P_end_next_year_given_1"])
    assert low <= rate <= high + 1e-3
    return row["expected"]


def recurrence(row: Row, case: Case) -> object:
    """The default's 90% range must hold what the data say."""
    name = "ceasefire_break" if row["id"].startswith("ucdp") else "war_resumption"
    median, spread = base_rate(name).form.parameters
    rate = row["expected"]["rate_per_year_first5"]
    assert abs(np.log(rate / median)) <= 1.645 * spread
    return row["expected"]


HANDLERS = {
    "alliance_honour": honour,
    "leader": leaders,
    "ucdp_interstate_episode": endings,
    "ucdp_interstate_recurrence": recurrence,
    "cow_dyad": recurrence,
}


@pytest.mark.parametrize("name", rows_for("cardinal"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


@pytest.mark.parametrize("file", sorted(set(FILE_OF.values())))
def test_the_test_of_each_file_runs_its_rows(file: str) -> None:
    text = (Path(__file__).parent / f"test_{file}.py").read_text(encoding="utf-8")
    assert f'rows_for("{file}")' in text
    assert rows_for(file)


def test_every_row_is_copied_or_left_out_for_a_reason(shared: Path) -> None:
    source = json.loads((shared / "oracles" / "cardinal.json").read_text(encoding="utf-8"))["rows"]
    names = {row["id"] for row in source}
    assert set(ROWS) | set(LEFT_OUT) == names
    assert not set(ROWS) & set(LEFT_OUT)
    for row in source:
        if row["id"] in ROWS:
            copied = ROWS[row["id"]]
            assert (copied["inputs"], copied["expected"]) == (row["inputs"], row["expected"])
            assert copied.get("tol") == row["tol"]
