"""Lines in capitals as titles: letters stay in their places, names are found, letters are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.packages.capital_lines import in_small_letters
from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import read_text


@pytest.mark.parametrize(
    ("line", "set_as"),
    [
        ("LIBYA AND CHAD SIGN", "Libya And Chad Sign"),
        ("LIBYA’S ANSWER IS NO", "Libya’s Answer Is No"),
        ("CEASE-FIRE IN CHAD NOW", "Cease-fire In Chad Now"),
        ("Libya and Chad sign", "Libya and Chad sign"),
        ("KUFRA, MONDAY", "KUFRA, MONDAY"),
    ],
)
def test_only_lines_in_capitals_are_set_as_titles(line: str, set_as: str) -> None:
    assert in_small_letters(line) == set_as


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]) | st.just("\n"), max_size=80))
def test_every_letter_keeps_its_place(text: str) -> None:
    for one in (text, text.upper()):
        found = in_small_letters(one)
        assert len(found) == len(one)
        assert [a for a, b in zip(found, one, strict=True) if a.lower() != b.lower()] == []


def test_a_headline_in_capitals_names_whom_it_names_otherwise() -> None:
    body = "\n\nTroops of the two fought over the strip for years, and the plan was tabled."
    for headline in ("Gaddafi and Chad Initial a New Pact", "Libya and Chad Initial a New Pact"):
        named = []
        for line in (headline, headline.upper()):
            said = read_text(
                f"{line}\n\nKUFRA, 3 May 1984 - Libya met Chad.{body}", "one", extract=lambda _: []
            )
            held = parties_of([said]).mentions["one"]
            named.append([(m.party, m.span) for m in held if m.span.end <= len(line)])
        assert named[0] == named[1]
        assert {party for party, _ in named[0]} == {"LBY", "TCD"}


def test_letters_for_words_are_found_in_capitals_as_well() -> None:
    text = "UN AND LIBYA SIGN A PACT\n\nLibya fought Chad for years. The U.N. met them in Paris."
    said = read_text(text, "one", extract=lambda _: [])
    held = parties_of([said]).mentions["one"]
    assert {m.party for m in held if m.span.end < 24} == {"UN", "LBY"}
