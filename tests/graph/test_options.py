"""Options, and patterns of them."""

from __future__ import annotations

import pytest

from servanda.errors import GraphError
from servanda.graph.options import Option, closest, read_pattern


@pytest.mark.parametrize("text", ["YN-", "10*", "y n ?"])
def test_a_pattern_may_be_written_in_letters_or_digits(text: str) -> None:
    pattern = read_pattern(text, 3, "states[0]")
    assert pattern.text(3) == "YN-"
    assert [pattern.covers(code) for code in (0b001, 0b101, 0b011, 0b000)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_what_is_no_pattern_is_refused_with_its_place() -> None:
    with pytest.raises(
        GraphError, match=r"states\[2\]: pattern 'YN' has 2 letters and the model 3"
    ):
        read_pattern("YN", 3, "states[2]")
    with pytest.raises(GraphError, match="'X' in pattern 'YXN' is none of Y, N, -"):
        read_pattern("YXN", 3, "p")


def test_directions_have_several_names() -> None:
    assert [Option("o", 0, d).direction for d in ("Both", "forward", "N -> Y", "y->n")] == [
        "both", "fwd", "fwd", "back",
    ]  # fmt: skip
    with pytest.raises(GraphError, match="option 'o': direction 'up' is unknown"):
        Option("o", 0, "up")


def test_a_name_is_suggested_or_the_known_ones_are_listed() -> None:
    assert closest("atack", ["Attack", "Hold"]) == "did you mean 'Attack'?"
    assert closest("x", ["Attack", "Hold"]) == "known: Attack, Hold"
    assert closest("x", [f"name {n}" for n in range(15)]).endswith("and 3 more")
    assert closest("x", []) == "none is defined"
