"""Workbooks: opened by openpyxl, text to the letter, nothing that runs."""

from __future__ import annotations

import io

import pytest

from servanda.escaping.xlsx_cells import workbook

openpyxl = pytest.importorskip("openpyxl")


def test_text_numbers_and_nothing_come_back() -> None:
    rows = [{"a": "=1+1", "b": 0.5, "c": True}, {"a": "x\u202e", "b": None, "d": 7}]
    book = openpyxl.load_workbook(io.BytesIO(workbook({"one/two": rows}, wide=("a",))))
    sheet = book["one two"]
    told = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert told == [["a", "b", "c", "d"], ["=1+1", 0.5, True, None], ["x[U+202E]", None, None, 7]]
    assert sheet["A2"].data_type == "s"
    assert sheet.freeze_panes == "A2"


def test_nothing_that_is_no_number_is_written_as_one() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook({"t": [{"a": float("nan"), "b": 1}]})))
    assert book["t"]["A2"].value is None
