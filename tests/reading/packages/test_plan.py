"""A plan in the news becomes a package: terms, times, promises, consent, the past."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.drafting.sides import belligerents_of
from servanda.reading.packages.plan import Package, package_in
from servanda.reading.read import read_articles, read_text

HERE = Path(__file__).parents[2] / "drafting" / "articles"
WAR = "Soldiers of Chad and Libya fought over the strip.\n\n"


def package(text: str) -> Package:
    read = [read_text(f"Talks\n\n3 May 1994\n\n{WAR}{text}", "one", extract=lambda _: [])]
    parties, war = belligerents_of(read, ["Libya", "Chad"])
    return package_in(read, parties, war.all, "TCD")


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Under the plan all Libyan troops shall leave the strip.", "withdrawal"),
        ("The accord requires the rebels to hand over their weapons.", "disarmament"),
        ("Under the deal all prisoners are to be freed.", "prisoners"),
        ("The agreement gives the north a parliament of its own and wide autonomy.", "autonomy"),
        ("Under the treaty refugees may return home.", "refugees"),
        ("The plan provides for an amnesty.", "amnesty"),
        ("The treaty says that oil revenue will be shared.", "resources"),
        ("Under the plan a buffer zone shall be set up along the river.", "demilitarised_zone"),
        ("The accord says that elections are to be held.", "elections"),
        ("Under the deal any quarrel is to go to arbitration.", "arbitration"),
        ("Under the plan relief convoys shall have free access.", "aid"),
        ("The parties agree that the army shall be cut by half.", "army_reform"),
    ],
)  # fmt: skip
def test_a_sentence_that_sets_a_term(text: str, issue: str) -> None:
    assert issue in {term.issue for term in package(text).terms}


@pytest.mark.parametrize(
    "text",
    [
        "Libya demanded that prisoners be freed.",
        "Refugees fled the town last week, a doctor said.",
        "Rebels killed nine prisoners on Monday.",
        "Would the troops ever leave?",
    ],
)
def test_a_demand_or_an_event_is_no_term(text: str) -> None:
    assert package(text).terms == ()


def test_numbers_and_times_of_a_term() -> None:
    [term] = package("Under the plan 840 guns are to be handed over within 60 days.").terms
    assert (term.issue, term.number, term.unit) == ("disarmament", 840.0, "guns")
    assert [round(t.months or 0, 1) for t in term.timings] == [2.0]


def test_points_of_a_communique_are_terms() -> None:
    read = list(read_articles([HERE / "accra"]))
    parties, war = belligerents_of(read)
    found = {term.issue for term in package_in(read, parties, war.all).terms}
    assert {"ceasefire", "disarmament", "elections", "justice", "amnesty"} <= found


@pytest.mark.parametrize(
    ("text", "kind", "who", "troops"),
    [
        ("The United Nations will send 200 observers to monitor the truce.", "monitors", "UN", 200),
        ("France will send 3,000 troops to police the accord.", "deployed_force", "FRA", 3000),
        ("Egypt is a guarantor of the agreement.", "assurance", "EGY", None),
        ("Egypt signed a mutual defence pact that goes with the plan.", "treaty", "EGY", None),
        ("The United States threatened sanctions against whoever breaks the truce.", "sanctions",
         "USA", None),
    ],
)  # fmt: skip
def test_promises(text: str, kind: str, who: str, troops: float | None) -> None:
    [promise] = [p for p in package(text).promises if p.kind == kind]
    assert who in promise.who
    assert promise.troops == troops


def test_votes_ratification_and_a_disputed_veto() -> None:
    found = package(
        "The plan goes to a referendum in Chad in June. Chad's parliament must ratify the treaty. "
        "Libya has no veto over it, Egypt says."
    ).consent
    assert {"referendum", "ratification", "veto_disputed"} <= {step.kind for step in found}


def test_a_truce_with_a_term_runs_out() -> None:
    [deadline] = package("The two agreed on a 90-day truce.").deadlines
    assert round(deadline.months or 0) == 3


def test_past_agreements_and_whether_they_were_kept() -> None:
    found = package("Libya broke the Kano Accord of 1979. Under the plan all troops shall leave.")
    [past] = found.past
    assert (past.name, past.year, past.party, past.kept) == ("Kano Accord", 1979, "LBY", False)


def test_a_battle_is_no_plan() -> None:
    assert not package("Guns fired all night and the fort fell at dawn.").is_told
