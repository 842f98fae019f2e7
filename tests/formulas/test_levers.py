"""What would turn the verdict, one input at a time."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.deterrence import deterrence_threshold
from servanda.formulas.levers import (
    advance_that_tips,
    bearable_hazard,
    belief_for_survival,
    cost_that_tips,
    deterrence_levers,
)


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
