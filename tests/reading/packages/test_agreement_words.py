"""Issues in the words of agreements, each beside words that come near and settle none of it."""

from __future__ import annotations

import pytest
from tests.reading.packages.told import package


def issues(text: str) -> set[str]:
    return {term.issue for term in package(text).terms}


@pytest.mark.parametrize(
    ("issue", "settles", "near"),
    [
        (
            "ceasefire",
            "The two governments shall declare the state of war ended.",
            "The two governments shall declare their budgets at the end of the year.",
        ),
        (
            "ceasefire",
            "Neither side shall open fire on the other's boats.",
            "Neither side shall open the safe before the other is there.",
        ),
        (
            "withdrawal",
            "The relocation of the two battalions shall take a month.",
            "The relocation of the two museums shall take a month.",
        ),
        (
            "disarmament",
            "Under the plan the guerrillas are kept to their camps.",
            "Under the plan the miners are kept to their shifts.",
        ),
        (
            "army_integration",
            "The plan provides for the incorporation of 900 gunmen into the Chad Defence Force.",
            "The plan provides for the incorporation of nine inns into the Chad Railway Company.",
        ),
        (
            "army_integration",
            "Under the plan a third of the officer corps comes from the movement.",
            "Under the plan a third of the wheat comes from the movement.",
        ),
        (
            "autonomy",
            "The governor's council would have charge of the courts, the roads and the schools.",
            "The judge would have charge of the pigeons, the boats and the gardens.",
        ),
        (
            "autonomy",
            "Under the plan the islanders would administer themselves.",
            "Under the plan the islanders would administer the medicine.",
        ),
        (
            "referendum",
            "The status of the strip shall be settled by the free expression of the people's will.",
            "The estate of the painter shall be settled by the reading of his will.",
        ),
        (
            "referendum",
            "Under the plan whoever was born in the strip may vote on it, settlers too.",
            "Under the plan whoever was born in the strip gets a new coat.",
        ),
        (
            "elections",
            "Under the plan the president steps down within a month.",
            "Under the plan the president steps into the boat within a month.",
        ),
        (
            "power_sharing",
            "Under the plan a council of seven holds the seal.",
            "Under the plan a choir of seven holds the note.",
        ),
        (
            "constitution",
            "Under the plan the sultan loses all power.",
            "Under the plan the sultan's palace loses all electric light.",
        ),
        (
            "demilitarised_zone",
            "The islands shall never be fortified.",
            "The islands shall never be crowded.",
        ),
        (
            "amnesty",
            "Under the plan the sentences of the court-martial are annulled.",
            "Under the plan the sentences of the preamble are shortened.",
        ),
        (
            "justice",
            "Under the plan indicted commanders may not hold public office.",
            "Under the plan retired commanders may hold public office.",
        ),
        (
            "missing",
            "The plan provides that the fate of those who vanished be clarified.",
            "The plan provides that the style of those who translated be clarified.",
        ),
        (
            "refugees",
            "The plan provides for an exchange of populations.",
            "The plan provides for an exchange of stamps.",
        ),
        (
            "property",
            "Under the plan the palaces pass to the nation.",
            "Under the plan the greetings pass to the nation.",
        ),
        (
            "sanctions",
            "Under the plan the funds abroad are unblocked.",
            "Under the plan the drains of the town are unblocked.",
        ),
        (
            "bases",
            "The airfields shall serve civilian purposes only.",
            "The bishops shall serve civilian congregations only.",
        ),
        (
            "economy",
            "Under the plan the old dinar remains legal tender.",
            "Under the plan the old dinar remains in the museum.",
        ),
        (
            "recognition",
            "Under the plan the two have normal relations.",
            "Under the plan the two have normal appetites.",
        ),
        (
            "party_status",
            "Under the plan the law will permit regional parties.",
            "Under the plan the law will permit both parties to leave.",
        ),
        (
            "settlements",
            "Under the plan no new settlements are built.",
            "Under the plan no new settlement of the quarrel is sought.",
        ),
        (
            "arms_supply",
            "Under the plan their friends abroad cut off military aid.",
            "Under the plan their friends abroad cut off the telephone.",
        ),
        (
            "territory",
            "Under the plan the hills are restored to Libyan sovereignty.",
            "Under the plan the murals are restored to Libyan taste.",
        ),
    ],
)
def test_an_issue_is_told_in_the_words_of_agreements(issue: str, settles: str, near: str) -> None:
    assert issue in issues(settles)
    assert issue not in issues(near)


def test_what_a_plan_says_fifth_is_a_term_of_it() -> None:
    row = (
        "Talks were held on six principles.\n\n"
        "Fifth, all exiles have the right to return to their villages."
    )
    assert "refugees" in issues(row)
    assert "refugees" not in issues(row.replace("have the right to return", "were welcomed"))


def test_those_who_speak_of_the_dead_may_set_terms() -> None:
    told = "Under the plan the names of the dead and of the prisoners are published."
    assert "prisoners" in issues(told)
    assert "prisoners" not in issues("The prisoners of the strip were found dead.")


def test_an_army_told_by_name_is_an_army() -> None:
    assert "army_integration" in issues("Under the plan 900 rebels join the Chad Armed Forces.")
    assert "army_integration" not in issues("Under the plan 900 rebels join the Chad Choir.")


def test_what_a_vote_is_on_may_stand_behind_a_colon() -> None:
    assert "referendum" in issues("Then there shall be a referendum: union or independence.")
    assert "referendum" not in issues("Then there shall be a parade: union or independence.")
