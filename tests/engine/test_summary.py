"""From what is kept of all worlds to what is said of a proposal."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine.plan import plan_of
from servanda.engine.results import ProposalResult
from servanda.engine.settling import Offer
from servanda.engine.sketch import ProposalSketch
from servanda.engine.summary import NEVER_ENDS, NOT_COMPUTED, Worked, summarise
from servanda.engine.told import columns_of
from servanda.engine.war_length import lengths_of


@pytest.fixture(scope="module")
def columns(chunk) -> dict[str, np.ndarray]:
    told = columns_of(chunk, chunk.vote(Offer("entry")))
    return {**told, **lengths_of(chunk, 40, ("entry",))["entry"]}


def result(strait, columns) -> ProposalResult:
    sketch = ProposalSketch.of(columns, np.zeros(len(columns["signed"])))
    return summarise(Worked(plan_of(strait), "entry", sketch, weighed=False))


def test_shares_are_those_of_the_columns(strait, columns) -> None:
    found = result(strait, columns)
    assert found.signed.share == pytest.approx(columns["signed"].mean())
    signed = columns["signed"] == 1.0
    if signed.any():
        assert found.holds[5].share == pytest.approx(columns["holds_5"][signed].mean())
    assert found.consent["cale"].share == pytest.approx(columns["consent.cale"].mean())
    modelled = {party.id: party.modelled for party in found.parties}
    assert modelled == {
        "norland": "value", "suria": "value", "arda": "probability", "brema": "probability",
        "cale": "probability",
    }  # fmt: skip
    assert found.not_computed == {} and found.belief is not None


def test_yearly_hazards_give_back_how_many_hold(strait, columns) -> None:
    certain = {**columns, "stops_fighting": np.ones(40), "signed": np.ones(40)}
    for year in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20):
        certain[f"holds_{year}"] = np.full(40, 0.8**year)
    found = result(strait, certain)
    assert list(found.breaking.hazard.values()) == pytest.approx([0.2] * 11)


def test_worlds_that_cannot_be_computed_or_never_end_are_told(strait, columns) -> None:
    odd = np.where(np.arange(40) < 4, 1.0, 0.0)
    found = result(strait, {**columns, "not_computed": odd, "never_ends": odd})
    assert {advice: share.share for advice, share in found.not_computed.items()} == {
        NOT_COMPUTED: pytest.approx(0.1), NEVER_ENDS: pytest.approx(0.1),
    }  # fmt: skip
