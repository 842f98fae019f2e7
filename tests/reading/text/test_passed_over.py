"""Files that are no articles are named, with what would read them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from servanda.reading.text.article import read_document
from servanda.reading.text.given_tables import table_kind
from servanda.reading.text.passed_over import empty_folders, passed_over

TABLES = [
    (
        'event_id_cnty,event_date,year,event_type,notes\nUKR1,2024-05-03,2024,Battles,"May, so."\n',
        "ACLED",
    ),
    (
        "Con,Contp,PP,AgtId,Agt,Dat,Status\nA,Government,13,389,Framework,21/11/1995,Signed\n",
        "PA-X",
    ),
    ("conflict_id,dyad_id,pa_name,pa_date,cease\n333,735,Lusaka Protocol,1994-11-20,1\n", "UCDP"),
    ("country;year;deaths\nMali;2012;40\nMali;2013;70\n", "country, year, deaths"),
    ("country\tyear\tdeaths\nMali\t2012\t40\nMali\t2013\t70\n", "country, year, deaths"),
]


@pytest.mark.parametrize(("text", "told"), TABLES)
@pytest.mark.parametrize("name", ["t.csv", "t.txt"])
def test_a_table_is_told_for_what_it_is(tmp_path: Path, text: str, told: str, name: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    unread = read_document(tmp_path / name).unread
    assert unread.startswith("a table") and told in unread


@pytest.mark.parametrize(
    "text",
    [
        "Talks in Oslo, Bergen, and Paris\n\nThey met, they agreed, and they left.\n",
        "One, two, three\n\nA poem, of sorts, here\n\nIt ends, at last, now, so.",
        "Oslo, 3 May 2024, by Ana Ruiz\n\nThe two sides met, in the capital, on Friday.",
        "",
    ],
)
def test_an_article_is_no_table(text: str) -> None:
    assert table_kind(text, "a.txt") == ""


def test_every_file_of_a_folder_is_read_or_named(tmp_path: Path) -> None:
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    files = {
        "a.txt": b"Talks.", "b.csv": TABLES[0][0].encode(), "c.xlsx": sheet.getvalue(),
        "d.rtf": b"{\\rtf1}", "e.jpg": b"\xff\xd8\xff", "f.json": b'{"a": 1}', "g.xyz": b"words",
        "h.mp3": b"ID3", ".hidden": b"x",
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    named = {path.name: why for path, why in passed_over([tmp_path])}
    assert set(named) == {"b.csv", "c.xlsx", "d.rtf", "e.jpg", "f.json", "g.xyz", "h.mp3"}
    assert "ACLED" in named["b.csv"] and "spreadsheet" in named["c.xlsx"]
    assert "JSON" in named["f.json"] and ".txt" in named["d.rtf"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "e").mkdir()
    assert empty_folders([tmp_path / "e"]) == [str(tmp_path / "e")]
    (tmp_path / "e" / "a.txt").write_text("Talks.")
    assert empty_folders([tmp_path / "e"]) == []
