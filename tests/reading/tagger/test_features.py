"""Hashed features: the same everywhere, in range, and blind to what should not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.tagger.features import FORM_ROWS, FORM_WIDTH, form_features, shape_of
from servanda.reading.tagger.lexicon import word_classes


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=90))
def test_every_form_has_features_in_range(word: str) -> None:
    rows = form_features(word)
    assert len(rows) == FORM_WIDTH
    assert all(0 <= row < FORM_ROWS for row in rows)
    assert rows == form_features(word)


def test_features_do_not_change_from_run_to_run() -> None:
    assert form_features("said")[:2] == [1239, 40478]


@pytest.mark.parametrize(
    ("word", "shape"),
    [("NATO", "XX"), ("Kyiv", "Xxx"), ("1,300", "d,dd"), ("U.S.", "X.X."), ("’s", "’x")],
)
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) == shape


def test_numbers_of_one_length_and_both_apostrophes_are_one_word() -> None:
    assert form_features("1987")[0] == form_features("2026")[0]
    assert form_features("don’t")[0] == form_features("don't")[0]


@pytest.mark.parametrize("word", ["said", "reiterates", "vowing", "denied", "begged", "told"])
def test_reporting_verbs_are_known_in_any_form(word: str) -> None:
    assert word_classes(word)
