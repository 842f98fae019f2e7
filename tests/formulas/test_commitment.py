"""Power that shifts faster than promises follow."""

from __future__ import annotations

import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.commitment import first_strike, preventive_war, tolerable_shift


def prevention(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = preventive_war(p_now=at["p1"], p_next=at["p2"], c_b=at["cB"], delta=at["delta"])
    return {
        "lhs": one(told, "shift"), "rhs": one(told, "tolerance"), "war": bool(told["war"][0]),
        "B_war": one(told, "war_value"), "B_acquiesce": one(told, "peace_value"),
    }  # fmt: skip


def shift(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = tolerable_shift(p=at["p"], rise=at["Delta"], d_f=at["d"], delta=at["delta"])
    return {
        "shift": one(told, "shift"), "surplus": one(told, "surplus"),
        "war": bool(told["war"][0]), "Delta_star": one(told, "rise_star"),
    }  # fmt: skip


def strike(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = first_strike(p=at["p"], edge=at["f"], d_f=at["d"])
    return {"lo": one(told, "low"), "hi": one(told, "high"), "empty": bool(told["empty"][0])}


HANDLERS = {"fearon95_prevent": prevention, "powell06": shift, "powell06_first": strike}


@pytest.mark.parametrize("name", rows_for("commitment"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
