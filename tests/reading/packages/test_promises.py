"""Who sends, lends, watches and vouches."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import package


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Should Chad ask for soldiers, Egypt will lend them.", "deployed_force", "EGY"),
        ("1,250 Egyptian soldiers, none of them officers, will be stationed there.",
         "deployed_force", "EGY"),
        ("All guns are collected under the eyes of Egyptian soldiers.", "deployed_force", "EGY"),
        ("Seventy observers in blue caps will count them at the quays.", "monitors", "UN"),
        ("A joint commission, with Egypt as watcher, sits over all of this.", "monitors", "EGY"),
        ("Egypt has promised Chad its support.", "assurance", "EGY"),
        ("Two Egyptian battalions take over the checkpoints.", "deployed_force", "EGY"),
        ("Cairo sends four thousand men to keep the armies apart.", "deployed_force", "EGY"),
        ("Egypt will see to it that both keep their word.", "monitors", "EGY"),
        ("Egypt answers for it with its word.", "assurance", "EGY"),
        ("Whoever breaks it will lose American aid.", "sanctions", "USA"),
        ("An attack on either would be taken as an attack on Egypt.", "treaty", "EGY"),
        ("The United Nations certifies every stage.", "monitors", "UN"),
        ("The United Nations keeps one of the two keys.", "monitors", "UN"),
        ("Egypt looks into alleged violations.", "monitors", "EGY"),
        ("The United Nations interprets the agreement.", "monitors", "UN"),
        ("Egyptian forces are to be stationed along the ridge.", "deployed_force", "EGY"),
        ("Egypt leads an interposition force.", "deployed_force", "EGY"),
        ("Egypt pledges to respect the neutrality of the strip.", "treaty", "EGY"),
        ("Egypt and Sudan will consult if the frontier is crossed.", "treaty", "SDN"),
        ("Egypt gives the accord its moral guarantee.", "assurance", "EGY"),
    ],
)  # fmt: skip
def test_a_promise(text: str, kind: str, who: str) -> None:
    assert (kind, who) in {(p.kind, w) for p in package(text).promises for w in p.who}


@pytest.mark.parametrize(
    "text",
    [
        "Libyan forces are to be stationed along the ridge.",
        "Egypt keeps a register of its ships.",
        "Egypt and Sudan will consult on the price of wheat.",
        "Egypt pledges to respect the visitors.",
        "Egypt issued a certificate to the singers.",
    ],
)
def test_what_is_near_a_promise_is_none(text: str) -> None:
    assert not package(text).promises


def test_two_promises_in_one_sentence_have_each_their_own_giver() -> None:
    told = package("Egypt vouches for it politically; the UN sits on a committee that watches it.")
    found = {(p.kind, p.who) for p in told.promises}
    assert {("assurance", ("EGY",)), ("monitors", ("UN",))} <= found


def test_a_body_that_only_styles_a_vote_answers_nothing() -> None:
    told = package("Under the plan a UN-supervised vote would be held in the strip.")
    assert "UN" not in told.answers


@pytest.mark.parametrize(
    "text",
    [
        "The plan offers guarantees, among them jets stationed in Egypt.",
        "Chad hinted that it might accept a UN force if Libya signs.",
        "Chad promised to respect the plan in a letter to Egypt’s ambassador.",
    ],
)
def test_where_troops_stand_and_whom_others_let_in_is_no_yes(text: str) -> None:
    assert not {"EGY", "UN"} & package(text).answers.keys()
