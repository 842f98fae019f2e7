"""A challenger, a protege and a guarantor."""

from __future__ import annotations

import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.three_party import UDG_CLASSES, extended_deterrence, unilateral_deterrence

PAYOFFS = {
    "c_wins": 1.0, "c_yields": -0.5, "c_hard_war": -0.3, "c_soft_war": -0.9,
    "d_wins": -1.0, "d_yields": 0.2, "d_hard_war": -0.6, "d_soft_war": -1.6,
}  # fmt: skip


def two_sided(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = unilateral_deterrence(p_c=at["pC"], p_d=at["pD"], **PAYOFFS)
    if "steadfast" in row["id"]:
        assert told["steadfast"][0] == 1.0
        return {"CH": 0.0, "CS": 0.0, "DS": 1.0}
    names = {"CH": "hard_challenges", "CS": "soft_challenges", "DS": "soft_resists"}
    return {short: one(told, name) for short, name in names.items()}


def selected(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = unilateral_deterrence(p_c=at["pC"], p_d=at["pD"], **PAYOFFS)
    return UDG_CLASSES[int(told["kind"][0])].split(" ")[0]


def three_parties(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = extended_deterrence(
        a_taken=at["A"]["cap"], a_alone=at["A"]["alone"], a_joined=at["A"]["interv"],
        b_taken=at["B"]["cap"], b_alone=at["B"]["alone"], b_joined=at["B"]["interv"],
        q_a=at["q"], q_b=at["q"],
    )  # fmt: skip
    assert one(told, "q_b_star") == pytest.approx(at["qB_star"])
    return {"challenge": one(told, "challenged"), "resist": one(told, "resists")}


HANDLERS = {"ED3": three_parties, "UDG": two_sided, "selection_UDG": selected}


@pytest.mark.parametrize("name", rows_for("three_party"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
