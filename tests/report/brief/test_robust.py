"""How robust the answer is: counted, with what others fail, and the number that decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.report.conftest import Assessed

from servanda.engine.robustness import RANGES, TRIALS, Robustness, Trial
from servanda.report.brief.robust import robust
from servanda.report.material import material

FIRM = Robustness(tuple(Trial(name, True, 1.0, "") for name in TRIALS), ())
LEANS = Robustness((Trial(RANGES, False, 0.7, ""), *FIRM.trials[1:]), ("",))
NEAR = replace(LEANS, undetermined=True)


def told(given: Assessed, robustness: Sequence[Robustness]) -> str:
    results = tuple(
        replace(result, robustness=each)
        for result, each in zip(given.assessment, robustness, strict=False)
    )
    drawn = material(given.case, replace(given.assessment, proposals=results), None, part="brief")
    (paragraph,) = robust(drawn, 3).blocks
    return "".join(run.text for run in paragraph.runs)


def test_robust_leaning_and_undetermined_are_told_apart(strait_assessed: Assessed) -> None:
    said = told(strait_assessed, (FIRM, FIRM, LEANS, NEAR))
    assert said.startswith("2 of 4 verdicts are robust: they survive their own ranges, the tool's")
    assert "1 leans: it fails its own ranges." in said
    assert "1 is undetermined, too near even odds to be tried." in said


def test_none_and_a_single_one_are_told_so(strait_assessed: Assessed) -> None:
    said = told(strait_assessed, (LEANS, NEAR, NEAR, NEAR))
    assert said.startswith("None of 4 verdicts is robust: none survives all of their own ranges")
    assert told(strait_assessed, (FIRM,)).startswith("The verdict is robust: it survives its own")
    assert "It is undetermined" in told(strait_assessed, (NEAR,))


@pytest.mark.parametrize(
    ("path", "says"),
    [("guarantees.pact.credibility.prior", "at the tool's own base rate"),
     ("war.flow_costs.norland", "which is a judgement")],
)  # fmt: skip
def test_what_decides_is_named_with_what_it_rests_on(
    strait_assessed: Assessed, path: str, says: str
) -> None:
    decided = replace(LEANS, decisive=(path,))
    said = told(strait_assessed, (FIRM, decided, decided, FIRM))
    assert "The number that decides most often is “" in said and says in said
    assert "(2 verdicts)" in said
