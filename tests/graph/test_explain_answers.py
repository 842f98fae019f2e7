"""The classic concepts in words: what is said agrees with what is solved."""

from __future__ import annotations

import pytest
from models import threat, three

from servanda.graph.solve import explain, solve

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


@pytest.mark.parametrize("make", [threat, three])
@pytest.mark.parametrize("concept", CONCEPTS)
def test_it_says_stable_where_it_is_stable(make, concept: str) -> None:
    model = make()
    answer = solve(model, [concept]).answers[concept]
    for i, dm in enumerate(model.decision_makers):
        for s, label in enumerate(model.labels):
            said = explain(model, label, dm, concept)
            assert ("is not stable" in said) != bool(answer.stable[i, s]), said
            assert dm in said and said.endswith(".")


def test_who_answers_and_under_which_concepts_that_counts() -> None:
    model = threat()
    said = explain(model, "1", "A", "gmr")
    assert "A would rather take up Attack (state 2)" in said
    assert "B could answer by taking up Answer (state 4), which A likes less than state 1" in said
    assert "and B would itself gain by it" in said
    free = explain(model, "2", "A", "seq")
    assert "leads nowhere it would rather be, so all classic concepts agree" in free
