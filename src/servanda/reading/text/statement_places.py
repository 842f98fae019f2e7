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
    """The statements of a document, by where their contents and cues stand."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.contents = sorted(
            ((part, s) for s in statements for part in s.content), key=lambda pair: pair[0]
        )
        self.cues = sorted(((cue, s) for s in statements for cue in s.cue), key=lambda p: p[0])
        self._content_starts = [part.start for part, _ in self.contents]
        self._cue_starts = [cue.start for cue, _ in self.cues]

    def innermost(self, span: Span) -> Statement | None:
        """Return the shortest statement one part of whose content holds `span`."""
        high = bisect_right(self._content_starts, span.start)
        near = self.contents[max(0, high - _DEPTH) : high]
        holding = [statement for part, statement in near if part.holds(span)]
        return min(holding, key=lambda s: sum(map(len, s.content)), default=None)

    def with_cue_at(self, span: Span) -> list[Statement]:
        """Return the statements whose cue shares a code point with `span`."""
        high = bisect_right(self._cue_starts, span.end)
        near = self.cues[max(0, high - _DEPTH) : high]
        return [statement for cue, statement in near if cue.meets(span)]
