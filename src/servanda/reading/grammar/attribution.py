"""Who said what: the source, cue and content of every attribution in a text.

An attribution is what PolNeAR's annotators mark [@Newell2018, sect. 3]: words that report
someone's speech, writing or belief (*content*), the words that report it (*cue*: said, according
to, the view that), and whose they are (*source*).
"""

from __future__ import annotations

import math
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee
from typing import Final, Literal

import numpy as np

from servanda.reading.grammar.set_pieces import SetPiece, set_pieces
from servanda.reading.tagger.encoder import shipped_encoder
from servanda.reading.tagger.reader import Reader, Tagged
from servanda.reading.tagger.weights import Weights, shipped_weights
from servanda.reading.text.tokens import Tokens, tokenised

__all__ = ["Attribution", "Kind", "attributions", "attributions_of"]

Span = tuple[int, int]
Kind = Literal["direct", "mixed", "indirect"]
SPEECH: Final = 4
"""A quotation of so many words is speech; a shorter one may be a name or a borrowed phrase."""
LAID_OUT: Final = 0.85
"""Share of transcript turns and signed quotations that annotators marked so (PolNeAR, 43 of 50)."""


@dataclass(frozen=True)
class Attribution:
    """One attribution; spans are code point offsets, rising, with ``text[start:end]`` the words.

    `source` and `cue` may be empty, `content` never is; several spans are fragments of one whole
    ("We will not", he said, "sign."). `kind`: direct where the content opens inside quotation
    marks or is a turn of a transcript, mixed where only a later word of it is inside, else
    indirect. `confidence`: the estimated probability that content and source are right, in [0, 1].
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    confidence: float


def attributions(text: str, *, careful: bool = False) -> list[Attribution]:
    """Return the attributions of a text in the order of their contents.

    `careful`: with an encoder below the tagger, which finds more and takes ten times as long.
    Assumes English prose; other languages give few and poor ones. Time is linear in the text.

    *Checked against* the corpus scorer on articles of a month not trained on (see
    docs/reading/attribution.md).

    >>> text = "“We will not sign,” Olga Stefanishyna said."
    >>> [found] = attributions(text)
    >>> [text[a:b] for a, b in found.source + found.cue + found.content], found.kind
    (['Olga Stefanishyna', 'said', '“We will not sign,”'], 'direct')
    """
    return next(attributions_of([text], careful=careful))


def attributions_of(
    texts: Iterable[str], weights: Weights | None = None, *, careful: bool = False
) -> Iterator[list[Attribution]]:
    """Yield the attributions of each text, in order; several texts are run together.

    Holds a few texts at a time, so a stream of any length runs in flat memory. `weights`: another
    tagger than the shipped one (`servanda.reading.tagger.weights.load_weights`). `careful`: as in
    `attributions`. Each thread has its own reader, so calls from several threads run at the same
    time.
    """
    reader = Reader(weights) if weights is not None else own_reader(careful)
    cuts, same = tee(tokenised(text) for text in texts)
    for cut, tagged in zip(same, reader.read(cuts), strict=True):
        yield assembled(cut, tagged, reader.weights)


THREAD: Final = threading.local()


def own_reader(careful: bool = False) -> Reader:
    """Return this thread's reader of the shipped tagger, or of the careful one."""
    name = "careful" if careful else "quick"
    reader: Reader | None = getattr(THREAD, name, None)
    if reader is None:
        encoder = shipped_encoder() if careful else None
        reader = Reader(shipped_weights(careful), encoder)
        setattr(THREAD, name, reader)
    return reader


def assembled(cut: Tokens, tagged: Tagged, weights: Weights) -> list[Attribution]:
    """Put the linked spans of one text together and keep what is likely enough to be right."""
    found = [laid_out(piece) for piece in set_pieces(cut.text)]
    taken = [span for one in found for span in one.content]
    coefficients: list[float] = weights.confidence.tolist()
    for one, told in linked(cut, tagged, weights.settings["least_link"]):
        sure = confidence(told, coefficients)
        if sure >= weights.settings["least_sure"] and not overlap(one.content, taken):
            found.append(Attribution(one.source, one.cue, one.content, one.kind, round(sure, 4)))
    return sorted(found, key=lambda one: one.content)


def laid_out(piece: SetPiece) -> Attribution:
    """Return the attribution that the lay-out of a text makes, whatever the tagger sees there."""
    return Attribution((piece.source,), (piece.cue,), piece.content, "direct", LAID_OUT)


def overlap(spans: tuple[Span, ...], taken: list[Span]) -> bool:
    """Say whether any of some spans shares a code point with one taken; those rise, apart."""
    for start, end in spans:
        at = bisect_left(taken, (end, end)) - 1
        if at >= 0 and taken[at][1] > start:
            return True
    return False


