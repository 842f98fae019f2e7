"""What parties answered in public, beside what the model expects."""

from __future__ import annotations

import pytest

from servanda.case.keys.proposals import Answer
from servanda.engine.shares import Share
from servanda.engine.statements import statements_on


def said(strait, answer: str, share: Share, party: str = "norland"):
    asked: list[str] = []

    def of(name: str) -> Share:
        asked.append(name)
        return share

    body = {"party": party, "answer": answer, "date": "2024-05-01"}
    truce = strait.proposals["truce"].model_copy(
        update={"acceptance": (Answer.model_validate(body),)}
    )
    case = strait.model_copy(update={"proposals": {**strait.proposals, "truce": truce}})
    (found,) = statements_on(case, "truce", of)
    return found, asked


@pytest.mark.parametrize(
    ("answer", "share", "agrees"),
    [
        ("accepts", 0.8, True), ("accepts", 0.2, False), ("rejects", 0.2, True),
        ("rejects", 0.8, False), ("in_principle", 0.8, True), ("conditional", 0.8, None),
        ("undeclared", 0.8, None), ("accepts", 0.5, None),
    ],
)  # fmt: skip
def test_both_point_the_same_way_or_not_or_nobody_can_tell(strait, answer, share, agrees) -> None:
    found, _ = said(strait, answer, Share(share, 0.01, 900))
    assert found.agrees is agrees and found.date == "2024-05-01"


def test_an_armed_party_is_asked_for_its_interest_and_another_for_its_consent(strait) -> None:
    assert said(strait, "accepts", Share(0.8, 0.01, 900))[1] == ["accepts.norland"]
    assert said(strait, "accepts", Share(0.8, 0.01, 900), "arda")[1] == ["consent.arda"]
    assert said(strait, "accepts", Share.unknown())[0].agrees is None
