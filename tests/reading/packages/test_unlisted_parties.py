"""States and groups of no table are met by what only they have."""

from __future__ import annotations

import pytest

from servanda.drafting.sides import belligerents_of
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import read_text


def kinds(text: str) -> dict[str, str]:
    parties = parties_of([read_text(f"{text}", "one", extract=lambda _: [])])
    return {party: known.kind for party, known in parties.known.items()}


def test_a_land_with_a_parliament_is_a_state() -> None:
    found = kinds("The parliament of Vesland met on Monday. It rained in Vesland.")
    assert found["vesland"] == "state"


@pytest.mark.parametrize(
    "text",
    [
        "The government of Ole Lindholm met. Lindholm spoke. Mr Lindholm left.",
        "The government of Vesland met.",
    ],
)
def test_a_person_or_a_single_mention_is_none(text: str) -> None:
    assert "state" not in {
        kind for party, kind in kinds(text).items() if party in {"lindholm", "vesland"}
    }


@pytest.mark.parametrize(
    ("text", "party", "kind"),
    [
        ("Fighters of the Karst Liberation Front left.", "karst-liberation-front", "armed"),
        ("The Guardians of the Cross, a militia, refused.", "guardians-of-the-cross", "armed"),
        ("The Orsay Brigades said yes.", "orsay-brigades", "armed"),
        ("The Norway Farmers' League came out against it.", "norway-farmers-league", "party"),
        ("The QRT party spoke against it.", "qrt", "party"),
    ],
)  # fmt: skip
def test_groups(text: str, party: str, kind: str) -> None:
    assert kinds(text)[party] == kind


def test_a_short_form_means_the_long_one() -> None:
    said = read_text(
        "The Karst Liberation Front met. The Front's fighters left.", "one", extract=lambda _: []
    )
    named = [m.party for m in parties_of([said]).mentions["one"]]
    assert named == ["karst-liberation-front", "karst-liberation-front"]


def test_invented_states_and_groups_are_sides() -> None:
    text = (
        "The Karst Liberation Front shelled the army of Vesland on Sunday. Vesland's president "
        "said that Vesland would sign the Lindholm plan. The Front's fighters fought on."
    )
    _, war = belligerents_of([read_text(text, "one", extract=lambda _: [])])
    assert {party for side in war.sides for party in side} == {"karst-liberation-front", "vesland"}


def test_a_headline_that_tells_whose_rebels_names_no_group() -> None:
    text = "Chad Rebels Refuse Truce\n\nRebels in Chad said no to a truce on Monday."
    assert "chad-rebels" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "party", "name"),
    [
        ("Chad met Tom Okello's Karst Front.", "karst-front", "Karst Front"),
        ("Chad met the General Karst Congress.", "general-karst-congress", ""),
        ("Chad met the Karst League for Dignity.", "karst-league-for-dignity", ""),
        ("Chad fought the Karst rebels.", "karst", "Karst rebels"),
    ],
)
def test_a_group_is_called_by_all_its_name_and_not_by_its_owner(
    text: str, party: str, name: str
) -> None:
    parties = parties_of([read_text(text, "one", extract=lambda _: [])])
    assert party in parties.known
    assert not name or parties.called(party) == name


def test_a_general_with_an_army_is_no_congress() -> None:
    assert "general-okello-army" not in kinds("Chad met the General Army.")


def test_the_end_of_a_full_name_means_the_party_of_the_table() -> None:
    found = kinds("South Sudan waited. On Monday the Opposition Alliance signed.")
    assert "SSOA" in found
    assert "opposition-alliance" not in found


def test_the_end_of_a_name_of_another_land_does_not() -> None:
    assert "SSOA" not in kinds("Chad waited. On Monday the Opposition Alliance signed.")


def test_a_last_word_behind_an_owner_means_the_group() -> None:
    said = read_text(
        "The Karst National Congress met. Okello's rump Congress refused.", "one",
        extract=lambda _: [],
    )  # fmt: skip
    named = [m.party for m in parties_of([said]).mentions["one"]]
    assert named.count("karst-national-congress") == 2
