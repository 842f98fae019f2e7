"""The small words by which noun phrases are told apart contradict one another nowhere."""

from __future__ import annotations

import pytest

from servanda.reading.grammar import phrase_words
from servanda.reading.grammar.phrase_words import (
    DISTANT,
    HANGING,
    HYPHENED,
    NAME_ENDS,
    NOBODY,
    ORGANS,
    PAST_ONLY,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)


def test_who_speaks_for_a_party_never_keeps_a_distance() -> None:
    assert {"people", "team"} == ORGANS & DISTANT, "whose they are decides: its team, people in"
    assert {"government", "army", "officials", "spokesman"} & ORGANS
    assert "critic" in DISTANT


def test_what_hangs_on_a_noun_is_joined_by_a_preposition() -> None:
    assert HANGING < PREPOSITIONS
    assert "of" in HANGING and "after" not in HANGING


def test_past_forms_are_forms_of_the_verbs() -> None:
    assert PAST_ONLY < VERBS
    assert "rejected" in PAST_ONLY and "reject" in VERBS - PAST_ONLY
    assert {"like"} == VERBS & (PRONOUNS | PREPOSITIONS)


@pytest.mark.parametrize("word", ["pro-egypt", "anti-war", "egypt-backed", "state-run"])
def test_a_word_that_leans_on_a_name_is_told(word: str) -> None:
    assert HYPHENED.search(word)


@pytest.mark.parametrize("word", ["egypt", "co-operate", "run", "ceasefire", "back-channel"])
def test_a_plain_word_leans_on_nothing(word: str) -> None:
    assert not HYPHENED.match(word)


def test_every_set_is_in_small_letters() -> None:
    sets = {n: v for n, v in vars(phrase_words).items() if isinstance(v, frozenset)}
    assert len(sets) > 10
    assert {n for n, v in sets.items() if any(w != w.lower() for w in v)} == set()
    assert not NOBODY & NAME_ENDS
