"""The ledger: what is sealed stays as it was, and any edit is found."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from servanda.door.ledger import ledger, ledger_add, ledger_crowd, ledger_resolve, ledger_verify
from servanda.errors import InputError


def asked(place: int, **stated: Any) -> dict[str, Any]:
    return {
        "id": f"q{place}", "question": f"Will it be so of {place}?", "probability": 0.02 * place,
        "closes": "2026-12-31", "resolver": "The record.", "void": "Never.",
        "cluster": f"case {place % 7}", "rests_on": "worlds", "made_by": {"seed": 0},
    } | stated  # fmt: skip


@pytest.fixture
def fifty(tmp_path: Path) -> Path:
    """A ledger of fifty entries."""
    path = tmp_path / "ledger.jsonl"
    ledger_add(path, [asked(place) for place in range(40)])
    for place in range(10):
        ledger_resolve(path, f"q{place}", "yes" if place % 3 else "no", "The record")
    return path


def test_a_ledger_of_fifty_entries_is_whole(fifty: Path) -> None:
    book = ledger(fifty)
    assert len(book.entries) == 50
    assert ledger_verify(fifty) == []
    assert ledger_verify(fifty, book.head) == []
    assert len({entry.hash for entry in book.entries}) == 50


@pytest.mark.parametrize("line", [0, 17, 49])
def test_one_edited_entry_of_fifty_is_found(fifty: Path, line: int) -> None:
    lines = fifty.read_text("utf-8").splitlines(keepends=True)
    old = json.loads(lines[line])
    key = "probability" if old["kind"] == "question" else "answer"
    old["body"][key] = 0.99 if key == "probability" else "void"
    lines[line] = json.dumps(old, ensure_ascii=False) + "\n"
    fifty.write_text("".join(lines), "utf-8")
    faults = ledger_verify(fifty)
    assert [fault.line for fault in faults] == [line + 1]
    assert "changed" in faults[0].wrong
    with pytest.raises(InputError, match=f"line {line + 1}"):
        ledger(fifty)
    before = fifty.read_bytes()
    with pytest.raises(InputError, match="changed"):
        ledger_add(fifty, [asked(60)])
    assert fifty.read_bytes() == before


def test_an_entry_taken_out_or_moved_is_found(fifty: Path) -> None:
    lines = fifty.read_text("utf-8").splitlines(keepends=True)
    fifty.write_text("".join(lines[:20] + lines[21:]), "utf-8")
    assert ledger_verify(fifty)[0].line == 21
    lines[4], lines[5] = lines[5], lines[4]
    fifty.write_text("".join(lines), "utf-8")
    assert {fault.line for fault in ledger_verify(fifty)} >= {5, 6}


def test_an_end_cut_off_is_found_by_the_noted_hash_alone(fifty: Path) -> None:
    head = ledger(fifty).head
    lines = fifty.read_text("utf-8").splitlines(keepends=True)
    fifty.write_text("".join(lines[:-3]), "utf-8")
    assert ledger_verify(fifty) == []
    assert "cut off" in ledger_verify(fifty, head)[0].wrong


def test_an_edit_that_is_resealed_changes_the_last_hash(fifty: Path, tmp_path: Path) -> None:
    head = ledger(fifty).head
    forged = tmp_path / "forged.jsonl"
    ledger_add(forged, [asked(place, probability=0.5) for place in range(40)])
    assert ledger_verify(forged) == []
    assert ledger_verify(forged, head)


def test_what_was_said_once_stays(fifty: Path) -> None:
    with pytest.raises(InputError, match="already"):
        ledger_add(fifty, [asked(3)])
    with pytest.raises(InputError, match="resolved already"):
        ledger_resolve(fifty, "q3", "no", "The record")
    assert len(ledger(fifty).entries) == 50


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"probability": 1.2}, "no probability"),
        ({"probability": "likely"}, "no probability"),
        ({"void": ""}, "lacks void"),
        ({"resolver": None}, "lacks resolver"),
        ({"closes": "soon"}, "no day"),
    ],
)
def test_a_question_nobody_could_decide_is_refused(
    tmp_path: Path, wrong: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        ledger_add(tmp_path / "book.jsonl", [asked(1, **wrong)])
    assert not (tmp_path / "book.jsonl").exists()


def test_wrong_resolutions_are_told(fifty: Path) -> None:
    for name, answer, source, told in (
        ("q99", "yes", "x", "no such question"),
        ("q20", "perhaps", "x", "resolves nothing"),
        ("q20", "yes", "", "name what decides it"),
    ):
        with pytest.raises(InputError, match=told):
            ledger_resolve(fifty, name, answer, source)


def test_files_that_are_no_ledger_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ledger add"):
        ledger(tmp_path / "none.jsonl")
    (tmp_path / "text").write_text("hello\n[]\n", "utf-8")
    assert [fault.line for fault in ledger_verify(tmp_path / "text")] == [1, 2]
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        ledger(tmp_path / "bytes")


def test_a_crowd_stands_beside(fifty: Path, tmp_path: Path) -> None:
    table = tmp_path / "crowd.csv"
    table.write_text("id,probability\nq1,0.8\nq20,0.3\n", "utf-8")
    book = ledger_crowd(fifty, table, "A crowd")
    assert [body["probability"] for body in book.of_kind("crowd")] == [0.8, 0.3]
    table.write_text("id,probability\nq77,0.8\n", "utf-8")
    with pytest.raises(InputError, match="q77"):
        ledger_crowd(fifty, table, "A crowd")
    table.write_text("name,chance\nq1,0.8\n", "utf-8")
    with pytest.raises(InputError, match="columns id and probability"):
        ledger_crowd(fifty, table, "A crowd")


def test_hidden_characters_and_quotes_survive_the_file(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl"
    odd = 'Will "Київ"\u202e accept\u2028 it?'
    ledger_add(path, [asked(1, question=odd)])
    assert ledger_verify(path) == []
    assert ledger(path).questions["q1"]["question"] == odd


def test_the_day_of_a_resolution_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl"
    ledger_add(path, [asked(1)])
    ledger_resolve(path, "q1", "void", "Never put", datetime.date(2026, 1, 2))
    assert ledger(path).answers["q1"]["on"] == "2026-01-02"
