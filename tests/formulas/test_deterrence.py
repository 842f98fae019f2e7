"""When a threat to join in deters."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.deterrence import deterrence_threshold, threshold_belief
from servanda.formulas.levers import (
    bearable_hazard,
)
from servanda.formulas.status import Status


def test_where_intervention_changes_nothing_no_belief_divides() -> None:
    told = deterrence_threshold(u=[0.4, 0.6], alone=0.5, joined=0.5)
    assert told["status"].tolist() == [Status.NOTHING_AT_STAKE] * 2
    told = bearable_hazard(u=0.4, w_now=0.2, w_broken=0.2, delta=0.99)
    assert told["status"][0] == Status.NOTHING_AT_STAKE


def threshold(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = deterrence_threshold(u=at["u_deal"], alone=at["W_alone"], joined=at["W_intervene"])
    q_star = one(told, "q_star")
    if row["id"] == "qstar_edge_selfenforcing":
        return {"q_star": q_star, "deterred_at_q0": bool(told["deterred"][0])}
    gain, loss = one(told, "gain"), one(told, "loss")
    return {"q_star": q_star, "g_over_gl": gain / (gain + loss)}


def one_guarantor(row: Row, case: Case) -> object:
    """The game ED1: normalise the status quo to 0, an unopposed challenge to gn, war to -ls."""
    at = row["inputs"]
    told = deterrence_threshold(u=0.0, alone=at["gn"], joined=-at["ls"], q_a=at["q"])
    assert one(told, "q_star") == pytest.approx(at["q_star"])
    return {
        "challenge": 1.0 - one(told, "deterred"),
        "intervene_R": float(at["vR"] > at["c"]), "intervene_I": float(at["vI"] > at["c"]),
    }  # fmt: skip


def quantal(row: Row, case: Case) -> object:
    """Agent logit response of the game ED1, from the choice the models' logit is made of."""
    at = row["inputs"]

    def respond(gain: float) -> float:
        return 1.0 / (1.0 + float(np.exp(-at["lam"] * gain)))

    firm, weak = respond(at["vR"] - at["c"]), respond(at["vI"] - at["c"])
    joins = at["q"] * firm + (1 - at["q"]) * weak
    challenge = respond((1 - joins) * at["gn"] - joins * at["ls"])
    return {"challenge": challenge, "intervene_R": firm, "intervene_I": weak}


HANDLERS = {"qstar": threshold, "ED1_QRE": quantal, "ED1": one_guarantor}


@pytest.mark.parametrize("name", rows_for("deterrence"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_a_threshold_divides_deterred_from_undeterred() -> None:
    told = deterrence_threshold(u=0.25, alone=0.5, joined=0.0, q_a=[0.5, 0.49, 0.51])
    assert told["q_star"].tolist() == [0.5] * 3
    assert told["deterred"].tolist() == [1.0, 0.0, 1.0]
    assert (told["gain"][0], told["loss"][0]) == (0.25, 0.25)


def test_the_ends_of_the_range_are_told_apart() -> None:
    told = deterrence_threshold(u=[0.5, 0.0, 0.25], alone=0.5, joined=0.0, q_a=1.0)
    assert told["q_star"].tolist() == [0.0, 1.0, 0.5]
    assert told["self_enforcing"].tolist() == [1.0, 0.0, 0.0]
    assert told["undeterrable"].tolist() == [0.0, 1.0, 0.0]


def test_where_intervention_changes_nothing_the_better_course_is_taken() -> None:
    assert threshold_belief(0.4, 0.5, 0.5) == np.inf
    assert threshold_belief(0.5, 0.5, 0.5) == -np.inf
    assert threshold_belief(0.6, 0.5, 0.5) == -np.inf
    assert threshold_belief(0.4, 0.5, 0.6) == np.inf
