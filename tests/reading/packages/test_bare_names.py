"""Names are taken without what stands round them, and whole where it is part of them."""

from __future__ import annotations

import pytest

from servanda.reading.packages.bare_names import addressed, bare, owner_in


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Only Ada Lindqvist", "Ada Lindqvist"),
        ("With Reverend Tom Okello", "Tom Okello"),
        ("Has Norland", "Norland"),
        ("Major-General Ivo Brandt", "Ivo Brandt"),
        ("Herr Brandt", "Brandt"),
        ("M. Brandt", "Brandt"),
        ("Sheikh Ali Noor", "Ali Noor"),
    ],
)
def test_what_opens_a_sentence_and_forms_of_address_go(name: str, own: str) -> None:
    assert bare(name) == own


@pytest.mark.parametrize(
    "name", ["Ada Lindqvist", "Sheikh Noor", "M. Ali Noor", "Will Brandt", "Do Thanh", "Only"]
)
def test_first_names_and_short_names_with_their_title_stay(name: str) -> None:
    assert bare(name) == name


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Tom Okello's Plain Front", "Tom Okello's"),
        ("Okello’s PF-X", "Okello’s"),
        ("People's Front", ""),
        ("Women’s Karst League", ""),
        ("Farmers' League", ""),
        ("Karst People's Front", ""),
        ("Plain Front", ""),
    ],
)
def test_a_leader_owns_a_party_and_a_people_its_name(name: str, owner: str) -> None:
    assert owner_in(name) == owner


def test_who_is_addressed_is_a_person() -> None:
    assert addressed("Reverend Okello")
    assert addressed("Sheikh Noor")
    assert not addressed("Plain Front")
