"""A file as a document: text with stable offsets, blocks, and what the file says about itself."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, Literal

from servanda.errors import InputError
from servanda.evidence.records import Source
from servanda.evidence.span import Span
from servanda.reading.text.boilerplate import reasons
from servanda.reading.text.decode import Moved, normalised
from servanda.reading.text.formats import LARGEST, Extracted, extract
from servanda.reading.text.head_lines import HEAD
from servanda.reading.text.imprints import imprint
from servanda.reading.text.language import language_of
from servanda.reading.text.masthead import masthead
from servanda.reading.text.openings import opening_of
from servanda.reading.text.printed_days import day_in
from servanda.reading.text.speech import holds_speech

__all__ = [
    "SUFFIXES",
    "Block",
    "Document",
    "document_from_text",
    "files_in",
    "leads_out",
    "name_of",
    "printable",
    "read_document",
]

BlockKind = Literal["title", "heading", "prose", "boilerplate"]
SUFFIXES = frozenset(
    {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".text"}
)
_MOST_BLOCKS = 200_000
_FOOT = 3
"""Paragraphs at the end that can be signature and imprint."""
_OTHERS = frozenset(
    "related comments subscribe link_text author_bio caption".split()  # noqa: SIM905
)
"""Kinds of boilerplate that name other people, and other pages."""
_LINE = re.compile(r"[^\n]+")
_BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\n")
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t\u00a0]*\n))*")
_FULL_STOP = re.compile(r"[.!?…][\"”’')\]]*\Z")


@dataclass(frozen=True)
class Block:
    """A paragraph or line of a document; `why` says what kind of boilerplate it is."""

    span: Span
    kind: BlockKind
    why: str = ""


@dataclass(frozen=True)
class Document:
    """A source, its stored text and its blocks; `unread` says why it was not read, if so.

    `moved`: where stored offsets are not the file's (`servanda.reading.text.decode.normalised`).
    """

    source: Source
    text: str
    blocks: tuple[Block, ...] = ()
    unread: str = ""
    moved: Moved = ()

    @property
    def prose(self) -> tuple[Block, ...]:
        """Return the blocks that are read."""
        return tuple(block for block in self.blocks if block.kind == "prose")

    @property
    def boilerplate(self) -> tuple[Block, ...]:
        """Return the blocks that are not the article's own text."""
        return tuple(block for block in self.blocks if block.kind == "boilerplate")


def document_from_text(text: str, id: str = "", about: Extracted | None = None) -> Document:
    """Return `text` as a document: its blocks told apart, its language named.

    `text` is normalised first; without `id` the document is named by its hash.

    >>> doc = document_from_text("Deal near\\n\\nThey met in Oslo and agreed on all of the points "
    ...     "that had kept the two sides of the war apart for years.\\n\\nImage: Reuters / A. B.")
    >>> [(block.kind, block.why) for block in doc.blocks]
    [('title', ''), ('prose', ''), ('boilerplate', 'image_credit')]
    """
    about = about or Extracted()
    text, moved = normalised(text)
    hashed = Source.hash_of(text)
    spans = _spans(text)
    pieces = [span.of(text) for span in spans]
    why = reasons(pieces)
    foot = max(HEAD, len(spans) - _FOOT)
    own = ["" if kind in _OTHERS else piece for piece, kind in zip(pieces, why, strict=True)]
    head = masthead(own[:HEAD], own[foot:])
    blocks = _blocks(text, spans, why, [*head.lines, *(foot + i for i in head.last)])
    prose = " ".join(b.span.of(text) for b in blocks if b.kind == "prose") or text
    language = language_of(prose)
    title = about.title or next((b.span.of(text) for b in blocks if b.kind == "title"), "")
    day = head.day or _published(text, blocks, id)
    author = head.author or _author(text, blocks, bool(head.lines))
    source = Source(
        id=id or hashed[:16],
        title=" ".join(title.split()),
        publisher=about.publisher or _printed_by(head.publisher, text, spans),
        published=day if about.from_file and day else about.published or day,
        author=author if about.from_file and author else about.author or author,
        url=about.url,
        language=language,
        text_sha256=hashed,
    )
    unread = about.unread or _unread(text, language)
    return Document(source, text, blocks, unread, moved)


