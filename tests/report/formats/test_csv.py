"""Tables as CSV files, one a table."""

from __future__ import annotations

import csv
from pathlib import Path

import servanda as sv


def test_a_file_a_table_that_a_spreadsheet_reads(strait: sv.Case, tmp_path: Path) -> None:
    made = sv.report(strait, tmp_path / "r", to="csv", explore="none", worlds=40)
    names = {file.name for file in made}
    assert {"r-proposals.csv", "r-parties.csv", "r-holding.csv"} <= names
    with (tmp_path / "r-proposals.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["proposal"] for row in rows] == list(strait.proposals)
    assert 0.0 <= float(rows[0]["signed"]) <= 1.0
