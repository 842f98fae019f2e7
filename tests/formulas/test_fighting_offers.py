"""Offers in turn between battles."""

from __future__ import annotations

import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.fighting_offers import offers_while_fighting


def offers(row: Row, case: Case) -> object:
    at = row["inputs"]
    forts = range(at["N"] + 1) if "k" not in at else [at["k"]]
    told = offers_while_fighting(
        p=at["p"], n=at["N"], k=list(forts), delta=at["delta"], b_1=at["b1"], b_2=at["b2"]
    )
    if "k" not in at:
        return {"x": told["x"].tolist(), "y": told["y"].tolist()}
    return {
        "W1": one(told, "w_1"), "W2": one(told, "w_2"),
        "deal_in_range": bool(told["in_range"][0]),
    }  # fmt: skip


HANDLERS = {"slantchev_": offers}


@pytest.mark.parametrize("name", rows_for("fighting_offers"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
