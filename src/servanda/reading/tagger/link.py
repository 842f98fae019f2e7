"""Which cue does a content belong to, and which source does a cue have?

Both questions are put as a choice: a query span (a content fragment, a cue) chooses among
the candidate spans near it (cues, sources), or none. This file lists the candidates and describes
every pair by its distance and by what stands between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.reading.text.tokens import Tokens

__all__ = ["PAIR_SIZES", "Choice", "candidates", "chosen", "span_states", "strongest"]

PAIR_SIZES: Final = (20, 7, 5, 8, 16, 8)
EACH_SIDE: Final = 5

Floats = npt.NDArray[np.float32]
Spans = npt.NDArray[np.int32]
"""Spans as (n, 2): first and last token, both included, in rising order."""


@dataclass(frozen=True, eq=False)
class Choice:
    """The numbers that score a choice among candidate spans.

    `query`, `answer`: span states to projections, the last of which are multiplied with each
    other; `tables`, `biases`: what each of `PAIR_SIZES` adds to the hidden layer and to the score;
    `last`: hidden layer to score; `none`, `none_bias`: hidden layer of the query alone to the
    score of "none".
    """

    query: Floats
    query_bias: Floats
    answer: Floats
    tables: tuple[Floats, ...]
    biases: tuple[Floats, ...]
    last: Floats
    none: Floats
    none_bias: float


def candidates(
    cut: Tokens, query: Spans, answer: Spans, cue: Spans, content: Spans, source: Spans
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Pair every query span with the candidate answers near it.

    Returns the pairs as (m, 2) numbers of query and answer, rising by query, and their
    description as (m, 6) numbers below `PAIR_SIZES`: signed distance in tokens, in sentences, in
    paragraphs, cues between, contents and sources between, quotation state of both and whether
    the paragraph leaves a quotation open.
    """
    return near_pairs(
        cut.sentence, cut.paragraph, cut.quote, cut.unclosed, query, answer, cue, content, source
    )


