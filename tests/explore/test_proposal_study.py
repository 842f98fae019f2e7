"""Studies of cases: every linchpin is checked by re-running the case with that number moved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.case.change import with_value
from servanda.case.keys.case import Case, numbers_in
from servanda.case.load import load
from servanda.engine.assess import assess
from servanda.errors import InputError
from servanda.explore.proposal_study import OUTCOMES, stated_range, study_of
from servanda.explore.questions.linchpins import flips_of

TOP = Path(__file__).parents[2]
SHIPPED = sorted(
    file.parent
    for folder in ("examples", "tests/cases")
    for file in (TOP / folder).glob("*/case.yaml")
)
WORLDS = 60
"""Few: what is checked is exact in whatever worlds there are."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "proposal"),
    [(folder, proposal) for folder in SHIPPED for proposal in load(folder).proposals],
    ids=lambda each: each.name if isinstance(each, Path) else each,
)
def test_every_linchpin_of_every_shipped_case_flips_when_the_case_is_run_again(
    folder: Path, proposal: str
) -> None:
    case = load(folder)
    study = study_of(case, proposal, worlds=WORLDS, seed=2)
    for outcome in study.outcomes:
        yes = outcome.margin >= 0
        for turn, flip in enumerate(flips_of(study, outcome)):
            low, high = sorted((flip.before, flip.after))
            assert flip.input.low <= low <= high <= flip.input.high
            assert high - low <= 1.001e-3 * flip.input.width
            told = (case, proposal, outcome.name, flip.input.name)
            assert run_again(*told, flip.after) != yes
            if turn % 3 == 0:  # the near side, of every third: it costs as much again
                assert run_again(*told, flip.before) == yes or flip.distance == 0


def run_again(case: Case, proposal: str, column: str, path: str, value: float) -> bool:
    """Whether the share is at least one half in the case with that one number written in."""
    if any(path in item.between for item in case.correlations):
        return (
            study_of(case, proposal, worlds=WORLDS, seed=2).rerun({path: value})[column].mean()
            >= 0.5
        )
    moved = with_value(case, path, value)
    made = assess(
        moved, worlds=WORLDS, seed=2, proposals=(proposal,), robustness=False, war_worlds=1
    )
    kept = made.kept[proposal]
    return bool(np.nan_to_num(kept[column]).mean() >= 0.5)


def test_a_study_has_the_assessments_shares_and_only_inputs_that_are_used() -> None:
    case = load(TOP / "tests" / "cases" / "strait")
    name = next(iter(case.proposals))
    study = study_of(case, name, worlds=600, seed=4)
    result = assess(case, worlds=600, seed=4, robustness=False, war_worlds=1)
    assert study.outcome("signed").values.mean() == pytest.approx(result[name].signed.share)
    numbers = dict(numbers_in(case))
    assert set(study.names) <= set(numbers)
    idle = set(numbers) - set(study.names)
    assert study.rerun is not None
    for path in sorted(idle)[:5]:
        if not numbers[path].is_certain and not any(path in c.between for c in case.correlations):
            low, _, _ = stated_range(numbers[path])
            again = study.rerun({path: low})
            for column in OUTCOMES:
                assert (again[column] == study.outcome(column).values).all()


def test_ranges_contain_their_middle_and_most_worlds() -> None:
    case = load(TOP / "tests" / "cases" / "strait")
    study = study_of(case, next(iter(case.proposals)), worlds=2_000, seed=1)
    for item, column in zip(study.inputs, study.values.T, strict=True):
        assert item.low <= item.middle <= item.high
        inside = ((column >= item.low - 1e-9) & (column <= item.high + 1e-9)).mean()
        assert inside > 0.85, item.name


def test_an_unknown_proposal_is_refused() -> None:
    with pytest.raises(InputError, match="no proposal is called"):
        study_of(load(TOP / "tests" / "cases" / "strait"), "nonsense", worlds=100)
