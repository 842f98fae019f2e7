"""What a deal is worth to a party that keeps it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.value_of_deal import (
    constant_hazard_value,
    joint_hazard,
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


def test_a_constant_hazard_is_an_explicit_sum() -> None:
    u, broken, h, d = 0.6, 0.2, 0.03, 0.97
    months = np.arange(3_000)
    stands = (1 - h) ** months
    worth = (stands * d**months * ((1 - d) * u + d * h * broken)).sum()
    assert constant_hazard_value(u, broken, h, d) == pytest.approx(worth, rel=1e-12)
    told = value_at_constant_hazard(u=u, broken=broken, h=[h, 0.0, 1.0], delta=d)["value"]
    assert told.tolist() == pytest.approx([worth, u, (1 - d) * u + d * broken])


def test_a_hazard_that_changes_is_an_explicit_sum() -> None:
    rng = np.random.default_rng(8)
    u, broken, hazard = rng.uniform(0.1, 0.7, (3, 4))
    d, stands, worth = 0.9, 1.0, 0.0
    for month in range(2_000):
        at = min(month, 3)
        worth += stands * hazard[at] * broken[at] * d**month
        stands *= 1 - hazard[at]
        worth += stands * (1 - d) * u[at] * d**month
    told = value_of_kept_deal(u=u, broken=broken, hazard=hazard, delta=d)["value"][0]
    assert told == pytest.approx(worth, rel=1e-12)


def test_whatever_may_end_a_deal_is_counted_once() -> None:
    told = joint_hazard(first=[0.1, 0.0], second=[0.2, 0.5], constant=[0.0, 0.5])
    assert told["hazard"].ravel().tolist() == pytest.approx([0.28, 0.5, 0.64, 0.75])
    assert told["stands"].ravel().tolist() == pytest.approx([0.72, 0.36, 0.36, 0.09])


def test_a_phase_begins_in_its_month_and_the_first_at_once() -> None:
    path = np.empty(4)
    phased_yield(np.array([0.1, 0.2]), np.array([3, 1]), path)
    assert path.tolist() == [0.1, 0.2, 0.2, 0.2]
    phased_yield(np.array([0.1]), np.array([0]), path)
    assert path.tolist() == [0.1] * 4
