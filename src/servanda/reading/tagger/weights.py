"""The trained numbers of the tagger, read from the file that ships in the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from servanda.errors import InputError
from servanda.reading.tagger.features import FORM_ROWS, PLACES
from servanda.reading.tagger.link import PAIR_SIZES, Choice, Floats

__all__ = ["MODEL_FILE", "Weights", "load_weights", "shipped_weights"]

MODEL_FILE: Final = Path(__file__).with_name("english.npz")


@dataclass(frozen=True, eq=False)
class Weights:
    """All the numbers of a tagger.

    `forms`, `form_scale`: the feature table in 8 bits with a scale a row. `near`, `far`: what a
    token's place adds to the first layer, the six `PLACES` folded into two tables.
    `mix`: the first layer, (width, k * states): for each of the k tokens around and with a token.
    `layers`: recurrent layers, each (states, 3 * states) with its bias. `emit`: states to tags.
    `transition`, `begin`: the tag chain. `to_cue`, `to_source`: the two choices.
    `confidence`: a bias and coefficients that turn the evidence for an attribution into log odds
    of its being right (`attribution.py`). `settings`: thresholds. Both were chosen on articles
    held out of training.
    """

    forms: npt.NDArray[np.int8]
    form_scale: Floats
    near: Floats
    far: Floats
    mix: Floats
    mix_bias: Floats
    layers: tuple[tuple[Floats, Floats], ...]
    emit: Floats
    emit_bias: Floats
    transition: Floats
    begin: Floats
    to_cue: Choice
    to_source: Choice
    confidence: Floats
    settings: dict[str, float]


@cache
def shipped_weights() -> Weights:
    """Return the tagger that ships with the package, loaded once."""
    return load_weights(MODEL_FILE)


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
    places = [floats[f"places.{i}"] for i in range(len(PLACES))]
    near, far = folded(places, floats["mix"])
    depth = int(whole["depth"])
    return Weights(
        forms=forms,
        form_scale=floats["form_scale"],
        near=near,
        far=far,
        mix=floats["mix"],
        mix_bias=floats["mix_bias"],
        layers=tuple((floats[f"layer.{i}"], floats[f"layer.{i}.bias"]) for i in range(depth)),
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


def folded(places: list[Floats], mix: Floats) -> tuple[Floats, Floats]:
    """Sum the place tables over their combinations and send them through the first layer.

    Two lookups a token then replace six sums and a matrix product. The first table is indexed by
    places 0, 4 and 5, the second by places 1, 2 and 3, the last running fastest.
    """
    width = mix.shape[0]

    def grid(a: Floats, b: Floats, c: Floats) -> Floats:
        total = a[:, None, None] + b[None, :, None] + c[None, None, :]
        return np.ascontiguousarray(total.reshape(-1, width) @ mix)

    return grid(places[0], places[4], places[5]), grid(places[1], places[2], places[3])
