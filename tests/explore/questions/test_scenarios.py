"""Scenarios: in which circumstances each verdict holds."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.explore.questions.scenarios import FEWEST, scenarios
from servanda.explore.study import Input, Outcome, Study


def planted(worlds: int = 800) -> Study:
    """A verdict that holds where the first input is high and the second low, and nowhere else."""
    rng = np.random.default_rng(1)
    values = rng.uniform(size=(worlds, 3))
    holds = ((values[:, 0] > 0.6) & (values[:, 1] < 0.5)).astype(float)
    inputs = tuple(
        Input(name, 0.0, 1.0, "judgement", label=f"the {name}") for name in ("one", "two", "idle")
    )
    return Study(inputs, values, (Outcome("holds", holds, "it holds"),))


@pytest.fixture(scope="module")
def found():
    return scenarios(planted())


def test_the_circumstances_that_were_planted_are_found(found) -> None:
    (finding,) = found
    assert finding.found and finding.outcome == "holds"
    first = {row["input"]: row for row in finding.rows if row["box"] == 1}
    assert first["the one"]["low"] == pytest.approx(0.6, abs=0.08)
    assert first["the two"]["high"] == pytest.approx(0.5, abs=0.08)
    assert all(row["density"] > row["base"] for row in finding.rows)


def test_too_few_worlds_say_nothing() -> None:
    assert scenarios(planted(FEWEST - 1)) == []
