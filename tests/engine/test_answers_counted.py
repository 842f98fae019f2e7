"""Looked up by how those who fight answer, a rule says what it says when it is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import servanda as sv
from servanda.engine.answers_counted import answers_on
from servanda.engine.ballots import Ballots
from servanda.engine.plan import plan_of
from servanda.worlds.sample import sample

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("folder", ["strait", "marsh"])
def test_each_answer_is_that_of_the_rule(folder: str) -> None:
    case = sv.load(CASES / folder)
    plan, drawn = plan_of(case), sample(case, worlds=50, seed=3)
    parties, rng = plan.conflict.parties, np.random.default_rng(1)
    for name, rule in plan.rules.items():
        answers = answers_on(plan, drawn, name)
        assert [parties[place] for place in answers.asked] == [
            party for party in parties if party in rule.parties
        ]
        armed = rng.random((50, len(parties))) < 0.5
        by_party = dict(zip(parties, armed.T, strict=True))
        ballot = Ballots(case, drawn, plan.rules).ballot(rule, name, by_party)
        assert np.array_equal(answers.where(armed), rule.decide(ballot))
        for who, consent in answers.consents.items():
            assert who not in parties and consent.name == case.name_of(who)
            assert consent.share.share == pytest.approx(ballot.consents[who].mean())
