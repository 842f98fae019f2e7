"""Who challenges and who is to be protected is read from what the articles say of both."""

from __future__ import annotations

import pytest
from tests.drafting.news import said

from servanda.drafting.sides import sides_in
from servanda.reading.positions import account_of


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Ethiopia invaded Eritrea. Kenya and Egypt spoke of Kenya.", ("ETH", "ERI")),
        ("Eritrea was invaded by Ethiopia. Eritrea and Eritrea mourn.", ("ETH", "ERI")),
        ("Thailand broke the Hanoi Accord. Cambodia asked for troops in Cambodia.", ("THA", "KHM")),
        ("M23 seized Goma, a city of Congo. Rwanda spoke.", ("M23", "COD")),
        ("Serbia opposes Kosovo’s membership of NATO. France will send troops to Kosovo.",
         ("SRB", "XKX")),
    ],
)  # fmt: skip
def test_sides(text: str, sides: tuple[str, str]) -> None:
    read = [said("one", text)]
    assert sides_in(account_of(read), read) == sides
