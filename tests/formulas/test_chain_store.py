"""A row of challengers and a reputation for toughness."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.chain_store import row_of_challengers


def test_a_reputation_needs_challengers_still_to_come() -> None:
    told = row_of_challengers(n=[1, 2, 5, 10], p0=0.05, b=0.6, a=2.0)
    assert told["weak_resists"][0] == 0.0
    assert (np.diff(told["weak_resists"]) > 0).all()
    assert told["first_probe"].tolist() == [1.0, 1.0, 1.0, 0.0]


def chain(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = row_of_challengers(n=at["N"], p0=at["p0"], b=at["b"], a=at["a"])
    if "weak" not in at:
        names = {
            "first_enter": "first_probe", "weak_fights_first": "weak_resists",
            "enter_after_fight": "probe_after",
        }  # fmt: skip
        return {short: one(told, name) for short, name in names.items()}
    if not at["weak"]:
        probes = one(told, "probes_if_tough")
        return {"probes": probes, "resisted": probes, "accommodated": 0.0}
    probes, resisted = one(told, "probes_if_weak"), one(told, "resisted_if_weak")
    return {
        "probes": probes, "resisted": resisted, "accommodated": probes - resisted,
        "payoff": one(told, "payoff_if_weak"),
    }  # fmt: skip


HANDLERS = {"KW": chain}


@pytest.mark.parametrize("name", rows_for("chain_store"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
