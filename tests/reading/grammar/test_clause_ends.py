"""Contents end with their clause; quoted words are never cut."""

from __future__ import annotations

import pytest

from servanda.reading.grammar.attribution import Attribution, Kind
from servanda.reading.grammar.clause_ends import trimmed


def found(text: str, source: str, cue: str, content: str, kind: Kind = "indirect") -> Attribution:
    def at(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return Attribution(at(source), at(cue), at(content), kind, 0.9)


CUTS = [
    ("it would sign, even as it armed", "it would sign"),
    ("it would sign; Chad has offered troops", "it would sign"),
    ("it would sign—it’s clear that few believe it", "it would sign"),
    ("it would sign. Rhetoric aside, little moved", "it would sign"),
    ("it would sign, and Ankara rejected the text", "it would sign"),
    ("it would sign, pay and withdraw", "it would sign, pay and withdraw"),
    ("it would sign—in its own time", "it would sign—in its own time"),
]


@pytest.mark.parametrize(("given", "kept"), CUTS)
def test_a_content_after_its_cue_ends_with_its_clause(given: str, kept: str) -> None:
    text = f"Oslo said {given}."
    one = trimmed(text, found(text, "Oslo", "said", given))
    assert [text[a:b] for a, b in one.content] == [kept]


@pytest.mark.parametrize(
    ("cue", "given", "kept"),
    [
        ("announced", "new aid during a visit in May", "new aid"),
        ("unveiled", "a ten-point plan at a press conference", "a ten-point plan"),
        ("has endorsed", "the plan on Monday", "the plan"),
        ("announced", "that it would sign in May", "that it would sign in May"),
        ("announced", "elections due last year", "elections due"),
        ("described", "its visit in May", "its visit in May"),
    ],
)
def test_what_was_announced_ends_before_when(cue: str, given: str, kept: str) -> None:
    text = f"Oslo {cue} {given}."
    one = trimmed(text, found(text, "Oslo", cue, given))
    assert [text[a:b] for a, b in one.content] == [kept]


def test_a_content_before_its_cue_begins_with_its_clause() -> None:
    text = "Russia sent peacekeepers; Baku broke the truce, Yerevan says."
    one = trimmed(text, found(text, "Yerevan", "says", text[:46]))
    assert text[slice(*one.content[0])] == "Baku broke the truce"


def test_a_relative_clause_ends_at_its_comma() -> None:
    text = "His plan, which demands a full withdrawal, remains on the table."
    given = "a full withdrawal, remains on the table"
    one = trimmed(text, found(text, "which", "demands", given))
    assert text[slice(*one.content[0])] == "a full withdrawal"


def test_quoted_words_are_kept_whole() -> None:
    text = "Oslo said it would sign “when all is settled; not before. It is late.”"
    one = found(text, "Oslo", "said", text[10:], "mixed")
    assert trimmed(text, one) == one


def test_what_leads_into_a_quotation_is_no_part_of_it() -> None:
    text = "He observed in 2008 when he was envoy, “Their opposition is emotional.”"
    one = trimmed(text, found(text, "He", "observed", "when he was" + text[31:], "mixed"))
    assert (text[slice(*one.content[0])], one.kind) == (
        "“Their opposition is emotional.”",
        "direct",
    )
