"""Who stands right beside the name of a group is of it; who is only from a land is not."""

from __future__ import annotations

import pytest

from servanda.reading.packages.party_finder import parties_of
from servanda.reading.read import read_text


def whose(text: str) -> dict[str, str]:
    said = read_text(f"Talks\n\n3 May 2031\n\n{text}", "one", extract=lambda _: [])
    found = parties_of([said])
    return {m.span.of(said.text): m.party for m in found.mentions["one"] if m.how == "person"}


@pytest.mark.parametrize(
    "text",
    [
        "In Chad the Karst Front of Ada Lind refused.",
        "In Chad the Karst Front under Ada Lind refused.",
        "In Chad the Karst Front (Ada Lind) refused.",
        "Chad waited. Ada Lind's Karst Front refused.",
        "Chad waited. Ada Lind, whose Karst Front holds the port, refused.",
        "Chad waited. Ada Lind of the Karst Front refused.",
        "In Chad a word from Ada Lind, Karst Front: never.",
    ],
)
def test_members(text: str) -> None:
    assert whose(text).get("Ada Lind") == "karst-front"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind, whose Chadian troops hold the port, said no.",
        "Ada Lind said no, the Karst Front yes. Chad waited.",
        "Ada Lind, Karst Front and Chad met. Ada Lind said no.",
    ],
)
def test_a_neighbour_in_a_sentence_is_no_member(text: str) -> None:
    assert whose(text).get("Ada Lind") == "ada-lind"
