"""Coalitions of the conditionally willing."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formulas.oracle_rows import ROWS, Case, Row, agree, one, prefix_of, rows_for

from servanda.formulas.volunteers import coalition, conditional_volunteers

few = settings(max_examples=40, deadline=None)


@few
@given(needed=st.lists(st.integers(0, 7), min_size=1, max_size=6))
def test_extreme_coalitions_are_the_extreme_equilibria(needed: list[int]) -> None:
    sizes = []
    for joined in itertools.product((False, True), repeat=len(needed)):
        size = sum(joined)
        if all((size - j >= t) == j for j, t in zip(joined, needed, strict=True)):
            sizes.append(size)
    told = conditional_volunteers(others_needed=needed)
    assert (told["smallest"][0], told["largest"][0]) == (min(sizes), max(sizes))
    assert told["may_join"].sum() == max(sizes)


def coalitions(row: Row, case: Case) -> object:
    told = conditional_volunteers(**row["inputs"])
    return [one(told, "smallest"), one(told, "largest")]


HANDLERS = {"conditional_volunteers": coalitions}


@pytest.mark.parametrize("name", rows_for("volunteers"))
def test_oracle_row(name: str, case: Case) -> None:
    row = ROWS[name]
    agree(name, HANDLERS[prefix_of(name)](row, case), row["expected"], row.get("tol", 0.0))


def test_from_none_in_and_from_all_in() -> None:
    members = np.empty(4, dtype=np.bool_)
    needed = np.array([0, 1, 2, 4])
    assert coalition(needed, False, members) == 3
    assert members.tolist() == [True, True, True, False]
    assert coalition(np.array([1, 1]), False, np.empty(2, dtype=np.bool_)) == 0
    assert coalition(np.array([1, 1]), True, np.empty(2, dtype=np.bool_)) == 2
    told = conditional_volunteers(others_needed=[1, 1, 5])
    assert (told["smallest"][0], told["largest"][0]) == (0.0, 2.0)
    assert told["surely_joins"][0].tolist() == [0.0, 0.0, 0.0]
