"""Decisions by bargaining in a case file: read, checked at once, kept, described."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.load import load, parse
from servanda.case.plain_words import describe
from servanda.case.text.save import case_text
from servanda.errors import CaseError
from servanda.worlds.sample import sample

STRAIT = (Path(__file__).parents[2] / "cases" / "strait" / "case.yaml").read_text(encoding="utf-8")
DECISION = """
decisions:
  embargo:
    title: How much of the embargo the League lifts
    body: league
    issue: status
    scale: {low: 0, high: 100, unit: percent, labels: {none of it: 0, all of it: 100}}
    members:
      arda: {position: 60 to 90, salience: 0.4 to 0.8, capability: 3}
      brema: {position: 0 to 20, salience: 0.8, capability: 1 to 2}
      cale:
        position: 10
        salience: {value: 0.9, judgement: {by: us, date: 2024-05-01, why: It said so.}}
        capability: 1
"""


@pytest.fixture(scope="module")
def council() -> Case:
    return parse(STRAIT + DECISION)


def test_it_is_kept_when_written_and_read_again(council: Case) -> None:
    again = parse(case_text(council))
    assert list(again.decisions["embargo"].members) == ["arda", "brema", "cale"]
    assert case_hash(again) == case_hash(council)
    assert case_hash(council) != case_hash(parse(STRAIT))


def test_its_numbers_are_numbers_of_the_case_and_move_no_other_draw(council: Case) -> None:
    without = parse(STRAIT)
    one, two = sample(without, worlds=50, seed=4), sample(council, worlds=50, seed=4)
    new = set(two.names) - set(one.names)
    assert new == {
        f"decisions.embargo.members.{member}.{what}"
        for member in ("arda", "brema", "cale")
        for what in ("position", "salience", "capability")
    }
    for name in one.names:
        np.testing.assert_array_equal(one.values(name), two.values(name))


def test_all_its_faults_are_told_at_once_each_with_what_to_write() -> None:
    wrong = DECISION.replace("league", "leage").replace("issue: status", "issue: statis")
    wrong = wrong.replace("position: 60 to 90", "position: 60 to 120")
    wrong = wrong.replace("capability: 1\n", "capability: 0\n").replace(
        "      brema:", "      brena:"
    )
    with pytest.raises(CaseError) as caught:
        parse(STRAIT + wrong)
    told = str(caught.value)
    for piece in (
        "write `league`", "write `status`", "120 lies off the scale, 0 to 100",
        "capability is 0 has no say", "`brena`",
    ):  # fmt: skip
        assert piece in told, piece


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("{low: 0, high: 100", "{low: 100, high: 0", "write the lower end first"),
        ("all of it: 100", "all of it: 101", "off the scale"),
        ("position: 60 to 90, ", "", "position"),
        ("body: league", "body: [league]", "body"),
    ],
)
def test_a_scale_or_member_that_cannot_be_is_told(before: str, after: str, told: str) -> None:
    assert before in DECISION
    with pytest.raises(CaseError, match=told):
        parse(STRAIT + DECISION.replace(before, after))


def test_one_member_alone_does_not_bargain() -> None:
    alone = DECISION[: DECISION.index("      brema:")]
    with pytest.raises(CaseError, match="name at least two members"):
        parse(STRAIT + alone)


def test_it_is_described_in_words(council: Case) -> None:
    words = describe(council)
    assert "Decision “How much of the embargo the League lifts”, decided by The League." in words
    assert "from 0 to 100 percent; 0 is none of it and 100 is all of it." in words


def test_the_shipped_cases_say_what_they_said_before() -> None:
    for folder in ("examples/ukraine", "examples/tutorial"):
        assert not load(Path(__file__).parents[3] / folder).decisions
