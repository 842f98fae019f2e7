"""What the answer hangs on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.explore.questions.test_scenarios import planted

from servanda.explore.questions.what_matters import measure, what_matters


@pytest.fixture(scope="module")
def study():
    return planted(600)


def test_what_decides_matters_and_what_does_not_is_idle(study) -> None:
    (outcome,) = study.outcomes
    found = measure(study, outcome)
    assert found.alone.matters.tolist() == [True, True, False]
    assert found.alone.share[0] > 0.15 and found.alone.share[2] < 0.05
    assert sum(found.by_basis.share) + found.by_basis.unresolved == pytest.approx(1.0, abs=0.05)


def test_it_is_said_in_the_order_of_what_it_is_worth(study) -> None:
    tornado, basis = what_matters(study)
    assert tornado.found and tornado.claim.startswith("Most on the ")
    alone = [row["value"] for row in tornado.rows if row["group"] != "together"]
    assert alone == sorted(alone, reverse=True)
    assert basis.rows[0]["basis"] == "judgement" and "on judgement" in basis.claim


def test_no_share_is_told_outside_what_shares_can_be(study, monkeypatch) -> None:
    """Nearest neighbours estimate shares a little below 0: -6e-17 was published."""
    (outcome,) = study.outcomes
    found = measure(study, outcome)
    below = replace(found.by_basis, share=np.full(len(found.by_basis.groups), -6e-17))
    monkeypatch.setattr(
        "servanda.explore.questions.what_matters.measure",
        lambda *given: replace(found, by_basis=below),
    )
    _, basis = what_matters(study)
    assert all(0.0 <= row["share"] <= 1.0 for row in basis.rows)
