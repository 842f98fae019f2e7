"""A draw is a function of seed, name and world, and of nothing else."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from servanda.errors import InputError
from servanda.worlds.streams import Stream, uniforms, valid_seed

SEEDS = st.integers(0, 2**64 - 1)


@given(SEEDS, st.text(max_size=30), st.lists(st.integers(0, 500), min_size=2, max_size=8))
def test_any_split_gives_the_same_bits(seed: int, name: str, cuts: list[int]) -> None:
    edges = sorted(cuts)
    whole = uniforms(seed, name, edges[0], edges[-1])
    parts = [uniforms(seed, name, a, b) for a, b in pairwise(edges)]
    assert whole.tobytes() == np.concatenate(parts).tobytes()


@given(SEEDS, st.integers(0, 2**62))
def test_a_world_is_drawn_alone_as_in_company(seed: int, world: int) -> None:
    company = uniforms(seed, "x", max(world - 3, 0), world + 4)
    assert uniforms(seed, "x", world, world + 1)[0] == company[min(world, 3)]


def test_words_are_numpys_philox_read_in_order() -> None:
    told = (12345).to_bytes(8, "little") + b"war.swing"
    key = np.frombuffer(hashlib.blake2b(told, digest_size=16).digest(), dtype="<u8")
    words = np.random.Philox(key=key.astype(np.uint64), counter=0).random_raw(1000)
    wanted = [(2 * (int(word) >> 12) + 1) / 2**53 for word in words]
    assert uniforms(12345, "war.swing", 0, 1000).tolist() == wanted


def test_digits_are_those_of_every_machine() -> None:
    drawn = uniforms(0, "war.trend.russia", 0, 3).tolist()
    assert drawn == [0.18412561569684172, 0.0661563691781003, 0.006918225815217061]


def test_the_ends_of_the_words_stay_inside() -> None:
    words = np.array([0, 2**64 - 1], dtype=np.uint64)
    words >>= np.uint64(12)
    words |= np.uint64(0x3FF0000000000000)
    ends = words.view(np.float64) - (1.0 - 2.0**-53)
    assert ends.tolist() == [2.0**-53, 1.0 - 2.0**-53]


def test_uniform() -> None:
    drawn = uniforms(3, "war.swing", 0, 200_000)
    assert stats.kstest(drawn, "uniform").pvalue > 1e-3
    assert drawn.min() > 0
    assert drawn.max() < 1


@pytest.mark.parametrize(("a", "b"), [((0, "x"), (1, "x")), ((0, "x"), (0, "y"))])
def test_seeds_and_names_draw_apart(a: tuple[int, str], b: tuple[int, str]) -> None:
    first, second = uniforms(*a, 0, 50_000), uniforms(*b, 0, 50_000)
    assert not np.any(first == second)
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.02


def test_neighbouring_worlds_draw_apart() -> None:
    drawn = uniforms(0, "x", 0, 100_000)
    for lag in (1, 2, 3, 4, 8):
        assert abs(np.corrcoef(drawn[:-lag], drawn[lag:])[0, 1]) < 0.015


def test_threads_draw_the_same() -> None:
    stream = Stream(9, "x")
    edges = list(range(0, 100_001, 3331))
    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(stream.uniforms, edges[:-1], edges[1:]))
    assert np.array_equal(np.concatenate(parts), stream.uniforms(0, edges[-1]))


@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1, np.int64(5), np.uint64(2**64 - 1)])
def test_seeds_that_are(seed: int) -> None:
    assert valid_seed(seed) == int(seed)


@pytest.mark.parametrize("seed", [-1, 2**64, 0.5, "7", None, True, np.True_])
def test_seeds_that_are_not(seed: object) -> None:
    with pytest.raises(InputError, match="whole number from 0 to"):
        valid_seed(seed)


@pytest.mark.parametrize(("start", "stop"), [(-1, 4), (5, 4)])
def test_ranges_that_are_not(start: int, stop: int) -> None:
    with pytest.raises(InputError, match="start <= stop"):
        uniforms(0, "x", start, stop)
