"""The compiled layers against plain loops, and the independence of what is run together."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.reading.tagger.features import PLACES, place_features
from servanda.reading.tagger.network import (
    FormCache,
    codes,
    recurrent,
    scaled,
    states,
    token_inputs,
    with_neighbours,
)
from servanda.reading.tagger.product import HIGHEST
from servanda.reading.tagger.weights import shipped_weights
from servanda.reading.text.tokens import tokenised

TEXTS = [
    "“We will not sign,” Anna Hill said on Monday.\n\nHe left.",
    "Snow fell.",
    'According to Kyiv, the "deal" is dead.',
]


def gate(x: float) -> float:
    return 0.5 + 0.5 * x / float(np.sqrt(1 + x * x))


def plainly(u: np.ndarray, x: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return a recurrent layer's output, one number at a time, as its formula says."""
    n, h = x.shape[0], x.shape[1] // 2
    out = np.zeros_like(x)
    for side, order in enumerate((range(n), range(n - 1, -1, -1))):
        memory = np.zeros(h)
        for t in order:
            if first[t + side]:
                memory[:] = 0
            for j in range(h):
                z, f, r = (float(u[t, side * 3 * h + part * h + j]) for part in range(3))
                memory[j] = gate(f) * memory[j] + (1 - gate(f)) * z
                squashed = memory[j] / np.sqrt(1 + memory[j] ** 2)
                at = side * h + j
                out[t, at] = gate(r) * squashed + (1 - gate(r)) * x[t, at]
    return out


def test_a_recurrent_layer_does_what_its_formula_says() -> None:
    draw = np.random.default_rng(3)
    u = draw.integers(-300, 300, (11, 24)).astype(np.int32)
    scale = draw.uniform(0.002, 0.01, 24).astype(np.float32)
    x = draw.normal(0, 1, (11, 8)).astype(np.float32)
    bias = draw.normal(0, 1, 24).astype(np.float32)
    first = np.zeros(12, np.bool_)
    first[[0, 5, 11]] = True
    wanted = plainly(u * scale + bias, x, first)
    assert recurrent(u, scale, bias, x, first) == pytest.approx(wanted, abs=1e-5)


def test_codes_count_steps_above_the_least_and_stop_at_the_ends() -> None:
    x = np.array([[-9.0, -1.0, 0.0, 0.26, 9.0]], np.float32)
    found = codes(x, np.float32(-1.0), np.float32(HIGHEST / 2))
    assert found.tolist() == [[0, 0, 63, 79, 126]]


def test_a_token_is_its_form_and_its_places() -> None:
    draw = np.random.default_rng(4)
    sums = draw.normal(0, 1, (3, 4)).astype(np.float32)
    tables = draw.normal(0, 0.3, (5, 4)).astype(np.float32)
    forms = np.array([2, 0, 2, 1], np.int32)
    places = draw.integers(0, 5, (4, 3)).astype(np.uint8)
    wanted = sums[forms] + tables[places].sum(1)
    assert token_inputs(forms, sums, places, tables) == pytest.approx(wanted, abs=1e-6)


def test_the_first_layer_is_given_its_neighbours_and_no_other_sequence() -> None:
    n, width, reach, nothing = 9, 4, 2, 63
    tokens = np.arange(n * width, dtype=np.uint8).reshape(n, width)
    first = np.zeros(n + 1, np.bool_)
    first[[0, 4, 5, n]] = True
    found = with_neighbours(tokens, first, (2 * reach + 1) * width, np.uint8(nothing))
    part = np.repeat([0, 1, 2], [4, 1, 4])
    for t in range(n):
        for k in range(-reach, reach + 1):
            inside = 0 <= t + k < n and part[t + k] == part[t]
            block = found[t, (k + reach) * width : (k + reach + 1) * width]
            assert block.tolist() == (tokens[t + k].tolist() if inside else [nothing] * width)


def test_whole_numbers_count_steps_of_a_scale_a_column() -> None:
    u = np.array([[-4, 2, 3]], np.int32)
    scale, bias = np.array([1, 1, 0.5], np.float32), np.array([0, -3, 1], np.float32)
    assert scaled(u, scale, bias).tolist() == [[-4.0, -1.0, 2.5]]


def run(texts: list[str], cache: FormCache) -> list[np.ndarray]:
    cuts = [tokenised(text) for text in texts]
    forms, sums = cache.rows([word for cut in cuts for word in cut.words])
    places = np.concatenate([place_features(cut) for cut in cuts])
    lengths = [len(cut) for cut in cuts]
    first = np.zeros(sum(lengths) + 1, np.bool_)
    first[np.cumsum([0, *lengths])] = True
    h = states(cache.weights, forms, sums, places, first)
    return np.split(h, np.cumsum(lengths)[:-1])


def test_texts_run_together_have_the_states_they_have_alone() -> None:
    cache = FormCache(shipped_weights())
    for alone, together in zip(
        [run([text], cache)[0] for text in TEXTS], run(TEXTS, cache), strict=True
    ):
        assert alone == pytest.approx(together, abs=1e-3)


def test_a_full_cache_forgets_and_answers_the_same() -> None:
    weights = shipped_weights()
    small, large = FormCache(weights, most=3), FormCache(weights)
    for text in TEXTS * 2:
        words = tokenised(text).words
        rows, sums = small.rows(words)
        others, other_sums = large.rows(words)
        assert np.array_equal(sums[rows], other_sums[others])
        assert len(small.known) <= 3 + len(set(words))


def test_places_stay_below_their_sizes() -> None:
    for text in [*TEXTS, "“" * 50 + "\n" + '"a" ' * 9, "", ". . .\n\n\n“Yes"]:
        places = place_features(tokenised(text))
        assert places.shape[1] == len(PLACES)
        assert (places < np.array(PLACES)).all()
