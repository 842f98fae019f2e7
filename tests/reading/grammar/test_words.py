"""A sentence cut into words, and the entries of the lexicon that stand in it."""

from __future__ import annotations

import pytest

from servanda.evidence.span import Span
from servanda.reading.grammar.words import Match, matches_in, words_in


def cut(text: str) -> tuple[str, ...]:
    return words_in(text, Span(0, len(text))).low


def met(text: str, use: str = "answer") -> list[Match]:
    found = matches_in(words_in(text, Span(0, len(text))))
    return [match for match in found if match.entry.use == use]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oslo won’t sign.", ("oslo", "will", "not", "sign", ".")),
        ("Oslo cannot sign.", ("oslo", "can", "not", "sign", ".")),
        ("We’ve signed", ("we", "have", "signed")),
        ("the U.S. and Gen. Bo", ("the", "u.s.", "and", "gen.", "bo")),
        ("Oslo’s cease-fire", ("oslo's", "cease-fire")),
        ("", ()),
    ],
)
def test_words_and_marks_are_told_apart(text: str, words: tuple[str, ...]) -> None:
    assert cut(text) == words


def test_every_word_stands_where_the_text_has_it() -> None:
    text = "Yesterday Oslo couldn’t sign the “plan”."
    words = words_in(text, Span(10, len(text)))
    ends = [0]
    for at, low in enumerate(words.low):
        span = words.span(at)
        assert span.start >= ends[-1]
        ends.append(span.end)
        if low not in {"not", "could"}:
            assert span.of(text).lower() == low
    assert words.at(words.starts[2]) == 2
    assert words.is_capital(0) and not words.is_capital(1)
    assert not words.is_word(len(words)) and not words.is_word(-1)


def test_an_entry_of_several_words_may_be_parted_by_its_object() -> None:
    down = ("turn", "down")
    assert down in [m.entry.words for m in met("Oslo turned the offer down.")]
    assert down in [m.entry.words for m in met("Oslo turned down the offer.")]
    assert down not in [m.entry.words for m in met("Oslo turned the wheel, down there")]


@pytest.mark.parametrize(
    ("between", "denied"), [("", 0), ("still firmly ", 0), ("not ", 1), ("no longer ", 1)]
)
def test_adverbs_may_part_a_copula_and_what_it_says_and_a_denial_is_counted(
    between: str, denied: int
) -> None:
    found = met(f"Oslo is {between}opposed to it")
    whole = next(m for m in found if m.entry.words == ("be", "opposed", "to"))
    assert whole.denied == denied
