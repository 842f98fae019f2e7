"""The text of a Word document, without hidden words."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from servanda.reading.text.word import other_archive, word_text


def test_paragraphs_and_cells_are_read_and_what_is_hidden_is_not() -> None:
    document = Document()
    document.core_properties.title, document.core_properties.author = "A title", "Ada"
    paragraph = document.add_paragraph("It is so")
    paragraph.add_run(" and nobody sees this").font.hidden = True
    document.add_table(1, 1).cell(0, 0).text = "a cell"
    held = io.BytesIO()
    document.save(held)
    found = word_text(held.getvalue())
    assert found.text == "It is so\n\na cell" and found.from_file
    assert (found.title, found.author) == ("A title", "Ada")


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name in names:
            made.writestr(name, "<a/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"PK\x03\x04rubbish", "a damaged zip archive"), (archive("xl/workbook.xml"), "a spreadsheet"),
     (archive("content.xml"), "an OpenDocument file"), (archive("x"), "not a Word document"),
     (archive("ppt/slides/1.xml"), "a presentation")],
)  # fmt: skip
def test_what_is_no_word_document_is_told(data: bytes, said: str) -> None:
    assert said in word_text(data).unread


def test_other_archives_are_told_apart() -> None:
    assert "spreadsheet" in other_archive({"xl/workbook.xml", "content.xml"})
