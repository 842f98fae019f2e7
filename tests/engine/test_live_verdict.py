"""The verdict as a row that somebody watches."""

from __future__ import annotations

import pytest

from servanda.engine.assess import assess
from servanda.engine.live_verdict import LiveVerdict


@pytest.fixture(scope="module")
def made(strait):
    return assess(strait, worlds=60, seed=2, robustness=False)


def test_a_row_says_of_an_assessment_what_it_says(made) -> None:
    for result in made:
        row = LiveVerdict.of_result(result)
        assert (row.id, row.title, row.signed) == (result.id, result.title, result.signed)
        assert {each.id: each.share for each in row.consents} == dict(result.consent)
        assert row.holds[5] == result.holds[5] and row.war is result.war_months


def test_nothing_is_called_robust_that_nobody_tried(made) -> None:
    for result in made:
        row = LiveVerdict.of_result(result)
        assert row.verdict.firmness != "robust"
