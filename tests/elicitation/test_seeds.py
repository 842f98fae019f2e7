"""Seed questions have answers that the shipped counts give."""

from __future__ import annotations

from servanda.elicitation.seeds import seeds
from servanda.kinds_of_war import kind_of_war


def test_answers_are_those_that_are_shipped() -> None:
    found = {each.id: each for each in seeds()}
    assert found["seed.truce_1y"].answer == 100 * kind_of_war("civil_truce").held(1).share
    assert len(found) == len(seeds()) >= 8
    for each in seeds():
        assert each.question.endswith("?") and each.source
        assert f"{each.answer:.0f} percent" not in each.question
