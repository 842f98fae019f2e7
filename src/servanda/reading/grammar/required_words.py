"""Which literal words a pattern cannot match without, taken from the pattern itself."""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["literals_of"]

Words = frozenset[str]
_LEAST = 2
"""Letters below which a literal stands nearly everywhere."""
_MOST = 8


def literals_of(pattern: re.Pattern[str]) -> Words:
    """Return words in small letters, one of which is in every match; none where none can be told.

    Letters beyond ASCII and sets of letters end a word; of the words that every match of a part
    holds, the longest is taken, cut to eight letters.

    >>> sorted(literals_of(re.compile(r"(?i)\\b(?:veto(?:es)?|red lines?|\\w+able)\\b")))
    ['able', 'red line', 'veto']
    >>> literals_of(re.compile(r"\\w+|veto"))
    frozenset()
    """
    return _of_sequence(parser.parse(pattern.pattern, pattern.flags))


def _of_sequence(sequence: Any) -> Words:
    """Return the best of what the parts of a sequence require."""
    found: list[Words] = []
    run = ""
    for kind, told in sequence:
        if letter := _letter(kind, told):
            run += letter
        elif kind not in (op.AT, op.ASSERT, op.ASSERT_NOT):  # those take no room in a match
            found += [frozenset({run[:_MOST]}), _of_part(kind, told)]
            run = ""
    found.append(frozenset({run[:_MOST]}))
    usable = [words for words in found if words and min(map(len, words)) >= _LEAST]
    return max(usable, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


def _letter(kind: Any, told: Any) -> str:
    """Return the small letter that one part matches, be it in either case; else nothing."""
    letters = told if kind is op.IN else [(kind, told)]
    if not all(each is op.LITERAL and code < 128 for each, code in letters):
        return ""
    either = {chr(code).lower() for _, code in letters}
    return either.pop() if len(either) == 1 else ""


def _of_part(kind: Any, told: Any) -> Words:
    """Return what one part requires: every branch something, a repeat what is repeated."""
    if kind is op.SUBPATTERN:
        return _of_sequence(told[3])
    if kind is op.BRANCH:
        branches = [_of_sequence(branch) for branch in told[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and told[0] >= 1:
        return _of_sequence(told[2])
    return _of_sequence(told) if kind is op.ATOMIC_GROUP else frozenset()
