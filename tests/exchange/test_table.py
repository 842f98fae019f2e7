"""Tables as people save them: signs between cells, marks in front, workbooks, damage."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.exchange.conftest import FILES

from servanda.errors import InputError
from servanda.exchange.table import day_of, number_of, read_tables


def test_commas_semicolons_and_a_mark_in_front_say_the_same(tmp_path: Path) -> None:
    comma, semicolon = tmp_path / "a.csv", tmp_path / "b.csv"
    comma.write_text('date,area\n2024-01-01,5\n\n2024-01-02,"6"\n', encoding="utf-8")
    semicolon.write_text("\ufeffdate;area\r\n2024-01-01;5\r\n2024-01-02;6\r\n", encoding="utf-8")
    (one,), (other,) = read_tables(comma), read_tables(semicolon)
    assert one.columns == other.columns == ("date", "area")
    assert [dict(row.cells) for row in one.rows] == [dict(row.cells) for row in other.rows]
    assert [row.line for row in one.rows] == [2, 4] and [row.line for row in other.rows] == [2, 3]


def test_a_cell_over_two_lines_keeps_the_lines_after_it_right() -> None:
    (table,) = read_tables(FILES / "ucdp_agreements.csv")
    assert [row.line for row in table.rows] == [2, 4, 6]
    lines = (FILES / "ucdp_agreements.csv").read_text(encoding="utf-8").splitlines()
    for row in table.rows:
        assert row["paid"] in lines[row.line - 1]


def test_a_workbook_says_what_a_csv_file_does(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["date", "area"])
    book.active.append([date(2024, 1, 1), 5])
    book.active.append([date(2024, 1, 2), 6.5])
    book.save(tmp_path / "a.xlsx")
    (table,) = read_tables(tmp_path / "a.xlsx")
    cells = [dict(row.cells) for row in table.rows]
    assert cells == [{"date": "2024-01-01", "area": "5"}, {"date": "2024-01-02", "area": "6.5"}]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "no row below its headings"),
        ("a.csv", b"date,area\n", "no row below its headings"),
        ("a.csv", b"date,date\n1,2\n", "two columns are called `date`"),
        ("a.csv", b"a,b\n1,2,3\n", "3 cells under 2 headings"),
        ("a.csv", b'a,b\n"1,2\n', "this is no CSV"),
        ("a.csv", b"a,b\n\xff\xfe,2\n", "no CSV file in UTF-8"),
        ("a.csv", b"PK\x03\x04\x00\x00", "this is no text"),
        ("a.dta", b"x", "`.dta` is not read here"),
        ("a.xlsx", b"PK\x03\x04 no book", "no workbook that can be opened"),
    ],
)
def test_what_is_no_table_is_told(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    if name.endswith(".xlsx"):
        pytest.importorskip("openpyxl")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=says.replace("`.", r"`\.")):
        read_tables(tmp_path / name)
    with pytest.raises(InputError, match="No such file"):
        read_tables(tmp_path / "nowhere.csv")


def test_days_and_numbers_as_the_fields_downloads_write_them() -> None:
    wanted = date(2024, 3, 5)
    for text in ("2024-03-05", "05 March 2024", "5 Mar 2024", "05-March-2024", "05/03/2024",
                 "2024-03-05 00:00:00.000"):  # fmt: skip
        assert day_of(text) == wanted, text
    assert day_of("March") is None
    assert number_of("1,234.5") == 1234.5
    assert number_of("") is None and number_of("inf") is None and number_of("nan") is None
