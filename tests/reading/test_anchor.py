"""Statements keep their words when a source changes, or are reported as lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from servanda.evidence.quotes import QuoteFinder
from servanda.evidence.records import Dating, Statement
from servanda.evidence.span import Span
from servanda.reading.anchor import Lost, reanchored

OLD = "“No deal,” he said on Friday. Later he said it again: “No deal.”"


def statement(at: int = 0) -> Statement:
    content = Span(OLD.index("No deal", at), OLD.index("No deal", at) + 7)
    when = Dating(Span(OLD.index("on Friday"), OLD.index("on Friday") + 9), None)
    return Statement(
        "d", (Span(11, 13),), (Span(14, 18),), (content,), "direct", "No deal", said_on=when
    )


def test_words_move_with_the_text() -> None:
    new = "Updated at noon.\n\n" + OLD.replace("“", '"').replace("”", '"').replace("  ", " ")
    found = reanchored(statement(), OLD, QuoteFinder(new))
    assert isinstance(found, Statement)
    assert [span.of(new) for span in found.content] == ["No deal"]
    assert [span.of(new) for span in found.source + found.cue] == ["he", "said"]
    assert found.said_on is not None
    assert found.said_on.span.of(new) == "on Friday"
    assert found.id == statement().id


def test_of_two_places_the_old_one() -> None:
    found = reanchored(statement(20), OLD, QuoteFinder("New. " + OLD))
    assert isinstance(found, Statement)
    assert found.content[0].start > 40


def test_a_lost_quote_names_the_nearest_passage() -> None:
    found = reanchored(statement(), OLD, QuoteFinder("“No big deal,” he said on Friday."))
    assert isinstance(found, Lost)
    assert "deal" in found.nearest.passage


@given(st.text(max_size=60), st.text(max_size=60))
def test_text_around_does_not_matter(before: str, after: str) -> None:
    new = before + "\n" + OLD + "\n" + after
    found = reanchored(statement(), OLD, QuoteFinder(new))
    assert isinstance(found, Statement)
    assert found.content[0].of(new) == "No deal"
