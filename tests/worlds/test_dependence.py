"""Quantities move together as they are told to, and no others do."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from servanda.errors import InputError
from servanda.worlds.dependence import Pair, consent_draws, dependence, pearson_from_rank
from servanda.worlds.streams import Floats, uniforms

N = 100_000


def normal(name: str) -> Floats:
    return np.asarray(special.ndtri(uniforms(5, name, 0, N)))


def drawn(pairs: list[Pair]) -> dict[str, Floats]:
    mixes = dependence(pairs).mixes
    return {name: sum((w * normal(n) for n, w in mix), np.zeros(N)) for name, mix in mixes.items()}


def rank(a: Floats, b: Floats) -> float:
    return float(stats.spearmanr(a, b).statistic)


@pytest.mark.parametrize("wanted", [-0.9, -0.3, 0.2, 0.5, 0.8, 0.97])
def test_ranks_correlate_as_told(wanted: float) -> None:
    z = drawn([("a", "b", wanted)])
    assert rank(z["a"], z["b"]) == pytest.approx(wanted, abs=0.012)
    assert stats.kstest(z["b"], "norm").pvalue > 1e-3


def test_several_at_once_and_nothing_said_is_none() -> None:
    z = drawn([("a", "b", 0.6), ("b", "c", 0.5), ("c", "d", -0.4)])
    wanted = {("a", "b"): 0.6, ("b", "c"): 0.5, ("c", "d"): -0.4}
    for pair in itertools.combinations("abcd", 2):
        assert rank(z[pair[0]], z[pair[1]]) == pytest.approx(wanted.get(pair, 0.0), abs=0.012)


def test_the_first_named_keeps_its_own_draws() -> None:
    assert np.array_equal(drawn([("a", "b", 0.5)])["a"], normal("a"))


def test_a_pair_that_brings_in_a_quantity_moves_it_alone() -> None:
    before = drawn([("a", "b", 0.5), ("b", "c", 0.3)])
    after = drawn([("a", "b", 0.5), ("b", "c", 0.3), ("d", "a", -0.2)])
    for name in "abc":
        assert np.array_equal(before[name], after[name])
    assert not np.array_equal(after["d"], normal("d"))


def test_groups_that_are_not_connected_do_not_move_each_other() -> None:
    alone = drawn([("x", "y", 0.5)])
    beside = drawn([("a", "b", 0.5), ("x", "y", 0.5), ("b", "c", 0.1)])
    assert np.array_equal(alone["y"], beside["y"])
    assert dependence([("a", "b", 0.5), ("x", "y", 0.5)]).mixes["y"][0][0] == "x"


def test_groups_joined_later_are_one() -> None:
    z = drawn([("a", "b", 0.5), ("x", "y", 0.5), ("b", "y", 0.4)])
    assert rank(z["b"], z["y"]) == pytest.approx(0.4, abs=0.012)
    assert rank(z["x"], z["y"]) == pytest.approx(0.5, abs=0.012)


def test_what_cannot_hold_is_told_with_the_nearest_that_can() -> None:
    with pytest.raises(InputError) as told:
        dependence([("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", -0.9)])
    text = str(told.value)
    assert "cannot all hold (least eigenvalue -0.8" in text
    assert "a ~ c: -0.9 -> -0.4" in text
    dependence([("a", "b", 0.48), ("b", "c", 0.48), ("a", "c", -0.48)])


@given(st.lists(st.floats(-0.95, 0.95), min_size=6, max_size=6))
def test_either_they_hold_or_the_nearest_does(ranks: list[float]) -> None:
    names = list(itertools.combinations("abcd", 2))
    pairs = [(a, b, r) for (a, b), r in zip(names, ranks, strict=True)]
    wanted = np.eye(4)
    for a, b, r in pairs:
        i, j = "abcd".index(a), "abcd".index(b)
        wanted[i, j] = wanted[j, i] = pearson_from_rank(r)
    if np.linalg.eigvalsh(wanted)[0] < 1e-9:
        with pytest.raises(InputError) as told:
            dependence(pairs)
        advice = dict(re.findall(r"(. ~ .): \S+ -> (-?\d\.\d\d)", str(told.value)))
        assert advice
        pairs = [(a, b, float(advice.get(f"{a} ~ {b}", r))) for a, b, r in pairs]
        dependence(pairs)
        return
    mixes = dependence(pairs).mixes
    factor = np.array([[dict(mixes[n]).get(m, 0.0) for m in "abcd"] for n in "abcd"])
    np.testing.assert_allclose(factor @ factor.T, wanted, atol=1e-9)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("a", "a", 0.5)], "with itself"),
        ([("a", "b", 0.5), ("b", "a", 0.4)], "twice"),
        ([("a", "b", 1.0)], "between -1 and 1"),
    ],
)
def test_pairs_that_are_not(pairs: list[Pair], said: str) -> None:
    with pytest.raises(InputError, match=said):
        dependence(pairs)


COMMON = uniforms(5, "common", 0, N)
OWN = np.stack([uniforms(5, name, 0, N) for name in "ab"])


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6, 1.0])
def test_consents_share_a_cause(rho: float) -> None:
    a, b = consent_draws(COMMON, OWN, rho)
    assert stats.kstest(a, "uniform").pvalue > 1e-3
    found = np.corrcoef(special.ndtri(a), special.ndtri(b))[0, 1]
    assert found == pytest.approx(rho, abs=0.01)


def test_both_consent_as_often_as_the_binormal_says() -> None:
    a, b = consent_draws(COMMON, OWN, 0.5)
    both = float(np.mean((a < 0.3) & (b < 0.6)))
    limits = [special.ndtri(0.3), special.ndtri(0.6)]
    wanted = stats.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]]).cdf(limits)
    assert both == pytest.approx(wanted, abs=0.006)


def test_the_correlation_may_differ_from_world_to_world() -> None:
    rho = np.where(np.arange(N) % 2, 0.8, 0.0)
    a, b = special.ndtri(consent_draws(COMMON, OWN, rho))
    assert np.corrcoef(a[::2], b[::2])[0, 1] == pytest.approx(0.0, abs=0.02)
    assert np.corrcoef(a[1::2], b[1::2])[0, 1] == pytest.approx(0.8, abs=0.02)


def test_a_consent_correlation_above_one_is_refused() -> None:
    with pytest.raises(InputError, match="between 0 and 1"):
        consent_draws(COMMON, OWN, 1.2)
