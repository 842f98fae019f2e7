"""The zone of agreement, fair splits and offers in the dark."""

from __future__ import annotations

import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.bargaining import (
    alternating_offers,
    bargaining_zone,
    nash_division,
    take_it_or_leave_it,
)


def zone(row: Row, case: Case) -> object:
    at = row["inputs"]
    first, second = (at["p"], at["p"]) if "p" in at else (at["pf"], at["ps"])
    told = bargaining_zone(p_a=first, p_b=second, c_a=at["cA"], c_b=at["cB"])
    if "p" in at:
        return [one(told, name) for name in ("low", "high", "width")]
    return {"lo": one(told, "low"), "hi": one(told, "high"), "empty": bool(told["empty"][0])}


def demand(row: Row, case: Case) -> object:
    at = row["inputs"]
    highest = float(at["cB"].removeprefix("U[0,").removesuffix("]"))
    told = take_it_or_leave_it(p=at["p"], c_a=at["cA"], c_max=highest)
    return {"x": one(told, "x"), "pr_war": one(told, "war"), "EU": one(told, "value")}


def rubinstein(row: Row, case: Case) -> object:
    at = row["inputs"]
    return one(alternating_offers(delta_1=at["delta1"], delta_2=at["delta2"]), "x")


def division(row: Row, case: Case) -> object:
    at = row["inputs"]
    curved = {"r_a": 0.5, "r_b": 0.8} if "uA" in at else {}
    assert not curved or (at["uA"], at["uB"]) == ("x^0.5", "(1-x)^0.8")
    return one(nash_division(w_a=at["WA"], w_b=at["WB"], **curved), "x")


HANDLERS = {
    "fearon95_range": zone,
    "fearon95_firststrike": zone,
    "fearon95_tioli": demand,
    "rubinstein": rubinstein,
    "nbs": division,
}


@pytest.mark.parametrize("name", rows_for("bargaining"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
