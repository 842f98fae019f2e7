"""A statement's act, polarity, hedge and condition."""

from __future__ import annotations

import pytest

from servanda.evidence.span import Span
from servanda.reading.grammar.acts import is_negated, read_act

RUSSIA = frozenset({"russia", "russian", "moscow"})


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("has continued to reject", "any deployment of troops", "reject"),
        ("said", "the plan is a non-starter", "reject"),
        ("said", "“Russia will not discuss it,”", "refuse"),
        ("said", "“France will not discuss it,”", "predict"),
        ("said", "they would not participate", "refuse"),
        ("said", "“We will send observers,”", "commit"),
        ("vowed", "to fight on", "commit"),
        ("did not promise", "to fight on", "reject"),
        ("called for", "a ceasefire", "demand"),
        ("said", "Kyiv must withdraw first", "demand"),
        ("suggested", "that both sides pause", "suggest"),
        ("said", "the war will end this year", "predict"),
        ("believes", "that it is over", "believe"),
        ("announced", "new aid", "announce"),
        ("declined", "to comment", "refuse"),
        ("said", "the talks took place in Doha", "assert"),
    ],
)
def test_acts(cue: str, content: str, act: str) -> None:
    assert read_act(content, cue, [Span(0, len(content))], RUSSIA).act == act


@pytest.mark.parametrize(
    ("words", "negated"),
    [
        ("that Kyiv will not join", True),
        ("he was not opposed to it", True),
        ("never again", True),
        ("Peace is near, not far", False),
        ("they notice it", False),
    ],
)
def test_polarity(words: str, negated: bool) -> None:
    assert is_negated(words) is negated


def test_hedge_and_condition_are_spans_of_the_text() -> None:
    text = "They said Paris might send troops if a ceasefire holds, he added."
    read = read_act(text, "said", [Span(10, 54)])
    assert read.hedge is not None
    assert read.condition is not None
    assert read.hedge.of(text) == "might"
    assert read.condition.of(text) == "if a ceasefire holds"
