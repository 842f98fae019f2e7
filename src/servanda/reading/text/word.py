"""The text of a Word document: paragraphs, cells, text boxes and notes, without hidden words."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from servanda.reading.text.extracted import LARGEST, Extracted, as_date

__all__ = ["other_archive", "word_text"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ON_OFF = {None, "1", "true", "on"}
_LEFT_OUT = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_SIGNS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def word_text(data: bytes) -> Extracted:
    """Return the text of a Word document: its body, a text box after the paragraph it hangs on,
    and its foot- and endnotes at the end; what is hidden or struck out is not read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                return Extracted(unread=other_archive(names))
            parts = ["word/document.xml", *(name for name in _NOTES if name in names)]
            if sum(archive.getinfo(part).file_size for part in parts) > LARGEST:
                return Extracted(unread=f"larger than {LARGEST // 2**20} MB")
            hidden = _hidden_styles(archive, names)
            roots = [ElementTree.fromstring(archive.read(part)) for part in parts]
            about = _properties(archive)
            text = "\n\n".join(p for root in roots for p in _paragraphs(root, hidden) if p)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, NotImplementedError):
        return Extracted(unread="a damaged zip archive")
    except (ElementTree.ParseError, KeyError, RuntimeError, ValueError, RecursionError):
        return Extracted(unread="a damaged Word document")
    return Extracted(
        text=text,
        title=about.get("title", ""),
        author=about.get("creator", ""),
        published=as_date(about.get("created", "")),
        from_file=True,
    )


def other_archive(names: set[str]) -> str:
    """Say what a zip archive is that is no Word document."""
    if "xl/workbook.xml" in names:
        return "a table (a spreadsheet), not an article; save what it says as text to read it"
    if "content.xml" in names:
        return "an OpenDocument file; save it as .docx or .txt to read it"
    if any(name.startswith("ppt/") for name in names):
        return "a presentation; save its text as .docx or .txt to read it"
    return "a zip archive, not a Word document"


def _hidden_styles(archive: zipfile.ZipFile, names: set[str]) -> frozenset[str]:
    """Return the styles whose text is hidden."""
    part = "word/styles.xml"
    if part not in names or archive.getinfo(part).file_size > LARGEST:
        return frozenset()
    found = set()
    for style in ElementTree.fromstring(archive.read(part)).iter(f"{_W}style"):
        vanish = style.find(f"{_W}rPr/{_W}vanish")
        if vanish is not None and vanish.get(f"{_W}val") in _ON_OFF:
            found.add(style.get(f"{_W}styleId") or "")
    return frozenset(found)


def _paragraphs(root: ElementTree.Element, hidden: frozenset[str]) -> Iterator[str]:
    """Yield the paragraphs below an element, each before those of the boxes inside it."""
    for child in root:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}p":
            boxes: list[ElementTree.Element] = []
            words = "" if _is_hidden(child, "p", hidden) else "".join(_words(child, hidden, boxes))
            yield words.strip()
            for box in boxes:
                yield from _paragraphs(box, hidden)
        else:
            yield from _paragraphs(child, hidden)


def _words(
    element: ElementTree.Element, hidden: frozenset[str], boxes: list[ElementTree.Element]
) -> Iterator[str]:
    """Yield the words of a paragraph; text boxes met inside it are kept for later."""
    for child in element:
        if child.tag in _LEFT_OUT or (child.tag == f"{_W}r" and _is_hidden(child, "r", hidden)):
            continue
        if child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _words(child, hidden, boxes)


def _is_hidden(element: ElementTree.Element, level: str, hidden: frozenset[str]) -> bool:
    about = element.find(f"{_W}{level}Pr")
    if about is None:
        return False
    style = about.find(f"{_W}{level}Style")
    if style is not None and style.get(f"{_W}val") in hidden:
        return True
    vanish = about.find(f"{_W}vanish") if level == "r" else None
    return vanish is not None and vanish.get(f"{_W}val") in _ON_OFF


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    if "docProps/core.xml" not in archive.namelist():
        return {}
    if archive.getinfo("docProps/core.xml").file_size > 1_000_000:
        return {}
    root = ElementTree.fromstring(archive.read("docProps/core.xml"))
    return {element.tag.rsplit("}", 1)[-1]: (element.text or "").strip() for element in root}
