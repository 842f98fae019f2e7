"""Finding statements again when their source has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from servanda.evidence.quotes import Nearest, QuoteFinder
from servanda.evidence.records import Dating, Statement
from servanda.evidence.span import Span, joined

__all__ = ["Lost", "reanchored"]


@dataclass(frozen=True)
class Lost:
    """A statement whose words no longer stand in its source, and the passage nearest to them."""

    statement: Statement
    nearest: Nearest


def reanchored(statement: Statement, old: str, new: QuoteFinder) -> Statement | Lost:
    """Return a statement with its places in the changed text, or as lost.

    The content decides: every part of it must stand verbatim in the new text, quote marks,
    dashes and white space apart; of several places, the one nearest the old is taken. Source,
    cue and the rest are dropped where they are gone. The id stays, so decisions stay with it.

    >>> old, new = "He said it is over.", "Yesterday: He said it is over."
    >>> parts = (Span(0, 2),), (Span(3, 7),), (Span(8, 18),)
    >>> statement = Statement("d", *parts, "indirect", "it is over")
    >>> reanchored(statement, old, QuoteFinder(new)).content
    (Span(start=19, end=29),)
    """
    content: list[Span] = []
    shift = 0
    for span in statement.content:
        place = new.find(span.of(old), near=span.start + shift)
        if isinstance(place, Nearest):
            return Lost(statement, place)
        shift = place.start - span.start
        content.append(place)
    return replace(
        statement,
        content=tuple(content),
        source=_moved(statement.source, old, new, shift),
        cue=_moved(statement.cue, old, new, shift),
        quote=joined(content, new.text),
        hedge=_one(statement.hedge, old, new, shift),
        condition=_one(statement.condition, old, new, shift),
        said_at=_one(statement.said_at, old, new, shift),
        said_on=_dating(statement, old, new, shift),
    )


def _moved(spans: tuple[Span, ...], old: str, new: QuoteFinder, shift: int) -> tuple[Span, ...]:
    found = (_one(span, old, new, shift) for span in spans)
    return tuple(span for span in found if span is not None)


def _one(span: Span | None, old: str, new: QuoteFinder, shift: int) -> Span | None:
    """Return a small span's new place, only where it has kept its distance to the content."""
    if span is None:
        return None
    place = new.find(span.of(old), near=span.start + shift)
    near = isinstance(place, Span) and abs(place.start - span.start - shift) <= 400
    return place if near and isinstance(place, Span) else None


def _dating(statement: Statement, old: str, new: QuoteFinder, shift: int) -> Dating | None:
    if statement.said_on is None:
        return None
    span = _one(statement.said_on.span, old, new, shift)
    return replace(statement.said_on, span=span) if span else None
