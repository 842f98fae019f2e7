"""Tables hold everything, in every form."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from servanda.errors import InputError
from servanda.escaping.csv_cells import read_back
from servanda.reading.export import TABLES, export, line_of, rows_of
from servanda.reading.read import Said, read_text

TEXT = (
    "Poland will not send troops to Ukraine. On Thursday, Zakharova, the Russian spokeswoman, "
    "said: “We reject, with “quotes”, a ceasefire; fully.”"
)


@pytest.fixture
def said(given: Callable[..., Any]) -> Said:
    content = "“We reject, with “quotes”, a ceasefire; fully.”"
    return read_text(TEXT, "d", date(2025, 9, 5), given(("Zakharova", "said", content)))


@pytest.mark.parametrize("table", list(TABLES))
def test_forms_agree(said: Said, tmp_path: Path, table: Any) -> None:
    rows = list(rows_of([said], table))
    assert rows
    counts = {
        form: export([said], tmp_path / f"t.{form}", table) for form in ("csv", "jsonl", "parquet")
    }
    assert set(counts.values()) == {len(rows)}
    lines = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text().splitlines()]
    assert lines == rows
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        table_rows = list(csv.DictReader(file))
    assert [row["quote"] if "quote" in row else row["words"] for row in table_rows] == [
        row["quote"] if "quote" in row else row["words"] for row in rows
    ]
    duckdb = pytest.importorskip("duckdb")
    assert len(duckdb.read_parquet(str(tmp_path / "t.parquet")).fetchall()) == len(rows)


def test_a_stance_is_a_statement_of_discourse_network_analysis(said: Said) -> None:
    rows = list(rows_of([said], "stances"))
    poland = next(row for row in rows if row["actor"] == "POL")
    keys = ("document", "person", "organisation", "concept", "agreement", "date")
    assert {key: poland[key] for key in keys} == {
        "document": "d", "person": "", "organisation": "Poland", "concept": "troops in Ukraine",
        "agreement": "no", "date": "2025-09-05",
    }  # fmt: skip
    assert said.text[poland["start"] : poland["end"]] == poland["quote"]


def test_the_scorers_form(said: Said) -> None:
    line = line_of(said, said.statements[0])
    [[start, end]] = line["content"]
    assert said.text[start:end] == line["quote"]
    assert line["doc"] == "d"
    assert line["speaker"]["side"] == "RUS"
    json.dumps(line)


def test_nothing_to_export(tmp_path: Path) -> None:
    for form in ("csv", "jsonl", "parquet"):
        assert export([], tmp_path / f"t.{form}") == 0
        assert (tmp_path / f"t.{form}").exists()


def test_another_ending(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ending"):
        export([], tmp_path / "t.xlsx")


SIGNS = [
    "=1+1",
    "+1",
    "-1 is",
    "@SUM(A1)",
    "\t=1",
    "\tplain",
    "'\tplain",
    "'\t=1",
    "\t\t'=1",
    "'=1+1",
    "''=x",
    "＝1",
    "plain",
    "'quoted'",
    "é🕊",
]


@pytest.mark.parametrize("words", SIGNS)
def test_a_spreadsheet_runs_no_cell_and_nothing_is_lost(
    words: str, tmp_path: Path, given: Callable[..., Any]
) -> None:
    said = read_text("Poland will not send troops to Ukraine.", "d", extract=given())
    said = replace(said, source=replace(said.source, title=words))
    export([said], tmp_path / "t.csv")
    data = (tmp_path / "t.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    row = next(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert row["title"][:1] not in {"=", "+", "-", "@", "\t", "\r", "＝"}
    assert read_back(row["title"]) == words
