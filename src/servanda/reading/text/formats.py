"""Plain text out of HTML, Markdown, PDF and Word, judged by content and not by file name.

Each reader returns `Extracted`; what cannot be read gives a reason, never an exception.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from servanda.errors import MissingExtraError
from servanda.reading.text.decode import decode

__all__ = ["LARGEST", "Extracted", "extract"]

LARGEST = 64 * 1024 * 1024
"""Bytes above which a file is refused: an article is a thousand times smaller."""

_DEEPEST = 250
_PAGES = 2000
_HTML_START = re.compile(r"(?is)\A\s*(?:<!--.{0,4000}?-->\s*)?<(?:!doctype html|html|head|body)\b")
_TAG = re.compile(r"(?s)<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*>")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<]{10000,}")
_MOST_TAGS = 50_000
"""Tags beyond which the extractor takes minutes; a page of news has a few thousand."""
_MOST_ATTRIBUTES = 500
"""Attributes of one tag beyond which it does: its time grows with their square."""
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_MUTE = re.compile(r"(?is)<(script|style|noscript|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)")
_BLOCK_TAG = re.compile(
    r"(?i)</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|header|footer|blockquote)\b"
)
_OPEN_OR_CLOSE = re.compile(
    r"<(/?)(?:div|span|p|b|i|em|table|td|tr|ul|li|a|font|section|q)\b", re.I
)


@dataclass(frozen=True)
class Extracted:
    """The text of a file and what the file says about itself; `unread` says why there is none."""

    text: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    unread: str = ""


def extract(data: bytes, name: str = "") -> Extracted:
    """Return the text in `data`; `name` only tells Markdown from plain text.

    >>> extract(b"# Talks\\n\\nThey **met**.", "talks.md").text
    'Talks\\n\\nThey met.'
    >>> extract(b"PK\\x03\\x04nonsense").unread
    'a damaged zip archive'
    """
    if len(data) > LARGEST:
        return Extracted(unread=f"larger than {LARGEST // 2**20} MB")
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _word(data)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return Extracted(unread="not a text document")
    text, _ = decode(data)
    if _HTML_START.match(text[:8192]) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return _html(text)
    if name.lower().endswith((".md", ".markdown")):
        return _markdown(text)
    if _is_binary(text[:4096]):
        return Extracted(unread="not a text document")
    return Extracted(text=text)


def _is_binary(sample: str) -> bool:
    """Say whether a text is made of bytes that mean something else: it holds control characters."""
    unfit = sample.count("\x00") + sample.count("\ufffd") > 0.2 * len(sample)
    return unfit or len(_CONTROLS.findall(sample)) > 0.05 * len(sample)


def _html(text: str) -> Extracted:
    if not find_spec("trafilatura"):
        raise MissingExtraError("reading HTML", "read")
    if len(text) > 4_000_000 or _is_monstrous(text):
        return Extracted(text=_stripped(text))
    import trafilatura

    page: Any = trafilatura.bare_extraction(
        text, with_metadata=True, include_comments=False, include_tables=True
    )
    if page is None or not page.text:
        return Extracted(text=_stripped(text))
    return Extracted(
        text=page.text,
        title=page.title or "",
        author=page.author or "",
        publisher=page.sitename or "",
        url=page.url or "",
        published=_as_date(page.date or ""),
    )


def _is_monstrous(text: str) -> bool:
    """Say whether a page would take the extractor minutes, or more stack than there is."""
    if text.count("<") > _MOST_TAGS or _depth(text) > _DEEPEST:
        return True
    tags = (match.group().partition(">")[0] for match in _LONG_TAG.finditer(text))
    return any(len(tag.split()) > _MOST_ATTRIBUTES for tag in tags)


def _depth(text: str) -> int:
    """Return how deep common tags nest: parsers and their users recurse on it."""
    depth = deepest = 0
    for match in _OPEN_OR_CLOSE.finditer(text):
        depth = max(0, depth + (-1 if match.group(1) else 1))
        deepest = max(deepest, depth)
    return deepest


def _stripped(text: str) -> str:
    """Return the text between tags: the plain way for pages the extractor cannot take."""
    from html import unescape

    text = _MUTE.sub(" ", text[:20_000_000])
    text = _TAG.sub(lambda m: "\n" if _BLOCK_TAG.match(m.group()) else "", text)
    lines = (" ".join(line.split()) for line in unescape(text).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _as_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


_FRONT = re.compile(r"\A---\s*\n(.{0,4000}?)\n---\s*\n", re.DOTALL)
_FIELD = re.compile(r"^(title|author|date|url|source|publisher|published):[ \t]*(.+)$", re.M | re.I)
_MARKS = (
    (re.compile(r"^[ \t]*(?:`{3,}|~{3,}).*$", re.M), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.M), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.M), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
)


def _markdown(text: str) -> Extracted:
    front = _FRONT.match(text)
    fields = (
        {k.lower(): v.strip().strip("\"'") for k, v in _FIELD.findall(front[1])} if front else {}
    )
    if front:
        text = text[front.end() :]
    for pattern, plain in _MARKS:
        text = pattern.sub(plain, text)
    return Extracted(
        text=text,
        title=fields.get("title", ""),
        author=fields.get("author", ""),
        publisher=fields.get("publisher", ""),
        url=fields.get("url", "") or fields.get("source", ""),
        published=_as_date(fields.get("date", "") or fields.get("published", "")),
    )


_PDF_FAULTS = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError,
    OverflowError, NotImplementedError, OSError, EOFError, struct.error, zlib.error, MemoryError,
)  # fmt: skip
"""What a damaged PDF makes the parser raise, seen by fuzzing it."""


def _pdf(data: bytes) -> Extracted:
    if not find_spec("pypdf"):
        raise MissingExtraError("reading PDF", "read")
    import logging

    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Extracted(unread="an encrypted PDF")
        pages = [
            page.extract_text() or "" for page, _ in zip(reader.pages, range(_PAGES), strict=False)
        ]
        about = reader.metadata
        title, author, made = (
            (about.title, about.author, about.creation_date) if about else ("", "", None)
        )
    except (PyPdfError, *_PDF_FAULTS):
        return Extracted(unread="a damaged PDF")
    text = "\n\n".join(_unwrapped(page) for page in pages).strip()
    if not text:
        return Extracted(unread="a PDF without a text layer")
    day = made.date() if isinstance(made, datetime) else None
    return Extracted(text=text, title=str(title or ""), author=str(author or ""), published=day)


_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def _unwrapped(page: str) -> str:
    """Join the lines of a paragraph that a page's width broke."""
    page = _HYPHEN.sub("", page)
    lines = [line.strip() for line in page.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    out: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        full = len(before) > 0.75 * widest
        if out and before and line and full:
            out[-1] += " " + line
        elif line:
            out.append(line)
    return "\n\n".join(out)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _word(data: bytes) -> Extracted:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "word/document.xml" not in archive.namelist():
                return Extracted(unread="a zip archive, not a Word document")
            if archive.getinfo("word/document.xml").file_size > LARGEST:
                return Extracted(unread=f"larger than {LARGEST // 2**20} MB")
            body = ElementTree.fromstring(archive.read("word/document.xml"))
            about = _properties(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, NotImplementedError):
        return Extracted(unread="a damaged zip archive")
    except (ElementTree.ParseError, KeyError, RuntimeError, ValueError, RecursionError):
        return Extracted(unread="a damaged Word document")
    text = "\n\n".join(filter(None, map(_paragraph, body.iter(f"{_W}p"))))
    return Extracted(
        text=text,
        title=about.get("title", ""),
        author=about.get("creator", ""),
        published=_as_date(about.get("created", "")),
    )


def _paragraph(element: ElementTree.Element) -> str:
    pieces = []
    for part in element.iter():
        if part.tag == f"{_W}t":
            pieces.append(part.text or "")
        elif part.tag in {f"{_W}tab", f"{_W}br"}:
            pieces.append(" ")
    return "".join(pieces).strip()


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    if "docProps/core.xml" not in archive.namelist():
        return {}
    if archive.getinfo("docProps/core.xml").file_size > 1_000_000:
        return {}
    root = ElementTree.fromstring(archive.read("docProps/core.xml"))
    return {element.tag.rsplit("}", 1)[-1]: (element.text or "").strip() for element in root}
