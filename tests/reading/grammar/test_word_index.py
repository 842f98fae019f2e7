"""A sieve finds what its pattern finds, and nothing is lost to the words it looks for first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.evidence.span import Span
from servanda.reading.grammar import acts, conditions, consent, front_news, issues
from servanda.reading.grammar.required_words import literals_of
from servanda.reading.grammar.word_index import Sieve, at_work

MADE = (
    conditions._FIRM, conditions._LATER,
    *(topic.sieve for topic in issues._topics()),
    *acts._ACTING, acts._HEDGING, acts._HANGING, *consent._TELLING, *front_news._TELLING,
    front_news._AT_WAR, issues._BREAKING,
)  # fmt: skip
WORDS = sorted({word for sieve in MADE for word in literals_of(sieve.pattern)})
ODD = [
    "\u017f",
    "\u0131",
    "\u0130",
    "\u212a",
    "’",
    "\n",
    " ",
    "not",
    "will",
    "to",
    "ed",
    "S",
    "\U0001f600",
]


def test_most_patterns_have_words_to_look_for() -> None:
    assert sum(sieve.number >= 0 for sieve in MADE) == len(MADE)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS + ODD), max_size=12), st.booleans())
def test_what_a_pattern_finds_its_sieve_lets_through(pieces: list[str], capital: bool) -> None:
    text = " ".join(pieces)
    text = text.upper() if capital else text
    for sieve in MADE:
        for match in sieve.pattern.finditer(text):
            assert sieve.may_match(text, match.start(), match.end())
        assert list(map(str, sieve.finditer(text, 0, len(text)))) == list(
            map(str, sieve.pattern.finditer(text))
        )


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS + ODD), max_size=4), max_size=5))
def test_the_sieves_at_work_in_a_part_are_those_that_may_match_there(
    parts: list[list[str]],
) -> None:
    lines = [" ".join(pieces) for pieces in parts]
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    anywhere = Sieve(re.compile(r"\w*"))
    found = at_work([*MADE, anywhere], text, spans)
    for span, numbers in zip(spans, found, strict=True):
        may = [i for i, sieve in enumerate(MADE) if sieve.may_match(text, span.start, span.end)]
        assert numbers == [*may, len(MADE)]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?:ab|cde)+x?", {"ab", "cde"}),
        (r"(?:ab)?cd", {"cd"}),
        (r"(?:ab)*", set()),
        (r"[Vv]eto", {"veto"}),
        (r"ab(?=c)\bd", {"abd"}),
        (r"a.b", set()),
        (r"é{2}|ab", set()),
    ],
)
def test_words_a_pattern_needs(pattern: str, words: set[str]) -> None:
    assert literals_of(re.compile(pattern)) == words


@pytest.mark.parametrize("letter", ["\u017f", "\u0131", "\u0130", "\u212a"])
def test_letters_that_case_confuses(letter: str) -> None:
    sieve = Sieve(re.compile("(?i)sick kiss"))
    text = f"sic{letter} kis{letter} {letter}ick kiss, sick k{letter}ss, ſick kiſs, SICK KİSS"
    assert [m.group() for m in sieve.finditer(text, 0, len(text))] == [
        m.group() for m in sieve.pattern.finditer(text)
    ]
