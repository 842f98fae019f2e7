"""A place in a text, in code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Span", "joined"]

GAP = " […] "
"""Stands between the fragments of a split quotation."""


@dataclass(frozen=True, order=True)
class Span:
    """The code points `start` up to, not including, `end` of a text.

    >>> Span(0, 4).of("Kyiv decides")
    'Kyiv'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of `text` the span covers."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Say whether the two share a code point."""
        return self.start < other.end and other.start < self.end


def joined(spans: Iterable[Span], text: str) -> str:
    """Return the pieces of `text` the spans cover, a gap marked between them.

    >>> joined([Span(0, 2), Span(6, 8)], "we so go")
    'we […] go'
    """
    return GAP.join(span.of(text) for span in spans)
