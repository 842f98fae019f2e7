"""What is printed of an article, small enough to be handed from process to process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from servanda.escaping.hidden import line
from servanda.escaping.json_text import json_text
from servanda.evidence.records import Source
from servanda.reading.export import line_of
from servanda.reading.many.wire_copies import Signature, Stories, outlet_of, signature
from servanda.reading.read import Said
from servanda.reading.text.tally import Tally, tally_of

__all__ = ["Printed", "as_json", "first_copies", "for_people"]


@dataclass(frozen=True, eq=False)
class Printed:
    """The lines that tell what a document says, or in `unread` why there are none.

    `signature` tells copies of one story (`servanda.reading.many.wire_copies.signature`). `tally`
    counts its paragraphs read and left out.
    """

    source: Source
    lines: tuple[str, ...]
    unread: str
    signature: Signature | None
    tally: Tally = field(default_factory=Tally)


def as_json(said: Said) -> Printed:
    """Return one JSON object a statement, in the form of the attribution scorer.

    >>> from servanda.reading.read import read_text
    >>> as_json(read_text("Ja. Nein.", "d", extract=lambda text: [])).lines
    ()
    """
    lines = (json_text(line_of(said, s)) for s in said.statements)
    return _printed(said, lines)


def for_people(said: Said) -> Printed:
    """Return who said what and who stands where, a few words a line."""
    return _printed(said, _told(said))


def _printed(said: Said, lines: Iterable[str]) -> Printed:
    found = None if said.unread else signature(said.text)
    tally = Tally() if said.unread else tally_of(said.text, said.blocks)
    return Printed(said.source, tuple(lines), said.unread, found, tally)


def _told(said: Said) -> Iterator[str]:
    for statement in said.statements:
        speaker = statement.speaker.name if statement.speaker else "somebody"
        yield line(f"{said.source.id}  {speaker} ({statement.act}, {statement.kind}):")
        yield line(f"    {' '.join(statement.quote.split())}")
    for stance in said.stances:
        will = f", {stance.commitment.replace('_', ' ')}" if stance.commitment else ""
        yield line(f"  · {stance.actor}: {stance.position}{will}: {stance.issue}")


def first_copies(documents: Iterable[Printed]) -> Iterator[Printed]:
    """Yield each document as it comes; a copy of an earlier one as unread, saying of which.

    Holds 2 kB a story, so that a folder of any size streams.
    """
    stories = Stories()
    for one in documents:
        if one.signature is None:
            yield one
            continue
        number, is_new = stories.number_of(one.signature, one.source.id)
        if is_new:
            yield one
        else:
            why = f"a copy of {stories.names[number]}, in {outlet_of(one.source)}"
            yield replace(one, lines=(), unread=why, tally=Tally())
