"""What is on the table, and who answered what."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.case.keys.proposals import Event, Expiry, Proposal

BODY: dict[str, Any] = {"title": "x", "terms": {"isle": "as_held"}, "consent": {"all": ["a"]}}


def test_answers_may_be_written_by_party() -> None:
    short = Proposal.model_validate({**BODY, "acceptance": {"a": "accepts", "b": "rejects"}})
    long = Proposal.model_validate(
        {**BODY, "acceptance": [{"party": "a", "answer": "accepts"},
                                {"party": "b", "answer": "rejects"}]}
    )  # fmt: skip
    assert short == long
    told = Proposal.model_validate({**BODY, "guarantees": "pact", "inside": "a"})
    assert told.guarantees == ("pact",) and told.inside == ("a",)


def test_a_deal_runs_out_in_a_month() -> None:
    assert Expiry.model_validate(12).month == 12
    with pytest.raises(ValueError, match="valid dictionary"):
        Expiry.model_validate(True)


def test_an_event_says_what_happened() -> None:
    with pytest.raises(ValueError, match="an event of the front says how far it moved"):
        Event.model_validate({"date": "2024-01-01", "kind": "front", "months": 3})
    with pytest.raises(ValueError, match="a violation says of what and how many"):
        Event.model_validate({"date": "2024-01-01", "kind": "violation", "months": 3, "count": 3})
    happened = {"date": "2024-01-01", "kind": "violation", "months": 3, "count": 3}
    assert Event.model_validate({**happened, "proposal": "truce"}).proposal == "truce"
