"""A place in a text, in code points."""

from __future__ import annotations

from servanda.evidence.span import GAP, Span, joined

TEXT = "Żółw 🐢 said so."


def test_a_span_is_its_code_points() -> None:
    assert Span(5, 6).of(TEXT) == "🐢" and len(Span(5, 6)) == 1
    assert joined([Span(0, 4), Span(7, 11)], TEXT) == f"Żółw{GAP}said"


def test_holding_and_meeting() -> None:
    whole, part, beside = Span(0, 10), Span(3, 5), Span(10, 12)
    assert whole.holds(part) and whole.holds(whole) and not part.holds(whole)
    assert whole.meets(part) and not whole.meets(beside)  # the end is no part of it
    assert sorted([Span(3, 5), Span(0, 9), Span(0, 2)])[0] == Span(0, 2)
