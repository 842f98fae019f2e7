"""Where sentences begin and end."""

from __future__ import annotations

import re
from functools import lru_cache

from servanda.evidence.span import Span

__all__ = ["sentences"]

_END = re.compile(r"(?:\.{1,3}|[!?…]+)[\"”’'»)\]]{0,4}(?=\s)")
_ABBREVIATIONS = """
    mr mrs ms dr prof st gen col lt maj capt sgt adm sen rep gov pres hon rev fr amb
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    u.s u.k u.n e.u a.m p.m i.e e.g vs etc no nos vol al inc ltd co corp jr sr ph.d d.c
    art para fig approx est dept univ brig cmdr
"""
_SHORT = frozenset(_ABBREVIATIONS.split())
_LONGEST = 2000
_LAST_WORD = re.compile(r"[\w.]+\Z")
_OPENERS = "\"“‘'«([—–-"


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of `text[start:end]`, white space trimmed, in order.

    A full stop after an initial or a common abbreviation ends no sentence, nor one that is
    followed by a small letter.

    >>> text = "Mr. Rutte spoke. “Why?” he asked. It ended."
    >>> [s.of(text) for s in sentences(text)]
    ['Mr. Rutte spoke.', '“Why?” he asked.', 'It ended.']
    """
    return list(_sentences_of(text, start, end))


@lru_cache(maxsize=1024)
def _sentences_of(text: str, start: int, end: int | None) -> tuple[Span, ...]:
    """Return the sentences of a part of a text; a text asked for again is known by itself."""
    return _sentences(text[start:end], start)


@lru_cache(maxsize=1024)
def _sentences(piece: str, offset: int) -> tuple[Span, ...]:
    """Return the sentences of a part of a text that begins at `offset`.

    The part alone is remembered: the same paragraph is asked for in texts that differ elsewhere.
    """
    found, begin, end = [], 0, len(piece)
    for match in _END.finditer(piece):
        if match.end() < end and _ends(piece, match, end):
            found.append((begin, match.end()))
            begin = match.end()
    found.append((begin, end))
    found = [cut for low, high in found for cut in _cut(piece, low, high)]
    return tuple(
        Span(offset + low, offset + high)
        for low, high in (_trimmed(piece, low, high) for low, high in found)
        if low < high
    )


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is too long for a sentence at spaces, so that work on one stays bounded."""
    pieces = []
    while end - start > _LONGEST:
        at = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        at = at if at > 0 else start + _LONGEST
        pieces.append((start, at))
        start = at
    return [*pieces, (start, end)]


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    at = match.end()
    while at < end and (text[at].isspace() or text[at] in _OPENERS):
        at += 1
    if at < end and text[at].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    last = _LAST_WORD.search(text, max(0, match.start() - 12), match.start())
    word = last.group() if last else ""
    if len(word) == 1 and word.isupper():
        return match.start() < 2 or not (word != "I" and text[match.start() - 2].isspace())
    return word.lower() not in _SHORT or (
        word.lower() in {"u.s", "u.k", "etc"} and _is_break(text, at)
    )


def _is_break(text: str, at: int) -> bool:
    """Say whether the word at `at` rarely follows an abbreviation inside a sentence."""
    return text[at : at + 12].split(" ")[0] in {"The", "But", "And", "It", "He", "She", "In", "A"}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
