"""Thresholds are closed in on from both sides, with few looks at all worlds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.explore.methods.root_on_few_worlds import close_in
from servanda.explore.study import Input

ITEM = Input("x", 0.0, 1.0, "judgement", now=0.3)


@settings(max_examples=200, deadline=None)
@given(st.floats(0.31, 0.99), st.floats(-0.3, 0.3), st.floats(0.2, 3.0), st.booleans())
def test_a_bad_guess_and_a_biased_model_still_end_at_the_root(
    root: float, off: float, steep: float, led: bool
) -> None:
    def margin(value: float) -> float:
        return value - root

    def model(value: float) -> float:
        return steep * (value - root) + 0.1

    guess = min(max(root + off, 0.305), 1.0)
    flip = close_in(ITEM, margin, guess, (0.3, margin(0.3)), model=model if led else None)
    assert flip is not None
    assert flip.before < root <= flip.after and flip.after - flip.before <= 1.0001e-3
    assert flip.margin_before == margin(flip.before) and flip.margin_after == margin(flip.after)


def test_a_share_of_worlds_takes_few_looks_at_all_of_them() -> None:
    worlds = np.random.default_rng(0).normal(0.6, 0.2, size=100_000)
    looks = []

    def margin(value: float) -> float:
        looks.append(value)
        return float((worlds < value).mean()) - 0.5

    def some(value: float) -> float:
        return float((worlds[:10_000] < value).mean()) - 0.5

    flip = close_in(ITEM, margin, 0.58, (0.3, -0.4), model=some)
    assert flip is not None and flip.value == pytest.approx(0.6, abs=5e-3)
    assert len(looks) <= 6


def test_what_turns_nowhere_is_given_up_at_the_end_of_the_range() -> None:
    assert close_in(ITEM, lambda value: -0.1, 0.9, (0.3, -0.1)) is None
    assert close_in(ITEM, lambda value: -0.1, 1.0, (0.3, -0.1), model=lambda v: v - 0.9) is None
    assert close_in(ITEM, lambda value: -0.1, 0.0, (0.3, -0.1)) is None
