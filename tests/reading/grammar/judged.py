"""What a sentence is judged to say: each deciding word, its sign, why, whose and under what."""

from __future__ import annotations

from typing import NamedTuple

from servanda.evidence.span import Span
from servanda.reading.grammar.judgements import Judge, Judgement
from servanda.reading.grammar.subjects import Phrase, Phrases
from servanda.reading.grammar.words import Words, words_in
from servanda.reading.who.cast import Cast


class Heard(NamedTuple):
    """One deciding word of a sentence, in plain data."""

    words: str
    sign: int
    why: str
    who: tuple[str, ...]
    source: tuple[str, ...]
    condition: str


def judgements(text: str) -> list[Judgement]:
    return list(Judge(Cast(text)).of(Span(0, len(text))))


def named(phrase: Phrase | None) -> tuple[str, ...]:
    """Return whom a phrase means, those joined in it one after the other."""
    conjuncts = phrase.conjuncts if phrase else ()
    return tuple(name.actor for each in conjuncts for name in each.names)


def heard(text: str) -> list[Heard]:
    return [
        Heard(
            j.verb.of(text), j.sign, j.why, named(j.subject), named(j.source),
            j.condition.of(text) if j.condition else "",
        )
        for j in judgements(text)
    ]  # fmt: skip


def signs(text: str) -> list[tuple[int, str]]:
    return [(each.sign, each.why) for each in heard(text)]


def phrases(text: str) -> tuple[Phrases, Words]:
    """Return the noun phrases of a sentence, and its words."""
    whole = Span(0, len(text))
    words = words_in(text, whole)
    return Phrases(words, Cast(text), whole), words
