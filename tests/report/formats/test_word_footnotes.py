"""Footnotes in a Word document."""

from __future__ import annotations

import io
import zipfile

from docx import Document

from servanda.report.formats.word_footnotes import Footnotes


def test_each_mark_leads_to_its_text_and_markup_is_text() -> None:
    document = Document()
    notes = Footnotes(document)
    for text in ("first", "<w:b/> & second"):
        notes.add(document.add_paragraph("It is so"), text)
    notes.finish()
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as archive:
        body = archive.read("word/document.xml").decode()
        foot = archive.read("word/footnotes.xml").decode()
    assert body.count("footnoteReference") == 2
    assert 'w:id="1"' in body and 'w:id="2"' in body
    assert "&lt;w:b/&gt; &amp; second" in foot and foot.index("first") < foot.index("second")
    Document(io.BytesIO(held.getvalue()))  # it opens again
