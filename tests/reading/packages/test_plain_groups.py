"""Groups of common nouns stand for themselves; lands, papers and single people are none."""

from __future__ import annotations

import pytest

from servanda.reading.packages.parties import Parties
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import read_text


def found(text: str) -> Parties:
    return parties_of([read_text(f"Talks\n\n3 May 1994\n\n{text}", "one", extract=lambda _: [])])


@pytest.mark.parametrize(
    ("text", "party", "name"),
    [
        ("Chad waited, but the Liberals refused.", "liberals", "Liberals"),
        ("In Chad a deputy of the Praxis Socialists left.", "praxis-socialists", ""),
        ("Chad's Armenians would not hear of it.", "chad-armenians", "Chad Armenians"),
        ("In Chad the Armenians of the East refused it.", "", ""),
        ("In May the Greeks of Chad refused it.", "chad-greeks", "Chad Greeks"),
        ("Envoys met the Government of East Chad there.", "east-chad", "East Chad"),
        ("In Chad the Karst council refused.", "karst-council", "Karst council"),
        ("In Chad the Karst settlers' conference said no.", "karst-settlers-conference", ""),
        ("Chad spoke. Eleven opposition parties walked out.", "opposition-parties", ""),
        ("On Monday the Chadian opposition walked out.", "chadian-opposition", ""),
    ],
)
def test_groups_of_common_nouns(text: str, party: str, name: str) -> None:
    parties = found(text)
    if party:
        assert parties.kind(party) == "party"
        assert not name or parties.called(party) == name
    else:
        assert all(known.kind == "state" for known in parties.known.values())


def test_the_opposition_means_the_one_that_is_introduced() -> None:
    parties = found("The Chadian opposition met. On Monday the opposition refused.")
    assert [m.party for m in parties.mentions["one"]] == ["chadian-opposition"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Chad met opposition to the plan.",
        "In Chad the opposition grew.",
        "In Chad the opposition parties' newspaper sold out.",
        "Chad's opposition leader Ada Lind spoke.",
        "In Chad the Security council met.",
        "In Chad the Geneva conference began.",
        "The government of Chad met. Libya's Chadians left.",
        "Armenia's Armenians left.",
        "Radicals are few in Chad.",
        "In Chad the Democrats of another land were quoted.",
    ],
)
def test_what_is_no_group(text: str) -> None:
    parties = found(text)
    assert "party" not in {parties.kind(m.party) for m in parties.mentions["one"]}


def test_a_people_that_the_tables_know_is_the_one_of_the_tables() -> None:
    parties = found("The Serbs of Krajina and the Croatian Serbs refused. Croatia waited.")
    assert {m.party for m in parties.mentions["one"]} >= {"RSK"}
