"""The quotations a case rests on: numbered, found in their sources, with who uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from servanda.case.keys.case import Case
from servanda.case.keys.number import Citation
from servanda.case.parts import citations_in
from servanda.evidence.quotes import QuoteFinder
from servanda.evidence.span import Span
from servanda.report.blocks import Segment

__all__ = ["Quotation", "Quotations", "excerpts", "quotations"]

_GAP = "[…]"

_WHOLE = 6_000
"""A source of at most so many characters is shown whole; of a longer one what surrounds a quote."""

_MOST_BYTES = 20_000_000
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@dataclass(frozen=True)
class Quotation:
    """Words of a source: their number in the report, their place, and the paths that cite them."""

    number: int
    source: str
    quote: str
    used_by: tuple[str, ...]
    span: Span | None

    @property
    def anchor(self) -> str:
        """Return the anchor of the quoted words in the report."""
        return f"q{self.number}"


@dataclass(frozen=True)
class Quotations:
    """Every quotation of a case, and the texts they stand in."""

    all: tuple[Quotation, ...]
    texts: dict[str, str]

    def of(self, citation: Citation) -> Quotation:
        """Return the quotation a citation makes."""
        return next(q for q in self.all if (q.source, q.quote) == (citation.source, citation.quote))

    def in_source(self, source: str) -> list[Quotation]:
        """Return the quotations from one source."""
        return [q for q in self.all if q.source == source]

    def paragraphs(self, source: str) -> tuple[tuple[Segment, ...] | None, ...]:
        """Return a source's text by paragraphs, quoted words marked; None where some are left out.

        Of a long text only the paragraphs with a quotation and their neighbours are given.
        """
        text = self.texts.get(source, "")
        places = [(q.number, q.span) for q in self.in_source(source) if q.span]
        return tuple(
            None if span.of(text) == _GAP else tuple(_segments(text, span, places))
            for span in _paragraph_spans(text)
        )


def excerpts(case: Case, folder: Path | None) -> dict[str, str]:
    """Return of each source below `folder` the text that a report shows, which may be all of it.

    Of a long text these are the paragraphs with a quotation and their neighbours, with `[…]` for
    those left out. A source that lies outside the folder, or cannot be read as text, is left out.
    """
    quoted: dict[str, list[str]] = {}
    for _, citation in citations_in(case):
        quoted.setdefault(citation.source, []).append(citation.quote)
    return {
        name: _excerpt(text, quoted.get(name, []))
        for name, source in case.sources.items()
        if folder and source.file and (text := _text(folder, source.file)) is not None
    }


def _excerpt(text: str, quotes: list[str]) -> str:
    paragraphs = list(_paragraph_spans(text))
    finder = QuoteFinder(text)
    places = [place for quote in quotes if isinstance(place := finder.find(quote), Span)]
    kept = {
        near
        for index, span in enumerate(paragraphs)
        if len(text) <= _WHOLE or any(span.meets(place) for place in places)
        for near in (index - 1, index, index + 1)
    }
    shown: list[str] = []
    for index, span in enumerate(paragraphs):
        if index in kept:
            shown.append(span.of(text))
        elif shown[-1:] != [_GAP]:
            shown.append(_GAP)
    return "\n\n".join(shown)


def quotations(
    case: Case, folder: Path | None, texts: Mapping[str, str] | None = None
) -> Quotations:
    """Return the quotations of `case`, looked up in `texts`, or in the sources below `folder`.

    `texts` are excerpts of sources, by their names; by default those of `excerpts`.
    """
    cited: dict[tuple[str, str], list[str]] = {}
    for path, citation in citations_in(case):
        owner = ".".join(str(part) for part in path[: _owner(path)])
        cited.setdefault((citation.source, citation.quote), []).append(owner)
    texts = excerpts(case, folder) if texts is None else texts
    finders = {name: QuoteFinder(text) for name, text in texts.items()}
    found = []
    ordered = sorted(cited, key=lambda pair: list(case.sources).index(pair[0]))
    for number, (source, quote) in enumerate(ordered, start=1):
        place = finders[source].find(quote) if source in finders else None
        span = place if isinstance(place, Span) else None
        used = tuple(dict.fromkeys(cited[source, quote]))
        found.append(Quotation(number, source, quote, used, span))
    return Quotations(tuple(found), dict(texts))


def _owner(path: tuple[str | int, ...]) -> int:
    return next(i for i in range(len(path) - 1, -1, -1) if path[i] == "cite")


def _text(folder: Path, file: str) -> str | None:
    root = folder.resolve()
    place = (root / file).resolve()
    if not place.is_relative_to(root) or not place.is_file():
        return None
    with place.open("rb") as stream:
        data = stream.read(_MOST_BYTES)
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _paragraph_spans(text: str) -> Iterator[Span]:
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        if text[start : gap.start()].strip():
            yield Span(start, gap.start())
        start = gap.end()
    if text[start:].strip():
        yield Span(start, len(text.rstrip()))


def _segments(text: str, whole: Span, places: list[tuple[int, Span]]) -> Iterator[Segment]:
    inside = [(n, span) for n, span in places if span.meets(whole)]
    cuts = {whole.start, whole.end}
    for _, span in inside:
        cuts |= {max(span.start, whole.start), min(span.end, whole.end)}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        begins = tuple(n for n, span in inside if span.start == start)
        ends = tuple(n for n, span in inside if span.end == end)
        quoted = any(span.start < end and start < span.end for _, span in inside)
        yield Segment(text[start:end], begins, quoted, ends)
