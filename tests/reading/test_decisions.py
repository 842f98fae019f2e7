"""Decisions are lines of text that git merges; the latest on an item counts."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from servanda.errors import InputError
from servanda.evidence.records import Speaker, Stance, Statement
from servanda.evidence.span import Span
from servanda.reading.decisions import Decisions

NOON = datetime(2025, 9, 5, 12, tzinfo=UTC)


def statement(i: int) -> Statement:
    who = Speaker("RUS", "Russia")
    return Statement("d", (), (), (Span(i, i + 5),), "indirect", f"words {i}", who, confidence=0.5)


def stance(by: str) -> Stance:
    return Stance("d", "RUS", "ceasefire", "oppose", None, by, Span(0, 5), "words", 0.5)


def test_accept_reject_correct(tmp_path: Path) -> None:
    made = Decisions(tmp_path)
    kept, gone, changed = statement(1), statement(2), statement(3)
    made.record(kept, "accept", "ann", at=NOON)
    made.record(gone, "reject", "ann", why="a caption", at=NOON)
    made.record(changed, "correct", "ann", field="act", value="refuse", at=NOON)
    found = Decisions(tmp_path).applied([kept, gone, changed])
    assert [(s.quote, s.act, s.confidence) for s in found] == [
        ("words 1", "assert", 1.0),
        ("words 3", "refuse", 1.0),
    ]


def test_the_latest_counts(tmp_path: Path) -> None:
    made, item = Decisions(tmp_path), statement(1)
    made.record(item, "reject", "ann", at=NOON)
    made.record(item, "accept", "bob", at=NOON + timedelta(hours=1))
    assert Decisions(tmp_path).verdict(item.id) == "accept"


def test_stances_go_with_their_statement(tmp_path: Path) -> None:
    made, item = Decisions(tmp_path), statement(1)
    made.record(item, "reject", "ann", at=NOON)
    assert made.applied_to_stances([stance(item.id)]) == []
    own = stance("author")
    made.record(own, "correct", "ann", field="position", value="conditional", at=NOON)
    assert made.applied_to_stances([own])[0].position == "conditional"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("act", "shout", "choose one of"),
        ("colour", "red", "cannot be corrected"),
        ("issue", " ", "empty"),
    ],
)
def test_a_correction_that_cannot_be(tmp_path: Path, field: str, value: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        Decisions(tmp_path).record(statement(1), "correct", "ann", field=field, value=value)
    assert not (tmp_path / "decisions.jsonl").exists()


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "decisions.jsonl").write_text('{"on": "s1"}\n')
    with pytest.raises(InputError, match=r"decisions\.jsonl:1"):
        Decisions(tmp_path)


def test_lines_merged_by_hand_load(tmp_path: Path) -> None:
    made = Decisions(tmp_path)
    made.record(statement(1), "accept", "ann", at=NOON)
    text = made.path.read_text()
    made.path.write_text(f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n")
    assert len(Decisions(tmp_path)) == 1


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_merges_what_two_people_decided(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-b", "main")
    Decisions(tmp_path).record(statement(0), "accept", "ann", at=NOON)
    git("add", "."), git("commit", "-m", "first"), git("branch", "theirs")
    for i in (1, 2, 3):
        Decisions(tmp_path).record(statement(i), "accept", "ann", at=NOON)
    git("commit", "-am", "ours"), git("checkout", "theirs")
    for i in (3, 4, 5):
        Decisions(tmp_path).record(statement(i), "reject", "bob", at=NOON + timedelta(hours=1))
    git("commit", "-am", "theirs"), git("merge", "main")
    merged = Decisions(tmp_path)
    assert len(merged) == 7
    assert merged.verdict(statement(3).id) == "reject"
