"""The closed forms of war against a dense linear solve, also where they could lose digits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.random_walk import hitting_transforms, war_course
from servanda.formulas.war import value_of_war, war_value, war_values

chances = st.one_of(st.just(0.0), st.floats(1e-12, 0.5), st.sampled_from([0.05, 0.25, 0.5]))


def dense(
    p: float, q: float, n: int, delta: float, eta: float, flow: np.ndarray, frozen: np.ndarray,
    v_n: float, v_0: float,
) -> np.ndarray:  # fmt: skip
    """Solve the recursion as one linear system."""
    system, right = np.eye(n + 1), np.zeros(n + 1)
    right[0], right[n] = v_0, v_n
    beta = delta * (1 - eta)
    for k in range(1, n):
        system[k, k] -= beta * (1 - p - q)
        system[k, k + 1] -= beta * p
        system[k, k - 1] -= beta * q
        right[k] = (1 - delta) * flow[k] + delta * eta * frozen[k]
    return np.linalg.solve(system, right)


@settings(max_examples=200, deadline=None)
@given(
    p=chances, q=chances, n=st.integers(1, 30), delta=st.floats(0.5, 0.9999),
    eta=st.sampled_from([0.0, 1e-9, 0.004, 0.3]), cost=st.floats(0, 1), slope=st.floats(-0.1, 0.1),
)  # fmt: skip
def test_value_of_war_solves_its_recursion(
    p: float, q: float, n: int, delta: float, eta: float, cost: float, slope: float
) -> None:
    forts = np.arange(n + 1)
    expected = dense(p, q, n, delta, eta, slope * forts - cost, 0.2 + 0.03 * forts, 1.0, 0.0)
    values = np.empty(n + 1)
    rest = (delta, eta, -cost, slope, 0.2, 0.03, 1.0, 0.0)
    war_values(p, q, *rest, values)
    np.testing.assert_allclose(values, expected, rtol=1e-9, atol=1e-9)
    each = [war_value(p, q, n, k, *rest) for k in range(n + 1)]
    np.testing.assert_allclose(each, expected, rtol=1e-9, atol=1e-9)


def test_dearer_war_never_raises_its_value() -> None:
    costs = np.linspace(0, 1, 11)
    told = value_of_war(p=0.1, q=0.09, n=20, k=6, delta=0.995, eta=0.004, f0=0.2 - costs)
    assert (np.diff(told["value"]) < 0).all()


def war(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = value_of_war(
        p=at["p"], q=at["q"], n=at["N"], k=at["k"], delta=at["delta"], eta=at["eta"],
        f0=at["f0"], f1=at["f1"], x0=at["Vx"], v_n=at["VN"], v_0=at["V0"],
    )  # fmt: skip
    return one(told, "value")


def fought_out(row: Row, case: Case) -> object:
    base = case()
    told = war_course(p=base.p, q=base.q, n=base.n, k=base.k, eta=base.eta)
    return {"W_A": base.war("a"), "W_B": base.war("b"), "ET": one(told, "months")}


HANDLERS = {"war_value": war, "integ_war": fought_out}


@pytest.mark.parametrize("name", rows_for("war"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_a_war_that_is_over_is_worth_its_end() -> None:
    rest = (0.99, 0.01, -0.1, 0.02, 0.1, 0.03, 0.9, 0.05)
    assert [war_value(0.2, 0.1, 5, k, *rest) for k in (-1, 0, 5, 6)] == [0.05, 0.05, 0.9, 0.9]
    assert war_value(0.2, 0.1, 1, 1, *rest) == 0.9


def test_without_discount_or_exit_only_the_end_counts() -> None:
    rest = (1.0, 0.0, -0.1, 0.02, 0.1, 0.03, 0.9, 0.1)
    wins, loses = hitting_transforms(0.2, 0.1, 6, 2, 1.0)
    assert war_value(0.2, 0.1, 6, 2, *rest) == pytest.approx(0.9 * wins + 0.1 * loses)
    assert war_value(0.0, 0.0, 6, 2, *rest) == pytest.approx(-0.1 + 0.02 * 2)
    values = np.empty(7)
    war_values(0.2, 0.1, *rest, values)
    each = [war_value(0.2, 0.1, 6, k, *rest) for k in range(7)]
    np.testing.assert_allclose(values, each, rtol=1e-12)
