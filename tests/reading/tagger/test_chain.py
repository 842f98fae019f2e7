"""The tag chain against every sequence counted out, and its spans."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading.tagger.chain import best_tags, certainty, spans_of

TAGS = 3


def by_counting(
    score: np.ndarray, transition: np.ndarray, begin: np.ndarray
) -> tuple[tuple[int, ...], np.ndarray]:
    """Return the best sequence and the tag probabilities by going through all sequences."""
    n = len(score)
    total, best, odds = 0.0, (-np.inf, ()), np.zeros_like(score, dtype=float)
    for tags in product(range(TAGS), repeat=n):
        value = float(begin[tags[0]] + sum(score[t, k] for t, k in enumerate(tags)))
        value += float(sum(transition[a, b] for a, b in pairwise(tags)))
        best = max(best, (value, tags))
        total += np.exp(value)
        for t, k in enumerate(tags):
            odds[t, k] += np.exp(value)
    return best[1], odds / total


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_the_best_tags_and_their_odds_are_those_of_all_sequences(seed: int, n: int) -> None:
    draw = np.random.default_rng(seed)
    score = draw.normal(0, 2, (n, TAGS)).astype(np.float32)
    transition = draw.normal(0, 1, (TAGS, TAGS)).astype(np.float32)
    begin = draw.normal(0, 1, TAGS).astype(np.float32)
    first = np.zeros(n + 1, np.bool_)
    first[[0, n]] = True
    tags, odds = best_tags(score, transition, begin, first)
    expected, expected_odds = by_counting(score, transition, begin)
    assert tuple(tags.tolist()) == expected
    assert odds == pytest.approx(expected_odds, abs=1e-4)


def test_sequences_laid_end_to_end_do_not_see_each_other() -> None:
    draw = np.random.default_rng(1)
    score = draw.normal(0, 2, (9, TAGS)).astype(np.float32)
    transition = draw.normal(0, 1, (TAGS, TAGS)).astype(np.float32)
    begin = np.zeros(TAGS, np.float32)
    first = np.zeros(10, np.bool_)
    first[[0, 4, 9]] = True
    together = best_tags(score, transition, begin, first)
    apart = [
        best_tags(score[a:b], transition, begin, first[[*range(a, b), 9]])
        for a, b in ((0, 4), (4, 9))
    ]
    assert np.concatenate([tags for tags, _ in apart]).tolist() == together[0].tolist()
    assert np.concatenate([odds for _, odds in apart]) == pytest.approx(together[1], abs=1e-6)


def test_barred_transitions_are_never_taken_even_in_long_sequences() -> None:
    transition = np.array([[0, 0, -1e4], [0, 0, 0], [0, 0, 0]], np.float32)
    begin = np.array([0, 0, -1e4], np.float32)
    score = np.zeros((5000, TAGS), np.float32)
    score[:, 2] = 1
    score[:, 0] = 0.5
    first = np.zeros(5001, np.bool_)
    first[[0, -1]] = True
    tags, odds = best_tags(score, transition, begin, first)
    assert not ((tags[:-1] == 0) & (tags[1:] == 2)).any() and tags[0] != 2
    assert np.isfinite(odds).all() and odds.sum(axis=1) == pytest.approx(np.ones(5000), abs=1e-4)


def test_spans() -> None:
    tags = np.array([1, 2, 3, 0, 5, 6, 5, 6, 0, 5], np.int8)
    assert spans_of(tags, 0).tolist() == [[0, 1]]
    assert spans_of(tags, 1).tolist() == [[2, 2]]
    assert spans_of(tags, 2).tolist() == [[4, 5], [6, 7], [9, 9]]
    assert spans_of(np.zeros(0, np.int8), 2).shape == (0, 2)


def test_certainty_is_of_the_tags_the_beginning_and_the_end() -> None:
    tags = np.array([0, 1, 2, 0], np.int8)
    odds = np.zeros((4, 7), np.float32)
    odds[[0, 1, 2, 3], [0, 1, 2, 2]] = [0.9, 0.8, 0.6, 0.3]
    assert certainty(tags, odds, spans_of(tags, 0))[0] == pytest.approx([0.7, 0.8, 0.7])
