"""How long a war lasts with deals on the table."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.duration import add_settlements, war_with_offers


def settlement(row: Row, case: Case) -> object:
    at, base = row["inputs"], case()
    region = np.zeros(base.n + 1, dtype=np.bool_)
    fight_a, fight_b = base.wars("a"), base.wars("b")
    add_settlements(fight_a, fight_b, at["S_A"], at["S_B"], region)
    assert np.flatnonzero(region).tolist() == at["region"]
    told = war_with_offers(
        p=base.p, q=base.q, k=at["k0"], eta=base.eta, fight_a=fight_a, fight_b=fight_b,
        deal_a=[at["S_A"]], deal_b=[at["S_B"]],
    )  # fmt: skip
    return {
        "ET": one(told, "months"), "P_settle": one(told, "settles"),
        "P_A_wins": one(told, "a_wins"), "P_B_wins": one(told, "b_wins"),
    }  # fmt: skip


HANDLERS = {"duration_deal": settlement}


@pytest.mark.parametrize("name", rows_for("duration"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
