"""The parts of a case that come from the plan: issues, phases, promises, consent, answers."""

from __future__ import annotations

from datetime import date

from tests.drafting.news import said

from servanda.drafting.contents import Contents
from servanda.drafting.package_parts import AGREED, AS_NOW, GAP


def test_each_term_is_an_issue_as_agreed_or_as_now(strip: Contents) -> None:
    issues = strip.plan.issues()
    assert set(issues) == {"withdrawal", "prisoners", "referendum"}
    for issue in issues.values():
        assert {AGREED, AS_NOW} <= set(issue["options"])
        assert issue["options"][AGREED]["cite"]


def test_whoever_withdraws_gives_and_the_other_gets(strip: Contents) -> None:
    options = strip.plan.issues()["withdrawal"]["options"]
    assert (options[AGREED]["chad"], options[AGREED]["libya"]) == (1, 0)
    assert (options[AS_NOW]["chad"], options[AS_NOW]["libya"]) == (0, 1)
    unknown = strip.plan.issues()["prisoners"]["options"]
    assert unknown[AGREED]["chad"] == unknown[AS_NOW]["chad"] == GAP


def test_what_comes_later_is_a_phase_and_not_agreed_at_signature(strip: Contents) -> None:
    agreed, phases = strip.plan.agreed(), strip.plan.phases()
    assert agreed == {"withdrawal": AS_NOW, "prisoners": AS_NOW, "referendum": AGREED}
    assert [(p["from_month"], p["terms"]) for p in phases] == [
        (1, {"withdrawal": AGREED}), (3, {"prisoners": AGREED}),
    ]  # fmt: skip
    assert strip.plan.as_now() == dict.fromkeys(agreed, AS_NOW)


def test_steps_are_in_order_and_by_whoever_acts(strip: Contents) -> None:
    steps = strip.plan.steps()
    assert [step["month"] for step in steps] == [1, 3]
    assert steps[0]["by"] == "libya"


def test_a_promise_tells_who_how_many_and_how_long(strip: Contents) -> None:
    (force,) = strip.plan.guarantees().values()
    assert force["guarantors"] == ["united_nations"]
    assert force["deployed"]["value"] == 1.5
    assert force["until"] == "12 months"
    assert set(force["protects"]) == {"chad", "libya"}


def test_sides_and_voters_are_asked_and_of_voters_nothing_is_known(strip: Contents) -> None:
    asked = strip.plan.consent()["all"]
    assert asked[:2] == ["chad", "libya"]
    assert [each["party"] for each in asked[2:]] == ["voters_of_chad"]
    assert strip.plan.stances() == {"voters_of_chad": {"position": "undeclared"}}


def test_the_last_answer_counts_and_an_earlier_other_one_is_told(strip: Contents) -> None:
    answers = strip.plan.acceptance()
    assert (answers["chad"]["answer"], answers["libya"]["answer"]) == ("accepts", "rejects")
    assert "Libya: accepts" in strip.plan.contradictions()
    assert "Chad" not in strip.plan.contradictions()


def test_a_title_that_is_no_name_takes_the_sides(strip: Contents) -> None:
    assert strip.plan.title(["Chad", "Libya"]) == "Tripoli Plan"


def test_a_no_is_told_with_what_would_undo_it() -> None:
    read = [
        said(
            "one",
            "Talks\n\n3 May 1994\n\nSoldiers of Chad and Libya fought over the strip. A peace plan "
            "is on the table. Chad rejected the plan. Chad would sign a plan only if Libya "
            "withdraws its army. Chad rejected the plan again.",
        )
    ]
    answer = Contents(read, ("Chad", "Libya"), date(1994, 6, 1)).plan.acceptance()["chad"]
    assert answer["answer"] == "rejects"
    assert "withdraws its army" in answer["condition"]
