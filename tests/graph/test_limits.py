"""How large a model may be, said before the work starts."""

from __future__ import annotations

import pytest

from servanda.errors import GraphError
from servanda.graph.limits import (
    MOST_ARCS,
    MOST_STATES,
    MOST_STEPS,
    refuse_arcs,
    refuse_states,
    refuse_steps,
    size_words,
)  # fmt: skip


def test_what_can_be_done_is_not_refused() -> None:
    refuse_states(MOST_STATES, "26 options")
    refuse_arcs(MOST_ARCS)
    refuse_steps("a search", MOST_STEPS, 10)


def test_what_cannot_is_told_with_its_numbers() -> None:
    with pytest.raises(GraphError, match=r"27 options make 134,217,728 \(2\^27\) states"):
        refuse_states(1 << 27, "27 options")
    with pytest.raises(GraphError, match="at most 268,435,456 can be held"):
        refuse_arcs(MOST_ARCS + 1)
    with pytest.raises(GraphError, match=r"a search on 1,000 states would take about 1.0e\+12"):
        refuse_steps("a search", 1e12, 1000)


def test_powers_of_two_are_shown_as_such() -> None:
    assert [size_words(n) for n in (2, 4, 1000, 1024)] == ["2", "4 (2^2)", "1,000", "1,024 (2^10)"]
