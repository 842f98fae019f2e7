"""The zone of agreement, fair splits and offers in the dark."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.bargaining import (
    alternating_offers,
    bargaining_zone,
    nash_division,
    take_it_or_leave_it,
)
from servanda.formulas.status import Status


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


@pytest.mark.parametrize("appetite", [(1.0, 1.0), (0.5, 0.8), (0.3, 1.0)])
def test_the_fair_division_makes_the_product_of_gains_greatest(
    appetite: tuple[float, float],
) -> None:
    r_a, r_b = appetite
    told = nash_division(w_a=0.2, w_b=0.3, r_a=r_a, r_b=r_b)
    x = np.linspace(0.2 ** (1 / r_a), 1 - 0.3 ** (1 / r_b), 200_001)
    product = (x**r_a - 0.2) * ((1 - x) ** r_b - 0.3)
    assert told["x"][0] == pytest.approx(x[product.argmax()], abs=1e-4)
    best = told["x"][0]
    assert told["gain_a"][0] == pytest.approx(best**r_a - 0.2, abs=1e-13)
    assert told["gain_b"][0] == pytest.approx((1 - best) ** r_b - 0.3, abs=1e-13)


def test_a_single_division_left_is_the_division() -> None:
    told = nash_division(w_a=[0.25, 0.0, 1.0, -1.0], w_b=[0.75, 1.0, 0.0, 0.0])
    assert told["x"].tolist() == pytest.approx([0.25, 0.0, 1.0, 0.0])
    assert told["gain_a"].tolist() == pytest.approx([0.0, 0.0, 0.0, 1.0], abs=1e-12)
    assert told["status"].tolist() == [Status.COMPUTED] * 4
    assert nash_division(w_a=0.6, w_b=0.6)["status"][0] == Status.OUT_OF_REACH


def test_a_zone_of_one_point_is_no_empty_zone() -> None:
    told = bargaining_zone(p_a=[0.5, 0.5, 0.75], p_b=[0.25, 0.5, 0.25], c_a=0.125, c_b=0.125)
    assert told["width"].tolist() == [0.0, 0.25, -0.25]
    assert told["empty"].tolist() == [0.0, 0.0, 1.0]
    assert told["low"].tolist() == [0.375, 0.375, 0.625]
    assert told["high"].tolist() == [0.375, 0.625, 0.375]


def test_a_demand_is_never_more_than_all_nor_made_where_war_costs_too_much() -> None:
    told = take_it_or_leave_it(p=[0.9, 0.4, 0.4], c_a=[0.1, 0.9, 0.2], c_max=[0.8, 0.5, 0.2])
    assert told["x"].tolist() == pytest.approx([1.0, 0.4, 0.4])
    assert told["war"].tolist() == pytest.approx([0.125, 0.0, 0.0])
    assert told["value"].tolist() == pytest.approx([0.875 + 0.125 * 0.8, 0.4, 0.4])


def test_offers_in_turn_leave_each_side_indifferent_to_waiting() -> None:
    first = alternating_offers(delta_1=0.9, delta_2=0.8)["x"][0]
    second = alternating_offers(delta_1=0.8, delta_2=0.9)["x"][0]
    assert 1 - first == pytest.approx(0.8 * second)
    assert 1 - second == pytest.approx(0.9 * first)
    assert alternating_offers(delta_1=[0.5, 0.0, 1.0], delta_2=[0.0, 1.0, 0.5])["x"].tolist() == [
        1.0, 0.0, 1.0,
    ]  # fmt: skip
