"""Tables as CSV on standard output."""

from __future__ import annotations

import csv
import io

import pytest

from servanda.cli.csv_tables import print_csv


def test_what_would_run_in_a_spreadsheet_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    print_csv([{"a": "=1+1", "b": 2.5}, {"a": 'x, "y"', "b": None}])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert not rows[0]["a"].startswith("=") and rows[0]["b"] == "2.5"
    assert rows[1]["a"] == 'x, "y"' and rows[1]["b"] == ""
    print_csv([])
    assert capsys.readouterr().out == ""
