"""Records of reading: known by what they say and where."""

from __future__ import annotations

from dataclasses import replace

from servanda.evidence.records import Source, Speaker, Stance, Statement
from servanda.evidence.span import Span

SAID = Statement("d", (), (), (Span(3, 9),), "direct", "words", Speaker("A", "A"))
STANCE = Stance("d", "A", "talks", "oppose", None, "A", Span(3, 9), "words")


def test_an_id_is_the_same_for_the_same_words_in_the_same_place() -> None:
    again = Statement("d", (), (), (Span(3, 9),), "indirect", "words", None, "refuse")
    assert SAID.id == again.id and SAID.id.startswith("s") and len(SAID.id) == 11
    for other in ({"document": "e"}, {"quote": "word"}, {"content": (Span(4, 9),)}):
        assert replace(SAID, id="", **other).id != SAID.id
    assert replace(SAID, act="demand").id == SAID.id  # a correction keeps it


def test_a_stance_is_known_by_actor_issue_and_place() -> None:
    assert STANCE.id.startswith("p")
    assert replace(STANCE, id="", position="support").id == STANCE.id
    for other in ({"actor": "B"}, {"issue": "aid"}, {"evidence": Span(3, 8)}):
        assert replace(STANCE, id="", **other).id != STANCE.id


def test_a_text_that_no_encoding_holds_has_a_hash_all_the_same() -> None:
    assert len(Source.hash_of("a\ud800")) == 64
    assert Source.hash_of("a") != Source.hash_of("b")
