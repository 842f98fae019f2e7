"""Plain text out of HTML, Markdown, PDF and Word, judged by content and not by file name.

Each reader returns `Extracted`; what cannot be read gives a reason, never an exception.
"""

from __future__ import annotations

import re

from servanda.reading.text.decode import decode
from servanda.reading.text.extracted import LARGEST, Extracted, as_date
from servanda.reading.text.given_tables import table_kind
from servanda.reading.text.page import HTML_START, page_text
from servanda.reading.text.pdf import pdf_text
from servanda.reading.text.word import word_text

__all__ = ["LARGEST", "Extracted", "extract"]

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


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
        return pdf_text(data)
    if data.startswith(b"PK\x03\x04"):
        return word_text(data)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return Extracted(unread=_binary_kind(data))
    text, _ = decode(data)
    if HTML_START.match(text[:8192]) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return page_text(text)
    if name.lower().endswith((".md", ".markdown")):
        return _markdown(text)
    if _is_binary(text[:4096]):
        return Extracted(unread="not a text document")
    kind = table_kind(text, name)
    return Extracted(unread=kind) if kind else Extracted(text=text)


_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx or .txt to read it"),
    (b"\x1f\x8b", "a compressed archive; unpack it to read what is inside"),
)


def _binary_kind(data: bytes) -> str:
    """Say what a file is that holds no text, and what would read it."""
    known = next((kind for start, kind in _KINDS if data.startswith(start)), "")
    return f"not a text document ({known or 'an image'})"


def _is_binary(sample: str) -> bool:
    """Say whether a text is made of bytes that mean something else: it holds control characters."""
    unfit = sample.count("\x00") + sample.count("\ufffd") > 0.2 * len(sample)
    return unfit or len(_CONTROLS.findall(sample)) > 0.05 * len(sample)


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
        published=as_date(fields.get("date", "") or fields.get("published", "")),
    )
