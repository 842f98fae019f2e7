"""Tables for spreadsheets: a cell is never run as a formula."""

from __future__ import annotations

import csv
import io

import pytest

from servanda.escaping.csv_cells import cell, csv_writer, read_back


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "a;=1", "a\n@x", '"=1', "＝1"])
def test_what_would_run_is_kept_from_running_and_read_back(text: str) -> None:
    kept = cell(text)
    assert kept != text
    assert "'" in str(kept)
    assert read_back(str(kept)) == text


@pytest.mark.parametrize("value", ["truce", "a=b", "1-2", 3, -0.5, None, True])
def test_what_is_harmless_is_left_as_it_is(value: object) -> None:
    assert cell(value) == value


def test_a_row_is_written_cell_by_cell() -> None:
    stream = io.StringIO()
    csv_writer(stream).writerow(["=1", "a,b", -2])
    assert next(csv.reader(io.StringIO(stream.getvalue()))) == ["'=1", "a,b", "-2"]
