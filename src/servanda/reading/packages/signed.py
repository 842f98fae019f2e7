"""A yes for the sides of a war of whose agreement it is only told that it was signed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.reading.packages.answer_patterns import NOT, OPEN
from servanda.reading.packages.answered import Answered
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.plan_words import DEAL

__all__ = ["signed_by_all"]

_SIGNED = re.compile(
    rf"(?i)\b{DEAL}\b[^.;:]{{0,60}}\b(?:was|were|has been|have been) (?:finally |formally |duly |solemnly )?"
    rf"(?:signed|initial?led|sealed|concluded)\b(?! by)"
    rf"|\b(?:after|of|since|upon) (?:the )?(?:signing|signature)\b"
    rf"|\b(?:the )?(?:signing|signature) of (?:the |an? |this )?(?:\w+ ){{0,2}}{DEAL}\b"
)
STRENGTH = 0.3
"""What is only inferred, and gives way to whatever is told."""


def signed_by_all(
    passages: Sequence[Passage],
    parties: Parties,
    sides: Sequence[str],
    answers: Sequence[Answered],
) -> list[Answered]:
    """Return a yes for each side that nothing is told of, where the agreement was signed.

    None where a side is told to refuse, or where the sentence names one side alone: the other may
    not have signed.

    >>> from servanda.evidence.span import Span
    >>> words = "The accord was signed on Monday."
    >>> passage = Passage("a", Span(0, len(words)), words, words, "prose", 0, None)
    >>> [(a.party, a.answer) for a in signed_by_all([passage], Parties(), ["n", "u"], [])]
    [('n', 'accepts'), ('u', 'accepts')]
    """
    if any(a.party in sides and a.answer == "rejects" and not a.past for a in answers):
        return []
    told = {answer.party for answer in answers}
    for passage in passages:
        words = passage.narrated
        match = _SIGNED.search(words)
        if match is None or words.rstrip().endswith("?"):
            continue
        before = words[: match.start()]
        if NOT.search(before) or OPEN.search(before[-50:]) or _AHEAD.search(match.group()):
            continue
        named = {m.party for m in parties.within(passage.document, passage.span)} & set(sides)
        if len(named) == 1:
            continue
        return [
            Answered(p, "accepts", "", passage.citation, passage.day, "narration", STRENGTH)
            for p in sides
            if p not in told
        ]
    return []


_AHEAD = re.compile(r"(?i)\b(?:will|would|to be|until|before|if|not|never|yet|ahead)\b")
