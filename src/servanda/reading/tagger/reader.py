"""Run the tagger over cut texts: tags, spans and links of every text, in batches.

Long texts are run in windows that end with a paragraph where one ends in time, so memory and time
stay linear whatever the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from servanda.reading.tagger.chain import best_tags, certainty, spans_of
from servanda.reading.tagger.encoder import Encoder
from servanda.reading.tagger.features import place_features
from servanda.reading.tagger.link import Floats, Spans, candidates, chosen, span_states, strongest
from servanda.reading.tagger.network import FormCache, states
from servanda.reading.tagger.weights import Weights
from servanda.reading.text.tokens import Tokens

__all__ = ["Reader", "Tagged"]

BATCH: Final = 1000
"""Tokens run through the network at once: large enough for matrix products, small for the cache."""
WINDOW: Final = 4000
"""The longest sequence, in tokens, about four times a news article."""
LINKED: Final = 16
"""Windows linked together; the states of their spans are held until then."""


@dataclass(frozen=True, eq=False)
class Tagged:
    """What the tagger found in one text.

    `sources`, `cues`, `contents`: the first and last token of each span. `*_sure`: the mean
    probability of a span's tags, of its beginning there, and of its ending there. `cue_of`: the
    number of each content's most probable cue, -1 where none is near, and `cue_odds` its
    probability. `source_of`, `source_odds`: the same for each cue's source; `source_none`: the
    probability that it has none.
    """

    sources: list[list[int]]
    cues: list[list[int]]
    contents: list[list[int]]
    sources_sure: list[list[float]]
    cues_sure: list[list[float]]
    contents_sure: list[list[float]]
    cue_of: list[int]
    cue_odds: list[float]
    source_of: list[int]
    source_odds: list[float]
    source_none: list[float]


class Reader:
    """A tagger ready to run; it remembers the forms it has seen, so keep one per thread.

    `encoder`: what tells of tokens in their context, for weights that were trained above it.
    """

    def __init__(self, weights: Weights, encoder: Encoder | None = None) -> None:
        self.weights, self.encoder = weights, encoder
        self.cache = FormCache(weights)

    def read(self, cuts: Iterable[Tokens]) -> Iterator[Tagged]:
        """Yield what is found in each text, in order, running several small ones together."""
        waiting: list[Tokens] = []
        size = 0
        for cut in cuts:
            waiting.append(cut)
            size += len(cut)
            if size >= BATCH:
                yield from self.read_batch(waiting)
                waiting, size = [], 0
        if waiting:
            yield from self.read_batch(waiting)

    def read_batch(self, cuts: Sequence[Tokens]) -> Iterator[Tagged]:
        """Yield what is found in each of a few texts."""
        pieces = (piece for cut in cuts for piece in windows(cut))
        found = (part for group in grouped(pieces) for part in self.run(group))
        for cut in cuts:
            tagged: list[Tagged] = []
            end = -1
            while end < len(cut):
                parts = [next(found)]
                while parts[-1].end < len(cut) and len(parts) < LINKED:
                    parts.append(next(found))
                tagged.append(self.link(cut, parts))
                end = parts[-1].end
            yield joined(tagged)

    def run(self, group: Sequence[Piece]) -> Iterator[Part]:
        """Run the network over a few windows and keep what is known of their spans."""
        words = [word for piece in group for word in piece.cut.words[piece.start : piece.end]]
        forms, sums = self.cache.rows(words)
        places = np.concatenate([piece.places for piece in group])
        edges = np.cumsum([0, *(piece.end - piece.start for piece in group)])
        first = np.zeros(len(words) + 1, np.bool_)
        first[edges] = True
        told = None
        if self.encoder is not None:
            each = [self.encoder.states(piece.cut, piece.start, piece.end) for piece in group]
            told = np.concatenate(each)
        h = states(self.weights, forms, sums, places, first, told)
        score = h @ self.weights.emit + self.weights.emit_bias
        tags, odds = best_tags(score, self.weights.transition, self.weights.begin, first)
        for piece, a, b in zip(group, edges[:-1], edges[1:], strict=True):
            spans = [spans_of(tags[a:b], role) for role in range(3)]
            yield Part(
                piece.end,
                [one + np.int32(piece.start) for one in spans],
                [certainty(tags[a:b], odds[a:b], one) for one in spans],
                [span_states(h[a:b], one) for one in spans],
            )

    def link(self, cut: Tokens, parts: Sequence[Part]) -> Tagged:
        """Link the spans of one text."""
        spans = [np.concatenate([part.spans[role] for part in parts]) for role in range(3)]
        sure = [np.concatenate([part.sure[role] for part in parts]) for role in range(3)]
        source, cue, content = (
            np.concatenate([part.states[role] for part in parts]) for role in range(3)
        )
        pairs, told = candidates(cut, spans[2], spans[1], spans[1], spans[2], spans[0])
        found, _ = chosen(self.weights.to_cue, content, cue, pairs, told)
        cue_of, cue_odds = strongest(len(content), pairs, found)
        pairs, told = candidates(cut, spans[1], spans[0], spans[1], spans[2], spans[0])
        found, none = chosen(self.weights.to_source, cue, source, pairs, told)
        source_of, source_odds = strongest(len(cue), pairs, found)
        return Tagged(
            *(s.tolist() for s in (*spans, *sure, cue_of, cue_odds, source_of, source_odds, none))
        )


def joined(parts: Sequence[Tagged]) -> Tagged:
    """Return what was found in the parts of one text as one; links stay within their part."""
    if len(parts) == 1:
        return parts[0]
    whole: dict[str, list[Any]] = {field.name: [] for field in fields(Tagged)}
    for part in parts:
        before = {"cue_of": len(whole["cues"]), "source_of": len(whole["sources"])}
        for name in whole:
            found = getattr(part, name)
            if name in before:
                found = [at + before[name] if at >= 0 else at for at in found]
            whole[name] += found
    return Tagged(**whole)


@dataclass(frozen=True, eq=False)
class Piece:
    """A window of a text: its tokens from `start` to before `end`, and where each stands."""

    cut: Tokens
    start: int
    end: int
    places: npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Part:
    """The spans found in a window up to token `end`, by role: where, how sure, and their states."""

    end: int
    spans: list[Spans]
    sure: list[Floats]
    states: list[Floats]


def grouped(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield groups of windows of about `BATCH` tokens, in order."""
    group: list[Piece] = []
    size = 0
    for piece in pieces:
        group.append(piece)
        size += piece.end - piece.start
        if size >= BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


def windows(cut: Tokens) -> Iterator[Piece]:
    """Yield the windows of a text: all of it, or pieces that end with a paragraph or a sentence."""
    a, n = 0, len(cut)
    places = place_features(cut)
    while n - a > WINDOW:
        part = slice(a + WINDOW // 2, a + WINDOW)
        for numbers in (cut.paragraph[part], cut.sentence[part]):
            ends = np.flatnonzero(np.diff(numbers))
            if len(ends):
                b = a + WINDOW // 2 + int(ends[-1]) + 1
                break
        else:
            b = a + WINDOW
        yield Piece(cut, a, b, places[a:b])
        a = b
    yield Piece(cut, a, n, places[a:])
