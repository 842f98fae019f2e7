"""The compiled layers against plain loops, and the independence of what is run together."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.reading.tagger.features import PLACES, place_features
from servanda.reading.tagger.network import FormCache, first_layer, recurrent, states
from servanda.reading.tagger.weights import shipped_weights
from servanda.reading.tokens import tokenised

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
    u = draw.normal(0, 1, (11, 24)).astype(np.float32)
    x = draw.normal(0, 1, (11, 8)).astype(np.float32)
    bias = draw.normal(0, 1, 24).astype(np.float32)
    first = np.zeros(12, np.bool_)
    first[[0, 5, 11]] = True
    assert recurrent(u, bias, x, first) == pytest.approx(plainly(u + bias, x, first), abs=1e-5)


def test_the_first_layer_sees_its_neighbours_and_no_other_sequence() -> None:
    draw = np.random.default_rng(4)
    n, size, reach = 9, 4, 2
    projected = draw.normal(0, 1, (n, size * (2 * reach + 1))).astype(np.float32)
    none = np.zeros((1, projected.shape[1]), np.float32)
    place = np.zeros(n, np.int32)
    first = np.zeros(n + 1, np.bool_)
    first[[0, 4, n]] = True
    found = first_layer(
        np.arange(n, dtype=np.int32), projected, place, none, place, none,
        np.zeros(size, np.float32), first,
    )  # fmt: skip
    part = np.repeat([0, 1], [4, 5])
    for t in range(n):
        near = [k for k in range(max(0, t - reach), min(n, t + reach + 1)) if part[k] == part[t]]
        blocks = [projected[k, (k - t + reach) * size : (k - t + reach + 1) * size] for k in near]
        assert found[t] == pytest.approx(np.maximum(np.sum(blocks, axis=0), 0), abs=1e-5)


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
