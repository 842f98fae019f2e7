"""Names that only tell of what kind, or whose, something is."""

from __future__ import annotations

import pytest

from servanda.evidence.span import Span
from servanda.reading.who.apart import is_only_told_of, keeps_apart, names_an_outlet


def place(text: str, name: str) -> Span:
    at = text.index(name)
    return Span(at, at + len(name))


@pytest.mark.parametrize(
    ("text", "apart"),
    [("a US-backed plan", True), ("the pro-US party", True), ("the University of US studies", True),
     ("the US said", False), ("a US plan", False)],
)  # fmt: skip
def test_a_name_inside_another_word_speaks_for_nobody(text: str, apart: bool) -> None:
    assert is_only_told_of(text, place(text, "US")) == apart


@pytest.mark.parametrize(
    ("text", "apart"),
    [("critics of Iran", True), ("an Iran analyst", True), ("officials close to Iran", True),
     ("former minister of Iran", True), ("the government of Iran", False), ("Iran", False)],
)  # fmt: skip
def test_a_source_may_keep_its_distance(text: str, apart: bool) -> None:
    assert keeps_apart(text, place(text, "Iran"), Span(0, len(text))) == apart


def test_a_paper_is_named_after_a_place() -> None:
    assert names_an_outlet("Kyiv Post said", Span(0, 4))
    assert not names_an_outlet("Kyiv said", Span(0, 4))
