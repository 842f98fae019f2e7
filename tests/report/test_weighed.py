"""What answers and events make of the share that signs, beside the share without them."""

from __future__ import annotations

from servanda.engine.result_parts import LEAST_EFFECTIVE, EvidenceResult
from servanda.engine.shares import Share
from servanda.report.weighed import weighed_sentence


def found(weighed: bool, effective: float) -> EvidenceResult:
    return EvidenceResult(weighed, effective, {})


SIGNED = Share(0.216, 0.01, 900)


def test_a_share_is_told_where_worlds_enough_are_left() -> None:
    assert "22%" in weighed_sentence(found(False, LEAST_EFFECTIVE), SIGNED)


def test_too_few_worlds_are_told_and_give_no_share() -> None:
    said = weighed_sentence(found(False, LEAST_EFFECTIVE - 1.0), None)
    assert "too unlike" in said and "%" not in said


def test_shares_that_are_weighed_already_are_not_told_twice() -> None:
    assert weighed_sentence(found(True, 1e4), None) == ""
    assert weighed_sentence(found(False, 1e4), None) == ""
