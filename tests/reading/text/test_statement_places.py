"""Finding the statement that holds a place."""

from __future__ import annotations

from servanda.evidence.records import Statement
from servanda.evidence.span import Span
from servanda.reading.text.statement_places import Placed


def statement(content: tuple[int, int], cue: tuple[int, int]) -> Statement:
    return Statement("d", (), (Span(*cue),), (Span(*content),), "direct", str(content))


def test_the_innermost_of_nested_ones_holds_a_place() -> None:
    outer, inner = statement((10, 50), (0, 4)), statement((20, 30), (15, 19))
    placed = Placed([inner, outer])
    assert placed.innermost(Span(22, 25)) is inner
    assert placed.innermost(Span(12, 14)) is outer
    assert placed.innermost(Span(28, 35)) is outer and placed.innermost(Span(55, 60)) is None
