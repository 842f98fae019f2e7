"""Unknown preference under its four extensions, against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from graph_by_definition import game_of, uncertain
from random_models import random_arc_model, random_option_model

from servanda.graph.analysis import Analysis
from servanda.graph.relation import reading

QUESTIONS = {
    "nash": (False, False, False),
    "gmr": (True, False, False),
    "smr": (True, False, True),
    "seq": (True, True, False),
    "sseq": (True, True, True),
}


@pytest.mark.parametrize("make", [random_option_model, random_arc_model])
@pytest.mark.parametrize("seed", range(80))
def test_unknown_preference(seed: int, make: object) -> None:
    model = make(np.random.default_rng(seed), "unknown", 5)
    g, analysis = game_of(model), Analysis(model)
    for extension in "abcd":
        how = reading(extension, extension in "ac", extension in "cd")
        for concept in ("nash", "gmr", "smr", "seq"):
            wanted = [[uncertain(g, i, s, concept, extension) for s in g.states] for i in g.makers]
            found = analysis.metarational(*QUESTIONS[concept], how)
            assert np.array_equal(found, wanted), (concept, extension)
