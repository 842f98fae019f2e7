"""Finding a quotation in a text, however its quote marks, dashes and spaces were typed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz

from servanda.evidence.span import Span

__all__ = ["Nearest", "QuoteFinder", "locate"]

_DASH = "\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_FOLDED = re.compile(
    rf"[\s{_UNSEEN}]*[{_DASH}][\s{_UNSEEN}{_DASH}]*"  # a dash with the space around it
    rf"|[\s{_UNSEEN}]+"
    r"|[“”„‟«»〝〞＂]|''|``|[‘’‚‛‹›`´′＇]|…|[ﬀ-ﬆ]|[^\W\d_][\u0300-\u036f]+"
)
_DOUBLE = frozenset({*"“”„‟«»〝〞＂", "''", "``"})
_DASHES = frozenset(_DASH[1:])
_EDGES = " -\"'"
_WORD = re.compile(r"\w+")
_CANDIDATES = 4


@dataclass(frozen=True)
class Nearest:
    """The passage most like a quotation that is not in the text.

    `likeness` runs from 0 (nothing shared) to 1 (only what folding ignores differs).
    """

    span: Span
    passage: str
    likeness: float


def _fold_one(piece: str) -> str:
    if piece in _DOUBLE:
        return '"'
    if piece[0] in "‘’‚‛‹›`´′＇":
        return "'"
    if piece == "…":
        return "..."
    if piece[0].isalpha():
        return unicodedata.normalize("NFKC", piece)
    if any(c in _DASHES for c in piece):
        return "-"
    return " " if any(c.isspace() for c in piece) else ""


class QuoteFinder:
    """Finds many quotations in one text; build it once a text.

    >>> finder = QuoteFinder("“It’s up to them,” he said — twice.")
    >>> finder.find("It's up to them")
    Span(start=1, end=16)
    >>> finder.find("It was up to them").passage
    'It’s up to them'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        pieces: list[str] = []
        self._folded_at, self._text_at = [0], [0]
        at = done = 0
        for match in _FOLDED.finditer(text):
            fold = _fold_one(match.group())
            pieces += (text[done : match.start()], fold)
            at += match.start() - done
            self._mark(at, match.start())
            at, done = at + len(fold), match.end()
            self._mark(at, done)
        pieces.append(text[done:])
        self.folded = "".join(pieces)

    def _mark(self, folded: int, original: int) -> None:
        self._folded_at.append(folded)
        self._text_at.append(original)

    def _start(self, folded: int) -> int:
        i = bisect_right(self._folded_at, folded) - 1
        at = self._text_at[i] + folded - self._folded_at[i]
        return min(at, self._text_at[i + 1]) if i + 1 < len(self._text_at) else at

    def _span(self, start: int, end: int) -> Span:
        return Span(self._start(start), self._start(end - 1) + 1) if end > start else Span(0, 0)

    def find(self, quote: str, near: int | None = None) -> Span | Nearest:
        """Return where `quote` stands, or the passage most like it.

        Case and words must agree; quote marks, dashes, ligatures, invisible marks and the
        amount of white space need not, nor quote marks and dashes at the quotation's ends.

        `near` (a code point): of several places, take the one closest to it; else the first.
        """
        wanted = QuoteFinder(quote).folded.strip(_EDGES)
        if not wanted:
            return Nearest(Span(0, 0), "", 0.0)
        places = self._places(wanted)
        if not places:
            return self._nearest(wanted)
        if near is None:
            return places[0]
        return min(places, key=lambda span: abs(span.start - near))

    def _places(self, wanted: str) -> list[Span]:
        found, at = [], self.folded.find(wanted)
        while at >= 0:
            found.append(self._span(at, at + len(wanted)))
            at = self.folded.find(wanted, at + 1)
        return _whole_words(found, self.text) or found

    def _nearest(self, wanted: str) -> Nearest:
        best = Nearest(Span(0, 0), "", 0.0)
        for start, end in self._windows(wanted):
            window = self.folded[start:end]
            match = fuzz.partial_ratio_alignment(wanted[:2000], window)
            if match is None or match.score / 100 <= best.likeness:
                continue
            low, high = _to_words(window, match.dest_start, match.dest_end)
            span = self._span(start + low, start + high)
            best = Nearest(span, span.of(self.text), match.score / 100)
        return best

    def _windows(self, wanted: str) -> list[tuple[int, int]]:
        """Return the stretches sharing most words with `wanted`; to align all is quadratic."""
        words = set(_WORD.findall(wanted.lower()))
        width = max(2 * len(wanted), 200)
        step = max(width // 2, 1)
        shared: Counter[int] = Counter()
        seen: set[tuple[int, str]] = set()
        for match in _WORD.finditer(self.folded):
            word = match.group().lower()
            if word not in words:
                continue
            slot = match.start() // step
            for home in (slot - 1, slot):
                if home >= 0 and (home, word) not in seen:
                    seen.add((home, word))
                    shared[home] += len(word)
        best = shared.most_common(_CANDIDATES) or [(0, 0)]
        return [(s * step, min(s * step + width, len(self.folded))) for s, _ in best]


def _whole_words(spans: list[Span], text: str) -> list[Span]:
    def cut(at: int) -> bool:
        return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()

    return [span for span in spans if not cut(span.start) and not cut(span.end)]


def _to_words(window: str, start: int, end: int) -> tuple[int, int]:
    while 0 < start < end and window[start - 1].isalnum() and window[start].isalnum():
        start -= 1
    while start < end < len(window) and window[end - 1].isalnum() and window[end].isalnum():
        end += 1
    while start < end and window[start] in _EDGES:
        start += 1
    while end > start and window[end - 1] in _EDGES:
        end -= 1
    return start, end


def locate(quote: str, text: str, near: int | None = None) -> Span | Nearest:
    """Return where `quote` stands in `text`, or the passage nearest to it.

    White space, invisible marks, quote marks and dashes are folded; case and words are not.

    >>> locate("Russia - and the world", "of Russia —\\nand the  world.")
    Span(start=3, end=26)
    >>> locate("Kyiv may not join NATO", "So Kyiv will not join NATO.").passage
    'Kyiv will not join NATO'
    """
    return QuoteFinder(text).find(quote, near)
