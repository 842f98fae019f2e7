"""Persons and the parties they speak for."""

from __future__ import annotations

import pytest

from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import read_text


def persons(text: str) -> dict[str, str]:
    said = read_text(f"Talks\n\n3 May 2031\n\n{text}", "one", extract=lambda _: [])
    found = parties_of([said])
    return {m.span.of(said.text): m.party for m in found.mentions["one"] if m.how == "person"}


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Chad's president, Ali Dorsan, spoke.", "Ali Dorsan", "TCD"),
        ("Ali Dorsan, the envoy of Chad, spoke. Dorsan left.", "Dorsan", "TCD"),
        ("Chad waited. On Monday Mr Dorsan said no to the plan.", "Dorsan", "dorsan"),
        ("Chad waited. Ali Dorsan said no. Mr Dorsan left.", "Ali Dorsan", "ali-dorsan"),
        ('Chad waited. "No," its leader Ali Dorsan said.', "Ali Dorsan", "TCD"),
        ("Chad met Libya. Their spokesman, Ali Dorsan, left.", "Ali Dorsan", "TCD"),
    ],
)
def test_whom_a_person_speaks_for(text: str, name: str, party: str) -> None:
    assert persons(text)[name] == party


def test_a_pronoun_is_no_name() -> None:
    assert "Its" not in persons("Chad waited. Its leader, Ali Dorsan, spoke.")


def test_who_once_ruled_a_state_speaks_for_the_body_that_sent_them() -> None:
    found = persons(
        "Chad and Libya met. The African Union’s envoy for the Sahel, former Nigerian President "
        "Olusegun Obasanjo, said little. Obasanjo left."
    )
    assert found["Olusegun Obasanjo"] == found["Obasanjo"] == "AU"


@pytest.mark.parametrize(
    "who",
    ["Olusegun Obasanjo, the former president,", "Olusegun Obasanjo, Nigeria's ex-president,"],
)
def test_who_ruled_a_state_speaks_for_it_no_more_also_where_the_name_comes_first(who: str) -> None:
    found = persons(f"Chad and Libya met in Nigeria. {who} called the plan a trap.")
    assert found["Olusegun Obasanjo"] != "NGA"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chad waited. Only Ali Dorsan said no.", "Ali Dorsan"),
        ("Chad waited. The Reverend Ali Dorsan said no.", "Ali Dorsan"),
        ("Chad waited. Ali Dorsan, who broke with the leader, has men.", "Ali Dorsan"),
        ("Chad waited. Ali Dorsan of Karst Shield posts that it is void.", "Ali Dorsan"),
    ],
)
def test_who_answers_for_themselves_is_called_by_name_alone(text: str, name: str) -> None:
    assert persons(text)[name] == "ali-dorsan"


def test_a_title_with_a_surname_is_who_was_named_in_full() -> None:
    found = persons("Chad's envoy, Omar Dorsan, spoke. Sheikh Dorsan said no.")
    assert set(found.values()) == {"TCD"}


def test_a_congress_is_no_person() -> None:
    assert "Karst Congress" not in persons("Chad waited. General Karst Congress said no.")
