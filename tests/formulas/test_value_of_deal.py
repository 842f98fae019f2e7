"""What a deal is worth to a party that keeps it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.value_of_deal import (
    phased_yield,
    value_at_constant_hazard,
    value_of_kept_deal,
)


def test_phases_change_what_a_deal_yields() -> None:
    path = np.empty(6)
    phased_yield(np.array([0.1, 0.2, 0.3]), np.array([0, 2, 2]), path)
    assert path.tolist() == [0.1, 0.1, 0.3, 0.3, 0.3, 0.3]
    later = value_of_kept_deal(u=path, broken=[0.0] * 6, hazard=[0.0] * 6, delta=0.5)["value"][0]
    weights = 0.5 * 0.5 ** np.arange(6)
    assert later == pytest.approx(weights @ path + 0.5**6 * 0.3)


def constant(row: Row, case: Case) -> object:
    at = row["inputs"]
    return one(
        value_at_constant_hazard(
            u=at["u"], broken=at["W_after_break"], h=at["h"], delta=at["delta"]
        ),
        "value",
    )


HANDLERS = {"deal_value": constant}


@pytest.mark.parametrize("name", rows_for("value_of_deal"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))
