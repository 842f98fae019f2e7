"""The frontier against comparing all pairs, and searches whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.explore.methods.pareto import Lever, frontier, pareto, repair


def by_all_pairs(values: np.ndarray, tolerance: float = 0.0) -> list[bool]:
    return [
        not any(
            (other - row > tolerance).any() and not (row - other > tolerance).any()
            for other in values
        )
        for row in values
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda aims: st.lists(
            st.lists(st.integers(0, 4), min_size=aims, max_size=aims), min_size=1, max_size=30
        )
    ),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_pareto_is_the_comparison_of_all_pairs(rows: list[list[int]], tolerance: float) -> None:
    values = np.array(rows, dtype=float)
    assert pareto(values, tolerance).tolist() == by_all_pairs(values, tolerance)


def test_order_of_packages_does_not_matter() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(500, 3))
    order = rng.permutation(500)
    assert (pareto(values)[order] == pareto(values[order])).all()


def levers(count: int, settings_each: int) -> tuple[Lever, ...]:
    return tuple(Lever(f"term {i}", tuple(range(settings_each))) for i in range(count))


def test_the_only_deal_that_works_is_found_where_all_are_computed() -> None:
    terms = levers(4, 6)
    target = np.array([3, 1, 5, 2])

    def evaluate(choices: np.ndarray) -> np.ndarray:
        return (choices == target).all(axis=1, keepdims=True) * 1.0

    found = frontier(terms, ("signed and holds",), evaluate, np.random.default_rng(0))
    assert found.choices.tolist() == [target.tolist()]
    assert found.evaluated == found.space == 6**4
    assert found.missed == 0.0 and "nothing better was missed" in found.sure


def test_no_deal_works_and_it_says_so() -> None:
    found = frontier(
        levers(2, 3),
        ("signed",),
        lambda choices: np.zeros((len(choices), 1)),
        np.random.default_rng(0),
    )
    assert (found.values == 0).all()


def test_search_finds_the_frontier_of_a_large_space() -> None:
    """Nine terms of seven settings, 40 million packages; two aims that trade off along term 0."""
    terms = levers(9, 7)
    best = np.array([0, 2, 5, 1, 6, 3, 0, 4, 2])

    def evaluate(choices: np.ndarray) -> np.ndarray:
        waste = np.abs(choices[:, 1:] - best[1:]).sum(axis=1) / 48
        share = choices[:, 0] / 6
        return np.column_stack([share - waste, 1 - share - waste])

    found = frontier(terms, ("they", "we"), evaluate, np.random.default_rng(1), exhaustive=1_000)
    assert found.evaluated < found.space
    assert found.choices[:, 1:].tolist() == [best[1:].tolist()] * 7
    assert 0 < found.missed < 0.01
    assert "95% confidence" in found.sure


def test_every_package_is_computed_once() -> None:
    asked: list[tuple[int, ...]] = []

    def evaluate(choices: np.ndarray) -> np.ndarray:
        asked.extend(map(tuple, choices.tolist()))
        return choices.sum(axis=1, keepdims=True) * 1.0

    frontier(levers(6, 6), ("sum",), evaluate, np.random.default_rng(2), exhaustive=100, probes=50)
    assert len(asked) == len(set(asked))


def test_smallest_repair_and_none() -> None:
    terms = levers(4, 4)

    def evaluate(choices: np.ndarray) -> np.ndarray:
        return choices.sum(axis=1, keepdims=True) * 1.0

    mended = repair(terms, (0, 0, 0, 0), evaluate, lambda values: values[:, 0] >= 5)
    assert mended is not None
    assert len(mended.changes) == 2 and mended.searched == 2
    assert repair(terms, (3, 3, 0, 0), evaluate, lambda values: values[:, 0] > 99) is None
    as_it_is = repair(terms, (3, 3, 0, 0), evaluate, lambda values: values[:, 0] >= 5)
    assert as_it_is is not None and as_it_is.changes == {}


def test_refusals() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(InputError, match="no lever"):
        frontier((), ("x",), lambda choices: choices, rng)
    with pytest.raises(InputError, match="no settings"):
        frontier((Lever("a", ()),), ("x",), lambda choices: choices, rng)
