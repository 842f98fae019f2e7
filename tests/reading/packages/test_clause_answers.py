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
