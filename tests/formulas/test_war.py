"""The closed forms of war against a dense linear solve, also where they could lose digits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.formulas.random_walk import expected_duration, hitting_transforms
from servanda.formulas.uneven_war import value_of_war_by_month, value_of_war_by_place
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


def test_elimination_equals_the_closed_form_where_nothing_differs() -> None:
    n, forts = 20, np.arange(21)
    rest = {"delta": 0.995, "eta": 0.004}
    same = {"flow": 0.03 * forts + 0.05, "frozen": 0.03 * forts + 0.2}
    closed = value_of_war(p=0.1, q=0.09, n=n, k=forts, f0=0.05, f1=0.03, x0=0.2, x1=0.03, **rest)[
        "value"
    ]
    by_place = value_of_war_by_place(p=[0.1] * 21, q=[0.09] * 21, **rest, **same)["values"][0]
    by_month = value_of_war_by_month(p=[0.1] * 36, q=[0.09] * 36, **rest, **same)["values"][0]
    np.testing.assert_allclose(by_place, closed, rtol=0, atol=1e-12)
    np.testing.assert_allclose(by_month, closed, rtol=0, atol=1e-12)


def test_chances_that_differ_by_place_solve_their_recursion() -> None:
    rng = np.random.default_rng(3)
    p, q = rng.uniform(0, 0.4, (2, 9))
    flow, frozen = rng.normal(size=(2, 9))
    values = value_of_war_by_place(p=p, q=q, delta=0.99, eta=0.01, flow=flow, frozen=frozen)[
        "values"
    ][0]
    for k in range(1, 8):
        battle = p[k] * values[k + 1] + q[k] * values[k - 1] + (1 - p[k] - q[k]) * values[k]
        here = 0.01 * flow[k] + 0.99 * (0.01 * frozen[k] + 0.99 * battle)
        assert values[k] == pytest.approx(here, abs=1e-12)


def test_a_month_of_advantage_now_is_worth_more_than_later() -> None:
    flow, frozen = [-0.2] * 9, [0.0] * 9
    now = value_of_war_by_month(
        p=[0.4] + [0.1] * 11, q=[0.1] * 12, delta=0.99, flow=flow, frozen=frozen
    )
    never = value_of_war_by_month(p=[0.1] * 12, q=[0.1] * 12, delta=0.99, flow=flow, frozen=frozen)
    assert (now["values"][0, 1:-1] > never["values"][0, 1:-1]).all()


def test_dearer_war_never_raises_its_value() -> None:
    costs = np.linspace(0, 1, 11)
    told = value_of_war(p=0.1, q=0.09, n=20, k=6, delta=0.995, eta=0.004, f0=0.2 - costs)
    assert (np.diff(told["value"]) < 0).all()
