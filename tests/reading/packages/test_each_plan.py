"""Each plan is a package of its own, with its own terms, answers and makers."""

from __future__ import annotations

from pathlib import Path

from tests.reading.packages.two_plans import (
    HALT,
    KAMPALA,
    LATER,
    PROPOSED,
    TUNIS,
    articles,
    at_war,
)

from servanda.reading.decisions import Decisions
from servanda.reading.packages.each_plan import packages_in
from servanda.reading.packages.plan import Package, package_in

SIDES = ("Chad", "Libya+Sudan")


def packages(*sides: str, decisions: Decisions | None = None, **texts: str) -> list[Package]:
    read = articles(**texts)
    parties, war = at_war(read, *sides)
    return list(packages_in(read, parties, war.all, decisions=decisions))


def test_one_plan_stays_as_it_is_read() -> None:
    for texts in ({"one": TUNIS}, {"one": TUNIS, "two": LATER}):
        read = articles(**texts)
        parties, war = at_war(read, *SIDES)
        assert packages_in(read, parties, war.all) == (package_in(read, parties, war.all),)


def test_terms_and_answers_of_one_plan_are_not_those_of_the_other() -> None:
    second, first = packages(*SIDES, one=TUNIS, two=KAMPALA)
    assert [t.issue for t in first.terms] == ["withdrawal"]
    assert "prisoners" in {t.issue for t in second.terms} and len(second.promises) == 1
    assert {p: told[-1].answer for p, told in first.answers.items()}.items() >= {
        ("TCD", "accepts"), ("LBY", "accepts")
    }  # fmt: skip
    assert second.answers["SDN"][-1].answer == "accepts" and "LBY" not in second.answers


def test_the_main_plan_is_that_of_most_articles() -> None:
    quiet = LATER.replace("Sudan", "Libya").replace("25 June", "10 May")
    assert packages(*SIDES, one=TUNIS, two=KAMPALA, z=quiet)[0].documents == ("one", "z")
    assert packages(*SIDES, one=TUNIS, two=KAMPALA, z=LATER)[0].documents == ("two", "z")


def test_what_is_said_of_the_wider_truce_is_no_answer_to_the_halt() -> None:
    by_name = {p.documents: p for p in packages("Egypt", "Libya", one=PROPOSED, two=HALT)}
    halt = by_name[("two",)]
    assert halt.answers["LBY"][-1].answer == "accepts"
    assert not any("short of" in term.outcome for term in halt.terms)
    assert halt.name == "agreement to stop shelling the wells for 20 days"


def test_what_a_person_decided_counts_in_each_plan(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path)
    second, first = packages(*SIDES, one=TUNIS, two=KAMPALA)
    for report in first.answers["LBY"]:
        decisions.record(report, "reject", "ana")
    decisions.record(second.answers["SDN"][-1], "correct", "ana", field="answer", value="rejects")
    second, first = packages(*SIDES, decisions=decisions, one=TUNIS, two=KAMPALA)
    assert "LBY" not in first.answers
    assert second.answers["SDN"][-1].answer == "rejects"
