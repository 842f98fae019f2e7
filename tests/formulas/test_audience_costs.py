"""A crisis in which backing down costs the more the longer it lasts."""

from __future__ import annotations

import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.audience_costs import crisis_with_audiences


def audiences(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = crisis_with_audiences(v=at["v"], a_1=at["a1"], a_2=at["a2"], w_1=at["W1"], w_2=at["W2"])
    low = int(told["yielder"][0])
    return {
        "horizon": one(told, "horizon"), "L": low, "k": one(told, "yields_at_once"),
        "p_concede0": one(told, "yields_at_once"), "p_war": one(told, "war"),
        "quitH": one(told, f"backs_down_{3 - low}"), "quitL": one(told, f"backs_down_{low}"),
    }  # fmt: skip


HANDLERS = {"fearon94": audiences}


@pytest.mark.parametrize("name", rows_for("audience_costs"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
