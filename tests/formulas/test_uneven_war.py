"""A war whose chances differ from place to place or month to month."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.formulas.status import Status
from servanda.formulas.uneven_war import value_of_war_by_month, value_of_war_by_place
from servanda.formulas.war import value_of_war


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


def test_months_that_differ_are_carried_back_one_by_one() -> None:
    rng = np.random.default_rng(6)
    p, q = rng.uniform(0, 0.5, (2, 4))
    flow, frozen = rng.normal(size=(2, 7))
    rest = {"delta": 0.9, "eta": 0.1, "flow": flow, "frozen": frozen, "v_n": 0.8, "v_0": 0.3}
    told = value_of_war_by_month(p=p, q=q, **rest)["values"][0]
    later = value_of_war_by_place(p=[p[-1]] * 7, q=[q[-1]] * 7, **rest)["values"][0]
    for month in (2, 1, 0):
        now = later.copy()
        for k in range(1, 6):
            battle = p[month] * later[k + 1] + q[month] * later[k - 1]
            battle += (1 - p[month] - q[month]) * later[k]
            now[k] = 0.1 * flow[k] + 0.9 * (0.1 * frozen[k] + 0.9 * battle)
        later = now
    np.testing.assert_allclose(told, later, rtol=1e-12)
    assert (told[0], told[-1]) == (0.3, 0.8)


def test_a_line_that_never_moves_and_never_tires_has_no_value() -> None:
    still = value_of_war_by_place(
        p=[0.0] * 4, q=[0.0] * 4, delta=[1.0, 0.99], eta=0.0, flow=[0.1] * 4, frozen=[0.0] * 4
    )
    assert still["status"].tolist() == [Status.NEVER_ENDS, Status.COMPUTED]
    assert still["values"][1, 1:-1].tolist() == pytest.approx([0.1, 0.1])
