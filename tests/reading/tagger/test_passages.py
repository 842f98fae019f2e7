"""Passages: every token in exactly one, whole paragraphs while they fit, never too long."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.tagger.passages import LENGTH, Passage, passages, stretches
from servanda.reading.tagger.pieces import PieceCache
from servanda.reading.text.tokens import tokenised

CACHE = PieceCache(["[UNK]", "[CLS]", "[SEP]", "snow", "fell", "."])


def of(text: str) -> list[Passage]:
    cut = tokenised(text)
    return list(passages(cut, 0, len(cut), CACHE))


def test_paragraphs_stand_between_separators() -> None:
    [one] = of("Snow fell.\nSnow.")
    assert one.pieces.tolist() == [1, 3, 4, 5, 2, 3, 5, 2]
    assert one.token.tolist() == [-1, 0, 1, 2, -1, 3, 4, -1]


def test_a_passage_ends_with_a_paragraph_where_one_fits() -> None:
    text = "\n".join(["Snow fell. " * 20] * 6)
    cut = tokenised(text)
    for one in of(text):
        last = int(one.token.max())
        assert last + 1 == len(cut) or cut.paragraph[last + 1] != cut.paragraph[last]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "Snow fell. " * 300
    cut = tokenised(text)
    for one in of(text):
        last = int(one.token.max())
        assert last + 1 == len(cut) or cut.sentence[last + 1] != cut.sentence[last]


@given(
    st.lists(st.integers(0, 24), max_size=400),
    st.lists(st.integers(1, 60), min_size=1, max_size=20),
    st.integers(1, 4),
)
def test_stretches_cover_all_tokens_and_none_is_too_long(
    sizes: list[int], lengths: list[int], each: int
) -> None:
    n = len(sizes)
    sentence = np.resize(np.repeat(np.arange(len(lengths)), lengths), n).astype(np.int32)
    found = list(stretches(np.array(sizes, np.int32), sentence, sentence // each))
    assert [a for a, _ in found] == [0, *(b for _, b in found)][: len(found)]
    assert (found[-1][1] if found else 0) == n
    for a, b in found:
        ends = 1 + sum((sentence[t] // each) != (sentence[t - 1] // each) for t in range(a + 1, b))
        assert a < b
        assert 1 + sum(sizes[a:b]) + ends <= LENGTH


def test_what_stands_before_the_tokens_asked_for_is_left_out() -> None:
    cut = tokenised("Snow fell. Snow fell.")
    [one] = passages(cut, 3, 6, CACHE)
    assert one.token.tolist() == [-1, 3, 4, 5, -1]


def test_no_text_has_no_passages() -> None:
    assert of("") == []
