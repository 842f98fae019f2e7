"""What a clause says of whom: the verdict of every answering verb of a sentence.

A verb's sense is settled inside out: the group it stands in (negation, modals, what governs it),
the condition it hangs on, then every clause it is embedded in (who says so, whether it is denied,
asked, hoped or only supposed).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.grammar.noun_judgements import NounJudge
from servanda.reading.grammar.verb_judgements import UNDECIDING, UNPROVEN, Judgement
from servanda.reading.grammar.words import Match, Words, matches_in, words_in
from servanda.reading.who.cast import Cast

__all__ = ["UNDECIDING", "UNPROVEN", "Judge", "Judgement"]

_JUDGED: Final = frozenset(
    {"answer", "intend", "deed", "waver", "neutral", "name", "stance", "urge", "eval"}
)


class Judge:
    """Judges the sentences of one document."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.text = cast, cast.text

    def of(self, sentence: Span) -> Iterator[Judgement]:
        """Yield the judgements of a sentence, in order; a question gives none."""
        piece = sentence.of(self.text)
        if "?" in piece and piece.rstrip("”\"' )").endswith("?"):
            return
        words = words_in(self.text, sentence)
        matches = matches_in(words)
        if any(_may_be_judged(match, words) for match in matches):
            yield from _Sentence(self.cast, sentence, words, matches).judged()


def _may_be_judged(match: Match, words: Words) -> bool:
    """Say whether an entry can be judged, or makes a verb behind it one that can be."""
    use = match.entry.use
    if use == "intend":
        return match.entry.complement == "inf" and words.low[match.end : match.end + 1] == ("to",)
    return use in _JUDGED


class _Sentence(NounJudge):
    """One sentence, judged."""

    def judged(self) -> Iterator[Judgement]:
        taken: list[tuple[int, int]] = []
        order = sorted(
            self.matches, key=lambda m: (m.start, m.entry.use != "urge", -(m.end - m.start))
        )
        for match in order:
            if match.entry.use not in _JUDGED or match.entry.use == "intend":
                continue
            if any(a <= match.start < b for a, b in taken):
                continue
            found = self._judge(match)
            if found:
                taken.append((match.start, match.end))
                yield found

    def _judge(self, match: Match) -> Judgement | None:
        if match.entry.use == "stance":
            return self._noun(match)
        if match.entry.use == "urge":
            return self._urging(match)
        if match.entry.use == "eval":
            return self._evaluation(match)
        return self._judged_verb(match)
