"""The text of a PDF, its lines joined to paragraphs."""

from __future__ import annotations

import io
import re
import struct
import zlib
from datetime import datetime
from importlib.util import find_spec

from servanda.errors import MissingExtraError
from servanda.reading.text.extracted import Extracted

__all__ = ["pdf_text"]

_PAGES = 2000
_PDF_FAULTS = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError,
    OverflowError, NotImplementedError, OSError, EOFError, struct.error, zlib.error, MemoryError,
)  # fmt: skip
"""What a damaged PDF makes the parser raise, seen by fuzzing it."""


def pdf_text(data: bytes) -> Extracted:
    """Return the text of a PDF, or why it has none."""
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
    return Extracted(
        text=text, title=str(title or ""), author=str(author or ""), published=day, from_file=True
    )


_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


_ENDS = re.compile(r"[.!?:;…][\"”’»)\]]*\Z")
_AROUND = 12
"""Lines either way that say how wide a column is: a title, a footer or a table has its own
width."""


def _unwrapped(page: str) -> str:
    """Join the lines of a paragraph that a column's width broke.

    A line goes on in the next where it is about as wide as the lines around it, or where it ends
    no sentence and the next begins with a small letter.
    """
    page = _HYPHEN.sub("", page)
    lines = [line.strip() for line in page.split("\n")]
    out: list[str] = []
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else ""
        if out and before and line and _goes_on(lines, i - 1, line):
            out[-1] += " " + line
        elif line:
            out.append(line)
    return "\n\n".join(out)


def _goes_on(lines: list[str], i: int, after: str) -> bool:
    before = lines[i]
    near = sorted(len(x) for x in lines[max(0, i - _AROUND) : i + _AROUND + 1] if x)
    usual = near[int(0.75 * (len(near) - 1) + 0.5)]
    if _ENDS.search(before):
        return len(before) > 0.85 * usual and not _is_apart(before, usual)
    if after[0].islower():
        return len(before) > 0.4 * usual
    return len(before) > 0.75 * usual and not _is_apart(before, usual)


def _is_apart(line: str, usual: int) -> bool:
    """Say whether a line is so much wider than those around it that it belongs to another
    column."""
    return len(line) > 1.5 * usual
