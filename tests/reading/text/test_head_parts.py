"""A line of a masthead comes apart the same by bars, dashes, commas, brackets and words."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reading.text.head_parts import parts_of

DAY = date(2024, 5, 3)


def told(line: str) -> list[tuple[str, str, str]]:
    return [(part.words, part.kind, part.lead) for part in parts_of(line, 0)]


@pytest.mark.parametrize(
    "sign", [" | ", " / ", " – ", " — ", " -- ", ", ", " · ", " :: ", " * ", "; "]
)
def test_any_sign_parts_who_where_and_when(sign: str) -> None:
    parts = parts_of(sign.join(["By Ana Ruiz", "The Quayside Post", "3 May 2024"]), 0)
    assert [part.words for part in parts] == ["Ana Ruiz", "The Quayside Post", "3 May 2024"]
    assert (parts[0].lead, parts[2].day) == ("by", DAY)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("The Quayside Post Friday May 3 2024",
         [("The Quayside Post", "words", ""), ("Friday May 3 2024", "day", "")]),
        ("OSLO, May 3 (Quayside Wire)",
         [("OSLO", "words", ""), ("May 3", "day", ""), ("Quayside Wire", "words", "")]),
        ("OSLO, May 3 /Quayside Wire/",
         [("OSLO", "words", ""), ("May 3", "day", ""), ("Quayside Wire", "words", "")]),
        ("Ana Ruiz in Oslo", [("Ana Ruiz", "words", ""), ("Oslo", "place", "of")]),
        ("Ana Ruiz in The Quayside Post",
         [("Ana Ruiz", "words", ""), ("The Quayside Post", "words", "of")]),
        ("Our special correspondent Ana Ruiz",
         [("Our special correspondent", "role", ""), ("Ana Ruiz", "words", "")]),
        ("Oslo correspondent of the Quayside Post", [("Quayside Post", "words", "press")]),
        ("Special to The Quayside Post", [("The Quayside Post", "words", "press")]),
        ("Quayside Post, issue 33, week ending 3 May 24",
         [("Quayside Post", "words", ""), ("issue 33", "aside", ""), ("3 May 24", "day", "")]),
        ("The Post on Sunday, 5 May 2024",
         [("The Post on Sunday", "words", ""), ("5 May 2024", "day", "")]),
        ("Signed at Oslo, 3 May 2024",
         [("Signed at Oslo", "aside", ""), ("3 May 2024", "day", "")]),
        ("Distr. GENERAL / S/11302/Add.1 / 3 May 2024",
         [("Distr", "aside", ""), ("GENERAL", "aside", ""), ("S/11302/Add.1", "aside", ""),
          ("3 May 2024", "day", "")]),
    ],
)  # fmt: skip
def test_parts(line: str, parts: list[tuple[str, str, str]]) -> None:
    assert told(line) == parts


def test_words_that_only_begin_like_a_lead_stay_whole() -> None:
    assert told("WITHDRAWAL OF HEAVY GUNS BEGINS") == [
        ("WITHDRAWAL OF HEAVY GUNS BEGINS", "words", "")
    ]


def test_a_long_line_is_looked_at_in_part() -> None:
    assert sum(len(part.words) for part in parts_of("Ana Ruiz, " * 100_000, 0)) <= 240
