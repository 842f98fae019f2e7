"""Products of whole numbers are exact, at the ends of their range too."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import MissingExtraError
from servanda.reading.tagger import product as products
from servanda.reading.tagger.product import HIGHEST, product
from servanda.reading.tagger.weights import shipped_weights


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(1, 70), st.integers(1, 40), st.integers(0, 99))
def test_a_product_is_exact(rows: int, inner: int, columns: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    left = draw.integers(0, HIGHEST + 1, (rows, inner)).astype(np.uint8)
    right = draw.integers(-127, 128, (inner, columns)).astype(np.int8)
    wanted = left.astype(np.int64) @ right.astype(np.int64)
    assert np.array_equal(product(left, right), wanted)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_products_are_exact(sign: int) -> None:
    left = np.full((5, 384), HIGHEST, np.uint8)
    right = np.full((384, 192), sign * 127, np.int8)
    assert (product(left, right) == sign * 384 * HIGHEST * 127).all()


def test_the_products_of_the_tagger_are_exact() -> None:
    weights = shipped_weights()
    draw = np.random.default_rng(5)
    for layer in (weights.mix, *weights.layers):
        left = draw.integers(0, HIGHEST + 1, (300, len(layer.matrix))).astype(np.uint8)
        wanted = left.astype(np.int64) @ layer.matrix.astype(np.int64)
        assert np.array_equal(product(left, layer.matrix), wanted)


def test_without_onnx_runtime_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    products.session.cache_clear()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtraError, match=r"servanda\[read\]"):
        product(np.ones((1, 1), np.uint8), np.ones((1, 1), np.int8))
