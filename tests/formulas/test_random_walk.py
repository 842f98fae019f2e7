"""First passage of the front line: the ruin problem against oracle rows and limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.random_walk import (
    expected_duration,
    hitting_transforms,
    integer_power,
    step_transforms,
    war_course,
    win_probability,
)
from servanda.formulas.status import Status

chances = st.one_of(st.just(0.0), st.floats(1e-12, 0.5), st.sampled_from([0.05, 0.25, 0.5]))


@settings(max_examples=100, deadline=None)
@given(p=chances, q=chances, n=st.integers(2, 30), eta=st.sampled_from([1e-7, 1e-5, 0.01]))
def test_duration_and_chances_of_victory_agree_on_the_exits(
    p: float, q: float, n: int, eta: float
) -> None:
    k = n // 2
    months = expected_duration(p, q, n, k, eta)
    a_wins, b_wins = hitting_transforms(p, q, n, k, 1 - eta)
    assert 1 - a_wins - b_wins == pytest.approx(eta * months, abs=1e-9)


def test_a_long_front_underflows_to_nothing_and_not_to_nan() -> None:
    up, down = hitting_transforms(0.02, 0.5, 2000, 1000, 0.999)
    assert up == 0.0
    assert 0.0 < down < 1.0


def test_equal_drift_is_the_limit_of_nearly_equal_drift() -> None:
    equal = expected_duration(0.1, 0.1, 20, 7, 0.0)
    assert equal == pytest.approx(7 * 13 / 0.2, rel=1e-12)
    assert expected_duration(0.1, 0.1 + 1e-13, 20, 7, 0.0) == pytest.approx(equal, rel=1e-10)
    assert hitting_transforms(0.1, 0.1 + 1e-15, 20, 7, 1.0)[0] == pytest.approx(7 / 20, rel=1e-12)


def ruin(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = war_course(p=at["p_up"], q=at["p_down"], n=at["N"], k=at["k"], eta=at.get("eta", 0.0))
    return one(told, "a_wins" if row["id"].startswith("ruin_prob") else "months")


def transform(row: Row, case: Case) -> object:
    at = row["inputs"]
    return list(hitting_transforms(at["p_up"], at["p_down"], at["N"], at["k"], at["beta"]))


HANDLERS = {"ruin_": ruin, "dur_exit": ruin, "disc_transform": transform, "stability": transform}


@pytest.mark.parametrize("name", rows_for("random_walk"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def chain(p: float, q: float, n: int, beta: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the discounted chances to reach n, and 0, first, by a dense solve."""
    system, right = np.eye(n + 1), np.zeros((n + 1, 2))
    right[n, 0] = right[0, 1] = 1.0
    for k in range(1, n):
        system[k, k] -= beta * (1 - p - q)
        system[k, k + 1] -= beta * p
        system[k, k - 1] -= beta * q
    return tuple(np.linalg.solve(system, right).T)


@pytest.mark.parametrize(("p", "q"), [(0.3, 0.2), (0.2, 0.2), (0.5, 0.5), (0.0, 0.3), (0.4, 0.0)])
@pytest.mark.parametrize("beta", [1.0, 1.0 - 1e-6, 0.99, 0.5])
def test_the_chances_of_arrival_solve_the_chain(p: float, q: float, beta: float) -> None:
    for n in (2, 3, 9):
        up, down = chain(p, q, n, beta)
        for k in range(n + 1):
            told = hitting_transforms(p, q, n, k, beta)
            assert told == pytest.approx((up[k], down[k]), abs=1e-11)


def test_a_line_that_cannot_move_reaches_no_end() -> None:
    assert hitting_transforms(0.0, 0.0, 5, 2, 1.0) == (0.0, 0.0)
    assert hitting_transforms(0.0, 0.0, 5, 2, 0.9) == (0.0, 0.0)
    assert hitting_transforms(0.0, 0.0, 5, 5, 1.0) == (1.0, 0.0)
    assert hitting_transforms(0.0, 0.0, 5, 0, 1.0) == (0.0, 1.0)


@pytest.mark.parametrize(("p", "q"), [(0.3, 0.2), (0.2, 0.2), (0.0, 0.3), (0.4, 0.0)])
@pytest.mark.parametrize("eta", [0.0, 1e-9, 2e-6, 0.05, 1.0])
def test_the_months_of_war_solve_the_chain(p: float, q: float, eta: float) -> None:
    for n in (1, 2, 3, 9):
        system, right = np.eye(n + 1), np.ones(n + 1)
        right[0] = right[n] = 0.0
        for k in range(1, n):
            system[k, k] -= (1 - eta) * (1 - p - q)
            system[k, k + 1] -= (1 - eta) * p
            system[k, k - 1] -= (1 - eta) * q
        expected = np.linalg.solve(system, right)
        for k in range(n + 1):
            told = expected_duration(p, q, n, k, eta)
            assert told == pytest.approx(expected[k], rel=1e-9, abs=1e-12)


def test_months_beyond_the_front_are_none_and_on_a_dead_line_endless() -> None:
    assert expected_duration(0.2, 0.1, 5, 0, 0.0) == expected_duration(0.2, 0.1, 5, 5, 0.0) == 0.0
    assert expected_duration(0.0, 0.0, 5, 2, 0.0) == np.inf
    assert expected_duration(0.0, 0.0, 5, 2, 0.25) == 4.0
    told = war_course(p=[0.0, 0.2], q=[0.0, 0.1], n=5, k=2, eta=[0.0, 0.1])
    assert told["status"].tolist() == [Status.NEVER_ENDS, Status.COMPUTED]
    ends = told["a_wins"] + told["b_wins"] + told["stops"]
    assert ends[1] == pytest.approx(1.0)


def test_powers_by_squaring() -> None:
    assert [integer_power(3.0, k) for k in range(6)] == [1.0, 3.0, 9.0, 27.0, 81.0, 243.0]
    assert integer_power(0.0, 0) == 1.0


def test_a_step_up_or_down_solves_its_equation() -> None:
    for p, q, beta in ((0.3, 0.2, 0.99), (0.2, 0.3, 1.0), (0.1, 0.1, 0.9), (0.0, 0.2, 0.9)):
        up, down = step_transforms(p, q, beta)
        stay = 1 - p - q
        assert up == pytest.approx(beta * (p + stay * up + q * up * up), abs=1e-14)
        assert down == pytest.approx(beta * (q + stay * down + p * down * down), abs=1e-14)
    assert step_transforms(0.0, 0.0, 1.0) == (0.0, 0.0)
    assert win_probability(0.3, 0.2, 9, 4, 0.1) == hitting_transforms(0.3, 0.2, 9, 4, 0.9)[0]
