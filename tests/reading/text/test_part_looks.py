"""What words alone tell of a part: an outlet, a person, a town, a headline."""

from __future__ import annotations

import pytest

from servanda.reading.text.part_looks import (
    as_written,
    is_persons,
    is_place,
    outlet_signs,
    small_words,
    writer_signs,
)


@pytest.mark.parametrize(
    "name",
    ["Ana Ruiz", "A. R. Ruiz", "J.R. Ruiz", "ANA RUIZ", "Maha al-Saqqaf", "Dr Ruiz",
     "Joost van Veen", "Ana Ruiz and Ole Dahl", "Ana Ruiz and agencies"],
)  # fmt: skip
def test_names_of_persons(name: str) -> None:
    assert is_persons(name)


@pytest.mark.parametrize(
    "name", ["Peace Talks", "The Post", "Quayside Courier", "Political Editor", "Oslo", "Phase 2"]
)
def test_what_is_no_person(name: str) -> None:
    assert not is_persons(name)


def test_towns_and_states() -> None:
    assert is_place("Geneva")
    assert is_place("NORWAY")
    assert is_place("Santa Marta")
    assert not is_place("Quayside")


def test_capitals_are_written_small_but_for_letters() -> None:
    assert as_written("THE POST OF THE QUAY") == "The Post of the Quay"
    assert as_written("LLOYD M. PRUETT") == "Lloyd M. Pruett"


def test_words_without_capitals() -> None:
    assert small_words("Rebels sign a truce in the north") == 3
    assert small_words("The Post of the Quay") == 0


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("The Quayside Post", "outlet word"),
        ("Quayside Notes", "faint word"),
        ("Office of the Harbour Master", "body of"),
        ("Information Department", "general"),
        ("REPUBLIC OF NORLAND", "of a state"),
        ("Geneva", "place"),
        ("Rebels sign truce", "subject"),
        ("No. 41", "figures"),
        ("Parliamentary Staff", "role"),
        ("NPR", "letters"),
    ],
)
def test_signs_of_outlets(words: str, sign: str) -> None:
    assert sign in outlet_signs(words)


def test_signs_of_writers() -> None:
    assert {"person", "given name"} <= set(writer_signs("Maria Ruiz"))
    assert "outlet word" in writer_signs("The Quayside Post")
