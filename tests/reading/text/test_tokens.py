"""Tokens, sentences and quotation marks keep their places and never run away."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.text.tokens import QuoteState, sentences, tokenised

AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab .,!?\n\"'“”‘’«»„`()-—’s\u200f\u202e\u0301\x00\ufeff\r\u2028😀1é"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=200,
)


def words(text: str) -> list[str]:
    return tokenised(text).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. O’Brien’s don’t", ["Mr", ".", "O’Brien", "’s", "don’t"]),
        ("the U.S. paid $1,300.50.", ["the", "U.S.", "paid", "$", "1,300.50", "."]),
        ("``No,'' he", ["``", "No", ",", "''", "he"]),
        ("state-of-the-art", ["state", "-", "of", "-", "the", "-", "art"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Rutte spoke to Gen. X. Kyiv agreed.", None),
        ("“We go.” She went.", ["“We go.”", "She went."]),
        ("He asked: “Why? Who?” Then he left.", ["He asked: “Why?", "Who?”", "Then he left."]),
        ("One line\nTwo", ["One line", "Two"]),
        ("It cost 3.5 million. Yes!", ["It cost 3.5 million.", "Yes!"]),
        ("in the U.S. today", ["in the U.S. today"]),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    found = [text[a:b] for a, b in sentences(text)]
    assert found == (expected or ["Mr. Rutte spoke to Gen. X. Kyiv agreed."])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "no" and left', ["no"]),
        ("He said “no” and “yes, or” left", ["no", "yes", "or"]),
        ("“It is “nested” here” he said", ["It", "is", "nested"]),
        ("“Never closed\nsecond line", ["Never", "closed"]),
        ('("Yes")', ["Yes"]),
        ("``Well,'' he said", ["Well"]),
        ("no ” opening", []),
    ],
)
def test_what_stands_in_quotation_marks(text: str, quoted: list[str]) -> None:
    cut = tokenised(text)
    assert [cut.words[i] for i in np.flatnonzero(cut.quoted & cut.word)] == quoted


def test_the_length_of_a_quotation_tells_scare_quotes_from_speech() -> None:
    cut = tokenised("The “deal” is dead. “We will never sign it,” he said.")
    opening = np.flatnonzero(cut.quote == QuoteState.OPENING)
    assert cut.quote_words[opening].tolist() == [1, 5]
    assert not cut.unclosed.any()
    assert tokenised("“We will").unclosed.all()


@given(AWKWARD)
def test_offsets_give_the_words_and_nothing_but_space_is_left_out(text: str) -> None:
    cut = tokenised(text)
    spans = list(zip(cut.start.tolist(), cut.end.tolist(), strict=True))
    assert [text[a:b] for a, b in spans] == cut.words
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    gaps = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert all(not gap or gap.isspace() for gap in gaps)


@given(AWKWARD)
def test_numbers_rise_by_one_and_a_paragraph_ends_its_sentence(text: str) -> None:
    cut = tokenised(text)
    for numbers in (cut.sentence, cut.paragraph):
        assert set(np.diff(numbers, prepend=-1)[1:]) <= {0, 1}
        assert not len(cut) or numbers[0] == 0
    new_paragraph = np.diff(cut.paragraph) > 0
    assert (np.diff(cut.sentence)[new_paragraph] == 1).all()


@given(AWKWARD)
def test_a_quotation_never_leaves_its_paragraph(text: str) -> None:
    cut = tokenised(text)
    for i in np.flatnonzero(cut.quote == QuoteState.INSIDE):
        before = cut.quote[:i][cut.paragraph[:i] == cut.paragraph[i]]
        assert (before == QuoteState.OPENING).any()


@pytest.mark.parametrize(
    "text",
    ["“" * 1000 + "word" + "”" * 1000, "a" * 1_000_000, '"' * 200_000, "a. " * 200_000],
    ids=["nested", "one word", "marks", "sentences"],
)
def test_no_runaway_time(text: str) -> None:
    tokenised("warm up")
    began = time.process_time()
    cut = tokenised(text)
    assert time.process_time() - began < 5
    assert text[cut.start[-1] : cut.end[-1]] == cut.words[-1]
