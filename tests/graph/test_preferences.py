"""Preferences: rankings in every way they are given, and single pairs."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import GraphError
from servanda.graph.preferences import (
    by_pairs,
    by_ranking,
    by_utility,
    by_weights,
    dense_ranks,
    pair_code,
)  # fmt: skip
from servanda.graph.relation import UNKNOWN


def test_a_ranking_is_best_first_and_equals_tie() -> None:
    preference = by_ranking([[2], [0, 1]], 3)
    assert preference.ranks.tolist() == [0, 0, 1] and preference.simple
    assert preference.compare(0, 2) == 1 and preference.compare(2, 0) == -1
    assert preference.compare(0, 1) == 0 and preference.row(0).tolist() == [0, 0, 1]
    for groups, said in (
        ([[0], [0, 1]], "names state 0 twice"), ([[0], [5]], "names state 5; states are 0 to 2"),
        ([[0]], "leaves out 2 of 3 states"),
    ):  # fmt: skip
        with pytest.raises(GraphError, match=said):
            by_ranking(groups, 3)


def test_degrees_count_the_breaks_between_two_states() -> None:
    preference = by_ranking([[0], [1], [2]], 3, breaks=[2, 1])
    assert not preference.simple
    assert [preference.compare(2, b) for b in (0, 1)] == [2, 1]
    assert preference.compare(0, 2) == -2
    with pytest.raises(GraphError, match="degrees of preference go to 7; 8 is too high"):
        by_ranking([[0], [1]], 2, breaks=[8])


def test_pairs_need_not_be_transitive_and_the_rest_is_unknown() -> None:
    preference = by_pairs([(0, ">", 1), (2, ">>", 1)], 4)
    assert preference.compare(1, 0) == 1 and preference.compare(0, 1) == -1
    assert preference.compare(1, 2) == 2 and preference.compare(0, 3) == UNKNOWN
    assert (0, 2) in preference.unknown and (0, 1) not in preference.unknown
    settled = preference.with_pairs([(0, 2, 1)])
    assert settled.compare(0, 2) == 1 and settled.compare(2, 0) == -1
    with pytest.raises(GraphError, match="a pair is compared by 'is'"):
        pair_code("is")


def test_weights_and_utilities_make_rankings() -> None:
    codes = np.arange(4)

    def chosen(option: int) -> np.ndarray:
        return (codes >> option & 1).astype(bool)

    assert by_weights([2.0, -1.0], 4, chosen).ranks.tolist() == [1, 3, 0, 2]
    assert by_utility([0.5, 0.5, -1.0]).ranks.tolist() == [1, 1, 0]
    assert dense_ranks([3.0, 1.0, 3.0]).tolist() == [1, 0, 1]
    with pytest.raises(GraphError, match="utility of state 1 is not finite"):
        by_utility([0.0, np.nan])
