"""How many paragraphs were read and how many left out, why, and whether those report speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from servanda.reading.text.article import Block
from servanda.reading.text.speech import holds_speech

__all__ = ["Tally", "tally_of"]

_OPENINGS = frozenset({"dateline", "label"})
"""What stands before a paragraph's first word is no paragraph."""


@dataclass(frozen=True)
class Tally:
    """Counts over articles: paragraphs `read`, `left` out by reason, and `speaking` among those."""

    articles: int = 0
    read: int = 0
    left: Counter[str] = field(default_factory=Counter)
    speaking: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.articles + other.articles,
            self.read + other.read,
            self.left + other.left,
            self.speaking + other.speaking,
        )

    def __str__(self) -> str:
        """Return the counts in one line."""
        of = f"{_count(self.articles, 'article')}"
        left = self.left.total()
        why = ", ".join(f"{n} {why.replace('_', ' ')}" for why, n in self.left.most_common())
        told = f"read {_count(self.read, 'paragraph')} of {of}; left out {left}"
        if not left:
            return told
        speech = "none of them reports" if not self.speaking else f"{self.speaking} of them report"
        return f"{told} ({why}); {speech} speech"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def tally_of(text: str, blocks: Iterable[Block]) -> Tally:
    """Return the counts of one article; a paragraph whose words are read elsewhere lacks nothing.

    >>> from servanda.reading.text.article import document_from_text
    >>> doc = document_from_text("Deal near\\n\\nThey met in Oslo and agreed on all points that "
    ...     "had kept the two sides of the war apart for years.\\n\\nImage: Reuters / A. B.")
    >>> str(tally_of(doc.text, doc.blocks))
    'read 2 paragraphs of 1 article; left out 1 (1 image credit); none of them reports speech'
    """
    read, left, doubtful = 0, Counter[str](), []
    kept: list[str] = []
    for block in blocks:
        words = block.span.of(text)
        if block.kind != "boilerplate":
            read += 1
            kept.append(words)
        elif block.why not in _OPENINGS:
            left[block.why] += 1
            if holds_speech(words):
                doubtful.append(words)
    whole = _bare("\x00".join(kept)) if doubtful else ""
    return Tally(1, read, left, sum(_bare(words) not in whole for words in doubtful))


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))
