"""The trained numbers of the tagger, read from the file that ships in the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from servanda.errors import InputError
from servanda.reading.tagger.features import FORM_ROWS, PLACES
from servanda.reading.tagger.link import PAIR_SIZES, Choice, Floats
from servanda.reading.tagger.product import HIGHEST

__all__ = ["CAREFUL_FILE", "MODEL_FILE", "Layer", "Weights", "load_weights", "shipped_weights"]

MODEL_FILE: Final = Path(__file__).with_name("english.npz")
CAREFUL_FILE: Final = Path(__file__).with_name("careful.npz")


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer's matrix (inputs, outputs) in 8 bits with a scale a column.

    Its input is counted in steps of `step` above `low`. `scale` turns a sum of products of both
    into a number; `bias` has what `low` contributes in it.
    """

    matrix: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    low: np.float32
    step: np.float32


@dataclass(frozen=True, eq=False)
class Weights:
    """All the numbers of a tagger.

    `forms`, `form_scale`: the feature table in 8 bits with a scale a row. `places`: the tables of
    the six `PLACES` below one another. `mix`: the first layer, (k * width, states), over a token
    and those around it. `layers`: the recurrent layers, (states, 3 * states). `emit`: states
    to tags. `transition`, `begin`: the tag chain. `to_cue`, `to_source`: the two choices.
    `confidence`: a bias and coefficients that turn the evidence for an attribution into log odds
    of its being right (`attribution.py`). `settings`: thresholds. Both were chosen on articles
    held out of training.
    """

    forms: npt.NDArray[np.int8]
    form_scale: Floats
    places: Floats
    mix: Layer
    deep: Layer | None
    layers: tuple[Layer, ...]
    emit: Floats
    emit_bias: Floats
    transition: Floats
    begin: Floats
    to_cue: Choice
    to_source: Choice
    confidence: Floats
    settings: dict[str, float]


@cache
def shipped_weights(careful: bool = False) -> Weights:
    """Return the tagger that ships with the package, or that of the careful mode, loaded once."""
    return load_weights(CAREFUL_FILE if careful else MODEL_FILE)


def load_weights(path: Path) -> Weights:
    """Read a tagger from a file written by ``training/export_tagger.py``.

    Raises `InputError` where the file is missing, or was trained for other features.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            stored = {name: file[name] for name in file.files}
        return arranged(stored)
    except (OSError, ValueError, KeyError) as fault:
        raise InputError(
            f"{path}: no usable tagger ({fault}); train one with training/train_tagger.py "
            "or reinstall the package"
        ) from fault


def arranged(stored: dict[str, npt.NDArray[np.generic]]) -> Weights:
    """Build the weights from the arrays of a file, half precision widened."""
    whole = {
        name: value.astype(np.float32) if value.dtype == np.float16 else value
        for name, value in stored.items()
    }
    floats: dict[str, Floats] = whole  # type: ignore[assignment]
    forms: npt.NDArray[np.int8] = whole["forms"]  # type: ignore[assignment]
    if len(forms) != FORM_ROWS:
        raise ValueError(f"{len(forms)} feature rows where this version has {FORM_ROWS}")
    depth = int(whole["depth"])
    return Weights(
        forms=forms,
        form_scale=floats["form_scale"],
        places=np.concatenate([floats[f"places.{i}"] for i in range(len(PLACES))]),
        mix=layer(whole, "layer.0"),
        deep=layer(whole, "deep") if "deep" in whole else None,
        layers=tuple(layer(whole, f"layer.{i}") for i in range(1, depth)),
        emit=floats["emit"],
        emit_bias=floats["emit_bias"],
        transition=floats["transition"],
        begin=floats["begin"],
        to_cue=choice(floats, "cue"),
        to_source=choice(floats, "source"),
        confidence=floats["confidence"],
        settings={
            name.partition(".")[2]: float(value)
            for name, value in whole.items()
            if name.startswith("settings.")
        },
    )


def layer(stored: Mapping[str, npt.NDArray[Any]], name: str) -> Layer:
    """Take the numbers of one layer from a file's arrays."""
    matrix: npt.NDArray[np.int8] = stored[name]
    low, high = stored[f"{name}.range"].astype(np.float32)
    step = np.float32((high - low) / HIGHEST)
    column: Floats = stored[f"{name}.scale"].astype(np.float32)
    shift = low * column * matrix.sum(0, dtype=np.int32).astype(np.float32)
    return Layer(
        matrix=np.ascontiguousarray(matrix),
        scale=(step * column).astype(np.float32),
        bias=(stored[f"{name}.bias"] + shift).astype(np.float32),
        low=low,
        step=step,
    )


def choice(floats: dict[str, Floats], name: str) -> Choice:
    """Take the numbers of one choice from a file's arrays."""
    sizes = range(len(PAIR_SIZES))
    return Choice(
        query=floats[f"{name}.query"],
        query_bias=floats[f"{name}.query_bias"],
        answer=floats[f"{name}.answer"],
        tables=tuple(floats[f"{name}.table.{i}"] for i in sizes),
        biases=tuple(floats[f"{name}.bias.{i}"] for i in sizes),
        last=floats[f"{name}.last"],
        none=floats[f"{name}.none"],
        none_bias=float(floats[f"{name}.none_bias"][0]),
    )
