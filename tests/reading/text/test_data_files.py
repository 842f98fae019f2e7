"""Data given as articles are named, and prose with commas stays prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.reading.text.data_files import data_file, tables_in

HEADS = {
    "acled.csv": ("event_id_cnty,event_date,year,notes\nUKR1,2024-05-03,2024,Clash\n",
                  "events of ACLED"),
    "ged.csv": ('"id","type_of_violence","dyad_new_id","best"\n1,1,5,3\n', "events of UCDP GED"),
    "acd.txt": ("conflict_id\tyear\tintensity_level\n333\t1991\t1\n", "conflicts of UCDP"),
    "pax.csv": ("Con,PP,AgtId,Agt,Dat\nBosnia,13,389,Dayton,21/11/1995\n", "agreements of PA-X"),
    "pad.csv": ("paid;pa_name;pa_date;pa_type\n1;Lusaka Protocol;1994-11-20;1\n",
                "agreements of UCDP"),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_an_export_is_named(name: str, tmp_path: Path) -> None:
    text, what = HEADS[name]
    (tmp_path / name).write_text(text)
    assert data_file(tmp_path / name) == f"a table: {what}"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("odd.csv", b"a,b,c\n1,2,3\n", "a table"),
        ("book.xlsx", b"PK\x03\x04", "a table"),
        ("table.txt", b"a,b,c\n1,2,3\n", ""),
        ("story.txt", b"Kyiv, Moscow, and Ankara agreed, he said, on it.\nIt broke.\n", ""),
        ("story.csv", b"France said on Monday that it would send troops.\nIt did not.\n", ""),
        ("empty.csv", b"", ""),
        ("folder.csv", None, ""),
    ],
)  # fmt: skip
def test_what_is_no_export(name: str, content: bytes | None, says: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.mkdir() if content is None else file.write_bytes(content)
    assert data_file(file) == says


def test_tables_of_a_folder(tmp_path: Path) -> None:
    for name in ("a.csv", "b.md", ".c.csv", "d/e.parquet", ".f/g.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [each.name for each in tables_in(tmp_path)] == ["a.csv", "e.parquet"]
