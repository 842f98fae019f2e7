"""The report as a Word document: footnotes for citations, nothing hidden."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from tests.report.conftest import Assessed

from servanda.report.formats import FORMATS
from servanda.report.formats.write import write


def _written(made: Assessed, folder: Path, name: str, public: bool = False) -> dict[str, bytes]:
    """Write one format and return its files by name."""
    chosen = FORMATS.resolve([name])
    paths = write(made.case, made.assessment, made.folder, folder / "memo", chosen, public=public)
    return {path.name: path.read_bytes() for path in paths}


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_word_has_a_footnote_for_each_citation_and_hides_nothing(
    hostile: Assessed, tmp_path: Path
) -> None:
    content = _written(hostile, tmp_path, "docx")["memo.docx"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
        types = archive.read("[Content_Types].xml").decode()
    marks = [mark.get(f"{WORD}id") for mark in body.iter(f"{WORD}footnoteReference")]
    noted = [note.get(f"{WORD}id") for note in notes if note.get(f"{WORD}type") is None]
    assert marks
    assert marks == noted
    assert "footnotes+xml" in types
    said = "".join(notes.itertext())
    assert "Before <script>document.title='run'</script> quoted words 0 after." in said
    assert "\u202e" not in said + "".join(body.itertext())


def test_word_keeps_quotations_back_from_the_public(hostile: Assessed, tmp_path: Path) -> None:
    content = _written(hostile, tmp_path, "docx", public=True)["memo.docx"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"quoted words" not in everything
    assert b"evil" not in everything
