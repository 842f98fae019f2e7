"""Sensitivity against closed forms, SALib, and worlds where the answer is known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import InputError
from servanda.explore.methods.bins import bin_codes
from servanda.explore.methods.sensitivity import distribution_shift, first_order, interactions

ORACLE = json.loads(
    (Path(__file__).parents[2] / "oracles" / "explore" / "test_functions.json").read_text()
)


def ishigami(x: np.ndarray) -> np.ndarray:
    known = ORACLE["ishigami"]
    return (
        np.sin(x[:, 0])
        + known["a"] * np.sin(x[:, 1]) ** 2
        + known["b"] * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


def g_function(x: np.ndarray) -> np.ndarray:
    a = np.array(ORACLE["g"]["a"])
    return np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1)


def test_ishigami_first_order_and_its_only_interaction() -> None:
    rng = np.random.default_rng(7)
    x = rng.uniform(-np.pi, np.pi, (60_000, 3))
    y = ishigami(x)
    found = first_order(x, y, rng)
    np.testing.assert_allclose(found.share, ORACLE["ishigami"]["first_order"], atol=0.012)
    assert found.matters.tolist() == [True, True, False]
    (pair,) = interactions(x, y, rng)
    assert (pair.first, pair.second) == (0, 2)
    assert pair.share == pytest.approx(ORACLE["ishigami"]["interaction_1_3"], abs=0.02)


def test_g_function_in_closed_form() -> None:
    rng = np.random.default_rng(8)
    x = rng.uniform(size=(60_000, 8))
    found = first_order(x, g_function(x), rng)
    np.testing.assert_allclose(found.share, ORACLE["g"]["first_order"], atol=0.015)
    assert found.matters[:3].all() and not found.matters[4:].any()


@pytest.mark.filterwarnings("ignore")
def test_agrees_with_salib_on_independent_inputs() -> None:
    sobol = pytest.importorskip("SALib.analyze.sobol")
    sample = pytest.importorskip("SALib.sample.sobol")
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    design = sample.sample(problem, 4096, calc_second_order=False)
    theirs = sobol.analyze(problem, ishigami(design), calc_second_order=False, seed=1)
    rng = np.random.default_rng(1)
    x = rng.uniform(-np.pi, np.pi, (50_000, 3))
    ours = first_order(x, ishigami(x), rng)
    np.testing.assert_allclose(ours.share, theirs["S1"], atol=0.03)


@pytest.mark.filterwarnings("ignore")
def test_distribution_shift_agrees_with_salib_pawn() -> None:
    pawn = pytest.importorskip("SALib.analyze.pawn")
    rng = np.random.default_rng(2)
    x = rng.uniform(-np.pi, np.pi, (8_000, 3))
    y = ishigami(x)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    theirs = np.array(pawn.analyze(problem, x, y, S=10, seed=1)["mean"])
    by_chance = 0.8687 * np.sqrt((1 / 800) * (1 - 1 / 10))
    np.testing.assert_allclose(distribution_shift(x, y, bins=10) + by_chance, theirs, atol=0.01)


def test_correlated_normals_in_closed_form() -> None:
    """y = a + 2b with correlation r: learning a explains (1 + 2r)^2 / Var(y)."""
    rng = np.random.default_rng(3)
    r = 0.6
    x = rng.multivariate_normal([0, 0, 0], [[1, r, 0], [r, 1, 0], [0, 0, 1]], 60_000)
    y = x[:, 0] + 2 * x[:, 1]
    spread = 1 + 4 + 4 * r
    expected = [(1 + 2 * r) ** 2 / spread, (2 + r) ** 2 / spread, 0.0]
    np.testing.assert_allclose(first_order(x, y, rng).share, expected, atol=0.01)
    assert interactions(x, y, rng) == ()


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_correlation_is_no_interaction(rho: float) -> None:
    rng = np.random.default_rng(4)
    x = rng.multivariate_normal([0, 0], [[1, rho], [rho, 1]], 40_000)
    for y in (x[:, 0] ** 2 + x[:, 1], (x[:, 0] > 0.3) * 1.0):
        assert interactions(x, y, rng) == ()


def test_an_irrelevant_input_scores_nothing_on_average() -> None:
    rng = np.random.default_rng(5)
    shares = []
    for _ in range(60):
        x = rng.uniform(size=(1_000, 5))
        shares.append(first_order(x, (rng.uniform(size=1_000) < 0.3) * 1.0, rng).share)
    mean, error = np.mean(shares), np.std(shares) / np.sqrt(300)
    assert abs(mean) < 4 * error
    assert abs(mean) < 0.001  # the naive ratio would say (bins - 1)/n = 0.009


def test_error_bars_are_the_spread_over_repeats() -> None:
    rng = np.random.default_rng(6)
    shares, errors = [], []
    for _ in range(80):
        x = rng.uniform(size=(2_000, 2))
        found = first_order(x, (x[:, 0] + 0.5 * rng.normal(size=2_000) > 0.5) * 1.0, rng)
        shares.append(found.share[0])
        errors.append(found.error[0])
    assert np.mean(errors) == pytest.approx(np.std(shares), rel=0.25)


def test_null_worlds_name_nothing() -> None:
    named = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=(2_000, 12))
        y = (rng.uniform(size=2_000) < 0.4) * 1.0
        named += int(first_order(x, y, rng).matters.sum()) + len(interactions(x, y, rng))
    assert named <= 2  # 1% a run by design, two searches


def test_two_inputs_that_matter_only_together() -> None:
    rng = np.random.default_rng(9)
    x = rng.uniform(size=(10_000, 20))
    y = 1.0 * ((x[:, 4] > 0.5) ^ (x[:, 11] > 0.5))
    assert not first_order(x, y, rng).matters.any()
    found = interactions(x, y, rng)
    assert [(pair.first, pair.second) for pair in found] == [(4, 11)]


def test_a_constant_outcome_hangs_on_nothing() -> None:
    rng = np.random.default_rng(0)
    x = rng.uniform(size=(500, 3))
    found = first_order(x, np.ones(500), rng)
    assert found.share.tolist() == [0, 0, 0] and not found.matters.any()
    assert interactions(x, np.ones(500), rng) == ()


def test_a_discrete_input_and_a_constant_one() -> None:
    rng = np.random.default_rng(0)
    x = np.column_stack([rng.integers(0, 3, 4_000), np.full(4_000, 2.0)]).astype(float)
    found = first_order(x, (x[:, 0] == 1) * 1.0, rng)
    assert found.share[0] == pytest.approx(1.0, abs=1e-9)
    assert found.share[1] == 0.0 and not found.matters[1]


def test_same_seed_same_digits_and_refusals() -> None:
    x = np.random.default_rng(1).uniform(size=(500, 2))
    y = x[:, 0]
    once, again = (first_order(x, y, np.random.default_rng(0)) for _ in range(2))
    assert once.error.tolist() == again.error.tolist()
    rng = np.random.default_rng(0)
    with pytest.raises(InputError, match="too few"):
        first_order(x[:50], y[:50], rng)
    with pytest.raises(InputError, match="one outcome per world"):
        first_order(x, y[:-1], rng)
    with pytest.raises(InputError, match="world 3, input 1 is nan"):
        first_order(np.where(np.arange(1000).reshape(500, 2) == 7, np.nan, x), y, rng)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.floats(-5, 5, allow_nan=False), min_size=1, max_size=200),
    st.integers(1, 20),
)
def test_bins_keep_order_and_never_part_equal_values(values: list[float], bins: int) -> None:
    column = np.array(values)
    codes = bin_codes(column, bins)
    assert set(codes) == set(range(codes.max() + 1))
    assert codes.max() + 1 <= max(bins, 1)
    order = np.argsort(column, kind="stable")
    assert (np.diff(codes[order]) >= 0).all()
    for value in set(values):
        assert len(set(codes[column == value])) == 1
