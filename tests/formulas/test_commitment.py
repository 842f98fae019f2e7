"""Power that shifts faster than promises follow."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.commitment import (
    commitment_gap,
    first_strike,
    preventive_war,
    tolerable_shift,
)


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


def test_where_war_and_peace_are_even_there_is_no_war() -> None:
    even = commitment_gap(m_now=0.25, m_next=0.5, m_other=0.5, surplus=0.75, delta=0.5)
    assert (even["shift"][0], even["room"][0], even["war"][0]) == (0.0, 0.0, 0.0)
    more = commitment_gap(m_now=0.25, m_next=0.625, m_other=0.5, surplus=0.75, delta=0.5)
    assert (more["shift"][0], more["war"][0]) == (0.0625, 1.0)
    assert tolerable_shift(p=0.0, rise=0.0, d_f=0.0, delta=0.9)["war"][0] == 0.0
    assert preventive_war(p_now=0.25, p_next=0.5, c_b=0.0, delta=0.5)["war"][0] == 0.0


def test_the_gap_is_the_shift_against_what_can_be_paid() -> None:
    told = commitment_gap(m_now=0.27, m_next=0.54, m_other=0.43, surplus=1.1, delta=0.9)
    assert told["shift"][0] == pytest.approx(0.9 * 0.54 - 0.27)
    assert told["room"][0] == pytest.approx(1.1 - 0.27 - 0.43)


def test_the_largest_rise_is_just_bought_off() -> None:
    rest = {"p": 0.3, "d_f": 0.1, "delta": 0.9}
    star = tolerable_shift(**rest, rise=0.0)["rise_star"][0]
    at = tolerable_shift(**rest, rise=[star - 1e-9, star, star + 1e-9])
    assert at["shift"][1] == pytest.approx(0.1, rel=1e-12)
    assert at["surplus"].tolist() == [0.1] * 3
    assert (at["war"][0], at["war"][2]) == (0.0, 1.0)


def test_a_declining_side_compares_two_sums() -> None:
    told = preventive_war(p_now=0.3, p_next=0.8, c_b=0.5, delta=0.9)
    months = 0.9 ** np.arange(2_000)
    assert told["war_value"][0] == pytest.approx(0.7 * months.sum() - 0.5)
    assert told["peace_value"][0] == pytest.approx(1 + 0.9 * (0.2 * months.sum() - 0.5))
    gap = told["war_value"] - told["peace_value"]
    assert gap[0] * 0.1 == pytest.approx(told["shift"][0] - told["tolerance"][0])


def test_an_edge_that_just_leaves_a_point_leaves_a_peace() -> None:
    told = first_strike(p=0.5, edge=[0.5, 0.5, 0.25], d_f=[0.5, 0.25, 0.5])
    assert told["empty"].tolist() == [0.0, 1.0, 0.0]
    assert told["low"].tolist() == [0.5, 0.75, 0.375]
    assert told["high"].tolist() == [0.5, 0.25, 0.625]


def test_the_zone_of_a_first_strike_is_empty_where_its_ends_cross() -> None:
    rng = np.random.default_rng(0)
    p, edge, d_f = rng.uniform(0.4, 0.6, 500), rng.uniform(0, 0.4, 500), rng.uniform(0, 0.6, 500)
    told = first_strike(p=p, edge=edge, d_f=d_f)
    assert (told["empty"] == (told["low"] > told["high"])).all()
    assert 0 < told["empty"].mean() < 1
