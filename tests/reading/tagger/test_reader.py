"""A long text is read in windows and linked in parts, and neither changes what is found."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from servanda.reading.tagger import reader
from servanda.reading.tagger.reader import Reader, Tagged, joined
from servanda.reading.tagger.weights import shipped_weights
from servanda.reading.text.tokens import tokenised

PARAGRAPH = (
    "“We will not sign this paper,” Foreign Minister Olga Petrova said on Monday in the capital.\n"
)


def found(text: str) -> Tagged:
    return next(Reader(shipped_weights()).read([tokenised(text)]))


def test_a_text_linked_in_parts_keeps_its_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WINDOW", 60)
    text = PARAGRAPH * 40
    whole = found(text)
    monkeypatch.setattr(reader, "LINKED", 2)
    parts = found(text)
    assert len(whole.contents) >= 40
    assert (parts.sources, parts.cues, parts.contents) == (
        whole.sources, whole.cues, whole.contents,
    )  # fmt: skip
    assert parts.cue_of == whole.cue_of
    assert parts.source_of == whole.source_of
    assert max(parts.source_of) > 20


def test_parts_are_joined_with_their_numbers_moved_on() -> None:
    one = Tagged(
        [[0, 1]], [[2, 2]], [[4, 9]], [[0.9]], [[0.8]], [[0.7]], [0], [0.6], [0], [0.5], [0.1]
    )
    none = Tagged([], [[20, 20]], [], [], [[0.8]], [], [], [], [-1], [0.0], [0.9])
    both = joined([one, none, one])
    assert both.cue_of == [0, 2]
    assert both.source_of == [0, -1, 1]
    assert astuple(joined([one])) == astuple(one)
