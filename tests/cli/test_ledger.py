"""servanda ledger: questions in a file that shows any edit."""

from __future__ import annotations

import json
from pathlib import Path


def test_added_resolved_listed_and_verified(verb, own_strait: Path, tmp_path: Path) -> None:
    asked, book = tmp_path / "q.json", tmp_path / "book.jsonl"
    asked.write_text(verb("questions", own_strait, "--worlds", 20, "--json")[1], encoding="utf-8")
    code, out, _ = verb("ledger", "add", book, asked)
    assert code == 0 and "the last hash is" in out
    head = out.split()[-1]
    first = json.loads(verb("ledger", "list", book, "--json")[1])["questions"][0]
    code, out, _ = verb("ledger", "resolve", book, first["id"], "no", "--source", "a report",
                        "--on", first["closes"])  # fmt: skip
    assert code == 0
    assert f"{first['closes']}  no " in verb("ledger", "list", book)[1]
    assert verb("ledger", "list", book, "--csv")[1].startswith("id,title,type,")
    assert verb("ledger", "score", book)[0] == 0
    assert verb("ledger", "verify", book, "--head", head)[0] == 0
    book.write_text(book.read_text().replace("a report", "b report"), encoding="utf-8")
    code, out, _ = verb("ledger", "verify", book)
    assert code == 1 and str(book) in out


def test_what_is_left_out_is_asked_for(verb, tmp_path: Path) -> None:
    book = tmp_path / "b.jsonl"
    asked = {"add": "a file of `servanda questions CASE --json`", "crowd": "a CSV file",
             "resolve": "the id of a question"}  # fmt: skip
    for action, wanted in asked.items():
        code, _, err = verb("ledger", action, book)
        assert code == 2 and f"ledger {action}: name {wanted} after the ledger" in err
    assert "write yes, no or void" in verb("ledger", "resolve", book, "q1")[2]
    assert (
        "`x` is no day; write 2026-03-01"
        in (verb("ledger", "resolve", book, "q1", "no", "--on", "x")[2])
    )
