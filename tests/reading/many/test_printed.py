"""What is printed of articles: each story once, and why there is nothing where there is not."""

from __future__ import annotations

import json

from servanda.reading.many.printed import as_json, first_copies, for_people
from servanda.reading.read import read_text

STORY = "“We will not sign this paper,” Olga Stefanishyna said in Kyiv on Monday. " * 3
OTHER = "Oslo warned that talks would fail. Snow fell on the pass and the road was shut. " * 3


def test_a_statement_is_one_line_of_json() -> None:
    found = as_json(read_text(STORY, "a"))
    lines = [json.loads(line) for line in found.lines]
    assert lines
    for line in lines:
        start, end = line["content"][0]
        assert STORY[start:end] == line["quote"]


def test_people_are_told_who_said_it() -> None:
    assert any("Olga Stefanishyna" in line for line in for_people(read_text(STORY, "a")).lines)


def test_a_copy_is_unread_and_says_of_what() -> None:
    texts = {"a": STORY, "b": OTHER, "c": STORY, "d": ""}
    found = list(first_copies(as_json(read_text(text, name)) for name, text in texts.items()))
    assert [bool(one.lines) for one in found] == [True, True, False, False]
    assert [one.unread for one in found] == ["", "", "a copy of a, in c", "empty"]
