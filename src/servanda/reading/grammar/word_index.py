"""Where in a text a pattern can match at all, found for every pattern in one pass.

The literal words each pattern needs are looked for together [@Aho1975]; a pattern is then tried
only where a word of its own stands, which in most sentences is nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from servanda.compiled import compiled
from servanda.evidence.span import Span
from servanda.reading.grammar.required_words import literals_of

__all__ = ["Sieve", "at_work"]

Numbers = npt.NDArray[np.int32]
FOLD: Final = {"\u017f": "s", "\u0131": "i", "\u0130": "i", "\u212a": "k"}
"""What a pattern that ignores case takes for an ASCII letter."""
HIGHEST: Final = 0x212B


class Sieve:
    """A pattern that is tried only where one of the words it needs stands.

    Make it once, at the top of a file, and search in whole texts by their offsets: what stands
    in the last few texts is remembered.

    >>> veto = Sieve(re.compile(r"(?i)\\bveto(?:es)?\\b"))
    >>> text = "No state has a veto."
    >>> veto.search(text, 0, len(text)).span(), veto.may_match(text, 0, 15)
    ((15, 19), False)
    """

    def __init__(self, pattern: re.Pattern[str], words: Iterable[str] = ()) -> None:
        self.pattern = pattern
        needed = frozenset(words) or literals_of(pattern)
        self.number = _Words.add(needed) if needed else -1

    def may_match(self, text: str, start: int, end: int) -> bool:
        """Say whether a word the pattern needs stands in a part of a text."""
        if self.number < 0:
            return True
        ends = _spotted(text)[self.number]
        at = bisect_right(ends, start)
        return at < len(ends) and ends[at] <= end

    def ends(self, text: str) -> list[int]:
        """Return where the words the pattern needs end in a text, rising."""
        if self.number < 0:
            raise ValueError(f"{self.pattern.pattern!r} needs no words that could be looked for")
        return _spotted(text)[self.number]

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first match in a part of a text, as the pattern itself would."""
        return self.pattern.search(text, start, end) if self.may_match(text, start, end) else None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches in a part of a text, as the pattern itself would."""
        if self.may_match(text, start, end):
            yield from self.pattern.finditer(text, start, end)


def at_work(sieves: Sequence[Sieve], text: str, parts: Sequence[Span]) -> list[list[int]]:
    """Return, for each of some parts of a text, the numbers of the sieves that may match there.

    `parts` rise and do not meet. As `Sieve.may_match` for every sieve and part, but in time that
    grows with the words that stand in the text.

    >>> sieves = [Sieve(re.compile("veto")), Sieve(re.compile("troops?"))]
    >>> at_work(sieves, "No veto. No troops.", [Span(0, 8), Span(9, 19)])
    [[0], [1]]
    """
    found: list[list[int]] = [[] for _ in parts]
    ends = [part.end for part in parts]
    spotted = _spotted(text)
    for number, sieve in enumerate(sieves):
        if sieve.number < 0:
            for numbers in found:
                numbers.append(number)
        elif sieve.number in spotted.present:
            for end in spotted[sieve.number]:
                at = bisect_left(ends, end)
                if at == len(ends):
                    break
                numbers = found[at]
                if parts[at].start < end and not (numbers and numbers[-1] == number):
                    numbers.append(number)
    return found


class _Words:
    """The words of every sieve, and the automaton that finds them all."""

    every: Final[list[frozenset[str]]] = []

    @classmethod
    def add(cls, words: frozenset[str]) -> int:
        cls.every.append(words)
        return len(cls.every) - 1


class _Automaton:
    """Steps from state to state by the class of a letter; a state tells whose words end there."""

    def __init__(self, every: list[frozenset[str]]) -> None:
        letters = sorted({letter for words in every for word in words for letter in word})
        self.sieves = len(every)
        numbers = {letter: 1 + i for i, letter in enumerate(letters)}
        self.fold = np.zeros(HIGHEST, np.uint8)
        for letter in (*map(chr, range(128)), *FOLD, *letters):
            self.fold[ord(letter)] = numbers.get(FOLD.get(letter, letter.lower()), 0)
        children: list[dict[int, int]] = [{}]
        ending: list[set[int]] = [set()]
        for sieve, words in enumerate(every):
            for word in words:
                at = 0
                for letter in word:
                    if numbers[letter] not in children[at]:
                        children[at][numbers[letter]] = len(children)
                        children.append({})
                        ending.append(set())
                    at = children[at][numbers[letter]]
                ending[at].add(sieve)
        self.step = np.zeros((len(children), len(letters) + 1), np.int16)
        self._link(children, ending)
        self.first = np.cumsum([0, *map(len, ending)]).astype(np.int32)
        self.told = np.array([s for sieves in ending for s in sorted(sieves)], np.int16)

    def _link(self, children: list[dict[int, int]], ending: list[set[int]]) -> None:
        """Fill in where each state goes by every letter: what fails falls back to a suffix."""
        waiting = deque([(0, 0)])
        while waiting:
            state, back = waiting.popleft()
            ending[state] |= ending[back]
            self.step[state] = self.step[back]
            for letter, child in children[state].items():
                waiting.append((child, int(self.step[back, letter]) if state else 0))
                self.step[state, letter] = child


@compiled
def ends_of_words(
    codes: npt.NDArray[np.uint32],
    fold: npt.NDArray[np.uint8],
    step: npt.NDArray[np.int16],
    first: npt.NDArray[np.int32],
    told: npt.NDArray[np.int16],
    sieves: int,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return where words end, rising for each sieve, and where each sieve's places begin."""
    begin = np.zeros(sieves + 1, np.int32)
    place, passed = np.empty(len(codes), np.int32), np.empty(len(codes), np.int16)
    state, hits = 0, 0
    for i in range(len(codes)):
        code = codes[i]
        state = step[state, fold[code] if code < len(fold) else 0]
        if first[state] < first[state + 1]:
            place[hits], passed[hits] = i + 1, state
            hits += 1
            for k in range(first[state], first[state + 1]):
                begin[told[k] + 1] += 1
    for s in range(sieves):
        begin[s + 1] += begin[s]
    filled = begin[:-1].copy()
    ends = np.empty(begin[sieves], np.int32)
    for i in range(hits):
        state = passed[i]
        for k in range(first[state], first[state + 1]):
            ends[filled[told[k]]] = place[i]
            filled[told[k]] += 1
    return ends, begin


class _Spotted:
    """Where the words of each sieve end in one text."""

    def __init__(self, text: str) -> None:
        machine = _automaton(len(_Words.every))
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self.ends, self.begin = ends_of_words(
            codes, machine.fold, machine.step, machine.first, machine.told, machine.sieves
        )
        self.known: dict[int, list[int]] = {}
        self.present = frozenset(np.flatnonzero(np.diff(self.begin)).tolist())

    def __getitem__(self, sieve: int) -> list[int]:
        ends = self.known.get(sieve)
        if ends is None:
            part = slice(self.begin[sieve], self.begin[sieve + 1])
            ends = self.known[sieve] = self.ends[part].tolist()
        return ends


@lru_cache(maxsize=1)
def _automaton(sieves: int) -> _Automaton:
    """Return the automaton of the sieves made so far."""
    return _Automaton(_Words.every[:sieves])


@lru_cache(maxsize=2)
def _spotted_with(text: str, sieves: int) -> _Spotted:
    return _Spotted(text)


def _spotted(text: str) -> _Spotted:
    return _spotted_with(text, len(_Words.every))
