"""The text of an HTML page: what the extractor takes for the article, and what it wrongly leaves.

A paragraph that reports speech is never lost: whatever the extractor leaves out of the page's own
text and holds a quotation or a reporting verb is put back in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from servanda.errors import MissingExtraError
from servanda.reading.text.extracted import Extracted, as_date
from servanda.reading.text.speech import holds_speech

__all__ = ["HTML_START", "page_text"]

_DEEPEST = 250
HTML_START = re.compile(r"(?is)\A\s*(?:<!--.{0,4000}?-->\s*)?<(?:!doctype html|html|head|body)\b")
"""How a page begins, whatever its file is called."""
_TAG = re.compile(r"(?s)<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]*>")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<]{10000,}")
_MOST_TAGS = 50_000
"""Tags beyond which the extractor takes minutes; a page of news has a few thousand."""
_MOST_ATTRIBUTES = 500
"""Attributes of one tag beyond which it does: its time grows with their square."""
_MUTE = re.compile(r"(?is)<(script|style|noscript|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)")
_BLOCK_TAG = re.compile(
    r"(?i)</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|header|footer|blockquote)\b"
)
_OPEN_OR_CLOSE = re.compile(
    r"<(/?)(?:div|span|p|b|i|em|table|td|tr|ul|li|a|font|section|q)\b", re.I
)
_ASIDE_TAGS = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "form",
        "button",
        "select",
        "option",
        "iframe",
        "svg",
    )
)
_OTHERS = re.compile(
    r"comment|disqus|related|promo|newsletter|cookie|share|social|sidebar|teaser|recirc"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PARAGRAPHS = frozenset("p li blockquote figcaption td th dd dt h2 h3 h4 div section q pre".split())  # noqa: SIM905
_CELLS = re.compile(r"\s*\|\s*")
_RULE = re.compile(r"[\s|:-]+")


def page_text(text: str) -> Extracted:
    """Return the article in a page, cells of tables as paragraphs of their own.

    Raises `MissingExtraError` where the extra that reads pages is not installed.
    """
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
    lines = _without_cell_marks(page.text)
    return Extracted(
        text="\n".join(_with_lost_speech(lines, text)),
        title=page.title or "",
        author=page.author or "",
        publisher=page.sitename or "",
        url=page.url or "",
        published=as_date(page.date or ""),
    )


def _without_cell_marks(text: str) -> list[str]:
    """Return the lines of a text, each cell of a table row as a line of its own."""
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.lstrip().startswith("|"):
            lines.append(line)
        elif not _RULE.fullmatch(line):
            lines += filter(None, (cell.strip() for cell in _CELLS.split(line)))
    return lines


def _with_lost_speech(lines: list[str], page: str) -> list[str]:
    """Put back, after the paragraph before it, each that reports speech and was left out."""
    if not holds_speech(page):
        return lines
    kept = _bare("\n".join(lines))
    places = {_bare(line): i for i, line in enumerate(lines)}
    after: dict[int, list[str]] = {}
    at = -1
    for words in _paragraphs_of(page):
        bare = _bare(words)
        if not bare:
            continue
        at = places.get(bare, at)
        if bare not in kept and holds_speech(words):
            after.setdefault(at, []).append(words)
            kept += "\n" + bare
    if not after:
        return lines
    whole = list(after.get(-1, []))
    for i, line in enumerate(lines):
        whole += [line, *after.get(i, [])]
    return whole


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words)).lower()


def _paragraphs_of(page: str) -> Iterator[str]:
    """Yield the paragraphs of a page's body in order, without what is hidden or not its text."""
    from lxml import etree, html

    try:
        root = html.fromstring(
            page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    body = root.find(".//body")
    yield from _below(root if body is None else body)


def _below(element: Any) -> Iterator[str]:
    """Yield the paragraphs in an element: its own words between those of the blocks inside it."""
    pieces = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or _is_left(child):
            pieces.append(" ")
        elif child.tag in _PARAGRAPHS or (
            len(child) and any(c.tag in _PARAGRAPHS for c in child.iter())
        ):
            yield from _told(pieces)
            pieces = []
            yield from _below(child)
        elif child.tag == "br":
            pieces.append("\n")
        else:
            pieces.append("".join(child.itertext()))
        pieces.append(child.tail or "")
    yield from _told(pieces)


def _told(pieces: list[str]) -> Iterator[str]:
    for line in "".join(pieces).split("\n\n"):
        words = " ".join(line.split())
        if words:
            yield words


def _is_left(element: Any) -> bool:
    if element.tag in _ASIDE_TAGS or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or "") or element.get("aria-hidden") == "true":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag not in {"body", "article", "main", "p"} and bool(_OTHERS.search(names))


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
