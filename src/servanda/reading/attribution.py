"""Who said what: the source, cue and content of every attribution in a text.

An attribution is what PolNeAR's annotators mark [@Newell2018, sect. 3]: words that report
someone's speech, writing or belief (*content*), the words that report it (*cue*: said, according
to, the view that), and whose they are (*source*).
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import tee
from typing import Final, Literal

import numpy as np

from servanda.reading.tagger.link import Floats
from servanda.reading.tagger.reader import Reader, Tagged
from servanda.reading.tagger.weights import Weights, shipped_weights
from servanda.reading.tokens import QuoteState, Tokens, tokenised

__all__ = ["Attribution", "Kind", "attributions", "attributions_of"]

Span = tuple[int, int]
Kind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True)
class Attribution:
    """One attribution; spans are code point offsets, rising, with ``text[start:end]`` the words.

    `source` and `cue` may be empty, `content` never is; several spans are fragments of one whole
    ("We will not", he said, "sign."). `kind`: direct where the content opens inside quotation
    marks, mixed where only a later word of it is inside, else indirect. `confidence`: the
    estimated probability that content and source are right, in [0, 1].
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    confidence: float


def attributions(text: str) -> list[Attribution]:
    """Return the attributions of a text in the order of their contents.

    Assumes English prose; other languages give few and poor ones. Time is linear in the text.

    *Checked against* the corpus scorer on articles of a month not trained on (see
    docs/reading/attribution.md).

    >>> text = "“We will not sign,” Olga Stefanishyna said."
    >>> [found] = attributions(text)
    >>> [text[a:b] for a, b in found.source + found.cue + found.content], found.kind
    (['Olga Stefanishyna', 'said', '“We will not sign,”'], 'direct')
    """
    return next(attributions_of([text]))


def attributions_of(
    texts: Iterable[str], weights: Weights | None = None
) -> Iterator[list[Attribution]]:
    """Yield the attributions of each text, in order; several texts are run together.

    Holds a few texts at a time, so a stream of any length runs in flat memory. `weights`: another
    tagger than the shipped one (`servanda.reading.tagger.weights.load_weights`). Each thread has
    its own reader, so calls from several threads run at the same time.
    """
    reader = Reader(weights) if weights is not None else own_reader()
    cuts, same = tee(tokenised(text) for text in texts)
    for cut, tagged in zip(same, reader.read(cuts), strict=True):
        yield assembled(cut, tagged, reader.weights)


THREAD: Final = threading.local()


def own_reader() -> Reader:
    """Return this thread's reader of the shipped tagger."""
    reader: Reader | None = getattr(THREAD, "reader", None)
    if reader is None:
        reader = THREAD.reader = Reader(shipped_weights())
    return reader


def assembled(cut: Tokens, tagged: Tagged, weights: Weights) -> list[Attribution]:
    """Put the linked spans of one text together and keep what is likely enough to be right."""
    found = []
    for one, told in linked(cut, tagged, weights.settings["least_link"]):
        sure = confidence(told, weights.confidence)
        if sure >= weights.settings["least_sure"]:
            found.append(replace(one, confidence=round(sure, 4)))
    return sorted(found, key=lambda one: one.content)


def linked(
    cut: Tokens, tagged: Tagged, least_link: float
) -> Iterator[tuple[Attribution, list[float]]]:
    """Yield one attribution for each cue with a content, and the evidence for it."""
    contents: dict[int, list[int]] = {}
    best = strongest(tagged.cue_pairs, tagged.cue_odds, len(tagged.contents))
    for content, pair in enumerate(best):
        if pair >= 0 and tagged.cue_odds[pair] >= least_link:
            contents.setdefault(int(tagged.cue_pairs[pair, 1]), []).append(content)
    named = strongest(tagged.source_pairs, tagged.source_odds, len(tagged.cues))
    for cue, parts in contents.items():
        pair = named[cue]
        if pair >= 0 and tagged.source_odds[pair] < tagged.source_none[cue]:
            pair = -1
        source = [tagged.sources[tagged.source_pairs[pair, 1]].tolist()] if pair >= 0 else []
        whole = tagged.contents[parts].tolist()
        kind = kind_of(cut, whole)
        weakest = min(float(tagged.cue_odds[best[part]]) for part in parts)
        yield (
            Attribution(
                spans(cut, source),
                spans(cut, [tagged.cues[cue].tolist()]),
                spans(cut, whole),
                kind,
                0.5,
            ),
            evidence(tagged, cue, parts, pair, weakest, kind),
        )


def evidence(
    tagged: Tagged, cue: int, parts: list[int], pair: int, link: float, kind: Kind
) -> list[float]:
    """Return what speaks for an attribution, as log odds, and its outward form.

    In order: the content's tags, beginning, and end; the cue's tags, beginning, and end; the
    weakest link of a content fragment to the cue; the source (or there being none); the source's
    tags; whether there is no source, more than one fragment, a direct or a mixed content; the
    logarithm of its length.
    """
    first, last = parts[0], parts[-1]
    contents, cues = tagged.contents_sure, tagged.cues_sure
    source = tagged.source_odds[pair] if pair >= 0 else tagged.source_none[cue]
    named = tagged.sources_sure[tagged.source_pairs[pair, 1]][0] if pair >= 0 else 0.5
    length = sum(int(b) - int(a) + 1 for a, b in tagged.contents[parts])
    odds = [
        min(float(contents[part, 0]) for part in parts),
        float(contents[first, 1]),
        float(contents[last, 2]),
        *(float(one) for one in cues[cue]),
        link,
        float(source),
        float(named),
    ]
    form = [pair < 0, len(parts) > 1, kind == "direct", kind == "mixed", math.log(length)]
    return [log_odds(one) for one in odds] + [float(one) for one in form]


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, within five either way."""
    return max(-5.0, min(5.0, math.log((probability + 1e-6) / (1 - probability + 1e-6))))


def confidence(told: list[float], weights: Floats) -> float:
    """Return the estimated probability that an attribution with such evidence is right."""
    z = float(weights[0]) + sum(float(w) * x for w, x in zip(weights[1:], told, strict=True))
    return 1 / (1 + math.exp(-z))


def strongest(pairs: np.ndarray, odds: np.ndarray, queries: int) -> list[int]:
    """Return for each query the number of its most probable pair, -1 where it has none."""
    best = [-1] * queries
    for m, (query, _) in enumerate(pairs.tolist()):
        if best[query] < 0 or odds[m] > odds[best[query]]:
            best[query] = m
    return best


def spans(cut: Tokens, tokens: list[list[int]]) -> tuple[Span, ...]:
    """Return the code point spans of spans of tokens."""
    return tuple((int(cut.start[a]), int(cut.end[b])) for a, b in tokens)


def kind_of(cut: Tokens, tokens: list[list[int]]) -> Kind:
    """Return whether a content is quoted from its first word, from a later one, or nowhere."""
    pieces = [slice(a, b + 1) for a, b in tokens]
    inside = np.concatenate([cut.quote[piece] for piece in pieces]) == QuoteState.INSIDE
    inside = inside[np.concatenate([cut.word[piece] for piece in pieces])]
    if not inside.any():
        return "indirect"
    return "direct" if inside[0] else "mixed"
