"""A model written to a file says the same when it is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from models import threat, three
from random_models import random_arc_model, random_option_model

from servanda.graph.model import Model
from servanda.graph.read import read_model
from servanda.graph.solve import solve
from servanda.graph.write import write_model


def again(model: Model, folder: Path) -> Model:
    write_model(model, folder / "m.json")
    return read_model(folder / "m.json")


@pytest.mark.parametrize("kind", ["ties", "unknown", "degrees"])
@pytest.mark.parametrize("make", [random_option_model, random_arc_model])
def test_it_comes_back(tmp_path: Path, make, kind: str) -> None:
    for seed in range(3):
        model = make(np.random.default_rng([seed, 11]), kind)
        read = again(model, tmp_path)
        assert list(read.labels) == list(model.labels)
        assert read.decision_makers == model.decision_makers
        for one, other in zip(read.preferences, model.preferences, strict=True):
            for s in range(model.states):
                assert one.row(s).tolist() == other.row(s).tolist()
        assert solve(read).equilibria == solve(model).equilibria


def test_statements_stay_statements_and_the_status_quo_stays(tmp_path: Path) -> None:
    assert again(threat(), tmp_path).status_quo == 0
    stated = three().with_preference("A", three().preferences[1])
    assert again(stated, tmp_path).preferences[0].ranks.tolist() == [3, 1, 0, 2, 4, 6, 5, 7]
    assert '"states"' not in (tmp_path / "m.json").read_text()  # they follow from the options
