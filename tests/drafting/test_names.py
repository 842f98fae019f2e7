"""Identifiers are valid and unique, whatever the names."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from servanda.drafting.names import Names, identifier, side_of
from servanda.reading.who.tables import actors


@given(st.lists(st.text(max_size=80), max_size=20))
def test_any_names_get_valid_identifiers_of_their_own(words: list[str]) -> None:
    names = Names(reserved=("analyst",))
    given_names = {word: names.of(word) for word in words}
    assert len(set(given_names.values())) == len(given_names)
    for name in given_names.values():
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name)
        assert name != "analyst"


def test_all_shipped_actors_have_identifiers() -> None:
    for actor in actors().values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", identifier(actor.name)), actor


def test_a_person_speaks_for_a_side_and_a_stranger_for_none() -> None:
    assert side_of("FRA") == "FRA"
    assert side_of("emmanuel-macron") == "FRA"
    assert side_of("jane-doe") == ""
