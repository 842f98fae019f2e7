"""The words of a file of Gambit, taken one by one, and how such files begin."""

from __future__ import annotations

import re
from fractions import Fraction

from servanda.errors import GraphError

__all__ = ["GambitWords", "heading"]

_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"|([{}])|([^\s{}",]+)')


class GambitWords:
    """The words of a file, taken one by one; each knows its line."""

    def __init__(self, text: str) -> None:
        self._words: list[tuple[str, bool, int]] = []
        for match in _TOKEN.finditer(text):
            quoted = match.group(1)
            word = match.group(2) or match.group(3) if quoted is None else quoted
            line = text.count("\n", 0, match.start()) + 1 if len(text) < 2_000_000 else 0
            self._words.append((word.replace('\\"', '"'), quoted is not None, line))
        self._at = 0

    @property
    def over(self) -> bool:
        """Whether none is left."""
        return self._at >= len(self._words)

    def peek(self) -> tuple[str, bool]:
        """Return the next word, and whether it stands in quotes."""
        word, quoted, _ = self._words[self._at] if not self.over else ("", False, 0)
        return word, quoted

    def wrong(self, said: str) -> GraphError:
        """Return the error that says what is wrong at the next word."""
        place = self._words[min(self._at, len(self._words) - 1)][2] if self._words else 1
        return GraphError(f"line {place}: {said}")

    def take(self, what: str, word: str = "") -> str:
        """Return the next word, which must be `word` where one is given."""
        if self.over:
            raise self.wrong(f"the file ends where {what} is expected")
        found = self._words[self._at][0]
        if word and (found != word or self._words[self._at][1]):
            raise self.wrong(f"`{found[:40]}` stands where {what} is expected")
        self._at += 1
        return found

    def name(self, what: str) -> str:
        """Return the next word, which must stand in quotes."""
        if not self.peek()[1]:
            raise self.wrong(f"`{self.peek()[0][:40]}` stands where {what}, in quotes, is expected")
        return self.take(what)

    def number(self, what: str) -> Fraction:
        """Return the next word as a number: whole, decimal or a fraction."""
        word = self.take(what)
        try:
            return Fraction(word)
        except (ValueError, ZeroDivisionError):
            self._at -= 1
            raise self.wrong(f"`{word[:40]}` is no number, and {what} is expected") from None

    def whole(self, what: str) -> int:
        """Return the next word as a whole number, 0 or more."""
        value = self.number(what)
        if value.denominator != 1 or value < 0:
            self._at -= 1
            raise self.wrong(f"{what} is a whole number")
        return int(value)

    def numbers(self, what: str) -> list[Fraction]:
        """Return the numbers between the next brackets."""
        self.take("{", "{")
        found = []
        while self.peek() != ("}", False):
            found.append(self.number(what))
        self.take("}", "}")
        return found

    def names(self, what: str) -> list[str]:
        """Return the words in quotes between the next brackets."""
        self.take("{", "{")
        found = []
        while self.peek() != ("}", False):
            found.append(self.name(what))
        self.take("}", "}")
        return found


def heading(words: GambitWords, kind: str) -> tuple[str, list[str]]:
    """Return title and players of a file of that kind, NFG or EFG."""
    words.take(f"{kind}, as such files begin,", kind)
    version = {"NFG": "1", "EFG": "2"}[kind]
    words.take(f"version {version} of the format", version)
    if words.peek()[0] not in ("R", "D"):
        raise words.wrong("R or D, the kind of numbers, is expected")
    words.take("R or D")
    title = words.name("a title")
    players = words.names("a player")
    twice = next((name for name in players if players.count(name) > 1), None)
    if not players or twice is not None:
        raise words.wrong(f"two players are called `{twice}`" if players else "there is no player")
    return title, players
