"""What articles tell of who fights whom, pair by pair."""

from __future__ import annotations

import pytest
from tests.drafting.news import said

from servanda.drafting.war_evidence import Evidence
from servanda.reading.packages.party_finder import parties_of

PAIR = ("LBY", "TCD")


def evidence(text: str) -> Evidence:
    read = [said("one", text)]
    return Evidence(parties_of(read), read)


def reported(text: str) -> float:
    """Return what the articles themselves give for Chad against Libya."""
    return evidence(text).reported.get(PAIR, 0.0)


FIGHT = [
    "Chad attacked Libya.", "Libya was attacked by Chad.", "A war between Chad and Libya began.",
    "Chad and Libya signed a truce.", "Chad accused Libya.", "Chad held talks with Libya.",
    "President Habré of Chad and Colonel Gaddafi of Libya signed a truce.",
    "CHAD AND LIBYA INITIAL A NEW PACT", "Chad and Libya Sign Truce", "Chad, Libya initial truce",
]  # fmt: skip


@pytest.mark.parametrize("text", FIGHT)
def test_what_is_said_of_a_pair_counts_for_it(text: str) -> None:
    assert reported(text) > 0
    assert evidence(text).cites[PAIR]


@pytest.mark.parametrize(
    "text",
    ["Chad met Egypt, and Libya rested.", "Chad fought alongside Libya.",
     "Chad and Libya hosted talks."],
)  # fmt: skip
def test_what_is_no_fight_counts_nothing(text: str) -> None:
    assert reported(text) == 0


def test_a_war_weighs_more_than_an_attack_and_an_attack_than_a_charge() -> None:
    war, attack, charge = (reported(FIGHT[at]) for at in (2, 0, 4))
    assert war > attack > charge


def test_a_passive_turns_who_does_it_and_who_suffers_it() -> None:
    active, passive = evidence(FIGHT[0]), evidence(FIGHT[1])
    for found in (active, passive):
        assert found.fights["TCD"] > 0 and found.suffers["LBY"] > 0
        assert not found.fights["LBY"] and not found.suffers["TCD"]


def test_who_helps_is_counted_apart() -> None:
    found = evidence("Chad attacked Libya. It was Egypt that mediated, and Chad left.")
    assert found.helps["EGY"] == 1 and not found.fights["EGY"]


def test_those_who_fight_side_by_side_are_allies_of_each_other() -> None:
    assert ("EGY", "TCD") in evidence("Chad, backed by Egypt, attacked Libya.").allies


def test_the_tables_tell_which_government_a_lone_group_fights() -> None:
    found = evidence("The RSF attacked a market. The RSF left.")
    assert "SDN" in found.parties.count


def test_more_of_the_same_never_counts_less() -> None:
    once, twice = (reported("Chad attacked Libya. " * n) for n in (1, 2))
    assert twice == 2 * once


def test_whoever_is_worked_with_does_not_fight_the_war() -> None:
    told = evidence("Libya will work with Egypt on a plan to end the war with Chad.").reported
    assert told.get(("EGY", "TCD"), 0) < told[PAIR]


def test_who_made_a_plan_for_others_is_not_at_war() -> None:
    made = evidence("A draft drawn up by Egypt and Morocco is before Chad and Libya.")
    assert ("EGY", "MAR") not in made.reported
    signed = evidence("A truce was signed by Egypt and Morocco.")
    assert ("EGY", "MAR") in signed.reported


GROUPS = (
    "The KNU and the Kachin Independence Army have fought Myanmar for years. "
    "The army shelled the Kachin Independence Army in May. "
)


@pytest.mark.parametrize(
    ("who", "told", "gains"),
    [
        ("KNU", "signed the accord", "KNU"),
        ("KNU", "put its name to the accord", "KNU"),
        ("Kachin Independence Army", "is a signatory of the accord", "KIA"),
        ("Kachin Independence Army", "stayed away from the ceremony", "KNU"),
        ("Kachin Independence Army", "will not sign", "KNU"),
        ("Kachin Independence Army", "has not signed", "KNU"),
        ("KNU", "has never joined the accord", "KIA"),
        ("KNU", "boycotted the ceremony", "KIA"),
    ],
)
def test_of_several_groups_the_plan_is_with_those_that_join_it(
    who: str, told: str, gains: str
) -> None:
    plain, joined = (evidence(f"{GROUPS}The {who} {does}.") for does in ("slept", told))

    def lead(found: Evidence) -> float:
        return found.score[gains, "MMR"] - found.score[({"KNU", "KIA"} - {gains}).pop(), "MMR"]

    assert lead(joined) > lead(plain)


def test_a_lone_group_fights_its_state_though_it_refuses_the_plan() -> None:
    text = "The KNU attacked Myanmar. "
    assert (
        evidence(text + "It is the KNU that stayed away.").score["KNU", "MMR"]
        >= (evidence(text).score["KNU", "MMR"])
    )


def test_whom_a_truce_is_with_is_no_word_between() -> None:
    told = evidence("Chad ratified the truce with Libya late on Sunday.").reported
    assert told[PAIR] > 0


def test_all_in_a_row_join_the_plan() -> None:
    found = evidence(
        "The Karen National Union (KNU), the Kachin Independence Army and the parties signed. "
        "The United Wa State Army, it is said, stayed away."
    )
    assert found.joins == {"KNU", "KIA"} and found.stays_out == {"UWSA"}
