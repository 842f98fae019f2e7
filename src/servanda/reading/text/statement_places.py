"""Finding the statement that holds a place, quickly, however many there are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from servanda.evidence.records import Statement
from servanda.evidence.span import Span

__all__ = ["Placed"]

_DEPTH = 64
"""Contents looked back over: more than ever overlap one place in a real text."""


class Placed:
    """The statements of a document, by where their contents stand."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.contents = sorted(
            ((part, s) for s in statements for part in s.content), key=lambda pair: pair[0]
        )
        self._content_starts = [part.start for part, _ in self.contents]

    def innermost(self, span: Span) -> Statement | None:
        """Return the shortest statement one part of whose content holds `span`."""
        high = bisect_right(self._content_starts, span.start)
        near = self.contents[max(0, high - _DEPTH) : high]
        holding = [statement for part, statement in near if part.holds(span)]
        return min(holding, key=lambda s: sum(map(len, s.content)), default=None)
