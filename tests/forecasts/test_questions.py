"""Verdicts as dated questions: each can be decided, and says the number it was made with."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import InputError

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


@pytest.fixture(scope="module")
def made() -> object:
    return sv.assess(STRAIT, worlds=400)


def test_every_verdict_is_asked(made: object) -> None:
    case = sv.load(STRAIT)
    found = sv.questions(case, assessment=made)
    by_id = {each.id: each for each in found}
    assert len(by_id) == len(found)
    for result in made:  # type: ignore[attr-defined]
        each = by_id[f"{case.as_of}/{result.id}/signed"]
        assert each.probability == result.signed.share
        assert result.title in each.question
        for party in result.parties:
            if party.modelled == "value":
                asked = by_id[f"{case.as_of}/{result.id}/accepts/{party.id}"]
                assert asked.probability == party.share.share


def test_each_can_be_decided(made: object) -> None:
    case = sv.load(STRAIT)
    for each in sv.questions(case, months=6, assessment=made):
        assert each.question.endswith("?")
        assert each.closes > case.as_of
        assert 0.0 <= each.probability <= 1.0
        assert each.resolver and each.void and each.rests_on
        assert each.made_by["seed"] == 0
        assert (
            str(each.closes.year) in each.question
            or "years" in each.question
            or ("a year" in each.question)
        )


def test_the_front_is_asked_with_the_trend_of_the_case(made: object) -> None:
    case = sv.load(STRAIT)
    front = [e for e in sv.questions(case, assessment=made) if e.id.endswith("/front")]
    assert len(front) == (1 if case.has_front else 0)


def test_months_out_of_range_are_told(made: object) -> None:
    with pytest.raises(InputError, match="1 to 120"):
        sv.questions(STRAIT, months=0, assessment=made)


def test_questions_go_into_a_ledger_from_a_file(made: object, tmp_path: Path) -> None:
    found = sv.questions(STRAIT, assessment=made)
    book = sv.ledger_add(tmp_path / "ledger.jsonl", found)
    assert set(book.questions) == {each.id for each in found}
    assert isinstance(found[0].closes, datetime.date)