@compiled
def counted(n: int, spans: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Return for every token how many of the spans start before it; length n + 1."""
    out = np.zeros(n + 2, np.int32)
    for i in range(len(spans)):
        out[spans[i, 0] + 1] += 1
    for i in range(n + 1):
        out[i + 1] += out[i]
    return out


@compiled
def bucket(gap: int) -> int:
    """Return the class of a distance in tokens, 0 to 9."""
    if gap <= 2:
        return max(gap, 0)
    if gap <= 4:
        return 3
    if gap <= 7:
        return 4
    if gap <= 12:
        return 5
    if gap <= 20:
        return 6
    if gap <= 40:
        return 7
    return 8 if gap <= 80 else 9


@compiled
def near_pairs(
    sentence: npt.NDArray[np.int32],
    paragraph: npt.NDArray[np.int32],
    quote: npt.NDArray[np.uint8],
    unclosed: npt.NDArray[np.bool_],
    query: npt.NDArray[np.int32],
    answer: npt.NDArray[np.int32],
    cue: npt.NDArray[np.int32],
    content: npt.NDArray[np.int32],
    source: npt.NDArray[np.int32],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Compute `candidates`: the nearest answers before and after each query."""
    n = len(sentence)
    cues, contents, sources = counted(n, cue), counted(n, content), counted(n, source)
    pairs = np.empty((len(query) * 2 * EACH_SIDE, 2), np.int32)
    told = np.zeros((len(query) * 2 * EACH_SIDE, 6), np.uint8)
    m, after = 0, 0
    for i in range(len(query)):
        while after < len(answer) and answer[after, 0] < query[i, 0]:
            after += 1
        for j in range(max(0, after - EACH_SIDE), min(len(answer), after + EACH_SIDE)):
            before = j < after
            x = answer[j, 1] if before else query[i, 1]
            y = query[i, 0] if before else answer[j, 0]
            side = 1 if before else -1
            pairs[m, 0], pairs[m, 1] = i, j
            told[m, 0] = bucket(y - x - 1) + (10 if before else 0)
            told[m, 1] = 3 + side * min(sentence[y] - sentence[x], 3)
            told[m, 2] = 2 + side * min(paragraph[y] - paragraph[x], 2)
            told[m, 3] = min(max(cues[y] - cues[x + 1], 0), 3) + (4 if before else 0)
            told[m, 4] = min(max(contents[y] - contents[x + 1], 0), 3) + 4 * min(
                max(sources[y] - sources[x + 1], 0), 3
            )
            q = quote[query[i, 0]] > 0
            r = quote[answer[j, 0]] > 0
            told[m, 5] = (1 if q else 0) + (2 if r else 0) + (4 if unclosed[query[i, 0]] else 0)
            m += 1
    return pairs[:m], told[:m]


def chosen(
    weights: Choice, queries: Floats, answers: Floats, pairs: Spans, told: npt.NDArray[np.uint8]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return the probability of every pair, and of "none of them" for every query.

    `queries`, `answers`: span states (`span_states`); `pairs`, `told`: see `candidates`.
    Formula: a softmax over the query's candidates and none; the score of a pair is a product of
    projections of both spans plus a one-layer network over both and the pair's description.
    """
    size = len(weights.last)
    q = queries @ weights.query + weights.query_bias
    a = answers @ weights.answer
    none = np.maximum(q[:, :size], 0) @ weights.none + np.float32(weights.none_bias)
    i, j = pairs[:, 0], pairs[:, 1]
    hidden = hidden_layer(q, a, pairs, told, weights.tables)
    score = np.einsum("mk,mk->m", q[i, size:], a[j, size:])
    score /= np.float32(np.sqrt(q.shape[1] - size))
    for f in range(len(PAIR_SIZES)):
        score += weights.biases[f][told[:, f]]
    score += hidden @ weights.last
    top = none.copy()
    np.maximum.at(top, i, score)
    score = np.exp(score - top[i])
    none = np.exp(none - top)
    whole = none + np.bincount(i, score, len(none)).astype(np.float32)
    return score / whole[i], none / whole


@compiled
def hidden_layer(
    q: npt.NDArray[np.float32],
    a: npt.NDArray[np.float32],
    pairs: npt.NDArray[np.int32],
    told: npt.NDArray[np.uint8],
    tables: tuple[npt.NDArray[np.float32], ...],
) -> npt.NDArray[np.float32]:
    """Sum what both spans of a pair and its description send to the hidden layer; cut at 0."""
    size = tables[0].shape[1]
    out = np.empty((len(pairs), size), np.float32)
    zero = np.float32(0.0)
    for m in range(len(pairs)):
        i, j = pairs[m, 0], pairs[m, 1]
        for k in range(size):
            out[m, k] = q[i, k] + a[j, k]
        for f in range(len(tables)):
            row = tables[f][told[m, f]]
            for k in range(size):
                out[m, k] += row[k]
        for k in range(size):
            out[m, k] = max(out[m, k], zero)
    return out


@compiled
def strongest(
    queries: int, pairs: npt.NDArray[np.int32], odds: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Return for each query its most probable answer, -1 where it has none, and its probability."""
    best = np.full(queries, -1, np.int32)
    most = np.zeros(queries, np.float32)
    for m in range(len(pairs)):
        i = pairs[m, 0]
        if odds[m] > most[i]:
            best[i], most[i] = pairs[m, 1], odds[m]
    return best, most


def span_states(h: Floats, spans: Spans) -> Floats:
    """Return the first, last and mean state of each span, (n, 3 * states)."""
    return first_last_mean(h, spans)


@compiled
def first_last_mean(
    h: npt.NDArray[np.float32], spans: npt.NDArray[np.int32]
) -> npt.NDArray[np.float32]:
    """Compute `span_states` in one pass."""
    size = h.shape[1]
    out = np.zeros((len(spans), 3 * size), np.float32)
    for i in range(len(spans)):
        a, b = spans[i, 0], spans[i, 1]
        mean = out[i, 2 * size :]
        for t in range(a, b + 1):
            for j in range(size):
                mean[j] += h[t, j]
        share = np.float32(1.0) / np.float32(b - a + 1)
        for j in range(size):
            out[i, j], out[i, size + j] = h[a, j], h[b, j]
            mean[j] *= share
    return out
