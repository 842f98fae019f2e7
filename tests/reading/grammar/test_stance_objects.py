"""The object's own words as an issue's name, where no topic fits."""

from __future__ import annotations

import pytest

from servanda.reading.grammar.stance_objects import object_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the annex", "annex"),
        ("the so-called “Zangezur corridor”", "zangezur_corridor"),
        ("that Armenia must first change its constitution", "change_its_constitution"),
        ("a vote in the north, which was promised", "vote_in_the_north"),
        ("the map because it was drawn in haste", ""),
        ("elections immediately", "elections"),
    ],
)
def test_the_words_of_an_object_name_its_issue(words: str, name: str) -> None:
    assert object_of(words) == name


@pytest.mark.parametrize(
    "words", ["it", "this", "so", "them all", "that Oslo lied", "", "  ", "do"]
)
def test_what_only_points_names_nothing(words: str) -> None:
    assert object_of(words) == ""


def test_a_name_is_cut_to_six_words_and_ends_with_none_that_leads_on() -> None:
    name = object_of("the last grain of the old mill of the province")
    assert name == "last_grain_of_the_old_mill"
    assert object_of("the last grain mill held by the province") == "last_grain_mill_held"
