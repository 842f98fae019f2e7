"""Every format is written whole, says the same, and carries nothing that runs."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.report.conftest import STRAIT, Assessed

from servanda.errors import InputError
from servanda.report.formats import FORMATS
from servanda.report.formats.markdown import render_markdown
from servanda.report.formats.write import write

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _written(made: Assessed, folder: Path, name: str, public: bool = False) -> dict[str, bytes]:
    """Write one format and return its files by name."""
    chosen = FORMATS.resolve([name])
    paths = write(made.case, made.assessment, made.folder, folder / "memo", chosen, public=public)
    return {path.name: path.read_bytes() for path in paths}


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_every_format_writes_files_with_its_ending(
    name: str, strait_assessed: Assessed, tmp_path: Path
) -> None:
    files = _written(strait_assessed, tmp_path, name)
    assert files
    (made,) = FORMATS.resolve([name])
    assert all(file.endswith(f".{made.ending}") and content for file, content in files.items())
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(files)


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(InputError, match="html, md, docx"):
        FORMATS.resolve(["tea"])
    assert [each.name for each in FORMATS.resolve([" HTML", ".md", "html"])] == ["html", "md"]


def test_a_file_that_stands_there_is_replaced_whole_or_not_at_all(
    strait_assessed: Assessed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "memo.md").write_text("old", encoding="utf-8")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", broken)
    with pytest.raises(InputError, match="the disk is full"):
        _written(strait_assessed, tmp_path, "md")
    assert [each.name for each in tmp_path.iterdir()] == ["memo.md"]
    assert (tmp_path / "memo.md").read_text(encoding="utf-8") == "old"


def test_markdown_shows_attacks_as_text(hostile: Assessed) -> None:
    text = render_markdown(hostile.case, hostile.assessment, hostile.folder)
    outside = re.sub(r"^(```+)\n.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert "\\<script\\>" in outside
    assert not re.search(r"(?<!\\)<", outside)
    assert not re.search(r"(?<!\\)\]\(", outside)
    assert "\u202e" not in text
    rows = [line for line in outside.splitlines() if line.startswith("| ")]
    assert len(rows) > 20


def test_a_spreadsheet_runs_no_formula(strait_assessed: Assessed, tmp_path: Path) -> None:
    from dataclasses import replace

    made = strait_assessed.assessment
    named = replace(made.proposals[0], title="=HYPERLINK(1)")
    evil = Assessed(
        strait_assessed.case, replace(made, proposals=(named, *made.proposals[1:])),
        strait_assessed.folder,
    )  # fmt: skip
    text = _written(evil, tmp_path, "csv")["memo-proposals.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert float(rows[0]["signed"]) == made.proposals[0].signed.share
    assert [row["proposal"] for row in rows] == [p.id for p in made.proposals]


def test_a_workbook_has_the_tables_of_the_csv_files(
    strait_assessed: Assessed, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    files = _written(strait_assessed, tmp_path, "csv")
    (content,) = _written(strait_assessed, tmp_path, "xlsx").values()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {f"memo-{sheet.title}.csv" for sheet in book.worksheets} == set(files)
    for sheet in book.worksheets:
        text = files[f"memo-{sheet.title}.csv"].decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert [[cell.value for cell in sheet[1]]] == [rows[0]]
        assert sheet.max_row == len(rows)


def test_polars_opens_the_parquet_files(strait_assessed: Assessed, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    files = _written(strait_assessed, tmp_path, "parquet")
    made = strait_assessed.assessment
    frame = polars.read_parquet(io.BytesIO(files["memo-proposals.parquet"]))
    assert frame["proposal"].to_list() == [each.id for each in made.proposals]
    assert frame["signed"].to_list() == [each.signed.share for each in made.proposals]
    worlds = polars.read_parquet(io.BytesIO(files["memo-worlds.parquet"]))
    assert worlds.height == made.worlds * len(made.proposals)


def test_parquet_holds_every_kept_world(strait_assessed: Assessed, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    _written(strait_assessed, tmp_path, "parquet")
    made = strait_assessed.assessment
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT proposal, count(*), avg(signed) FROM '{tmp_path / 'memo-worlds.parquet'}' "
            "GROUP BY proposal"
        ).fetchall()
    assert {row[0]: row[1] for row in found} == {p.id: made.worlds for p in made.proposals}
    for proposal, _, signed in found:
        assert signed == pytest.approx(made[proposal].signed.share, abs=1e-12)


def test_figures_are_drawings_with_a_title_for_those_who_cannot_see(
    strait_assessed: Assessed, tmp_path: Path
) -> None:
    for content in _written(strait_assessed, tmp_path, "svg").values():
        drawing = ElementTree.fromstring(content)
        assert drawing.tag.endswith("svg")
        assert drawing[0].tag.endswith("title")
        assert drawing[0].text
        assert drawing[1].tag.endswith("desc")


def test_a_toy_format_is_one_entry_and_is_in_python_and_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import servanda as sv
    from servanda.cli import main
    from servanda.report import formats
    from servanda.report.material import Material

    def toy(material: Material, stem: Path) -> dict[Path, bytes]:
        names = ", ".join(result.id for result in material.assessment)
        return {stem.with_name(f"{stem.name}.toy"): names.encode()}

    made = formats.Format("toy", "names alone", toy)
    monkeypatch.setattr(formats, "FORMATS", formats.Formats((*FORMATS, made)))
    chosen = {"explore": "none", "worlds": 50}
    (ours,) = sv.report(STRAIT, tmp_path / "ours.toy", **chosen)  # type: ignore[arg-type]
    assert ours.read_text(encoding="utf-8").startswith("truce, ")
    with pytest.raises(SystemExit) as ended:
        main(["report", str(STRAIT), "-o", str(tmp_path / "theirs"), "--to", "toy,md",
              "--worlds", "50", "--explore", "none"])  # fmt: skip
    assert not ended.value.code
    assert (tmp_path / "theirs.toy").read_bytes() == ours.read_bytes()
    with pytest.raises(SystemExit):
        main(["report", str(STRAIT), "--to", "tea"])
    assert "pdf, toy" in capsys.readouterr().err
