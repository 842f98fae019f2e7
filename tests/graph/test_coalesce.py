"""States that stand for several patterns judged alike."""

from __future__ import annotations

import pytest

from servanda.errors import GraphError
from servanda.graph.coalesce import spread_moves
from servanda.graph.options import Option, read_pattern

OPTIONS = [Option("a", 0), Option("b", 1)]


def moves(patterns: list[str], closed: list[str] | None = None) -> list[set[tuple[int, int]]]:
    read = [read_pattern(text, 2, "x") for text in patterns]
    shut = [read_pattern(text, 2, "x") for text in closed or []]
    found = spread_moves(read, shut, OPTIONS, 2)
    return [set(zip(a.tolist(), b.tolist(), strict=True)) for a, b in found]


def test_a_move_of_any_of_its_patterns_is_a_move_of_the_state() -> None:
    first, second = moves(["N-", "YN", "YY"])
    assert {(0, 1), (0, 2), (1, 0), (2, 0)} <= first
    assert (1, 2) in second and (2, 1) in second
    assert {pair for pair in second if pair[0] != pair[1]} == {(1, 2), (2, 1)}


def test_the_more_exact_state_takes_the_pattern() -> None:
    first, _ = moves(["--", "YY"])
    assert (0, 1) in first  # from NY, which only the open state covers


def test_a_state_of_which_nothing_is_left_is_refused() -> None:
    with pytest.raises(GraphError, match=r"states\[1\]: no feasible pattern is left for YY"):
        moves(["N-", "YY"], closed=["YY"])
