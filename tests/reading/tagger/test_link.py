"""The candidates of a choice, and the probabilities given to them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading.tagger.link import (
    EACH_SIDE,
    PAIR_SIZES,
    candidates,
    chosen,
    span_states,
)
from servanda.reading.tagger.weights import shipped_weights
from servanda.reading.text.tokens import tokenised

CUT = tokenised(
    "Anna Hill said that “we will sign” it. He told us why.\n\nThey left, she said. " * 6
)


def spans(starts: list[int]) -> np.ndarray:
    return np.array([[s, min(s + 1, len(CUT) - 1)] for s in sorted(set(starts))], np.int32).reshape(
        -1, 2
    )


STARTS = st.lists(st.integers(0, len(CUT) - 2), max_size=25)


@settings(max_examples=60, deadline=None)
@given(STARTS, STARTS, STARTS)
def test_each_query_meets_the_nearest_answers_on_both_sides(
    queries: list[int], answers: list[int], others: list[int]
) -> None:
    query, answer, other = spans(queries), spans(answers), spans(others)
    pairs, told = candidates(CUT, query, answer, answer, query, other)
    for i, (start, _) in enumerate(query.tolist()):
        before = [j for j, (s, _) in enumerate(answer.tolist()) if s < start][-EACH_SIDE:]
        after = [j for j, (s, _) in enumerate(answer.tolist()) if s >= start][:EACH_SIDE]
        assert pairs[pairs[:, 0] == i, 1].tolist() == before + after
    assert len(told) == len(pairs) and (told < np.array(PAIR_SIZES)).all()


def test_the_odds_of_all_answers_and_none_add_up_to_one() -> None:
    weights = shipped_weights()
    draw = np.random.default_rng(5)
    h = draw.normal(0, 1, (len(CUT), weights.emit.shape[0])).astype(np.float32)
    query, answer = spans([3, 20, 40, 60]), spans([1, 18, 30, 45])
    pairs, told = candidates(CUT, query, answer, answer, query, answer)
    odds, none = chosen(weights.to_cue, span_states(h, query), span_states(h, answer), pairs, told)
    whole = none + np.bincount(pairs[:, 0], odds, len(query))
    assert whole == pytest.approx(np.ones(len(query)), abs=1e-5)


def test_where_there_is_no_answer_the_choice_is_none() -> None:
    weights = shipped_weights()
    h = np.ones((len(CUT), weights.emit.shape[0]), np.float32)
    query, nothing = spans([3]), spans([])
    pairs, told = candidates(CUT, query, nothing, nothing, query, nothing)
    odds, none = chosen(weights.to_cue, span_states(h, query), span_states(h, nothing), pairs, told)
    assert len(odds) == 0 and none.tolist() == [1.0]


def test_a_span_is_its_first_last_and_mean_state() -> None:
    h = np.arange(8, dtype=np.float32).reshape(4, 2)
    found = span_states(h, np.array([[0, 3], [2, 2]], np.int32))
    assert found.tolist() == [[0, 1, 6, 7, 3, 4], [4, 5, 4, 5, 4, 5]]
