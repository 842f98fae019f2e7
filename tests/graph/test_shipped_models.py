"""The published cases in the documentation solve to their published answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import servanda.graph as g

FILES = sorted((Path(__file__).parents[2] / "docs" / "graph" / "models").glob("*.json"))

WRONG = {("garrison", "gmr"): {"4", "6", "10"}, ("garrison", "smr"): {"4", "6", "10"}}
"""What published answers leave out; see the chapter on the classic concepts."""


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_published_answers(file: Path) -> None:
    published = json.loads(file.read_text(encoding="utf-8"))["published"]
    model = g.read_model(file)
    assert model.source
    for concept, answer in published.items():
        found = set(g.solve(model, [concept]).equilibria[concept.lower()])
        if not isinstance(answer, list) and "includes" in answer:
            assert set(answer["includes"]) <= found
            continue
        if not isinstance(answer, list):
            found &= set(answer["within"])
            answer = answer["stable"]
        assert found - WRONG.get((file.stem, concept.lower()), set()) == set(answer), concept


def test_there_are_such_cases() -> None:
    assert len(FILES) == 8
