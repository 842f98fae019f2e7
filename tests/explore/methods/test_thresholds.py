"""Flips are verified on both sides; where nothing flips, nothing is named."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.explore.methods.thresholds import (
    binned,
    could_flip,
    joint_flip,
    thresholds,
    turning_bins,
)
from servanda.explore.study import Input


def item(low: float = 0.0, high: float = 1.0, now: float | None = None, name: str = "x") -> Input:
    return Input(name, low, high, "judgement", now=now)


@settings(max_examples=100, deadline=None)
@given(st.floats(0.02, 0.98), st.floats(0.0, 1.0), st.sampled_from([-1.0, 1.0]))
def test_a_planted_threshold_is_bracketed_and_verified(
    root: float, now: float, sign: float
) -> None:
    def margin(value: float) -> float:
        return sign * (value - root)

    flips = thresholds(item(now=now), margin)
    assert len(flips) == 1 or abs(root - now) < 1e-3
    for flip in flips:
        assert (margin(flip.before) >= 0) != (margin(flip.after) >= 0)
        assert abs(flip.before - flip.after) <= 1e-3
        assert flip.distance == pytest.approx(abs(flip.value - now), abs=1e-9)


def test_two_flips_nearest_first_in_units_of_the_range() -> None:
    flips = thresholds(item(0, 10, now=4), lambda value: (value - 1) * (value - 6))
    assert [round(flip.value, 2) for flip in flips] == [6.0, 1.0]
    assert [round(flip.distance, 2) for flip in flips] == [0.2, 0.3]


def test_a_staircase_is_bracketed() -> None:
    (flip,) = thresholds(item(now=0.1), lambda value: math.floor(20 * value) / 20 - 0.5)
    assert flip.margin_before < 0 <= flip.margin_after
    assert flip.value == pytest.approx(0.5, abs=1e-3)


def test_nothing_flips_it() -> None:
    assert thresholds(item(), lambda value: 0.2 + value) == ()
    assert thresholds(item(1.0, 1.0), lambda value: -1.0) == ()


def test_known_value_that_already_flips() -> None:
    (flip,) = thresholds(item(now=0.5), lambda value: 0.1, standing=-0.2)
    assert flip.distance == 0.0 and "known to be" in flip.says


def test_closed_form_of_the_deterrence_threshold() -> None:
    """q* = (W0 - u)/(W0 - W1): deterred iff q >= q*."""
    u, alone, opposed = 0.34, 0.5, 0.1
    (flip,) = thresholds(item(now=0.2), lambda q: u - (1 - q) * alone - q * opposed)
    assert flip.value == pytest.approx((alone - u) / (alone - opposed), abs=1e-3)


def test_a_margin_that_is_no_number_is_refused() -> None:
    with pytest.raises(InputError, match="x = 1 is nan"):
        thresholds(item(now=1.0), lambda value: math.nan)


def test_screen_never_hides_a_flip_of_independent_inputs() -> None:
    rng = np.random.default_rng(0)
    x = rng.uniform(size=(20_000, 3))
    signed = 1.0 * (x[:, 0] + 0.2 * x[:, 1] > 0.4)
    assert could_flip(binned(x[:, 0]), signed - 0.5)
    assert not could_flip(binned(x[:, 2]), signed - 0.5)


def test_bins_that_might_turn_are_told_apart_from_noise_and_from_ends() -> None:
    """Twenty bins of two hundred worlds err by .03 each; the parabola through them errs less."""
    rng = np.random.default_rng(3)
    told = 0
    for _ in range(30):
        x = rng.uniform(size=4_000)
        signed = rng.uniform(size=4_000) < 0.65 - 0.03 * (x - 0.5)
        told += turning_bins(binned(x), signed - 0.5)[1:-1].any()
        steep = np.where(x > 0.96, 0.4, 0.9)  # what a skewed input does at its end alone
        signed = rng.uniform(size=4_000) < steep
        assert turning_bins(binned(x), signed - 0.5)[-1]
        assert not turning_bins(binned(x), signed - 0.5)[:15].any()
        dip = rng.uniform(size=4_000) < np.where(abs(x - 0.5) < 0.06, 0.4, 0.9)
        assert turning_bins(binned(x), dip - 0.5)[8:12].any()
    assert told == 0


def test_only_the_ends_asked_for_are_looked_towards() -> None:
    asked: list[float] = []

    def margin(value: float) -> float:
        asked.append(value)
        return abs(value - 0.5) - 0.3

    (flip,) = thresholds(item(now=0.5), margin, ends=[0.0])
    assert flip.value == pytest.approx(0.2, abs=1e-3) and max(asked) == 0.5


def test_smallest_joint_change_to_a_plane_and_a_sphere() -> None:
    rng = np.random.default_rng(1)
    free = [item(-1, 1, 0.0, name) for name in "abc"]
    plane = joint_flip(free, lambda x: 0.6 - x @ [1.0, 2.0, 0.0], rng)
    assert plane is not None
    assert plane.distance == pytest.approx(0.6 / math.sqrt(5), rel=0.01)
    assert plane.margin < 0
    assert {moved.name for moved, _, _ in plane.moves} == {"a", "b"}
    ball = joint_flip(free, lambda x: 0.5 - float(np.sqrt(x @ x + 1e-12)), rng)
    assert ball is not None and ball.distance == pytest.approx(0.5, rel=0.02)


def test_joint_change_where_no_single_one_does() -> None:
    pair = [item(0, 1, 0.0, name) for name in "ab"]

    def margin(x: np.ndarray) -> float:
        return 1.5 - float(x.sum())

    assert not any(thresholds(one, lambda v: 1.5 - v) for one in pair)
    found = joint_flip(pair, margin, np.random.default_rng(0))
    assert found is not None and len(found.moves) == 2
    assert joint_flip(pair, lambda x: 5.0 - float(x.sum()), np.random.default_rng(0)) is None


def test_joint_change_of_a_share_of_worlds() -> None:
    """A share is a staircase; the change returned is verified on it."""
    worlds = np.random.default_rng(2).normal(size=(4_000,))
    pair = [item(-2, 2, 0.0, name) for name in "ab"]

    def margin(x: np.ndarray) -> float:
        return float((worlds + x[0] + 0.5 * x[1] < 0.8).mean()) - 0.5

    found = joint_flip(pair, margin, np.random.default_rng(3))
    assert found is not None and found.margin < 0
    assert found.distance == pytest.approx(0.8 / 2 / math.sqrt(1.25), rel=0.1)
