"""Would the guarantor fight."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.intervention import (
    audience_cost_needed,
    chance_of_joining,
    deterrence_probit,
)


def test_joining_and_the_audience_cost_needed_are_inverse() -> None:
    wanted = np.linspace(0.05, 0.95, 7)
    a = audience_cost_needed(v=0.3, c=0.6, sigma=0.2, q_star=wanted)["a"]
    told = chance_of_joining(v=0.3, c=0.6, sigma=0.2, a=a)
    np.testing.assert_allclose(told["q"], wanted, rtol=1e-12)
    assert audience_cost_needed(v=0.3, c=0.6, sigma=0.2, q_star=1.0)["status"][0] != 0


def probit(row: Row, case: Case) -> object:
    told = deterrence_probit(**row["inputs"])
    return [one(told, name) for name in ("status_quo", "let_pass", "met")]


def audience_cost(row: Row, case: Case) -> object:
    return one(audience_cost_needed(**row["inputs"]), "a")


HANDLERS = {"egame12": probit, "required_audience_cost": audience_cost}


@pytest.mark.parametrize("name", rows_for("intervention"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
