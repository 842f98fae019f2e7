"""What the speakers of statements hold, by their cue or by how they value an issue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from servanda.reading.read import read_text

DAY = date(2025, 9, 5)
Told = tuple[str, str, str]
Given = Callable[..., Any]


def held(text: str, extract: Any) -> list[tuple[str, str, str]]:
    said = read_text(text, "d", DAY, extract)
    return [(s.actor, s.issue, s.position) for s in said.stances]


@pytest.mark.parametrize(
    ("cue", "position"),
    [("called for", "support"), ("rejected", "oppose"), ("demanded", "support"),
     ("endorsed", "support"), ("condemned", "oppose")],
)  # fmt: skip
def test_a_cue_takes_a_stance_on_what_it_reports(cue: str, position: str, given: Given) -> None:
    text = f"Egypt {cue} a ceasefire."
    assert held(text, given(("Egypt", cue, "a ceasefire"))) == [("EGY", "ceasefire", position)]


@pytest.mark.parametrize("lead", ["If ", "It was unclear whether "])
def test_what_is_only_supposed_is_held_by_nobody(lead: str, given: Given) -> None:
    text = f"{lead}Egypt called for a ceasefire, it rained."
    assert held(text, given(("Egypt", "called for", "a ceasefire"))) == []


def test_a_question_is_no_statement_of_a_stance(given: Given) -> None:
    text = "Was it Egypt that called for a ceasefire?"
    assert held(text, given(("Egypt", "called for", "a ceasefire"))) == []


def test_zero_of_something_is_the_contrary(given: Given) -> None:
    text = "Egypt demanded zero troops in Sudan."
    (found,) = held(text, given(("Egypt", "demanded", "zero troops in Sudan")))
    assert found[::2] == ("EGY", "oppose")


def test_a_content_that_calls_an_issue_unacceptable_is_against_it(given: Given) -> None:
    content = "a ceasefire would be a disaster"
    found = held(f"Egypt said {content}.", given(("Egypt", "said", content)))
    assert found == [("EGY", "ceasefire", "oppose")]
    plain = "a ceasefire is being prepared"
    assert held(f"Egypt said {plain}.", given(("Egypt", "said", plain))) == []


def test_a_condition_in_the_content_makes_the_stance_conditional(given: Given) -> None:
    content = "a ceasefire if Israel withdraws"
    found = held(f"Egypt called for {content}.", given(("Egypt", "called for", content)))
    assert found == [("EGY", "ceasefire", "conditional")]


def test_the_evidence_holds_source_and_cue_where_the_cue_decides(given: Given) -> None:
    text = "Egypt called for a ceasefire."
    said = read_text(text, "d", DAY, given(("Egypt", "called for", "a ceasefire")))
    (stance,) = said.stances
    assert stance.quote == "Egypt called for a ceasefire" == stance.evidence.of(said.text)
