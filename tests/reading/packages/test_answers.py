"""Who says yes, no, yes if, or nothing; each on a clause with subject, verb and object."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from servanda.drafting.sides import belligerents_of
from servanda.reading.packages import plan
from servanda.reading.packages.answers import Answered
from servanda.reading.packages.heard_answers import Listened
from servanda.reading.packages.plan import package_in
from servanda.reading.read import read_text

WAR = "Soldiers of Chad and Libya fought over the strip. "


def answers(text: str) -> dict[str, tuple[Answered, ...]]:
    """Return what rules alone read."""
    read = [read_text(f"Talks\n\n3 May 1994\n\n{WAR}{text}", "one", extract=lambda _: [])]
    parties, war = belligerents_of(read, ["Chad", "Libya"])
    with patch.object(plan, "listened_to", lambda *_: Listened([], {})):
        return package_in(read, parties, war.all).answers


@pytest.mark.parametrize(
    ("text", "party", "answer"),
    [
        ("Chad accepted the plan.", "TCD", "accepts"),
        ("Chad has signed the agreement.", "TCD", "accepts"),
        ("The treaty was signed by Chad and Libya.", "LBY", "accepts"),
        ("Chad and Libya initialled the accord.", "TCD", "accepts"),
        ("Chad put its name to the truce.", "TCD", "accepts"),
        ("Chad raised no objection to the deal.", "TCD", "accepts"),
        ("Both sides agreed to the ceasefire.", "LBY", "accepts"),
        ("Egypt welcomed the agreement.", "EGY", "accepts"),
        ("Chad agreed in principle to the plan.", "TCD", "in_principle"),
        ("Chad rejected the plan.", "TCD", "rejects"),
        ("Chad refused to sign the accord.", "TCD", "rejects"),
        ("Chad will never accept the plan.", "TCD", "rejects"),
        ("Chad turned down the proposal.", "TCD", "rejects"),
        ("Chad called the plan a surrender.", "TCD", "rejects"),
        ("Chad said it was not bound by the accord.", "TCD", "rejects"),
        ("Chad accepted the plan on condition that Libya leaves the strip.", "TCD", "conditional"),
        ("Chad would sign the accord only if Libya pulled out.", "TCD", "conditional"),
        ("Chad will not sign the accord until Libya has left.", "TCD", "conditional"),
        ("Chad has not said whether it accepts the plan.", "TCD", "undeclared"),
        ("Chad kept silent on the plan.", "TCD", "undeclared"),
    ],
)  # fmt: skip
def test_one_sentence(text: str, party: str, answer: str) -> None:
    assert answers(text)[party][-1].answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "Egypt asked Chad to accept the plan.",
        "If Chad accepts the plan, the war is over.",
        "Will Chad accept the plan?",
        "Egypt hoped that Chad would sign the accord.",
        "Chad did not reject the plan.",
        "Chad signed a decree on schools.",
        "In 1972 Chad signed a treaty.",
        "Chad could accept the plan.",
        "A gift to Chad, rejected by many, the plan is not.",
    ],
)
def test_what_is_no_answer(text: str) -> None:
    assert "TCD" not in answers(text)


def test_a_yes_and_a_no_never_rest_on_the_same_words() -> None:
    found = answers("Chad accepted the plan while Libya rejected it. Egypt signed the accord and "
                    "Qatar refused to sign it.")  # fmt: skip
    signs: dict[str, set[bool]] = {}
    for reports in found.values():
        for report in reports:
            signs.setdefault(report.quote, set()).add(report.answer == "rejects")
    assert all(len(sign) == 1 for sign in signs.values())
    assert found["LBY"][-1].quote == "Libya rejected it"
    assert found["QAT"][-1].quote == "Qatar refused to sign it"


def test_the_condition_is_kept_in_words() -> None:
    [report] = answers("Chad accepted the plan as long as Libya withdraws.")["TCD"]
    assert report.condition == "as long as Libya withdraws"


def test_a_later_no_counts_and_the_earlier_yes_is_kept() -> None:
    found = answers("Chad signed the accord. Chad then rejected the accord.")["TCD"]
    assert [report.answer for report in found] == ["accepts", "rejects"]


def test_a_minister_of_his_own_mind_is_not_the_state() -> None:
    found = answers("Chad accepted the deal. Finance minister Idris Amdan rejected it.")
    assert found["TCD"][-1].answer == "accepts"
    assert found["idris-amdan"][-1].answer == "rejects"


def test_critics_and_allies_of_a_party_are_not_the_party() -> None:
    assert "TCD" not in answers("Critics of Chad rejected the plan.")


@pytest.mark.parametrize(
    "text",
    [
        "Egypt drafted a list of penalties which would have come had Chad refused.",
        "Chad initialled nothing beyond the list of those present.",
        "Chad offered a truce of ten days.",
        "Chad agreed to resume talks on the plan.",
        "Chad agreed to meet the mediators of the accord.",
        "Chad played down the plan.",
        "Chad's last objection to the plan fell on Monday.",
        "Chad's approval was refused on Monday.",
        "The leaders in Malmo won't hear of it.",
        "Nine days in Chad's old rail depot were enough to agree on a plan.",
    ],
)
def test_what_is_no_answer_to_the_plan(text: str) -> None:
    told = answers(text)
    assert all(a.answer == "undeclared" for party in ("TCD", "LBY") for a in told.get(party, ()))


@pytest.mark.parametrize(
    ("text", "party", "answer"),
    [
        ("Chad's envoy put pen to paper on the plan.", "TCD", "accepts"),
        ("Chad's cabinet voted nine to two for the plan.", "TCD", "accepts"),
        ("Chad waved the plan through.", "TCD", "accepts"),
        ("Chad will honour every comma of it.", "TCD", "accepts"),
        ("Both will respect the terms of the plan.", "LBY", "accepts"),
        ("Chad ordered its forces to cease all operations under the plan.", "TCD", "accepts"),
        ("Chad would sooner burn the plan than sign it.", "TCD", "rejects"),
        ("Chad threatens death to whoever signs the plan.", "TCD", "rejects"),
        ("Chad swore that the plan would be applied over its dead body.", "TCD", "rejects"),
        ("Chad sent the draft back unopened.", "TCD", "rejects"),
        ("Chad's yes depends on the return of the islands.", "TCD", "conditional"),
        ("Chad accepts the plan but not the timetable.", "TCD", "conditional"),
        ("Chad will accept the plan when Libya does.", "TCD", "conditional"),
    ],
)  # fmt: skip
def test_answers_in_other_words(text: str, party: str, answer: str) -> None:
    assert answers(text)[party][-1].answer == answer


@pytest.mark.parametrize(
    ("text", "party", "wrong"),
    [("Rebels in Chad’s north on Sunday rejected the plan.", "TCD", "rejects"),
     ("Chad announces truce and Army rejects the plan.", "TCD", "rejects"),
     ("Envoys called on Libya to join them in pushing Chad to accept the plan.", "TCD", "accepts"),
     ("Chad’s minister was pushing back the deadline of the plan.", "TCD", "accepts"),
     ("Said, whose men fought Chad in April, said they would disarm if the charge was dropped.",
      "TCD", "conditional"),
     ("Chad called for changes to the deal hours before its deadline.", "TCD", "accepts"),
     ("Chad’s envoy said he was speaking for both armies.", "TCD", "accepts")],
)  # fmt: skip
def test_what_others_do_and_what_is_asked_of_a_party_is_not_its_answer(
    text: str, party: str, wrong: str
) -> None:
    told = answers(text).get(party, ())
    assert wrong not in {each.answer for each in told}
