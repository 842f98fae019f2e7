"""Quotations are found however they were typed, and a missing one names the nearest passage."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.evidence.quotes import Nearest, QuoteFinder, locate
from servanda.evidence.span import Span

TEXT = (
    "He said: “We won’t — not now — accept  it.”\n"
    "She didn’t. The Caf\u0065\u0301 closed\u00a0early…"
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('"We won\'t - not now - accept it."', "We won’t — not now — accept  it."),
        ("“We won’t—not now—accept it.", "We won’t — not now — accept  it."),
        ("The Café closed early...", "The Cafe\u0301 closed\u00a0early…"),
        ("accept it.” She didn't", "accept  it.”\nShe didn’t"),
        ("He said", "He said"),
    ],
)
def test_spelling_of_marks_does_not_matter(quote: str, found: str) -> None:
    span = locate(quote, TEXT)
    assert isinstance(span, Span)
    assert span.of(TEXT) == found


def test_words_do_matter() -> None:
    nearest = locate("We will - not now - accept it", TEXT)
    assert isinstance(nearest, Nearest)
    assert "not now" in nearest.passage
    assert nearest.passage == nearest.span.of(TEXT)
    assert 0.7 < nearest.likeness < 1


def test_case_does_matter() -> None:
    assert isinstance(locate("he SAID", TEXT), Nearest)


@pytest.mark.parametrize("quote", ["", "  ", "“”", "—"])
def test_an_empty_quote_is_nowhere(quote: str) -> None:
    assert locate(quote, TEXT) == Nearest(Span(0, 0), "", 0.0)


def test_an_empty_text_holds_nothing() -> None:
    assert isinstance(locate("peace", ""), Nearest)


def test_whole_words_come_first() -> None:
    assert locate("art", "party art") == Span(6, 9)


def test_of_several_places_the_near_one() -> None:
    text = "no deal. " * 5
    assert locate("no deal", text) == Span(0, 7)
    assert locate("no deal", text, near=20) == Span(18, 25)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 60))
def test_a_cut_of_a_text_is_found_with_the_same_words(text: str, at: int, length: int) -> None:
    quote = text[at : at + length]
    span = locate(quote, text)
    if isinstance(span, Span):
        assert QuoteFinder(span.of(text)).folded.strip(" -\"'") == QuoteFinder(quote).folded.strip(
            " -\"'"
        )
    else:
        assert span.passage == span.span.of(text)


@given(st.text(alphabet="ab \n—-“\"'’.e\u0301…ﬁ\u200b\u202e", max_size=80), st.data())
def test_marks_never_shift_a_place(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    span = locate(text[at:], text)
    assert span.start >= 0 if isinstance(span, Span) else span.passage in text


def test_five_megabytes_on_one_line_take_a_moment() -> None:
    text = "the war in the east goes on — “so” " * 150_000
    began = time.perf_counter()
    assert isinstance(locate("a peace that was never offered to anyone", text), Nearest)
    assert time.perf_counter() - began < 30
