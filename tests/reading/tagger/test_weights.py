"""The shipped model: small, quick to load, and refused where it does not fit."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.reading.tagger.weights import MODEL_FILE, load_weights


def test_the_shipped_model_is_small_and_loads_within_a_second() -> None:
    assert MODEL_FILE.stat().st_size < 15_000_000
    began = time.perf_counter()
    weights = load_weights(MODEL_FILE)
    assert time.perf_counter() - began < 1
    for layer in (weights.mix, *weights.layers):
        assert np.isfinite(layer.scale).all() and np.isfinite(layer.bias).all()
        assert layer.matrix.dtype == np.int8
        assert layer.matrix.min() >= -127  # -128 times 126, twice, would leave 16 bits
        assert layer.step > 0 and layer.low <= 0


def test_the_model_holds_numbers_only() -> None:
    with np.load(MODEL_FILE, allow_pickle=False) as file:
        assert all(file[name].dtype.kind in "fiu" for name in file.files)


def test_a_missing_model_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no usable tagger"):
        load_weights(tmp_path / "none.npz")


def test_a_model_for_other_features_is_refused(tmp_path: Path) -> None:
    with np.load(MODEL_FILE) as file:
        stored = {name: file[name] for name in file.files}
    stored["forms"] = stored["forms"][:100]
    np.savez(tmp_path / "other.npz", **stored)
    with pytest.raises(InputError, match="100 feature rows"):
        load_weights(tmp_path / "other.npz")


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.npz").write_text("not a model")
    with pytest.raises(InputError, match="no usable tagger"):
        load_weights(tmp_path / "text.npz")
