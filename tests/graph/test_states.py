"""States and moves in option form, against plain enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_models import random_arc_model, random_option_model

from servanda.errors import GraphError
from servanda.graph.options import Option, read_pattern
from servanda.graph.states import Numbered, feasible_codes

PATTERNS = st.lists(st.text("YN-", min_size=5, max_size=5), max_size=6)


@settings(deadline=None)  # the first call compiles
@given(PATTERNS)
def test_feasible_patterns(texts: list[str]) -> None:
    closed = [read_pattern(t, 5, "here") for t in texts]
    wanted = [c for c in range(32) if not any(p.covers(c) for p in closed)]
    if not wanted:
        with pytest.raises(GraphError, match="remove every state"):
            feasible_codes(5, closed)
        return
    assert feasible_codes(5, closed).tolist() == wanted


@given(st.text("YN-", min_size=1, max_size=8))
def test_patterns_are_written_as_they_are_read(text: str) -> None:
    assert read_pattern(text, len(text), "here").text(len(text)) == text


@pytest.mark.parametrize("seed", range(40))
def test_moves_follow_from_the_options(seed: int) -> None:
    model = random_option_model(np.random.default_rng(seed), "ties", 6)
    codes = [int(c) for c in model.codes]

    def may(o: Option, before: int, after: int) -> bool:
        return before == after or o.direction == ("fwd" if after else "back") or (
            o.direction == "both"
        )  # fmt: skip

    for i in range(len(model.decision_makers)):
        for s, code in enumerate(codes):
            wanted = [
                t
                for t, other in enumerate(codes)
                if t != s
                and all(
                    may(o, code >> k & 1, other >> k & 1)
                    and (o.dm == i or (code ^ other) >> k & 1 == 0)
                    for k, o in enumerate(model.options)
                )
            ]
            assert model.moves.out(i, s) == wanted
            assert model.moves.arcs.out(i, s).tolist() == wanted
        total = sum(len(model.moves.out(i, s)) for s in range(model.states))
        assert model.moves.count(i) == total


@pytest.mark.parametrize("seed", range(40))
def test_transitivity_is_seen(seed: int) -> None:
    assert random_option_model(np.random.default_rng(seed)).moves.arcs.transitive
    model = random_arc_model(np.random.default_rng(seed))
    reach = [
        [set(model.moves.out(i, s)) for s in range(model.states)]
        for i in range(len(model.decision_makers))
    ]
    wanted = all(own[t] - {s} <= own[s] for own in reach for s in range(len(own)) for t in own[s])
    assert model.moves.transitive == wanted


def test_numbers_are_labels() -> None:
    labels = Numbered(5)
    assert list(labels) == ["1", "2", "3", "4", "5"]
    assert labels[1:3] == ["2", "3"]
    assert labels[-1] == "5"
    assert "6" not in labels
    assert "0" not in labels
    with pytest.raises(ValueError, match="9"):
        labels.index("9")


def test_too_many_are_counted_before_anything_is_made() -> None:
    with pytest.raises(GraphError, match=r"30 options make 1,073,741,824 \(2\^30\) states"):
        feasible_codes(30, [])
    with pytest.raises(GraphError, match="leave more than 67,108,864"):
        feasible_codes(30, [read_pattern("Y" * 30, 30, "here")])
    with pytest.raises(GraphError, match="at most 62 fit"):
        feasible_codes(70, [])
