"""The numbers and stances of a case as a table: nothing is lost either way, nothing is silent."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.load import load
from servanda.errors import InputError
from servanda.examples import example
from servanda.exchange.number_sheet import changes_in, sheet_files, sheet_rows

ENDINGS = ("csv", "xlsx")


@pytest.fixture(scope="module")
def ukraine() -> Case:
    with example("ukraine") as folder:
        return load(folder)


def _written(case: Case, file: Path) -> Path:
    if file.suffix == ".xlsx":
        pytest.importorskip("openpyxl")
    for path, content in sheet_files(case, file).items():
        path.write_bytes(content)
    return file


def _edit(file: Path, path: str, **cells: str) -> None:
    """Change cells of a row, as somebody does in a spreadsheet."""
    if file.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(file)
        for sheet in book.worksheets:
            place = {cell.value: cell.column for cell in sheet[1]}
            for row in sheet.iter_rows(min_row=2):
                if row[place["path"] - 1].value == path:
                    for key, value in cells.items():
                        sheet.cell(row[0].row, place[key.replace("_", " ")], value)
        book.save(file)
        return
    text = file.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in rows:
        if row["path"] == path:
            row |= {key.replace("_", " "): value for key, value in cells.items()}
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(stream.getvalue(), encoding="utf-8", newline="")


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_read_back_unchanged_changes_nothing(
    ending: str, ukraine: Case, strait: Case, vard: Case, tmp_path: Path
) -> None:
    for number, case in enumerate((ukraine, strait, vard)):
        file = _written(case, tmp_path / f"{number}.{ending}")
        changes = changes_in(file, case)
        assert not changes.changed and not changes.missing
        assert case_hash(changes.case) == case_hash(case)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_row_says_all_of_its_number(ending: str, strait: Case, tmp_path: Path) -> None:
    """Each row is changed in its note alone; the number made of the row is otherwise the same."""
    file = _written(strait, tmp_path / f"n.{ending}")
    rows = [row for each in sheet_rows(strait).values() for row in each]
    rows = [row for row in rows if ".terms." not in row["path"]]  # a term carries no note
    for row in rows[:: max(len(rows) // 12, 1)]:
        file = _written(strait, file)
        _edit(file, row["path"], note="Seen by a tester.")
        changes = changes_in(file, strait)
        assert [path for path, *_ in changes.changed] == [row["path"]]
        again = {each["path"]: each for part in sheet_rows(changes.case).values() for each in part}
        after = {key: cell for key, cell in again[row["path"]].items() if key != "case"}
        before = {key: cell for key, cell in row.items() if key != "case"}
        assert after == before | {"note": "Seen by a tester."}


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_edit_is_that_edit_and_no_other(ending: str, vard: Case, tmp_path: Path) -> None:
    file = _written(vard, tmp_path / f"n.{ending}")
    _edit(file, "war.swing", value="0.02 to 0.04")
    _edit(file, "actors.league.members.eastmark", position="refuse")
    changes = changes_in(file, vard)
    assert {path for path, *_ in changes.changed} == {
        "war.swing", "actors.league.members.eastmark",
    }  # fmt: skip
    swing = changes.case.war.swing
    assert swing is not None and swing.text == "0.02 to 0.04"
    assert changes.case.actors["league"].members["eastmark"].position == "refuse"
    assert "2 of " in str(changes) and changes.to_dict()["changed"][0]["path"]


def test_a_spreadsheets_own_number_is_one(vard: Case, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = _written(vard, tmp_path / "n.xlsx")
    book = openpyxl.load_workbook(file)
    sheet = book["numbers"]
    place = {cell.value: cell.column for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        if row[place["path"] - 1].value == "war.swing":
            sheet.cell(row[0].row, place["value"], 0.03)
    book.save(file)
    swing = changes_in(file, vard).case.war.swing
    assert swing is not None and swing.is_certain


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"value": "tea"}, "war.swing"),
        ({"value": ""}, "value: it is empty"),
        ({"value": "{beta: [2"}, "cannot be read"),
        ({"value": "7"}, "lies outside"),
        ({"judged_by": "A. Analyst"}, "a judgement says who, when and why"),
        ({"source": "brief"}, "a source without a quote"),
        ({"source": "tea", "quote": "words that stand there"}, "tea"),
    ],
)
def test_what_cannot_stand_there_is_told_with_its_line(
    cells: dict[str, str], says: str, vard: Case, tmp_path: Path
) -> None:
    file = _written(vard, tmp_path / "n.csv")
    _edit(file, "war.swing", **cells)
    with pytest.raises(InputError, match=says) as told:
        changes_in(file, vard)
    assert "n.csv:" in str(told.value)


def test_rows_columns_and_cases_that_are_not_known_are_named(vard: Case, tmp_path: Path) -> None:
    file = _written(vard, tmp_path / "n.csv")
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace(",war.swing,", ",war.swong,"), encoding="utf-8", newline="")
    with pytest.raises(InputError, match=r"`war\.swong` is in no case"):
        changes_in(file, vard)
    file.write_text(text.replace("value", "wert", 1), encoding="utf-8", newline="")
    with pytest.raises(InputError, match="the column `wert` is not known"):
        changes_in(file, vard)
    file.write_text(text, encoding="utf-8", newline="")
    other = changes_in(file, vard).case.model_copy(update={"title": "Another"})
    with pytest.raises(InputError, match="made from the case as it stood before"):
        changes_in(file, other)
    kept = [line for line in text.splitlines(keepends=True) if ",war.swing," not in line]
    file.write_text("".join(kept), encoding="utf-8", newline="")
    assert changes_in(file, vard).missing == 1


def test_no_cell_runs_as_a_formula(vard: Case, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    swing = vard.war.swing
    assert swing is not None
    war = vard.war.model_copy(update={"swing": swing.model_copy(update={"note": "=1+1"})})
    case = vard.model_copy(update={"war": war})
    file = _written(case, tmp_path / "n.xlsx")
    cells = [cell for row in openpyxl.load_workbook(file)["numbers"].iter_rows() for cell in row]
    (noted,) = [cell for cell in cells if cell.value == "=1+1"]
    assert noted.data_type == "s"
    assert b"'=1+1" in next(iter(sheet_files(case, tmp_path / "n.csv").values()))
    assert not changes_in(file, case).changed
