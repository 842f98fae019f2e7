"""What stands before a verb and turns its sense, read from the verb to the left."""

from __future__ import annotations

import pytest

from servanda.evidence.span import Span
from servanda.reading.grammar.verb_groups import Group, group_of
from servanda.reading.grammar.words import Match, matches_in, words_in


def group(text: str, verb: str) -> Group | None:
    """Return the group of the answering verb that a word of a sentence is."""
    words = words_in(text, Span(0, len(text)))
    ending: dict[int, list[Match]] = {}
    for match in matches_in(words):
        ending.setdefault(match.end, []).append(match)
    at = words.low.index(verb)
    found = [m for m in matches_in(words) if m.start == at and m.entry.use == "answer"]
    return group_of(words, found[0], ending)


@pytest.mark.parametrize(
    ("said", "verb", "sign", "why"),
    [
        ("Oslo accepted the plan", "accepted", 1, ""),
        ("Oslo will not accept the plan", "accept", -1, ""),
        ("Oslo cannot accept the plan", "accept", -1, ""),
        ("Oslo never accepted the plan", "accepted", -1, ""),
        ("Oslo has not accepted the plan", "accepted", 0, "not yet"),
        ("Oslo has not rejected the plan", "rejected", 0, "denied twice"),
        ("Oslo may accept the plan", "accept", 0, "may"),
        ("Oslo should accept the plan", "accept", 0, "should"),
        ("Oslo can accept the plan", "accept", 0, "can"),
        ("Oslo would have accepted the plan", "accepted", 0, "unreal"),
        ("Oslo reportedly accepted the plan", "accepted", 0, "hearsay"),
        ("Oslo hardly accepts the plan", "accepts", 0, "hardly"),
        ("Oslo once rejected the plan", "rejected", 0, "past"),
        ("Oslo used to reject the plan", "reject", 0, "past"),
        ("Oslo is to accept the plan", "accept", 0, "is to"),
        ("Oslo was asked to accept the plan", "accept", 0, "asked"),
        ("Oslo refused to accept the plan", "accept", -1, ""),
        ("Oslo refused to reject the plan", "reject", 0, ""),
        ("Oslo is ready to accept the plan", "accept", 1, ""),
        ("Oslo is not ready to accept the plan", "accept", -1, ""),
        ("Oslo left without accepting the plan", "accepting", -1, ""),
        ("Oslo denied having accepted the plan", "accepted", 0, "denied"),
        ("Oslo no longer opposes the plan", "opposes", 1, ""),
    ],
)  # fmt: skip
def test_what_governs_a_verb_decides_its_sign(said: str, verb: str, sign: int, why: str) -> None:
    found = group(said, verb)
    assert found is not None
    assert (found.sign, found.why) == (sign, why)


@pytest.mark.parametrize(
    ("said", "verb", "first"),
    [("Oslo has still not accepted the plan", "accepted", "has"),
     ("Oslo refused to accept the plan", "accept", "refused"),
     ("Oslo accepted the plan", "accepted", "accepted")],
)  # fmt: skip
def test_a_group_begins_where_its_first_word_stands(said: str, verb: str, first: str) -> None:
    found = group(said, verb)
    assert found is not None
    assert words_in(said, Span(0, len(said))).low[found.start] == first


def test_what_is_to_come_is_told_from_what_was() -> None:
    ahead, was = group("Oslo will accept it", "accept"), group("Oslo did accept it", "accept")
    assert ahead is not None and ahead.future and not ahead.past
    assert was is not None and was.past and not was.future


def test_what_somebody_else_governs_is_no_group() -> None:
    assert group("Rome urged Oslo to accept the plan", "accept") is None
    assert group("It is time to accept the plan", "accept") is None
