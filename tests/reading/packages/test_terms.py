"""What a plan sets, and what only sounds like it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.reading.packages.told import package

from servanda.evidence.span import Span
from servanda.reading.packages.answer_network import ISSUES
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.terms import HEARD, terms_in


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Under the plan the rebels' guns would be collected by observers.", "disarmament"),
        ("Under the plan all mercenaries must leave the country.", "foreign_forces"),
        ("Under the plan a commission of inquiry would report within a year.", "justice"),
        ("Under the plan the army would be cut to 2,500 men.", "force_limits"),
        ("What the paper says: a ceasefire from midnight, the bridge reopened.", "transit"),
        ("Under the plan the ban on parties would be lifted.", "party_status"),
    ],
)
def test_an_issue_is_settled(text: str, issue: str) -> None:
    assert issue in {term.issue for term in package(text).terms}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("The plan sets up no autonomy for the strip.", "autonomy"),
        ("Under the plan four neutral countries would govern the strip.", "membership"),
        ("Under the plan the Libyan National Army would leave.", "army_integration"),
        ("Under the plan all mercenaries must leave the country.", "withdrawal"),
    ],
)
def test_an_issue_is_not(text: str, issue: str) -> None:
    assert issue not in {term.issue for term in package(text).terms}


def alone(words: str, kind: str = "prose", **chances: float) -> list[tuple[str, str]]:
    """Return the issues and outcomes read in a sentence of which a network hears so much."""
    passage = Passage("one", Span(0, len(words)), words, words, kind, 0, None)
    row = np.array([chances.get(issue, 0.0) for issue in ISSUES], np.float32)
    found = terms_in([passage], Parties(), heard={("one", 0): row})
    return [(term.issue, term.outcome) for term in found]


QUIET = "Whoever wandered may come back to the old wells."
PLAIN = "The plan says that rebel units shall hand in their weapons within 60 days."


def test_what_no_rule_reads_is_heard_where_it_is_likely() -> None:
    assert alone(QUIET, refugees=0.95) == [("refugees", QUIET.rstrip("."))]
    assert alone(QUIET, refugees=HEARD - 0.01) == alone(QUIET) == []


def test_headlines_and_questions_settle_nothing_that_is_only_heard() -> None:
    assert alone(QUIET, kind="title", refugees=0.99) == []
    assert alone("May whoever wandered come back to the old wells?", refugees=0.99) == []


@pytest.mark.parametrize(
    "words",
    ["Libya demanded that whoever wandered come back to the wells.",
     "Chad feared that whoever wandered might come back to the wells.",
     "By the accord of 1987 whoever wandered came back to the wells."],
)  # fmt: skip
def test_demands_fears_and_older_accords_settle_nothing_that_is_only_heard(words: str) -> None:
    assert alone(words, refugees=0.99) == []


def test_where_somebody_answers_nothing_is_only_heard() -> None:
    """ "Libya will come back when ..." sets a condition, and no term of the plan."""
    passage = Passage("one", Span(0, len(QUIET)), QUIET, QUIET, "prose", 0, None)
    row = np.array([float(issue == "refugees") for issue in ISSUES], np.float32)
    for answered, terms in (({"one": [Span(0, 9)]}, 0), ({"two": [Span(0, 9)]}, 1), ({}, 1)):
        assert len(terms_in([passage], Parties(), answered, {("one", 0): row})) == terms


def test_beside_a_term_that_rules_read_nothing_is_heard_and_nothing_lost() -> None:
    told = [issue for issue, _ in alone(PLAIN)]
    assert told == ["disarmament"]
    for chances in ({"refugees": 0.99}, {"disarmament": 0.99}, {}):
        assert [issue for issue, _ in alone(PLAIN, **chances)] == told


def test_hearing_more_never_takes_a_term_away() -> None:
    """Law: the likelier each issue, the more terms, in a text of plain and quiet sentences."""
    before: set[str] = set()
    for chance in (0.0, 0.5, 0.95, 1.0):
        now = {issue for issue, _ in alone(QUIET, refugees=chance, aid=chance**2)}
        assert before <= now
        before = now
    assert before == {"refugees", "aid"}
