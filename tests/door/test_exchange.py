"""The numbers of a case as a table, and a table back into the case, from Python."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import servanda as sv
from servanda.errors import InputError

STRAIT = Path(__file__).parents[1] / "cases" / "strait"


def test_an_edited_table_changes_the_case_and_an_unedited_one_nothing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STRAIT, tmp_path / "strait"))
    before = (folder / "case.yaml").read_text(encoding="utf-8")
    table = sv.export(folder, tmp_path / "numbers.csv")
    assert not sv.import_data(table, into=folder).changed
    assert (folder / "case.yaml").read_text(encoding="utf-8") == before
    text = table.read_text(encoding="utf-8-sig")
    held = "0.39 to 0.41000000000000003"
    assert text.count(held) == 1  # as it was computed from 39% to 41%
    table.write_text(text.replace(held, "41% to 43%"), encoding="utf-8")
    changes = sv.import_data(table, into=folder)
    assert list(changes.changed)
    assert sv.load(folder).front.held.form.high == 0.43
    after = (folder / "case.yaml").read_text(encoding="utf-8")
    assert after.count("\n") == before.count("\n")  # one number, and no line more


def test_whose_numbers_they_are_must_be_said(strait: sv.Case, tmp_path: Path) -> None:
    table = sv.export(strait, tmp_path / "numbers.csv")
    with pytest.raises(InputError, match="name the case whose numbers these are"):
        sv.import_data(table)
