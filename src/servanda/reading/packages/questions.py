"""What the articles tell of answers to the plan, and leave open whose, or which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from servanda.evidence.records import Citation
from servanda.reading.packages.answered import Answered

__all__ = ["OpenAnswer", "told_both_ways"]

_TURNS = re.compile(
    r"(?i)\b(?:now|then|later|since|again|finally|eventually|at last|in the end|after|yesterday"
    r"|today"
    r"|tonight|this (?:morning|week|month)|last (?:week|night|month)|on \w+day|\w+day|chang\w+"
    r"|revers\w+|backtrack\w*|withdr[ae]w\w*|but|no longer|instead|turned)\b"
)
"""Words that put one answer after another."""
_SIGNS: Mapping[str, int] = {"accepts": 1, "in_principle": 1, "rejects": -1}
_ALIKE = 0.3


@dataclass(frozen=True)
class OpenAnswer:
    """An answer that a person has to decide: of which party, on which clauses.

    `seems`: what one clause hints at without saying it: `reject`, `condition`, `accept`, or
    `unclear` where a side speaks of the plan and it is not told what it answers; empty
    where two clauses say a yes and a no. `who`: what the articles call whoever hints at it, where
    they are no party of the articles and `party` is empty.
    """

    party: str
    citations: tuple[Citation, ...]
    seems: str = ""
    who: str = ""


def told_both_ways(answers: Mapping[str, Sequence[Answered]]) -> list[OpenAnswer]:
    """Return the parties of whom one article tells a yes and a no, as plainly and at once.

    What an article puts in order ("had refused", "now accepts") is no such question, nor is a
    later article's word against an earlier one's.
    """
    found = []
    for party, reports in answers.items():
        last = reports[-1]
        against = _against(last, reports[:-1])
        if against is not None:
            found.append(OpenAnswer(party, (last.citation, against.citation)))
    return found


def _against(last: Answered, others: Iterable[Answered]) -> Answered | None:
    sign = _SIGNS.get(last.answer)
    if sign is None or last.past or _TURNS.search(last.quote):
        return None
    for other in others:
        opposite = _SIGNS.get(other.answer) == -sign
        near = abs(other.strength - last.strength) < _ALIKE
        here = other.citation.source == last.citation.source
        if opposite and near and here and not other.past:
            return other
    return None
