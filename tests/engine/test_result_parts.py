"""What is said of the parts of a proposal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from servanda.engine.result_parts import LEAST_EFFECTIVE, EvidenceResult, PartyResult, Statement
from servanda.engine.shares import Share, Spread

SHARE = Share(0.8, 0.01, 900)


@pytest.mark.parametrize(
    ("answer", "agrees", "ends"),
    [("accepts", True, "they agree"), ("rejects", False, "they disagree"),
     ("conditional", None, "no telling either way"), ("undeclared", None, "no telling")],
)  # fmt: skip
def test_an_answer_and_the_model_are_said_in_one_sentence(answer, agrees, ends: str) -> None:
    said = Statement("a", "Aland", answer, "", "", "", SHARE, agrees)
    assert said.sentence.startswith("Aland ") and ends in said.sentence
    assert "in 80% of worlds" in said.sentence and "(" not in said.sentence
    unknown = replace(said, model=Share.unknown(), date="2025-03-01")
    assert "(2025-03-01); the model cannot say" in unknown.sentence


def test_only_one_who_decides_by_value_has_a_margin() -> None:
    by_value = PartyResult("a", "A", "value", SHARE, Share(0.1, 0.01, 900), Spread(0, 1, 2, 9))
    assert by_value.to_dict()["margin"] == {"5": 0, "50": 1, "95": 2}
    stated = replace(by_value, modelled="probability", margin=None).to_dict()
    assert stated["margin"] is None and stated["share"] == 0.8 and stated["blocks"] == 0.1


def test_evidence_is_plain_data() -> None:
    told = EvidenceResult(True, 12.5, {"event": {"truce": 0.1}})
    moved = {"event": {"truce": 0.1}}
    assert told.to_dict() == {"weighed": True, "effective_worlds": 12.5, "moved": moved}


def test_shares_stand_apart_where_worlds_enough_are_left_and_none_is_weighed_yet() -> None:
    assert EvidenceResult(False, LEAST_EFFECTIVE, {}).tells_apart
    assert not EvidenceResult(False, LEAST_EFFECTIVE - 1.0, {}).tells_apart
    assert not EvidenceResult(True, 1e4, {}).tells_apart
