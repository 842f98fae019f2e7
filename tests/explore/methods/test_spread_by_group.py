"""Group shares against closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.explore.methods.sensitivity import first_order, interactions
from servanda.explore.methods.spread_by_group import (
    GroupShares,
    group_shares,
    group_shares_by_rerun,
)


def shares_of(x: np.ndarray, y: np.ndarray, groups: list[str], seed: int = 0) -> GroupShares:
    rng = np.random.default_rng(seed)
    return group_shares(x, y, groups, first_order(x, y, rng), interactions(x, y, rng), rng)


@pytest.mark.parametrize("r", [0.0, 0.5, 0.9])
def test_two_correlated_normals_in_closed_form(r: float) -> None:
    """Owen & Prieur 2017: half the shared part goes to each of two correlated inputs."""
    rng = np.random.default_rng(1)
    x = rng.multivariate_normal([0, 0], [[1, r], [r, 1]], 40_000)
    y = x[:, 0] + 2 * x[:, 1]
    spread = 5 + 4 * r
    first = (1 * (1 - r**2 / 2) + 2 * r + 4 * r**2 / 2) / spread
    found = shares_of(x, y, ["a", "b"])
    np.testing.assert_allclose(found.share, [first, 1 - first], atol=0.03)
    assert found.share.sum() + found.unresolved == pytest.approx(1.0, abs=1e-9)


def test_an_interaction_is_shared_evenly_and_idle_groups_get_nothing() -> None:
    rng = np.random.default_rng(2)
    x = rng.uniform(size=(40_000, 12))
    y = 1.0 * ((x[:, 0] > 0.5) ^ (x[:, 5] > 0.5))
    found = shares_of(x, y, ["a"] * 4 + ["b"] * 4 + ["c"] * 4)
    np.testing.assert_allclose(found.share, [0.5, 0.5, 0.0], atol=0.03)


def test_rerun_form_agrees_with_neighbours_and_closed_form() -> None:
    rng = np.random.default_rng(3)
    old, new = rng.uniform(size=(2, 40_000, 4))
    groups = ["evidence", "evidence", "judgement", "base rate"]

    def model(x: np.ndarray) -> np.ndarray:
        return 1.0 * (x[:, 0] + x[:, 1] + 2 * x[:, 2] > 2) + 0.0 * x[:, 3]

    def redrawn(keep: frozenset[str]) -> np.ndarray:
        kept = np.array([group in keep for group in groups])
        return model(np.where(kept, old, new))

    names = ("evidence", "judgement", "base rate")
    exact = group_shares_by_rerun(names, redrawn)
    near = shares_of(old, model(old), groups)
    assert exact.share.sum() == pytest.approx(1.0, abs=1e-9)
    np.testing.assert_allclose(near.share, exact.share, atol=0.04)
    assert abs(exact.share[2]) < 4 * exact.error[2] + 1e-9


def test_no_spread_and_too_many_groups() -> None:
    rng = np.random.default_rng(0)
    x = rng.uniform(size=(500, 7))
    assert shares_of(x, np.zeros(500), list("aabbccc")).share.tolist() == [0, 0, 0]
    with pytest.raises(InputError, match="at most 6"):
        shares_of(x, x[:, 0], list("abcdefg"))
    with pytest.raises(InputError, match="name the group of each input"):
        shares_of(x, x[:, 0], ["a"])
