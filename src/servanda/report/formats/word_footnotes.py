"""Footnotes in a Word document: the part of the file that holds them, which python-docx lacks."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

__all__ = ["Footnotes"]

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FIRST = 1
"""Footnotes are numbered from 1; -1 and 0 are the two separators every document has."""


class Footnotes:
    """The footnotes of a document in the making."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._texts: list[str] = []

    def add(self, paragraph: Any, text: str) -> None:
        """Put the mark of a new footnote that says `text` at the end of a paragraph."""
        self._texts.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(_FIRST + len(self._texts) - 1))
        run._r.append(mark)

    def finish(self) -> None:
        """Write the footnotes into the document; call once, when all are added."""
        notes = "".join(_note(_FIRST + i, text) for i, text in enumerate(self._texts))
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<w:footnotes xmlns:w="{_NAMESPACE}">'
            f"{_separator(-1, 'separator')}{_separator(0, 'continuationSeparator')}{notes}"
            "</w:footnotes>"
        )
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _separator(number: int, kind: str) -> str:
    return (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    )


def _note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="40"/></w:pPr>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:rPr><w:sz w:val="17"/></w:rPr>'
        f'<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )
