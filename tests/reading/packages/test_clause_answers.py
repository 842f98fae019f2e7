"""Answers to the plan that clauses give: verbs, nouns, deeds, conditions."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import last_answers, package


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Chad wants none of the plan.", "rejects"),
        ("Chad disowned the plan.", "rejects"),
        ("Chad commended the plan.", "accepts"),
        ("Chad gave the plan a cautious welcome.", "accepts"),
        ("Chad's endorsement came within the hour.", "accepts"),
        ("Chad called the plan reckless.", "rejects"),
        ("Chad called the plan a basis for negotiation.", "conditional"),
        ("Chad is in favour.", "accepts"),
        ("If Libya withdraws its army, Chad will accept the plan.", "conditional"),
        ("Chad has nothing against the plan as long as Libya withdraws its army.", "conditional"),
        ("Chad no longer stands in the way of the plan.", "accepts"),
        ("Chad will accept the plan under no circumstances.", "rejects"),
        ("Chad greeted the plan with scorn.", "rejects"),
        ("Chad has suspended the plan that it signed in March.", "rejects"),
        ("Libya gave Chad an hour to leave, and Chad then embraced the plan.", "accepts"),
        ("Signatories of the plan include Chad.", "accepts"),
        ("Chad will sign the plan, provided Libya withdraws its army.", "conditional"),
        ("Chad refused to sign the plan until Libya withdraws its army.", "conditional"),
        ("Chad made its consent conditional on talks.", "conditional"),
        ("Chad signed the plan, providing for the release of detainees.", "accepts"),
        ("Chad vowed to fight on until the plan is torn up.", "rejects"),
    ],
)
def test_one_clause(text: str, answer: str) -> None:
    assert last_answers(text)["TCD"] == answer


@pytest.mark.parametrize(
    "text",
    [
        "Chad rejected an amendment.",
        "Egypt proposed observers, an idea that Chad rejects.",
        "There would be no more bombs in Chad.",
        "If Libya says yes and Chad says no, the war goes on.",
        "Chad is said to be against the plan.",
        "A breakaway Chad general, Issa Moke, repudiates the plan.",
        "Chad would not sign the plan at first.",
        "The Chadian opposition refused to sign the plan.",
    ],
)
def test_what_is_no_answer_to_the_plan(text: str) -> None:
    assert last_answers(text).get("TCD") not in {"accepts", "rejects"}


def test_what_is_refused_or_asked_for_is_no_term() -> None:
    terms = package("Chad will sign the plan only if all prisoners are released.").terms
    assert "prisoners" not in {term.issue for term in terms}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Chad will not accept any plan that leaves Libya its airstrip.", "conditional"),
        ("Chad has agreed to most of the plan.", "in_principle"),
        ("Chad agreed to work through the plan with Libya.", ""),
        ("Chad is ready to negotiate a deal.", ""),
        ("Roads open as soon as Chad signs the plan.", ""),
        ("Mediators voiced the hope that Chad would sign the plan.", ""),
        ("Chad would keep its customs posts under the plan.", ""),
        ("An agreed number of captives from Chad is named in the deal with Libya.", ""),
        ("Chad not only rejected the plan, it also returned a printed copy.", "rejects"),
        ("Chad will refuse to sign the plan without the others.", "conditional"),
        ("Chad is still studying the plan.", "undeclared"),
        ("The Chad militias turned the plan down.", ""),
        ("Chad’s president said: “The faster the war ends, the better.”", ""),
        ("Chad distanced itself from the plan.", "undeclared"),
        ("The plan is new. Chad's president announced his opposition on Monday.", "rejects"),
        ("Chad rejected the plan. It welcomed an offer to extend the talks.", "rejects"),
        ("Chad agreed to resume talks with Libya on the plan.", ""),
        ("Chad’s warring leaders accepted the plan.", ""),
        ("Chad wants the plan torn up.", "rejects"),
        ("Chad wants the text to be scrapped.", "rejects"),
        ("Chad's two envoys resigned sooner than be parties to the plan.", ""),
        ("Egypt told of the plan in letters to Chad.", ""),
        ("Under the plan, Chad will give up its wells as soon as Libya leaves.", ""),
        ("Chad rejected the plan. It thanked the hosts of the talks on the plan.", "rejects"),
        ("Chad rejected the plan. The two agreed in January to vote on a plan.", "rejects"),
        ("The plan is new. Chad, which signed an accord in 1979, is silent on it.", "undeclared"),
    ],
)
def test_yes_no_and_what_only_looks_like_either(text: str, answer: str) -> None:
    assert last_answers(text).get("TCD", "") == answer


def test_a_condition_is_told_with_the_words_in_quotation_marks() -> None:
    told = package("Chad's president warned that any deal must end “the theft of wells” first.")
    if "TCD" in told.answers:  # by rules alone nobody is found to say so
        assert "theft of wells" in told.answers["TCD"][-1].condition


def test_an_hour_is_no_condition() -> None:
    assert "EGY" not in last_answers("Egypt said talks would continue until midnight on Friday.")


def test_who_returns_votes_on_nothing() -> None:
    plan = package("Chad would sign the plan if Libya left, allowing people to return home.")
    assert "referendum" not in {step.kind for step in plan.consent}
