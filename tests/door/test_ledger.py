"""Verdicts as dated questions in a ledger, from Python."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import InputError


@pytest.fixture
def asked(strait: sv.Case) -> sv.door.ledger.Questions:  # type: ignore[name-defined]
    return sv.questions(strait, worlds=40)


def test_questions_are_added_resolved_and_scored(asked, tmp_path: Path) -> None:
    book = tmp_path / "book.jsonl"
    made = sv.ledger_add(book, asked)
    first = next(iter(made.questions))
    table = tmp_path / "crowd.csv"
    table.write_text(f"id,probability\n{first},0.4\n", encoding="utf-8")
    sv.ledger_crowd(book, table, "a panel")
    day = datetime.date.fromisoformat(made.questions[first]["closes"])
    sv.ledger_resolve(book, first, "no", "https://example.org", day)
    assert sv.ledger(book).answers[first]["answer"] == "no"
    assert sv.ledger_verify(book) == []
    assert sv.ledger_score(book).to_dict()
    lines = book.read_text(encoding="utf-8").replace('"no"', '"yes"')
    book.write_text(lines, encoding="utf-8")
    assert sv.ledger_verify(book)  # the edit is seen


def test_files_that_hold_no_questions_are_told(strait: sv.Case, tmp_path: Path) -> None:
    book, file = tmp_path / "book.jsonl", tmp_path / "q.json"
    for text in ("[", "{}", json.dumps({"questions": [1]})):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="no questions in it"):
            sv.ledger_add(book, file)
    with pytest.raises(InputError, match="servanda questions CASE --json"):
        sv.ledger_add(book, tmp_path / "gone.json")
    with pytest.raises(InputError, match="must name the columns id and probability"):
        sv.ledger_crowd(book, file, "x")
    with pytest.raises(InputError, match="months: 0 is not from 1 to 120"):
        sv.questions(strait, months=0)
