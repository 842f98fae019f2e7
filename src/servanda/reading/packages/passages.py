"""Sentences of articles, with what each stands in: a title, a paragraph, a listed point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.read import Said
from servanda.reading.text.sentences import sentences

__all__ = [
    "Passage", "blank_quotations", "in_order", "item_id", "part_around", "passages_in",
]  # fmt: skip

_POINT = re.compile(
    r"\s*(?:[•·▪*–—-]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|Article \d+|[IVX]{1,4}\.\s+"
    r"|\d[\d.,]*(?: (?:million|billion|thousand|percent|per cent))? ?[—–-] )(?=\S)"
)
_QUOTED = re.compile(
    r"“[^”]{0,1200}”|\"[^\"\n]{0,1200}\"|‘[^‘\n]{12,1200}’(?!\w)|(?<!\w)'[^'\n]{12,600}'(?!\w)"
)
_DIALOGUE = re.compile(r"\s*(?:[A-Z][A-Z .'-]{1,30}|Q|A)\s?:\s")


@dataclass(frozen=True)
class Passage:
    """One sentence of an article.

    `kind`: `title`, `heading`, `point` (an item of a list) or `prose`. `paragraph` numbers the
    block within the document. `narrated` is the sentence with quotations blanked, as long as
    `words`. `turn`: it is spoken in an interview or a transcript.
    """

    document: str
    span: Span
    words: str
    narrated: str
    kind: str
    paragraph: int
    day: date | None
    turn: bool = False

    @property
    def citation(self) -> Citation:
        """Return the sentence as a citation, white space as in the text."""
        return Citation(self.document, self.words)


def item_id(letter: str, of: str, citation: Citation) -> str:
    """Return the name of something read, the same whenever the same words are read again."""
    seed = f"{of}|{citation.source}|{' '.join(citation.quote.split())}"
    return letter + sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def blank_quotations(words: str) -> str:
    """Return `words` with what stands in quotation marks blanked, every character in its place.

    Short quoted phrases stay: a paper quotes a plan's own words as its terms.

    >>> blank_quotations('He said “we will never leave this valley” and left.')
    'He said                                       and left.'
    """

    def blank(match: re.Match[str]) -> str:
        inside = match.group()
        return inside if len(inside.split()) <= 4 else " " * len(inside)

    return _QUOTED.sub(blank, words)


_PART_ENDS = re.compile(
    r"[;]|, (?:while|but|whereas|although|and|which)\b|\b(?:while|whereas)\b| and (?=(?:the "
    r"|its )?[A-Z])|, (?=[A-Z])"
)


def part_around(words: str, low: int, high: int) -> str:
    """Return the part of a sentence, between words that join two, that holds `low` to `high`.

    >>> words = "Norland signed, but the Uplanders burned it."
    >>> part_around(words, 0, 7), part_around(words, 24, 33)
    ('Norland signed', 'the Uplanders burned it.')
    """
    ends = (m.end() for m in _PART_ENDS.finditer(words) if m.end() <= low)
    start = max(ends, default=0)
    after = _PART_ENDS.search(words, high)
    return words[start : after.start() if after else len(words)].strip(" ,;")


def in_order(read: Sequence[Said]) -> list[Said]:
    """Return documents by their day, those without one where they stand among the first."""
    known = [said.source.published or said.day for said in read]
    first = min((day for day in known if day), default=date.max)
    order = sorted(range(len(read)), key=lambda n: (known[n] or first, n))
    return [read[n] for n in order]


def passages_in(said: Said) -> Iterator[Passage]:
    """Yield the sentences of a document, titles and listed points among them, in order."""
    day = said.source.published or said.day
    for number, block in enumerate(said.blocks):
        if block.kind == "boilerplate":
            continue
        words = block.span.of(said.text)
        kind = "point" if _POINT.match(words) and len(words.split()) > 2 else block.kind
        turn = bool(_DIALOGUE.match(words))
        for span in sentences(said.text, block.span.start, block.span.end):
            sentence = span.of(said.text)
            yield Passage(
                said.source.id, span, sentence, blank_quotations(sentence), kind, number, day, turn
            )  # fmt: skip
