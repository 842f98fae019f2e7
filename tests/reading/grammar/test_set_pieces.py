"""Transcripts and signed quotations are read by their lay-out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.grammar.attribution import attributions
from servanda.reading.grammar.set_pieces import set_pieces

TALKS = """Partial transcript as follows:

"HILL: Let’s start with the force. Who sends it?

"MELNYK: Thirty states, as we hear it.

(CROSSTALK.)

And some of them “may” send more.

"HILL: Is that a promise or a hope?

"MELNYK: A promise that is not kept is a hope.

The minister left at noon.
"""


def read(text: str) -> list[tuple[str, list[str]]]:
    return [
        (text[slice(*piece.source)], [text[a:b] for a, b in piece.content])
        for piece in set_pieces(text)
    ]


def test_each_turn_is_its_speakers_without_what_stands_in_brackets() -> None:
    assert read(TALKS) == [
        ("HILL", ["Let’s start with the force. Who sends it?"]),
        (
            "MELNYK",
            ["Thirty states, as we hear it.", "And some of them “may” send more."],
        ),
        ("HILL", ["Is that a promise or a hope?"]),
        ("MELNYK", ["A promise that is not kept is a hope."]),
    ]


def test_a_headline_in_small_letters_is_no_turn_of_a_transcript_in_capitals() -> None:
    assert read("Melnyk: No troops yet.\n\n" + TALKS) == read(TALKS)


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv: 12.\nMoscow: 14.\nParis: 3.\nKyiv: 9.\nMoscow: 8.\n",  # a list of figures
        "Note: this is one remark of four words.\nNote: and this is another such.\n" * 3,
        "Ankara: first things first, they say.\nCairo: then the others will follow suit.\n",
        "TALKS: Where they stand this week and why it may matter.\n",
    ],
)
def test_lists_and_headings_are_no_transcript(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "“He calls it a “hope,” and that is what it is.” ― Anna Maria de Souza\n“No.”",
            "Anna Maria de Souza",
            "“He calls it a “hope,” and that is what it is.”",
        ),
        (
            'It said: "We will not sign this year." -- Ivo Hill.',
            "Ivo Hill.",
            '"We will not sign this year."',
        ),
        (
            "“Peace is not the absence of war.”\n— Baruch Spinoza\n",
            "Baruch Spinoza",
            "“Peace is not the absence of war.”",
        ),
    ],
)
def test_a_quotation_is_its_signers(text: str, source: str, content: str) -> None:
    assert read(text) == [(source, [content])]


def test_a_name_in_quotation_marks_is_not_signed() -> None:
    assert read("He likes “The Wall” — Pink Floyd\n") == []


def test_what_is_laid_out_is_found_once_with_its_speaker() -> None:
    found = [one for one in attributions(TALKS) if one.cue and TALKS[slice(*one.cue[0])] == ":"]
    assert [TALKS[slice(*one.source[0])] for one in found] == ["HILL", "MELNYK"] * 2
    assert all(one.kind == "direct" for one in found)
    contents = sorted(span for one in attributions(TALKS) for span in one.content)
    assert all(a[1] <= b[0] for a, b in pairwise(contents))


@given(st.text(alphabet='AB:ab\n “”"—―-().', max_size=120))
def test_whatever_the_text_pieces_rise_and_lie_in_it(text: str) -> None:
    end = 0
    for piece in set_pieces(text):
        assert piece.content
        for a, b in piece.content:
            assert end <= a < b <= len(text)
            end = b
