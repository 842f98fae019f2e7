"""Lines set in capitals, in which names look like any word: a headline, a masthead."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["in_small_letters"]

FEWEST: Final = 3
"""Words of a line in capitals that is no name by itself ("UNHCR", "KABUL, MONDAY")."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_LINE: Final = re.compile(r"[^\n]+")


def in_small_letters(text: str) -> str:
    """Return a text whose lines in capitals are set as titles, every letter in its place.

    Letters that stand for words ("UN") lose their capitals too: look for them in `text` first.

    >>> in_small_letters("ISRAEL AND EGYPT INITIAL PACT\\nIt was signed.")
    'Israel And Egypt Initial Pact\\nIt was signed.'
    """
    return _LINE.sub(lambda line: _titled(line.group()), text)


def _titled(line: str) -> str:
    if not line.isupper() or sum(len(word) > 1 for word in _WORD.findall(line)) < FEWEST:
        return line
    return _WORD.sub(lambda word: _set(word.group(), line[word.start() - 1 : word.start()]), line)


def _set(word: str, before: str) -> str:
    """Return a word as a title sets it: behind an apostrophe or a hyphen in small letters alone."""
    small = word.lower() if before in {"'", "’", "-"} else word[0] + word[1:].lower()
    return small if len(small) == len(word) else word
