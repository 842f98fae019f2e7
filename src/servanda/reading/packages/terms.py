"""The terms of a plan: which sentences set them, on which issue, with what number, and by when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.packages.amounts import amounts_in
from servanda.reading.packages.answer_network import ISSUES, Chances
from servanda.reading.packages.issue_frames import Framed, framed_in
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage, item_id
from servanda.reading.packages.schedule import Timing, timings_in
from servanda.reading.packages.term_doubts import settles_nothing
from servanda.reading.packages.term_sentences import ENOUGH, listed_issues, term_passages
from servanda.reading.packages.term_words import (
    CLAUSE_END,
    DENIED,
    EARLIER,
    NOT_A_TERM,
    PLAN_DEMANDS,
    SUPPOSED,
    TO_A_BORDER,
    UNTIL_THEN,
    WATCHED,
)
from servanda.reading.who.tables import plain

__all__ = ["Term", "terms_in"]

_NONE: Mapping[str, Sequence[Span]] = MappingProxyType({})
_UNHEARD: Mapping[tuple[str, int], Chances] = MappingProxyType({})


@dataclass(frozen=True)
class Term:
    """How a plan settles one issue, in the articles' words.

    `issue` and `title` from the shipped list; `outcome` the clause that says it; `number` with
    `unit` where it states one; `parties` those the clause names; `timings` when it is to happen;
    `score` how plainly the sentence sets a term.
    """

    issue: str
    title: str
    outcome: str
    number: float | None
    unit: str
    parties: tuple[str, ...]
    timings: tuple[Timing, ...]
    citations: tuple[Citation, ...]
    score: float

    @property
    def id(self) -> str:
        """Return what a decision on this term refers to."""
        return item_id("t", self.issue, self.citations[0])

    @property
    def quote(self) -> str:
        """Return the sentence it rests on."""
        return self.citations[0].quote


def terms_in(
    passages: Sequence[Passage],
    parties: Parties,
    answered: Mapping[str, Sequence[Span]] = _NONE,
    heard: Mapping[tuple[str, int], Chances] = _UNHEARD,
) -> list[Term]:
    """Return the terms that sentences set, in order, those that say the same joined.

    `answered`: by document, the clauses in which somebody refuses the plan or sets a condition;
    what they speak of is no term of it. `heard`: by document and start of a sentence, how likely
    it settles each issue, by what the network hears.

    >>> words = "The plan says that rebel units shall hand in their weapons within 60 days."
    >>> from servanda.evidence.span import Span
    >>> passage = Passage("a", Span(0, len(words)), words, words, "prose", 0, None)
    >>> [(t.issue, t.number, t.unit) for t in terms_in([passage], Parties())]
    [('disarmament', 60.0, 'days')]
    """
    found: list[Term] = []
    last: dict[tuple[str, int], int] = {}
    chosen = dict(term_passages(passages))
    for passage in passages:
        place = (passage.document, passage.paragraph)
        aside = [*answered.get(passage.document, ()), *_names(passage, parties)]
        settled = _settled(passage, aside) if passage in chosen else []
        settled = settled or _heard_alone(passage, heard, answered.get(passage.document, ()))
        for issue, title, start, end in settled:
            score = chosen.get(passage, ENOUGH)
            found.append(_term(passage, issue, title, start, end, score, parties))
            last[place] = len(found) - 1
        if place in last and not NOT_A_TERM.search(passage.narrated):
            _add_left_timings(found, last[place], passage, len(settled))
    return _joined(found)


HEARD: Final = 0.9
"""Chance from which a sentence settles an issue in which rules read no term at all: on the
annotated conflicts half of what is heard by less was none."""
_Settled = tuple[str, str, int, int]


def _heard_alone(
    passage: Passage, heard: Mapping[tuple[str, int], Chances], answered: Sequence[Span]
) -> list[_Settled]:
    """Return what the network hears a sentence settle in which rules read nothing.

    Nothing is taken from headlines, questions, demands, fears and older agreements, nor where
    somebody answers the plan. Beside a term of rules it would be the same matter under another
    issue more often than another.
    """
    told = heard.get((passage.document, passage.span.start))
    if told is None or passage.kind == "title" or passage.words.rstrip().endswith("?"):
        return []
    if NOT_A_TERM.search(PLAN_DEMANDS.sub(" sets ", passage.narrated)) or EARLIER.search(
        passage.narrated
    ):
        return []
    if any(clause.meets(passage.span) for clause in answered):
        return []
    rows = zip(ISSUES, told.tolist(), strict=True)
    end = len(passage.words)
    return [(issue, _titles()[issue], 0, end) for issue, chance in rows if chance >= HEARD]


def _add_left_timings(found: list[Term], last: int, passage: Passage, settled: int) -> None:
    """Give the times of a sentence that no clause of it holds to the last term before them."""
    held = (
        {t.start for term in found[last + 1 - settled : last + 1] for t in term.timings}
        if settled
        else set()
    )
    left = [t for t in timings_in(passage) if t.start not in held and t.kind != "once"]
    if left:
        found[last] = replace(found[last], timings=(*found[last].timings, *left))


def _names(passage: Passage, parties: Parties) -> list[Span]:
    """Return the places of longer names, whose words settle nothing: "National Army"."""
    held = parties.within(passage.document, passage.span)
    return [
        m.span
        for m in held
        if m.how == "name"
        and " "
        in passage.words[m.span.start - passage.span.start : m.span.end - passage.span.start]
    ]


def _settled(passage: Passage, aside: Sequence[Span]) -> list[_Settled]:
    """Return the issues a sentence settles with their clauses; of those that meet, the longer."""
    low = plain(passage.words)
    taken: list[tuple[int, int]] = []
    found: list[tuple[str, str, int, int]] = []
    small = low.lower()
    every = [
        (match.start(), match.end(), issue, title)
        for issue, title, pattern in listed_issues()
        for match in pattern.finditer(low)
        if not (issue == "ceasefire" and WATCHED.search(small[: match.start()]))
        and not DENIED.search(small[: match.start()])
        and not (issue == "elections" and UNTIL_THEN.search(small[: match.start()]))
        and not any(s.start <= passage.span.start + match.start() < s.end for s in aside)
    ]
    for start, end, issue, title in sorted(
        every, key=lambda m: (_runs_over(low, m[0], m[1]), -(m[1] - m[0]), m[0])
    ):
        if sum(start < b and a < end for a, b in taken) >= 1 or any(
            i == issue and start < b and a < end for i, _, a, b in found
        ):
            continue
        taken.append((start, end))
        clause = _clause(passage.words, start, end)
        if not settles_nothing(issue, low, [(start, end)], clause):
            found.append((issue, title, *clause))
    for framed in framed_in(low):
        start, end = framed.start, framed.end
        if (
            DENIED.search(small[:start])
            or SUPPOSED.search(small[:start])
            or any(s.start <= passage.span.start + start < s.end for s in aside)
        ):
            continue
        if _is_told(framed, taken, low) or any(
            i == framed.issue and start < b and a < end for i, _, a, b in found
        ):
            continue
        clause = _clause(passage.words, start, end)
        if not settles_nothing(framed.issue, low, framed.places, clause):
            found.append((framed.issue, _titles()[framed.issue], *clause))
    return sorted(_each_for_itself(dict.fromkeys(found), passage.words), key=lambda f: f[2])


_NEXT_CLAUSE = re.compile(
    r"[;]|(?<!referendum)(?<!plebiscite)(?<!ballot)(?<!vote):"
    r"|, and (?=(?:the|its|his|their|all|both|every|each|no)\b)"
)


def _runs_over(low: str, start: int, end: int) -> bool:
    """Say whether a phrase runs on into the next clause, whose words are not its own."""
    return bool(_NEXT_CLAUSE.search(low, start, end))


_SHORT_MATCH = 30
"""Letters up to which a phrase is one; a longer one stands on its first and its last word."""


def _is_told(framed: Framed, taken: Sequence[tuple[int, int]], low: str) -> bool:
    """Say whether the words of a frame are those of a phrase that has told an issue already."""
    cells: list[tuple[int, int]] = []
    for start, end in taken:
        if end - start <= _SHORT_MATCH:
            cells.append((start, end))
            continue
        first = re.search(r"\W", low[start:end])
        last = low.rfind(" ", start, end)
        cells.append((start, start + first.start() if first else end))
        cells.append((last + 1 if last >= start else start, end))
    return any(a < end and start < b for a, b in cells for start, end in framed.places)


@cache
def _titles() -> dict[str, str]:
    return {issue: title for issue, title, _ in listed_issues()}


def _each_for_itself(
    found: Iterable[tuple[str, str, int, int]], words: str
) -> Iterator[tuple[str, str, int, int]]:
    """Leave out what only says whose troops withdraw, or where to: no issue of its own."""
    all_found = list(found)
    clauses: dict[tuple[int, int], set[str]] = defaultdict(set)
    for issue, _, start, end in all_found:
        clauses[start, end].add(issue)
    for one in all_found:
        beside = clauses[one[2], one[3]]
        if one[0] == "withdrawal" and "foreign_forces" in beside:
            continue
        if (
            one[0] == "border"
            and "withdrawal" in beside
            and TO_A_BORDER.search(words[one[2] : one[3]])
        ):
            continue
        yield one


def _clause(words: str, start: int, end: int) -> tuple[int, int]:
    low, high = 0, len(words)
    for mark in CLAUSE_END.finditer(words):
        if mark.end() <= start:
            low = mark.end()
        elif mark.start() >= end:
            high = mark.start()
            break
    return low, high


def _term(
    passage: Passage, issue: str, title: str, start: int, end: int, score: float, parties: Parties
) -> Term:
    words = " ".join(passage.words[start:end].split()).strip(' .•*-–—"')
    amounts = amounts_in(passage.words[start:end]) or amounts_in(passage.words)
    counted = [a for a in amounts if not a.time] or amounts
    first = counted[0] if counted else None
    inside = parties.within(passage.document, passage.span)
    named = [m.party for m in inside if start - 2 <= m.span.start - passage.span.start <= end]
    timings = [t for t in timings_in(passage) if start <= t.start < end]
    return Term(
        issue, title, words, first.value if first else None, first.unit if first else "",
        tuple(dict.fromkeys(named)), tuple(timings), (passage.citation,), score,
    )  # fmt: skip


def _joined(found: Sequence[Term]) -> list[Term]:
    """Join terms on one issue that name the same parties or say the same in like words."""
    kept: list[Term] = []
    for term in found:
        for n, other in enumerate(kept):
            if other.issue == term.issue and _alike(other, term):
                cites = tuple(dict.fromkeys((*other.citations, *term.citations)))
                first, second = (other, term) if other.score >= term.score else (term, other)
                kept[n] = replace(
                    first, citations=cites, timings=(*other.timings, *term.timings),
                    number=first.number if first.number is not None else second.number,
                    unit=first.unit or second.unit,
                )  # fmt: skip
                break
        else:
            kept.append(term)
    return kept


def _alike(one: Term, other: Term) -> bool:
    a, b = set(_stems(one.outcome)), set(_stems(other.outcome))
    return bool(a & b) and len(a & b) >= 0.34 * min(len(a), len(b))


def _stems(words: str) -> Iterator[str]:
    for word in re.findall(r"[a-z]{4,}", plain(words).lower()):
        yield word[:5]
