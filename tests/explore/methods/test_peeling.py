"""Peeling a box: always the slice whose loss helps most."""

from __future__ import annotations

import numpy as np

from servanda.explore.methods.peeling import peel


def peeled(inputs: np.ndarray, outcome: np.ndarray, alpha: float = 0.1, least: int = 5) -> tuple:
    order = np.argsort(inputs, axis=0, kind="stable").T.copy()
    return peel(inputs, order, outcome, alpha, least)


def test_the_first_slice_is_off_the_input_and_the_side_that_matter() -> None:
    rng = np.random.default_rng(0)
    inputs = rng.random((200, 3))
    outcome = (inputs[:, 1] > 0.6).astype(float)
    columns, sides, limits = peeled(inputs, outcome)
    assert (columns[0], sides[0]) == (1, 0)
    lows = [v for c, s, v in zip(columns, sides, limits, strict=True) if (c, s) == (1, 0)]
    assert lows == sorted(lows)


def test_the_limit_is_the_last_value_still_inside() -> None:
    inputs = np.arange(20.0).reshape(20, 1)
    outcome = (inputs[:, 0] >= 10).astype(float)
    columns, sides, limits = peeled(inputs, outcome, alpha=0.1, least=10)
    assert set(columns) == {0}
    assert sides[0] == 0
    assert limits[0] == 2.0


def test_no_fewer_worlds_are_left_than_asked_for() -> None:
    rng = np.random.default_rng(3)
    inputs = rng.random((100, 2))
    outcome = rng.random(100)
    for least in (5, 30, 90):
        inside = np.ones(100, dtype=bool)
        for column, side, limit in zip(*peeled(inputs, outcome, 0.1, least), strict=True):
            values = inputs[:, column]
            inside &= values >= limit if side == 0 else values <= limit
        assert inside.sum() >= least


def test_where_nothing_may_be_taken_nothing_is() -> None:
    columns, _, _ = peeled(np.ones((10, 1)), np.ones(10))
    assert len(columns) == 0
