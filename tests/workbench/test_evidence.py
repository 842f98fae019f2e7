"""What the case rests on, as the page asks for it: sources, what was read, decisions on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.errors import InputError
from servanda.reading.decisions import Decisions
from servanda.workbench import evidence as room
from servanda.workbench.evidence import Evidence
from servanda.workbench.session import Session

ISLE = Path(__file__).parents[1] / "case" / "isle"


@pytest.fixture
def session(as_read: Path, tmp_path: Path) -> Iterator[Session]:
    """A session on a folder for which one article was read."""
    opened = Session(Path(shutil.copytree(as_read, tmp_path / "case")))
    yield opened
    opened.close()


def test_statements_are_listed_counted_and_filtered(session: Session) -> None:
    evidence = Evidence(session)
    every = evidence.overview({})
    assert every["total"] == len(every["statements"]) > 1 and every["left_out"] == 0
    assert [row["id"] for row in every["sources"]] == ["story"]
    text = " ".join(Path(session.folder, "sources", "story.txt").read_text("utf-8").split())
    for row in every["statements"]:
        assert row["quote"] in text and row["source"] == "story" and row["decision"] is None
    name, count = every["facets"]["actor"][0]
    some = evidence.overview({"actor": name})
    assert len(some["statements"]) == count < some["total"] == every["total"]
    assert evidence.overview({"since": "2030-01-01"})["statements"] == []
    assert evidence.overview({"until": "2030-01-01"})["statements"] == every["statements"]


def test_a_source_is_shown_by_paragraphs_with_what_was_read_marked(session: Session) -> None:
    shown = Evidence(session).source("story")
    assert len(shown["paragraphs"]) == 4 and shown["why_not"] is None
    text = Path(session.folder, "sources", "story.txt").read_text("utf-8")
    ids = {row["id"] for row in Evidence(session).overview({})["statements"]}
    assert {mark["statement"] for mark in shown["marks"]} == ids
    starts = [mark["start"] for mark in shown["marks"]]
    assert starts == sorted(starts) and max(starts) < len(text)
    with pytest.raises(InputError, match="no source is called 'another'"):
        Evidence(session).source("another")


def test_a_decision_is_kept_shown_and_can_be_taken_back(session: Session) -> None:
    evidence = Evidence(session)
    one = evidence.overview({})["statements"][0]["id"]
    assert evidence.decide(one, "reject", {})["decision"] == "reject"
    assert evidence.overview({})["decided"] == 1
    assert Decisions(session.folder).verdict(one) == "reject"
    assert evidence.decide(one, "undecided", {})["decision"] is None
    fixed = evidence.decide(one, "correct", {"polarity": "negated", "act": None})
    assert (fixed["decision"], fixed["polarity"]) == ("correct", "negated")


@pytest.mark.parametrize(
    ("decision", "change", "told"),
    [("perhaps", {}, "is no decision"), ("correct", {}, "says what is corrected"),
     ("correct", {"mood": "sour"}, "cannot be corrected")],
)  # fmt: skip
def test_what_is_no_decision_is_told(
    session: Session, decision: str, change: dict[str, str], told: str
) -> None:
    evidence = Evidence(session)
    one = evidence.overview({})["statements"][0]["id"]
    with pytest.raises(InputError, match=told):
        evidence.decide(one, decision, change)
    assert evidence.overview({})["decided"] == 0


def test_nothing_is_read_again_until_a_file_changes(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = Evidence(session)
    total = evidence.overview({})["total"]
    monkeypatch.setattr(room, "_read_for", lambda folder: ([], "read again"))
    assert evidence.overview({})["total"] == total
    (session.folder / "sources" / "other.txt").write_text("Chad left.", encoding="utf-8")
    assert evidence.overview({})["why_none"] == "read again"


def test_what_a_case_cites_is_marked_in_the_text_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_read_for", lambda folder: ([], "nothing was read"))
    folder = Path(shutil.copytree(ISLE, tmp_path / "isle"))
    session = Session(folder)
    try:
        rows = Evidence(session).overview({})
        assert {row["id"] for row in rows["sources"] if row["in_case"]} == set(session.case.sources)
        assert (rows["total"], rows["why_none"]) == (0, "nothing was read")
        for name in session.case.sources:
            shown = Evidence(session).source(name)
            assert shown["marks"] and all(mark["used_by"] for mark in shown["marks"])
            whole = "".join(part["text"] for part in shown["paragraphs"])
            assert all(0 <= mark["start"] < mark["end"] for mark in shown["marks"]) and whole
    finally:
        session.close()