def linked(
    cut: Tokens, tagged: Tagged, least_link: float
) -> Iterator[tuple[Attribution, list[float]]]:
    """Yield one attribution for each cue with a content, and the evidence for it."""
    kinds = Kinds(cut)
    start, end = cut.start.tolist(), cut.end.tolist()
    contents: dict[int, list[int]] = {}
    for content, cue in enumerate(tagged.cue_of):
        if cue >= 0 and tagged.cue_odds[content] >= least_link:
            contents.setdefault(cue, []).append(content)
    for cue, linked_parts in contents.items():
        parts = kinds.speech_alone(linked_parts, tagged.contents)
        named = tagged.source_of[cue] >= 0 and tagged.source_odds[cue] >= tagged.source_none[cue]
        source = [tagged.sources[tagged.source_of[cue]]] if named else []
        whole = [tagged.contents[part] for part in parts]
        kind = kinds.of(whole)
        found = Attribution(
            spans(start, end, source),
            spans(start, end, [tagged.cues[cue]]),
            spans(start, end, whole),
            kind,
            0.5,
        )
        yield found, evidence(tagged, cue, parts, named, kind)


def evidence(tagged: Tagged, cue: int, parts: list[int], named: bool, kind: Kind) -> list[float]:
    """Return what speaks for an attribution, as log odds, and its outward form.

    In order: the content's tags, beginning, and end; the cue's tags, beginning, and end; the
    weakest link of a content fragment to the cue; the source (or there being none); the source's
    tags; whether there is no source, more than one fragment, a direct or a mixed content; the
    logarithm of its length.
    """
    contents = [tagged.contents_sure[part] for part in parts]
    length = sum(b - a + 1 for a, b in (tagged.contents[part] for part in parts))
    odds = [
        min(tags for tags, _, _ in contents),
        contents[0][1],
        contents[-1][2],
        *tagged.cues_sure[cue],
        min(tagged.cue_odds[part] for part in parts),
        tagged.source_odds[cue] if named else tagged.source_none[cue],
        tagged.sources_sure[tagged.source_of[cue]][0] if named else 0.5,
    ]
    form = [not named, len(parts) > 1, kind == "direct", kind == "mixed", math.log(length)]
    return [log_odds(one) for one in odds] + [float(one) for one in form]


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, within five either way."""
    return max(-5.0, min(5.0, math.log((probability + 1e-6) / (1 - probability + 1e-6))))


def confidence(told: list[float], weights: list[float]) -> float:
    """Return the estimated probability that an attribution with such evidence is right."""
    z = weights[0] + sum(w * x for w, x in zip(weights[1:], told, strict=True))
    return 1 / (1 + math.exp(-z))


def spans(start: list[int], end: list[int], tokens: list[list[int]]) -> tuple[Span, ...]:
    """Return the code point spans of spans of tokens; `start`, `end`: where each token does."""
    return tuple((start[a], end[b]) for a, b in tokens)


class Kinds:
    """Tells the kind of a content from the quotation marks around its words."""

    def __init__(self, cut: Tokens) -> None:
        words = np.flatnonzero(cut.word)
        self.words: list[int] = words.tolist()
        self.quoted: list[int] = words[cut.quoted[words]].tolist()

    def of(self, content: list[list[int]]) -> Kind:
        """Return whether a content is quoted from its first word, from a later one, or nowhere."""
        first = next((found[0] for a, b in content if (found := between(self.words, a, b))), -1)
        quoted = [found[0] for a, b in content if (found := between(self.quoted, a, b))]
        if not quoted:
            return "indirect"
        return "direct" if quoted[0] == first else "mixed"

    def speech_alone(self, parts: list[int], contents: list[list[int]]) -> list[int]:
        """Return the fragments of a content, without those beside a quotation that stand in none.

        What a speaker said of ("he said of his three-minute meeting") is no part of the quotation.
        """
        quoted = [part for part in parts if self.quoted_words(*contents[part])]
        speech = any(self.quoted_words(*contents[part]) >= SPEECH for part in quoted)
        return quoted if speech else parts

    def quoted_words(self, a: int, b: int) -> int:
        """Return the number of words of a fragment that stands in quotation marks, else 0."""
        words = bisect_right(self.words, b) - bisect_left(self.words, a)
        quoted = bisect_right(self.quoted, b) - bisect_left(self.quoted, a)
        return words if quoted == words else 0


def between(rising: list[int], low: int, high: int) -> list[int]:
    """Return the first of some rising numbers from `low` to `high`, in a list; empty if none."""
    at = bisect_left(rising, low)
    return rising[at : at + 1] if at < len(rising) and rising[at] <= high else []
