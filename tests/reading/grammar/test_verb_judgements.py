"""What verbs come to: their sign once group, condition and the rest of the sentence are known."""

from __future__ import annotations

import pytest
from tests.reading.grammar.judged import heard, judgements, signs


@pytest.mark.parametrize(
    ("said", "sign", "why"),
    [
        ("Egypt rejected the plan.", -1, ""),
        ("Egypt accepted no plan.", -1, ""),
        ("Egypt accepted nothing but the map.", 0, "nothing"),
        ("Egypt accepted the plan, a claim that proved false.", 0, "untrue"),
        ("Egypt greeted the plan.", 1, ""),
        ("Egypt greeted the plan with scorn.", -1, ""),
        ("No country accepted the plan.", 0, "nobody"),
        ("Neither Egypt nor Sudan accepted the plan.", -1, ""),
    ],
)
def test_the_rest_of_the_sentence_decides_what_is_left_of_a_verb(
    said: str, sign: int, why: str
) -> None:
    assert signs(said) == [(sign, why)]


@pytest.mark.parametrize(("verb", "sign"), [("accepted", 1), ("rejected", -1)])
@pytest.mark.parametrize("modal", ["must", "should"])
def test_what_must_be_done_is_demanded_with_the_sign_of_the_deed(
    modal: str, verb: str, sign: int
) -> None:
    assert signs(f"The plan {modal} be {verb}.") == [(sign, "")]
    assert signs(f"The plan {modal} not be accepted.") == [(0, "should")]


def test_the_agent_of_a_passive_is_whose_act_it_is() -> None:
    active, passive = (
        heard("Egypt and Sudan rejected the plan."),
        heard("The plan was rejected by Egypt and Sudan."),
    )
    assert active[0].who == passive[0].who == ("EGY", "SDN")
    assert active[0].sign == passive[0].sign == -1


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ("Egypt will sign the plan if Sudan withdraws.", "if Sudan withdraws"),
        ("Egypt will sign the plan when Sudan withdraws.", "when Sudan withdraws"),
        ("Egypt signed the plan when Sudan withdrew.", ""),
        ("Egypt rejects the plan unless Sudan withdraws.", "unless Sudan withdraws"),
        ("Egypt rejects the plan in exchange for gold.", ""),
    ],
)
def test_a_condition_binds_what_is_to_come_and_leaves_a_refusal_its_way_out(
    said: str, condition: str
) -> None:
    assert heard(said)[0].condition == condition


def test_doing_it_oneself_is_told_from_a_view_of_it() -> None:
    commits = {
        "Egypt will accept the plan.": True,
        "Egypt refused to sign the plan.": True,
        "Egypt accepted the plan.": False,
        "Egypt rejected the plan.": False,
    }
    assert {said: judgements(said)[0].commits for said in commits} == commits
