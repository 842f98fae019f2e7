"""Coalitions, answers and terms of a truce may be written short; they say the same."""

from __future__ import annotations

import pytest
import yaml

from servanda.case.load import parse
from servanda.case.template import first_case
from servanda.errors import CaseError


def text(**more: object) -> str:
    """Return the first case with some keys of its own, as version 2."""
    raw = yaml.safe_load(first_case())
    raw["servanda"] = 2
    raw["proposals"]["truce"] |= more.pop("truce", {})  # type: ignore[arg-type]
    return yaml.safe_dump(raw | more, sort_keys=False)


def test_sides_by_name_are_written_at_their_parties() -> None:
    sides = {"north": ["norland"], "sutherland": "sutherland"}
    case = parse(text(sides=sides))
    assert case.sides == {"north": ("norland",), "sutherland": ("sutherland",)}
    with pytest.raises(CaseError, match="`sides` names coalitions"):
        parse(text(sides=["norland"]))


def test_answers_by_party_and_an_expiry_by_its_month() -> None:
    answers = {"norland": {"answer": "rejects"}, "sutherland": "accepts"}
    proposal = parse(text(truce={"acceptance": answers, "expires": 6})).proposals["truce"]
    told = [(answer.party, answer.answer) for answer in proposal.acceptance]
    assert told == [("norland", "rejects"), ("sutherland", "accepts")]
    assert proposal.expires is not None
    assert proposal.expires.month == 6
