"""Whom a noun phrase means: its head, the names in it, and how far it keeps from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from servanda.evidence.span import Span
from servanda.reading.grammar.phrase_words import (
    DETERMINERS,
    DISTANT,
    FORMER,
    HYPHENED,
    NAME_ENDS,
    NOBODY,
    ORGANS,
    PRONOUNS,
)
from servanda.reading.grammar.words import Words
from servanda.reading.who.cast import Cast, Named

__all__ = ["Phrase", "PhraseHeads", "may_keep_distance"]

Kind = Literal["named", "organ", "other", "pronoun", "unknown"]

_OF_PEOPLE = ORGANS | DISTANT


def _is_particled(word: str) -> bool:
    """Say whether a name that is written small begins so: "al-Asaad"."""
    return word.startswith(("al-", "el-")) and len(word) > 4


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


@dataclass(frozen=True)
class Phrase:
    """A noun phrase, words `start` to `end` (exclusive) with its head at `head`.

    `kind`: named where it is a name, organ where it speaks for one (its army, X officials),
    pronoun, other where it keeps its distance from every name in it, unknown for a name of nobody
    the tables know. `names`: whom it means or speaks for. `distant`: its head keeps its distance.
    `first`: where the name itself begins where it stands in apposition to an office.
    """

    start: int
    end: int
    head: int
    kind: Kind
    names: tuple[Named, ...] = ()
    quantifier: str = ""
    joined: tuple[Phrase, ...] = ()
    distant: bool = False
    first: int = -1

    @property
    def conjuncts(self) -> tuple[Phrase, ...]:
        """Return the phrases joined in it, itself alone where it is one."""
        return self.joined or (self,)


def may_keep_distance(words: Words) -> bool:
    """Say whether a word stands among some by which a phrase can keep its distance from a name."""
    return any(map(_keeps_distance, words.low))


@lru_cache(maxsize=1 << 13)
def _keeps_distance(word: str) -> bool:
    return (
        word in DISTANT
        or _singular(word) in DISTANT
        or word in FORMER
        or bool(HYPHENED.search(word))
    )


class PhraseHeads:
    """Settles the noun phrases of one sentence by their heads."""

    def __init__(self, words: Words, cast: Cast, sentence: Span) -> None:
        self.words, self.low, self.cast = words, words.low, cast
        self.name_at: dict[int, Named] = {}
        self._lay(cast.in_span(Span(sentence.start, sentence.end + 1)))

    def _lay(self, names: Sequence[Named]) -> None:
        if not names:
            return
        starts, low = self.words.starts, self.low
        for named in names:
            place = self.words.at(named.span.start)
            while place < len(low) and starts[place] < named.span.end:
                if "-" not in low[place] or not HYPHENED.search(low[place]):
                    self.name_at[place] = named
                place += 1

    def settled(self, start: int, end: int, head: int, first: int, inner: int = 0) -> Phrase:
        """Return a phrase with whom it means; `inner`: where what hangs on its head begins."""
        low = self.low
        words = low[first : head + 1]
        quantifier = low[first] if low[first] in NOBODY else ""
        if low[head] in PRONOUNS:
            return Phrase(start, end, head, "pronoun", self._hung(inner, end))
        distant = any(map(_keeps_distance, words))
        if distant and (low[head] in DISTANT or _singular(low[head]) in DISTANT):
            return Phrase(start, end, head, "other", (), quantifier, distant=True)
        named = self._name_of(head)
        if self._is_compound(first, head):
            return Phrase(start, end, head, "unknown", (), quantifier)
        if named and not distant:
            return Phrase(start, end, head, "named", (named,), quantifier)
        if named and self._is_whole_name(head, named):
            return Phrase(start, end, head, "named", (named,), quantifier)
        organ = low[head] in ORGANS or _singular(low[head]) in ORGANS
        named_so = self._is_capital_name(head, first) and low[head] in NAME_ENDS
        if organ and not distant and not named_so:
            whose = self._whose(first, head) or self._hung(inner, end)
            return Phrase(start, end, head, "organ", whose, quantifier)
        if self._is_capital_name(head, first):
            whose = self._whose(first, head) or self._hung(inner, end)
            return Phrase(start, end, head, "unknown", whose, quantifier)
        return Phrase(start, end, head, "other", (), quantifier, distant=distant)

    def _is_compound(self, first: int, head: int) -> bool:
        """Say whether two peoples make one name that is neither: "the Bosnian Serb parliament"."""
        return any(
            self.name_at[n].naming == self.name_at[n + 1].naming == "demonym"
            and self.name_at[n].actor != self.name_at[n + 1].actor
            for n in range(first, head)
            if n in self.name_at and n + 1 in self.name_at
        )

    def _name_of(self, head: int) -> Named | None:
        named = self.name_at.get(head)
        possessive = self.low[head].endswith(("'s", "'"))
        return named if named and not possessive else None

    def _is_whole_name(self, head: int, named: Named) -> bool:
        """Say whether a former office stands before a person's own name."""
        return named.naming in {"person", "surname"}

    def _is_capital_name(self, head: int, first: int) -> bool:
        capital = self.words.is_capital(head) or _is_particled(self.low[head])
        return (
            capital
            and (head > 0 or len(self.low[head]) > 1)
            and not (head == 0 and self.low[head] in _OF_PEOPLE)
            and self.low[head] not in DETERMINERS
        )

    def _whose(self, first: int, head: int) -> tuple[Named, ...]:
        found = [self.name_at[n] for n in range(first, head) if n in self.name_at]
        return tuple(found[-1:])

    def _hung(self, inner: int, end: int) -> tuple[Named, ...]:
        if not inner or self.low[inner - 1] not in {"of", "for", "in", "from"}:
            return ()
        found = [self.name_at[n] for n in range(inner, end) if n in self.name_at]
        if any(DISTANT & {self.low[n], _singular(self.low[n])} for n in range(inner, end)):
            return ()
        return tuple(dict.fromkeys(found))
