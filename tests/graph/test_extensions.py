"""Coalitions, strength, foresight and simultaneous moves against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from random_models import random_arc_model, random_option_model

import servanda.graph as g

BOTH = pytest.mark.parametrize("make", [random_option_model, random_arc_model])


def small(make: object, seed: int, kind: str) -> g.Model:
    """Models of at most four decision makers: coalitions by the definition are slow."""
    rng = np.random.default_rng([seed, 7])
    while True:
        model = make(rng, kind, 4) if make is random_option_model else make(rng, kind, 6)
        if len(model.decision_makers) <= 3:
            return model


INCLUDED = [
    ("nash", "sseq"), ("sseq", "seq"), ("sseq", "smr"), ("seq", "gmr"), ("smr", "gmr"),
    ("nash", "sim"), ("seq", "fh"),
    ("gmr_strong", "gmr"), ("smr_strong", "smr"), ("seq_strong", "seq"),
    ("smr_strong", "gmr_strong"), ("nash_a", "nash_b"), ("gmr_a", "gmr_b"), ("gmr_a", "gmr_c"),
    ("gmr_c", "gmr_d"), ("gmr_b", "gmr_d"), ("nash_a", "gmr_a"), ("smr_d", "gmr_d"),
]  # fmt: skip


"""Whatever is stable under the first is stable under the second."""


@pytest.mark.parametrize("kind", ["strict", "ties", "degrees", "unknown"])
@pytest.mark.parametrize("seed", range(25))
def test_inclusions(seed: int, kind: str) -> None:
    model = random_option_model(np.random.default_rng([seed, 3]), kind, 5)
    names = {n for pair in INCLUDED for n in pair}
    answers = g.solve(model, sorted(names)).answers
    for narrow, wide in INCLUDED:
        if kind == "unknown" and (narrow, wide) == ("seq", "fh"):
            continue
        assert not (answers[narrow].stable & ~answers[wide].stable).any(), (narrow, wide)
