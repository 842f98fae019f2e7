"""Decisions on what was read, as the page sends them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest


@pytest.fixture(scope="module")
def read(
    serving: Callable[..., Any], as_read: Path, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """A server on a folder for which one article was read."""
    folder = tmp_path_factory.mktemp("evidence") / "case"
    return serving(folder=Path(shutil.copytree(as_read, folder)))


def test_the_overview_is_filtered_by_what_is_asked(read: Any) -> None:
    every = read.get("/evidence.json")
    assert every["total"] > 0
    actor = every["facets"]["actor"][0][0]
    some = read.get(f"/evidence.json?{urlencode({'actor': actor})}")
    assert {row["actor"] for row in some["statements"]} == {actor}


def test_a_source_is_shown_and_an_unknown_one_is_told(read: Any) -> None:
    name = read.get("/evidence.json")["sources"][0]["id"]
    assert read.get(f"/evidence/{name}.json")["paragraphs"]
    assert "go back to the list" in str(read.get("/evidence/another.json", status=422))


def test_a_decision_answers_with_the_statement_and_nothing_else_is_one(read: Any) -> None:
    one = read.get("/evidence.json")["statements"][0]["id"]
    said = read.post(f"/statement/{one}/decide", {"decision": "reject", "tab": "t"})
    assert said["statement"]["decision"] == "reject"
    for wrong in ({"decision": "perhaps"}, {}, {"decision": "correct", "as": "not a table"}):
        assert read.post(f"/statement/{one}/decide", wrong, status=422)["error"]["message"]
    taken = read.post(f"/statement/{one}/decide", {"decision": "undecided"})
    assert taken["statement"]["decision"] is None
