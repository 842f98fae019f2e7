"""A challenger, a protege and a guarantor."""

from __future__ import annotations

import pytest
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.status import Status
from servanda.formulas.three_party import (
    UDG_CLASSES,
    deterrence_class,
    extended_deterrence,
    unilateral_deterrence,
)

PAYOFFS = {
    "c_wins": 1.0, "c_yields": -0.5, "c_hard_war": -0.3, "c_soft_war": -0.9,
    "d_wins": -1.0, "d_yields": 0.2, "d_hard_war": -0.6, "d_soft_war": -1.6,
}  # fmt: skip


def two_sided(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = unilateral_deterrence(p_c=at["pC"], p_d=at["pD"], **PAYOFFS)
    if "steadfast" in row["id"]:
        assert told["steadfast"][0] == 1.0
        return {"CH": 0.0, "CS": 0.0, "DS": 1.0}
    names = {"CH": "hard_challenges", "CS": "soft_challenges", "DS": "soft_resists"}
    return {short: one(told, name) for short, name in names.items()}


def selected(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = unilateral_deterrence(p_c=at["pC"], p_d=at["pD"], **PAYOFFS)
    return UDG_CLASSES[int(told["kind"][0])].split(" ")[0]


def three_parties(row: Row, case: Case) -> object:
    at = row["inputs"]
    told = extended_deterrence(
        a_taken=at["A"]["cap"], a_alone=at["A"]["alone"], a_joined=at["A"]["interv"],
        b_taken=at["B"]["cap"], b_alone=at["B"]["alone"], b_joined=at["B"]["interv"],
        q_a=at["q"], q_b=at["q"],
    )  # fmt: skip
    assert one(told, "q_b_star") == pytest.approx(at["qB_star"])
    return {"challenge": one(told, "challenged"), "resist": one(told, "resists")}


HANDLERS = {"ED3": three_parties, "UDG": two_sided, "selection_UDG": selected}


@pytest.mark.parametrize("name", rows_for("three_party"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_on_the_line_between_two_classes_of_deterrence() -> None:
    assert deterrence_class(0.3, 0.75, 0.75, 0.5, 0.5)[0] == 0
    assert deterrence_class(0.3, 0.5, 0.75, 0.5, 0.5)[0] == 1
    assert deterrence_class(0.5, 0.4, 0.75, 0.5, 0.5)[0] == 2
    kind, hard, soft, resists = deterrence_class(0.2, 0.2, 0.75, 0.5, 0.5)
    assert (kind, hard) == (3, 1.0)
    # A bluff leaves belief in a hard challenger at r*, and the soft challenger even.
    assert 0.2 / (0.2 + 0.8 * soft) == pytest.approx(0.5)
    assert 0.2 + 0.8 * resists == pytest.approx(0.5)


def test_challenge_and_conflict_are_counted_over_both_kinds() -> None:
    told = unilateral_deterrence(p_c=0.3, p_d=0.3, **PAYOFFS)
    soft, resists = told["soft_challenges"][0], told["soft_resists"][0]
    assert told["challenge"][0] == pytest.approx(0.3 + 0.7 * soft)
    assert told["conflict"][0] == pytest.approx(0.3 * (0.3 + 0.7 * resists))
    # A soft challenger is even between the status quo and a bluff.
    faces = 0.3 + 0.7 * resists
    assert (1 - faces) * 1.0 + faces * -0.5 == pytest.approx(0.0, abs=1e-12)


GAME = {
    "a_taken": 0.5, "a_alone": 0.25, "a_joined": -0.25, "b_taken": -0.5, "b_alone": -0.75,
    "b_joined": -0.25,
}  # fmt: skip


def test_who_is_even_resists_and_who_is_even_does_not_challenge() -> None:
    told = extended_deterrence(**GAME, q_a=[0.5, 0.25, 0.5], q_b=[0.5, 0.5, 0.25])
    assert told["q_b_star"].tolist() == [0.5] * 3
    assert told["q_a_star"].tolist() == [0.5] * 3
    assert told["resists"].tolist() == [1.0, 1.0, 0.0]
    assert told["challenged"].tolist() == [0.0, 1.0, 1.0]
    assert told["taken"].tolist() == [0.0, 0.0, 1.0]
    even = extended_deterrence(**GAME, u_a=0.5, q_a=0.0, q_b=0.0)
    assert even["challenged"][0] == 0.0


def test_a_guarantor_that_changes_nothing_has_no_threshold() -> None:
    same = extended_deterrence(**{**GAME, "b_joined": -0.75}, q_a=0.5, q_b=0.5)
    assert same["status"][0] == Status.NOTHING_AT_STAKE
    same = extended_deterrence(**{**GAME, "a_joined": 0.25}, q_a=0.5, q_b=0.5)
    assert same["status"][0] == Status.NOTHING_AT_STAKE
    assert extended_deterrence(**GAME, q_a=0.5, q_b=0.5)["status"][0] == Status.COMPUTED
