"""The chain of tags: the most likely sequence, and how sure each tag of it is.

Tags are numbered 0 for none, then beginning and inside of source (1, 2), cue (3, 4) and
content (5, 6). A linear-chain conditional random field [@Lafferty2001, sect. 3].
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled

__all__ = ["ROLES", "best_tags", "certainty", "spans_of"]

ROLES = ("source", "cue", "content")


@compiled
def best_tags(
    score: npt.NDArray[np.float32],
    transition: npt.NDArray[np.float32],
    begin: npt.NDArray[np.float32],
    first: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return the most likely tags (tokens,) and the probability of each tag (tokens, tags).

    `score`: tag scores (tokens, tags); `transition`: from row to column; `begin`: of a first
    tag; `first`: True where a sequence begins. Time is linear in the tokens.
    """
    n, tags = score.shape
    weight = np.exp(transition)
    opening = np.exp(begin)
    forward = np.empty((n, tags), np.float32)
    power = np.empty((n, tags), np.float32)
    back = np.zeros((n, tags), np.int8)
    best = np.zeros(tags, np.float32)
    new = np.zeros(tags, np.float32)
    for t in range(n):
        top = score[t].max()
        total = np.float32(0.0)
        floor = best.max()
        last = best.argmax()
        for k in range(tags):
            power[t, k] = np.exp(score[t, k] - top)
            if first[t]:
                forward[t, k] = opening[k] * power[t, k]
                back[t, k] = last
                new[k] = begin[k] + score[t, k]
            else:
                mass = np.float32(0.0)
                where, most = 0, np.float32(-1e30)
                for q in range(tags):
                    mass += forward[t - 1, q] * weight[q, k]
                    s = best[q] - floor + transition[q, k]
                    if s > most:
                        where, most = q, s
                forward[t, k] = mass * power[t, k]
                back[t, k] = where
                new[k] = most + score[t, k]
            total += forward[t, k]
        for k in range(tags):
            forward[t, k] /= total
            best[k] = new[k]
    chosen = np.zeros(n, np.int8)
    at = best.argmax()
    for t in range(n - 1, -1, -1):
        chosen[t] = at
        at = back[t, at]
    behind = np.ones(tags, np.float32)
    for t in range(n - 1, -1, -1):
        total = np.float32(0.0)
        for k in range(tags):
            forward[t, k] *= behind[k]
            total += forward[t, k]
        for k in range(tags):
            forward[t, k] /= total
            new[k] = power[t, k] * behind[k]
        if first[t]:
            behind[:] = 1
        else:
            total = np.float32(0.0)
            for q in range(tags):
                mass = np.float32(0.0)
                for k in range(tags):
                    mass += weight[q, k] * new[k]
                behind[q] = mass
                total += mass
            for q in range(tags):
                behind[q] /= total
    return chosen, forward


def spans_of(tags: npt.NDArray[np.int8], role: int) -> npt.NDArray[np.int32]:
    """Return the spans (n, 2) of a role, first and last token, of a legal tag sequence.

    >>> spans_of(np.array([1, 2, 3, 0, 5, 6, 5], np.int8), 2).tolist()
    [[4, 5], [6, 6]]
    """
    start, inside = 1 + 2 * role, 2 + 2 * role
    starts = np.flatnonzero(tags == start)
    goes_on = np.append(tags[1:] == inside, False)
    member = (tags == start) | (tags == inside)
    ends = np.flatnonzero(member & ~goes_on)
    return np.stack([starts, ends], axis=1).astype(np.int32)


@compiled
def certainty(
    tags: npt.NDArray[np.int8],
    odds: npt.NDArray[np.float32],
    spans: npt.NDArray[np.int32],
) -> npt.NDArray[np.float32]:
    """Return how sure each span is, (n, 3): its tags on average, its beginning, its end.

    `odds`: the probability of each tag (tokens, tags), as from `best_tags`.
    """
    out = np.empty((len(spans), 3), np.float32)
    for i in range(len(spans)):
        a, b = spans[i, 0], spans[i, 1]
        total = np.float32(0.0)
        for t in range(a, b + 1):
            total += odds[t, tags[t]]
        out[i, 0] = total / np.float32(b - a + 1)
        out[i, 1] = odds[a, tags[a]]
        inside = tags[a] + 1
        out[i, 2] = np.float32(1.0) - (
            odds[b + 1, inside] if b + 1 < len(tags) else np.float32(0.0)
        )
    return out
