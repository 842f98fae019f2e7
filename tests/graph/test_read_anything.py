"""Whatever a file holds, reading it gives a model or one clear error."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import servanda.graph as g
from servanda.errors import InputError

FILES = sorted((Path(__file__).parents[2] / "docs" / "graph" / "models").glob("*.json"))
JUNK = [
    None,
    0,
    -1,
    1.5,
    True,
    "",
    "Y",
    "nonsense",
    "1",
    [],
    [[]],
    [None],
    {},
    {"name": 3},
    [["1"]],
]


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in nested data."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    found = []
    for key, value in list(pairs):
        found.append((data, key))
        if isinstance(value, dict | list):
            found += places(value)
    return found


def spoil(data: Any, rng: np.random.Generator) -> None:
    """Change something, anywhere."""
    spots = places(data)
    box, key = spots[int(rng.integers(len(spots)))]
    way = int(rng.integers(4))
    if way == 0:
        del box[key]
    elif way == 1:
        box[key] = copy.deepcopy(JUNK[int(rng.integers(len(JUNK)))])
    elif way == 2 and isinstance(box, list):
        box.append(copy.deepcopy(box[key]))
    elif way == 2:
        box[str(key) + "x"] = copy.deepcopy(box[key])
    else:
        other, name = spots[int(rng.integers(len(spots)))]
        box[key] = copy.deepcopy(other.get(name) if isinstance(other, dict) else None)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_spoilt_files(file: Path) -> None:
    rng = np.random.default_rng(len(file.stem))
    whole = json.loads(file.read_text(encoding="utf-8"))
    whole["preferences"][next(iter(whole["preferences"]))] = {
        "statements": [{"name": "a", "is": "1"}, "-2 if a"],
        "weights": {"1": 2},
        "pairs": [["1", ">", "2"]],
        "unknown": [["1", "3"]],
    }
    whole["common_moves"] = [{"from": "1", "to": "2"}]
    whole["definitions"] = {"d": "1 & 2"}
    read = 0
    for _ in range(300):
        data = copy.deepcopy(whole)
        for _ in range(int(rng.integers(1, 4))):
            spoil(data, rng)
        try:
            model = g.model_from(data)
        except InputError:
            continue
        read += 1
        g.solve(model, ["nash", "seq"])
    assert read > 20
