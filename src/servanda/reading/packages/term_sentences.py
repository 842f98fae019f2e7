"""Which sentences set terms of a plan, by what they say and what stands beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from servanda.reading.packages.issue_frames import framed_in
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL_WORD
from servanda.reading.packages.term_words import (
    ASKS_FOR_TERMS,
    EARLIER,
    IN_ITS_OWN_WORDS,
    LISTS,
    NO_PAST,
    NOT_A_TERM,
    OBLIGES,
    OF_ONES_OWN,
    ONE_OF_A_ROW,
    PAST,
    PLAN_DEMANDS,
    PLAN_SUBJECT,
    REPORTED,
)
from servanda.reading.who.tables import plain

__all__ = ["ENOUGH", "listed_issues", "term_passages"]

ENOUGH = 0.8
"""From this score on a sentence sets a term; set on the even-numbered half of the conflicts."""


@cache
def listed_issues() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return the issues a plan may settle: id, title and the words that tell it."""
    text = (files("servanda.reading.packages") / "issues.csv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines()[1:]:
        issue, title, pattern = line.split("|", 2)
        found.append((issue, title, re.compile(pattern, re.I)))
    return tuple(found)


def term_passages(passages: Sequence[Passage]) -> list[tuple[Passage, float]]:
    """Return the sentences that set terms, with their scores.

    A point of a list, a duty or a future ("shall", "are to"), a plan as subject and a paragraph
    dense in issues count for it; what somebody demands, fears or refuses, what happened, and what
    an older agreement said count against.
    """
    groups: dict[tuple[str, int], list[Passage]] = defaultdict(list)
    for passage in passages:
        groups[passage.document, passage.paragraph].append(passage)
    listed = {
        d
        for d in {p.document for p in passages}
        if sum(p.kind == "point" for p in passages if p.document == d) >= 2
    }
    found: list[tuple[Passage, float]] = []
    asked: dict[str, int] = {}
    for group in groups.values():
        if any(ASKS_FOR_TERMS.search(p.words) for p in group):
            asked[group[0].document] = 2
        elif group[0].document in asked:
            asked[group[0].document] -= 1
        answers = asked.get(group[0].document, 0) > 0
        dense = _density(group)
        about = bool(DEAL_WORD.search(" ".join(p.narrated for p in group)))
        scores = [_score(p, dense, about, p.document in listed) + 0.8 * answers for p in group]
        found += zip(group, _beside(group, scores), strict=True)
    return [(passage, score) for passage, score in _in_row(found) if score >= ENOUGH]


_IN_ROW = 0.3
"""What a paragraph that sets two terms or more adds to those before and after it."""


def _in_row(found: Sequence[tuple[Passage, float]]) -> Iterator[tuple[Passage, float]]:
    """Yield the sentences of all paragraphs, those in a row with paragraphs of terms the higher."""
    full: dict[tuple[str, int], int] = defaultdict(int)
    order: dict[str, list[int]] = defaultdict(list)
    for passage, score in found:
        full[passage.document, passage.paragraph] += score >= ENOUGH and bool(
            _named(passage.narrated)
        )
        if passage.paragraph not in order[passage.document][-1:]:
            order[passage.document].append(passage.paragraph)
    for passage, score in found:
        row = order[passage.document]
        at = row.index(passage.paragraph)
        beside = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
        near = any(full[passage.document, number] >= 2 for number in beside)
        yield passage, score + _IN_ROW * near if score else score


_BESIDE = 0.5
"""What each sentence of a paragraph that sets a term adds to the others, two at most."""


def _beside(group: Sequence[Passage], scores: Sequence[float]) -> list[float]:
    """Return the scores of a paragraph's sentences, those beside terms the higher."""
    sets = [
        score >= ENOUGH and bool(_named(p.narrated)) for p, score in zip(group, scores, strict=True)
    ]
    return [
        score + _BESIDE * min(2, sum(sets) - own) if score else score
        for score, own in zip(scores, sets, strict=True)
    ]


def _score(passage: Passage, dense: int, about: bool, listed: bool) -> float:
    quoted = bool(IN_ITS_OWN_WORDS.search(passage.words))
    words = passage.words if quoted else passage.narrated
    if passage.kind == "title" or len(words.split()) < 3:
        return 0.0
    obliged, past = bool(OBLIGES.search(words)), bool(PAST.search(NO_PAST.sub(" ", words)))
    point = passage.kind == "point" and listed
    past = past and not point
    obliged = obliged or (bool(ONE_OF_A_ROW.match(words)) and not past)
    if LISTS.search(words):
        obliged, past = True, False
    score = 1.2 if obliged else 0.0
    score += 2.0 if point else 0.0
    score += 1.0 if PLAN_SUBJECT.search(words) else 0.0
    score += 0.5 if about else 0.0
    score += (0.0, 0.0, 0.5, 1.0, 1.8)[dense]
    score -= 0.6 if REPORTED.search(words) else 0.0
    score -= 0.6 if OF_ONES_OWN.search(words) else 0.0
    score += 0.0 if past else 0.6
    score -= 1.2 if past and not obliged else 0.0
    score -= 1.5 if NOT_A_TERM.search(PLAN_DEMANDS.sub(" sets ", words)) else 0.0
    score -= 1.0 if EARLIER.search(words) else 0.0
    score -= 0.5 if passage.turn else 0.0
    score -= 1.5 if words.rstrip().endswith("?") else 0.0
    return score


def _density(group: Sequence[Passage]) -> int:
    """Return how many issues a paragraph speaks of, counted to four."""
    found: set[str] = set()
    for passage in group:
        found |= _named(passage.narrated)
        if len(found) >= 4:
            return 4
    return len(found)


@lru_cache(4096)
def _named(words: str) -> frozenset[str]:
    """Return the issues that a sentence speaks of."""
    low = plain(words)
    framed = {each.issue for each in framed_in(low)}
    return frozenset(
        framed | {issue for issue, _, pattern in listed_issues() if pattern.search(low)}
    )