def _printed_by(publisher: str, text: str, spans: Sequence[Span]) -> str:
    """Return who printed a text: by its masthead, else by what was pasted with it."""
    if publisher and not _PASTED.match(publisher):
        return publisher
    near = [*spans[:HEAD], *spans[max(HEAD, len(spans) - _FOOT) :]]
    return imprint([span.of(text) for span in near]) or publisher


_PASTED = re.compile(r"\A(?:[\[*_(#]|(?:Source|Publisher|From|Excerpt|Title)\b)")
"""What is no name: a label or a mark before one."""


def _unread(text: str, language: str | None) -> str:
    if not text.strip():
        return "empty"
    if language not in {"en", None}:
        return f"in a language that is not read yet ({language})"
    return ""


def _spans(text: str) -> list[Span]:
    """Return the paragraphs: between blank lines where lines are wrapped, else line by line."""
    pattern = _PARAGRAPH if _is_wrapped(text) else _LINE
    spans = (_trimmed(text, m.start(), m.end()) for m in pattern.finditer(text))
    return list(islice((span for span in spans if len(span)), _MOST_BLOCKS))


def _is_wrapped(text: str) -> bool:
    """Say whether line ends are a page's width: most full lines stop short of a sentence's end."""
    lines = [m.group().strip() for m in islice(_LINE.finditer(text), 400)]
    full = [line for line in lines if 45 <= len(line) <= 100]
    if len(full) < 4 or len(full) < 0.5 * len(lines) or not _BLANK_LINE.search(text):
        return False
    return sum(not _FULL_STOP.search(line) for line in full) > 0.5 * len(full)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, end - len(piece) + len(piece.rstrip())))


def _blocks(text: str, spans: list[Span], why: list[str], head: Sequence[int]) -> tuple[Block, ...]:
    """Return the paragraphs, told apart by `why` they are boilerplate.

    `head`: which of them are masthead and nothing else.
    """
    pieces = [span.of(text) for span in spans]
    for i in head:
        if not holds_speech(pieces[i]):
            why[i] = why[i] or "masthead"
    kinds: list[BlockKind] = [
        "boilerplate" if reason else ("heading" if _is_heading(piece) else "prose")
        for piece, reason in zip(pieces, why, strict=True)
    ]
    _settle_headings(pieces, kinds)
    found = (Block(*parts) for parts in zip(spans, kinds, why, strict=True))
    return tuple(part for block in found for part in _opened(text, block))


def _opened(text: str, block: Block) -> tuple[Block, ...]:
    """Return a paragraph without the dateline or label it opens with, and that."""
    if block.kind != "prose":
        return (block,)
    start, end = block.span.start, block.span.end
    long, why = opening_of(text[start : min(end, start + 120)])
    if not long:
        return (block,)
    opening = Block(
        Span(start, start + len(text[start : start + long].rstrip())), "boilerplate", why
    )
    return opening, Block(Span(start + long, end), "prose")


def _is_heading(piece: str) -> bool:
    words = piece.split()
    if len(words) > 16 or '"' in piece or "“" in piece:
        return False
    if not _FULL_STOP.search(piece) and piece[-1] not in ":;,":
        return True
    content = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return (
        len(words) >= 3
        and bool(content)
        and sum(w[0].isupper() for w in content) > 0.9 * len(content)
    )


def _settle_headings(pieces: list[str], kinds: list[BlockKind]) -> None:
    """Call the first heading the title, and one that no prose follows prose after all."""
    own = [i for i, kind in enumerate(kinds) if kind != "boilerplate"]
    if len(own) > 1 and kinds[own[0]] == "prose" and _is_title(pieces[own[0]], pieces[own[1]]):
        kinds[own[0]] = "heading"
    if own and kinds[own[0]] == "heading" and len(own) > 1:
        kinds[own[0]] = "title"
    for i in own:
        if kinds[i] == "heading" and len(own) == 1:
            kinds[i] = "prose"


def _is_title(first: str, second: str) -> bool:
    words = len(first.split())
    return (
        words <= 22 and len(second.split()) > words and first.count(". ") == 0 and "”" not in first
    )


