"""Which single number, moved inside its range, flips a verdict; and which few together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from servanda.explore.questions.linchpins import NOTHING, flips_of, jointly, linchpins
from servanda.explore.study import Input, Outcome, Study

WORLDS = 400


def planted(line: float) -> Study:
    """It holds where one + two is above a line; the third input is idle."""
    rng = np.random.default_rng(2)
    values = rng.uniform(size=(WORLDS, 3))
    names = ("one", "two", "idle")

    def rerun(held: Mapping[str, float]) -> dict[str, np.ndarray]:
        moved = values.copy()
        for name, value in held.items():
            moved[:, names.index(name)] = value
        return {"holds": (moved[:, 0] + moved[:, 1] > line).astype(float)}

    inputs = tuple(Input(name, 0.0, 1.0, "judgement") for name in names)
    return Study(inputs, values, (Outcome("holds", rerun({})["holds"]),), rerun=rerun)


def test_a_flip_lies_where_half_of_the_worlds_are_on_either_side() -> None:
    study = planted(1.2)
    (outcome,) = study.outcomes
    flips = {flip.input.name: flip for flip in flips_of(study, outcome)}
    assert set(flips) == {"one", "two"}
    for name, flip in flips.items():
        other = np.median(study.values[:, 1 if name == "one" else 0])
        assert flip.after == pytest.approx(1.2 - other, abs=0.01)
        assert abs(flip.after - flip.before) <= 1.001e-3
    (finding,) = linchpins(study)
    assert finding.found and len(finding.rows) == 2


def test_where_none_alone_flips_it_two_together_may() -> None:
    study = planted(1.7)
    (outcome,) = study.outcomes
    assert flips_of(study, outcome) == []
    (finding,) = linchpins(study)
    assert not finding.found and finding.claim == NOTHING
    joint, tried = jointly(study, outcome)
    assert joint is not None and tried >= 2
    assert {item.name for item, _, _ in joint.moves} == {"one", "two"}
    held = {item.name: new for item, _, new in joint.moves}
    assert study.rerun(held)["holds"].mean() >= 0.5  # it was below
    assert outcome.values.mean() < 0.5


def test_a_table_alone_tells_no_linchpins() -> None:
    from dataclasses import replace

    assert linchpins(replace(planted(1.2), rerun=None)) == []
