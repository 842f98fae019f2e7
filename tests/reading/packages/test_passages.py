"""Sentences of articles, with what each stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from servanda.evidence.records import Citation
from servanda.reading.packages.passages import (
    blank_quotations,
    in_order,
    item_id,
    passages_in,
)
from servanda.reading.read import Said, read_text

TEXT = """# The plan in full

Oslo said “we will never ever leave this place” today. It rained.

1. All troops leave.

• A vote is held in May.
"""


def said(text: str, id: str = "d", day: date | None = date(2030, 3, 1)) -> Said:
    return read_text(text, id, day, lambda _: [])


def test_each_sentence_knows_its_block_and_what_it_is() -> None:
    read = said(TEXT)
    found = list(passages_in(read))
    assert all(p.span.of(read.text) == p.words for p in found)
    assert [p.kind for p in found][:3] == ["title", "prose", "prose"]
    assert {p.kind for p in found if "troops" in p.words or "vote" in p.words} == {"point"}
    assert found[1].paragraph == found[2].paragraph != found[0].paragraph
    assert {p.day for p in found} == {date(2030, 3, 1)}
    assert found[1].citation == Citation("d", found[1].words)


def test_quotations_are_blanked_in_place_and_short_ones_stay() -> None:
    words = "He said “we will never leave this valley” and “at once”."
    blank = blank_quotations(words)
    assert len(blank) == len(words)
    assert "valley" not in blank and blank.startswith("He said ") and "“at once”" in blank
    assert next(p for p in passages_in(said(TEXT)) if "never" in p.words).narrated.count(" ") > 30


def test_documents_come_by_their_day_and_one_without_where_it_stood_among_the_first() -> None:
    late, early = said("One.", "late", date(2030, 5, 1)), said("Two.", "early", date(2030, 4, 1))
    none = replace(said("Three.", "none", None), day=None)
    assert [s.source.id for s in in_order([late, none, early])] == ["none", "early", "late"]
    assert in_order([]) == []


def test_a_thing_read_again_has_the_same_name_whatever_the_white_space() -> None:
    one = item_id("t", "term", Citation("d", "All troops\n leave."))
    assert one == item_id("t", "term", Citation("d", "All troops leave."))
    assert one.startswith("t") and len(one) == 11
    others = {
        item_id("t", "promise", Citation("d", "All troops leave.")),
        item_id("t", "term", Citation("e", "All troops leave.")),
        item_id("t", "term", Citation("d", "All troops stay.")),
    }
    assert len(others | {one}) == 4