_LIFE = re.compile(r"\A\W*([A-ZÀ-Þ][\w’'.-]+(?:\s+[A-ZÀ-Þ][\w’'.-]+){1,3})\s+(?:is|was|has)\b")
_BY = re.compile(r"\A\W*(?:By|BY|Written by|Author:|About the Authors?:?)\s+([^|,\n]{3,80})")


def _published(text: str, blocks: tuple[Block, ...], name: str) -> date | None:
    """Return the date in a byline or a dateline or, failing those, in the document's name."""
    for why in ("byline", "dateline", "masthead"):
        for block in blocks:
            day = day_in(block.span.of(text)) if block.why == why else None
            if day:
                return day
    return day_in(name) if _ISO_NAME.search(name) else None


_ISO_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d[-_./]?\d\d[-_./]?\d\d(?!\d)")


def _author(text: str, blocks: tuple[Block, ...], headed: bool) -> str:
    """Return who wrote an article by its byline, not where the masthead was `headed` otherwise."""
    for pattern, why in ((_BY, "byline"), (_BY, "author_bio"), (_LIFE, "author_bio")):
        for block in blocks if why != "byline" or not headed else ():
            match = pattern.match(block.span.of(text)) if block.why == why else None
            if match:
                return match[1].strip(" :")
    return ""


def read_document(path: Path | IO[bytes], id: str = "") -> Document:
    """Return the file at `path`, or what an open binary stream still holds, as a document.

    The document is named by the file's name without its ending, a stream by its hash.

    Raises `InputError` where the file cannot be opened.
    """
    if isinstance(path, Path):
        name, id = path.name, id or name_of(path)
        data = _bytes(path)
    else:
        name, data = "", path.read(LARGEST + 1)
    found = extract(data, name)
    if found.unread:
        hashed = sha256(data).hexdigest()
        source = Source(id=id or hashed[:16], title=found.title, text_sha256=hashed)
        return Document(source, "", (), found.unread)
    return document_from_text(found.text, id, found)


def name_of(path: Path) -> str:
    """Return the name a file's document goes by: without ending and signs that cannot be shown.

    >>> name_of(Path("talks/day\\n1.txt"))
    'day\ufffd1'
    """
    return printable(path.stem)


def printable(name: str) -> str:
    """Return a name in which U+FFFD stands for each sign that cannot be written or shown.

    A file's name may hold line ends, terminal commands, and bytes that are no UTF-8.
    """
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


_BINARY = getattr(os, "O_BINARY", 0)


def _bytes(path: Path) -> bytes:
    try:
        # Not blocking: a named pipe that nobody writes to would be waited for.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                where = printable(str(path))
                raise InputError(f"cannot read {where}: no regular file, but a folder or a device")
            return file.read(LARGEST + 1)
    except OSError as fault:
        reason = (fault.strerror or "it cannot be opened").lower()
        where = printable(str(path))
        raise InputError(f"cannot read {where}: {reason}; name a file or a folder") from None


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the article files in `paths`, folders walked in order of name, without holding them.

    A file named outright is yielded whatever its ending; hidden files and folders are not walked.
    What is no regular file, a folder that cannot be listed and a link to nowhere are yielded, so
    that reading tells of them. A link that leads out of the folder given is not followed: somebody
    else may have put it there (`servanda.reading.text.passed_over` tells of it).

    Raises `InputError` for a path that is not there.
    """
    for path in paths:
        if not path.exists():
            where = printable(str(path))
            raise InputError(f"no file or folder is called {where}; check the name")
        if path.is_dir():
            yield from _walk(path, path.resolve())
        else:
            yield path


def leads_out(path: Path, root: Path) -> bool:
    """Say whether a link leads out of a folder, whose name has no link in it, to what is there."""
    if not path.is_symlink():
        return False
    target = path.resolve()
    return target.exists() and not target.is_relative_to(root)


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if leads_out(path, root):
            continue
        if path.is_dir():
            yield from () if path.is_symlink() else _walk(path, root)
        elif path.suffix.lower() in SUFFIXES:
            yield path
