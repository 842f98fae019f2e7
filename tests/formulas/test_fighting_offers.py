"""Offers in turn between battles."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.fighting_offers import neighbour_value, offers_while_fighting


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


@pytest.mark.parametrize("factor", [0.9, -0.9, 0.5])
def test_elimination_is_the_dense_solution(factor: float) -> None:
    p, n, constant, low, high = 0.3, 7, 0.2, -1.0, 2.0
    system, right = np.eye(n + 1), np.full(n + 1, constant)
    right[0], right[n] = low, high
    for i in range(1, n):
        system[i, i + 1] -= factor * p
        system[i, i - 1] -= factor * (1 - p)
    expected = np.linalg.solve(system, right)
    told = [neighbour_value(p, n, k, factor, constant, low, high) for k in range(n + 1)]
    np.testing.assert_allclose(told, expected, rtol=1e-12)
    assert neighbour_value(p, 1, 0, factor, constant, low, high) == low
    assert neighbour_value(p, 1, 1, factor, constant, low, high) == high


def test_each_proposal_leaves_the_other_what_waiting_would() -> None:
    p, n, d, b_1, b_2 = 0.4, 6, 0.9, 0.3, 0.2
    told = offers_while_fighting(p=p, n=n, k=list(range(n + 1)), delta=d, b_1=b_1, b_2=b_2)
    x, y = told["x"], told["y"]
    assert (x[0], y[0], x[n], y[n]) == (0.0, 1.0, 1.0, 0.0)
    for k in range(1, n):
        waits = (1 - d) * b_2 + d * (p * y[k + 1] + (1 - p) * y[k - 1])
        assert 1 - x[k] == pytest.approx(waits, abs=1e-13)
        waits = (1 - d) * b_1 + d * (p * x[k + 1] + (1 - p) * x[k - 1])
        assert 1 - y[k] == pytest.approx(waits, abs=1e-13)
    for k in range(1, n):
        w_1, w_2 = told["w_1"], told["w_2"]
        assert w_1[k] == pytest.approx((1 - d) * b_1 + d * (p * w_1[k + 1] + (1 - p) * w_1[k - 1]))
        assert w_2[k] == pytest.approx((1 - d) * b_2 + d * (p * w_2[k + 1] + (1 - p) * w_2[k - 1]))
    assert (told["w_1"][n], told["w_2"][n], told["w_1"][0], told["w_2"][0]) == (1, 0, 0, 1)


def test_a_division_both_like_less_than_the_finish_is_out_of_range() -> None:
    told = offers_while_fighting(p=0.5, n=6, k=3, delta=0.9, b_1=[0.3, 0.9], b_2=[0.3, 0.9])
    assert told["in_range"].tolist() == [1.0, 0.0]
