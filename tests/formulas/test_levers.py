"""What would turn the verdict, one input at a time."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.deterrence import deterrence_threshold
from servanda.formulas.hold import challenge_hazard
from servanda.formulas.levers import (
    advance_that_tips,
    bearable_hazard,
    belief_for_survival,
    cost_that_tips,
    deterrence_levers,
)
from servanda.formulas.status import Status
from servanda.formulas.value_of_deal import value_at_constant_hazard
from servanda.formulas.war import war_value


def test_each_lever_by_itself_just_deters() -> None:
    levers = deterrence_levers(u=0.4, alone=0.55, joined=0.2, q_a=0.25)
    for change in (
        {"q_a": levers["q_star"][0]},
        {"u": levers["u_star"][0]},
        {"joined": levers["joined_star"][0]},
    ):
        told = deterrence_threshold(
            **{"u": 0.4, "alone": 0.55, "joined": 0.2, "q_a": 0.25, **change}
        )
        assert told["q_star"][0] == pytest.approx(change.get("q_a", 0.25))


def bearable(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = bearable_hazard(
        u=at["u"], w_now=at["W_now"], w_broken=at["W_after_break"], delta=at["delta"]
    )
    return one(told, "h_star")


def tipping_advance(row: Row, case: Case) -> object:
    at, base = row["inputs"], case()
    f0, f1, x0, x1, v_n, v_0 = base.side("a", base.c_a)
    told = advance_that_tips(
        q=base.q, n=base.n, k=at["k"], delta=base.delta, eta=base.eta,
        f0=f0, f1=f1, x0=x0, x1=x1, v_n=v_n, v_0=v_0, deal=at["S_A"],
    )  # fmt: skip
    return one(told, "p_star")


def tipping_cost(row: Row, case: Case) -> object:
    at, base = row["inputs"], case()
    free, full = base.war("a", at["k"], c_a=0.0), base.war("a", at["k"], c_a=1.0)
    return one(cost_that_tips(w_free=free, w_one=full, deal=at["S_A"]), "c_star")


def lasting(row: Row, case: Case) -> object:
    base = case()
    alone, joined = base.paths("a")
    told = belief_for_survival(
        u=np.full(base.months, base.u_a), alone=alone, joined=joined, delta=base.delta,
        omega=base.omega, scale=base.scale, by=60, target=0.8,
    )  # fmt: skip
    return one(told, "q_needed")


HANDLERS = {
    "hstar": bearable,
    "reverse_p": tipping_advance,
    "reverse_cost": tipping_cost,
    "reverse_q": lasting,
}


@pytest.mark.parametrize("name", rows_for("levers"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_at_the_bearable_hazard_signing_and_fighting_are_even() -> None:
    told = bearable_hazard(u=0.4, w_now=[0.3, 0.35], w_broken=0.1, delta=0.99)["h_star"]
    worth = value_at_constant_hazard(u=0.4, broken=0.1, h=told, delta=0.99)["value"]
    assert worth.tolist() == pytest.approx([0.3, 0.35], rel=1e-12)
    same = bearable_hazard(u=0.4, w_now=[0.3, 0.2], w_broken=0.3, delta=0.99)
    assert same["status"].tolist() == [Status.NOTHING_AT_STAKE] * 2


def test_a_war_whose_cost_changes_nothing_has_no_cost_that_tips() -> None:
    told = cost_that_tips(w_free=[0.5, 0.5, 0.5], w_one=[0.5, 0.25, 0.6], deal=0.4)
    assert told["status"].tolist() == [
        Status.NOTHING_AT_STAKE, Status.COMPUTED, Status.NOTHING_AT_STAKE,
    ]  # fmt: skip
    assert told["c_star"][1] == pytest.approx(0.4)


def test_levers_where_intervention_changes_nothing() -> None:
    told = deterrence_levers(u=[0.4, 0.6], alone=0.5, joined=0.5, q_a=0.5)
    assert told["status"].tolist() == [Status.NOTHING_AT_STAKE] * 2


WAR = {"n": 12, "k": 5, "delta": 0.99, "eta": 0.01}
STAKES = {"f0": -0.1, "f1": 0.02, "x0": 0.1, "x1": 0.03, "v_n": 0.9, "v_0": 0.05}


@pytest.mark.parametrize("p", [0.0, 0.05, 0.3, 0.85])
def test_the_advance_that_tips_makes_war_worth_the_deal(p: float) -> None:
    rest = [*WAR.values(), *STAKES.values()]
    deal = war_value(p, 0.15, *rest)
    told = advance_that_tips(q=0.15, **WAR, **STAKES, deal=deal)
    assert told["status"][0] == Status.COMPUTED
    assert war_value(float(told["p_star"][0]), 0.15, *rest) == pytest.approx(deal, abs=1e-13)


def test_a_deal_better_than_any_war_is_out_of_reach() -> None:
    told = advance_that_tips(q=0.15, **WAR, **STAKES, deal=[5.0, -5.0])
    assert told["status"].tolist() == [Status.OUT_OF_REACH] * 2


def test_the_belief_for_survival_is_the_least_that_reaches_the_target() -> None:
    rest = {
        "u": [0.4] * 24, "alone": np.linspace(0.42, 0.6, 24), "joined": [0.1] * 24, "delta": 0.98,
        "omega": 0.2, "scale": 0.03,
    }  # fmt: skip
    for by in (1, 12, 24):
        least = challenge_hazard(**rest, q_a=0.0)["stands"][0, by - 1]
        most = challenge_hazard(**rest, q_a=1.0)["stands"][0, by - 1]
        target = 0.5 * (least + most)
        told = belief_for_survival(**rest, by=by, target=[target, least, 0.0, most + 1e-6])
        q = told["q_needed"]
        stands = challenge_hazard(**rest, q_a=q[0])["stands"][0, by - 1]
        assert stands == pytest.approx(target, abs=1e-12)
        assert q[1] == pytest.approx(0.0, abs=1e-12)
        assert q[2] == 0.0
        assert told["status"].tolist() == [0, 0, 0, Status.OUT_OF_REACH]
