"""A sentence cut into words, and the entries of the lexicon that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

from servanda.evidence.span import Span
from servanda.reading.grammar.lexicon import Entry, Form, entries, forms_of

__all__ = ["Match", "Words", "as_yes", "matches_in", "words_in"]

_WORD: Final = re.compile(
    r"\s*+([a-z]++(?![\w’'-])|(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|St|Prof)\.(?=\s)"
    r"|\w+(?:-\w+)*(?:[’']s\b|[’'](?=\s)|[’'](?:t|re|ve|ll|d|m)\b)?|[^\w\s])"
)
_PARTS: Final = re.compile(
    r"(?i)\A(?:(?P<verb>\w+)(?P<tail>n['’]t|['’](?:re|ve|ll|d|m))|(can)(not))\Z"
)
_WHOLE: Final = {"wo": "will", "ca": "can", "sha": "shall"}
_TAIL: Final = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_ADVERB: Final = re.compile(r"\w+ly")
_BETWEEN: Final = frozenset(
    {"so", "too", "very", "quite", "still", "now", "also", "not", "never", "no", "dead", "far",
     "long", "only", "more", "less", "rather"}
)  # fmt: skip
_GAP_STAR: Final = 5


class Words:
    """The words and marks of a sentence, in small letters, and where each stands in the text.

    Places are looked for only once somebody asks for one: most sentences are let go before.
    """

    __slots__ = ("_ends", "_pieces", "_starts", "low", "start", "text")

    def __init__(self, text: str, sentence: Span) -> None:
        pieces = _WORD.findall(text[sentence.start : sentence.end])
        small = " ".join(pieces).lower().replace("’", "'")
        low = small.split(" ") if pieces else []
        if "'" in small or "cannot" in small:
            pieces, low = _parted(pieces, low)
        self.text, self.start, self.low = text, sentence.start, tuple(low)
        self._pieces = pieces
        self._starts: list[int] | None = None
        self._ends: list[int] = []

    @property
    def starts(self) -> list[int]:
        """Return where each word begins."""
        if self._starts is None:
            at, find = self.start, self.text.index
            starts = []
            for piece in self._pieces:
                at = find(piece, at)
                starts.append(at)
                at += len(piece)
            self._starts = starts
            self._ends = [at + len(piece) for at, piece in zip(starts, self._pieces, strict=True)]
        return self._starts

    @property
    def ends(self) -> list[int]:
        """Return where each word ends."""
        return self._ends if self.starts else []

    def span(self, at: int) -> Span:
        """Return where a word stands."""
        return Span(self.starts[at], self.ends[at])

    def __len__(self) -> int:
        return len(self.low)

    def is_word(self, at: int) -> bool:
        """Say whether something at a place is a word and no mark."""
        return 0 <= at < len(self.low) and self.low[at][0].isalnum()

    def is_capital(self, at: int) -> bool:
        """Say whether a word begins with a capital."""
        return 0 <= at < len(self.low) and self._pieces[at][0].isupper()

    def at(self, place: int) -> int:
        """Return the number of the first word that ends after a place of the text."""
        return bisect_right(self.ends, place)


def words_in(text: str, sentence: Span) -> Words:
    """Return the words of a sentence; "won't" and "cannot" are two.

    >>> words_in("Oslo won't sign.", Span(0, 16)).low
    ('oslo', 'will', 'not', 'sign', '.')
    """
    return Words(text, sentence)


def _parted(pieces: Sequence[str], low: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return words, as printed and in small letters, with those apart that are written as one."""
    parts: list[str] = []
    small: list[str] = []
    for piece, word in zip(pieces, low, strict=True):
        pair = _pair(word) if "'" in word or word == "cannot" else None
        if pair:
            cut = len(pair[2])
            parts += [piece[:cut], piece[cut:]]
            small += pair[:2]
        else:
            parts.append(piece)
            small.append(word)
    return parts, small


@cache
def _pair(word: str) -> tuple[str, str, str] | None:
    """Return the two words that are written as one, and how the first is written there."""
    match = _PARTS.match(word)
    if not match or word in {"it's"}:
        return None
    if match[3]:
        return "can", "not", match[3]
    verb = match["verb"]
    return _WHOLE.get(verb, verb), _TAIL[match["tail"]], verb


class Match(NamedTuple):
    """An entry of the lexicon at words `start` to `end` (exclusive); `denied`: negated inside."""

    entry: Entry
    form: Form
    start: int
    end: int
    denied: int = 0


Uses = tuple[tuple[Entry, Form], ...]


@dataclass(frozen=True)
class _Starts:
    """The entries a word can begin: alone, by the word that must come next, and with a gap."""

    alone: Uses
    by_next: dict[str, Uses]
    gapped: tuple[tuple[Entry, Form, str], ...]
    """With the word that must stand further on."""


@cache
def _by_form() -> dict[str, _Starts]:
    found: dict[str, list[tuple[Entry, Form]]] = {}
    for entry in entries():
        nominal = entry.use in {"noun", "stance", "eval"}
        plain: dict[str, Form] = {entry.words[0]: "base", entry.words[0] + "s": "base"}
        for form, kind in (plain if nominal else forms_of(entry.words[0])).items():
            found.setdefault(form, []).append((entry, kind))
    return {word: _starts(uses) for word, uses in found.items()}


def _starts(uses: list[tuple[Entry, Form]]) -> _Starts:
    by_next: dict[str, list[tuple[Entry, Form]]] = {}
    gapped = []
    for entry, form in sorted(uses, key=lambda use: -len(use[0].words)):
        if len(entry.words) == 1:
            continue
        split = len(entry.words) == 2 and entry.words[1] in _PARTICLES
        if entry.words[1] == "*" or split:
            gapped.append((entry, form, entry.words[1 if split else 2]))
        else:
            by_next.setdefault(entry.words[1], []).append((entry, form))
    alone = tuple(use for use in uses if len(use[0].words) == 1)
    return _Starts(alone, {word: tuple(u) for word, u in by_next.items()}, tuple(gapped))


def matches_in(words: Words) -> list[Match]:
    """Return every entry that stands in a sentence, in order of where they begin."""
    found = []
    table, low = _by_form(), words.low
    for at, starts in enumerate(map(table.get, low)):
        if starts is None:
            continue
        for entry, form in _ahead(low, at, starts):
            if ended := _follows(low, entry.words, at):
                found.append(Match(entry, form, at, *ended))
        for entry, form, further in starts.gapped:
            if further in low and (ended := _follows(low, entry.words, at)):
                found.append(Match(entry, form, at, *ended))
        for entry, form in starts.alone:
            found.append(Match(entry, form, at, at + 1))
    return found


def as_yes(match: Match) -> Match:
    """Return a match as that of an entry that says yes, to see what the words before it leave."""
    return match._replace(entry=_saying_yes(match.entry))


@cache
def _saying_yes(entry: Entry) -> Entry:
    return replace(entry, sign=1)


def _ahead(low: Sequence[str], at: int, starts: _Starts) -> Uses:
    """Return the entries whose second word comes next, with or without adverbs before it."""
    by_next = starts.by_next
    if not by_next or at + 1 >= len(low):
        return ()
    after = low[at + 1]
    uses = by_next.get(after, ())
    if low[at] not in _COPULAS or not _may_part(after):
        return uses
    return (*uses, *by_next.get(_next(low, at), ()))


def _may_part(word: str) -> bool:
    """Say whether an adverb may stand between a copula and what it says."""
    return word in _BETWEEN or (word.endswith("ly") and bool(_ADVERB.fullmatch(word)))


def _next(low: Sequence[str], at: int) -> str:
    """Return the word that comes next, after the adverbs that may follow "is" or "stands"."""
    place = at + 1
    while place < len(low) and _may_part(low[place]):
        place += 2 if tuple(low[place : place + 2]) == ("no", "longer") else 1
    return low[place] if place < len(low) else ""


_COPULAS: Final = frozenset(forms_of("be")) | frozenset(forms_of("stand"))


_PARTICLES: Final = frozenset({"down", "out", "aside", "off", "up", "back"})


def _is_split(low: Sequence[str], particle: str, at: int) -> bool:
    """Say whether an object parts a verb and its particle: "turned the offer down"."""
    for place in range(at + 2, min(len(low), at + 7)):
        if not low[place][0].isalnum():
            return False
        if low[place] == particle:
            after = low[place + 1] if place + 1 < len(low) else "."
            return low[at + 1] in _OBJECTS and (not after[0].isalnum() or after in _AFTER_PARTICLE)
    return False


_OBJECTS: Final = frozenset(
    {"the", "a", "an", "any", "it", "this", "that", "all", "its", "his", "their"}
)
_AFTER_PARTICLE: Final = frozenset(
    {"on", "in", "at", "and", "but", "last", "yesterday", "by", "after"}
)


def _follows(low: Sequence[str], wanted: tuple[str, ...], at: int) -> tuple[int, int] | None:
    """Return where an entry ends that begins at a word, and how often it is negated inside."""
    place, denied = at + 1, 0
    if len(wanted) == 2:
        if wanted[1] in _PARTICLES and wanted[1] in low and _is_split(low, wanted[1], at):
            return place, 0
        if place < len(low) and low[place] == wanted[1]:
            return place + 1, 0
    be = wanted[0] in {"be", "stand"}
    for number, word in enumerate(wanted[1:], 1):
        if word == "*":
            place = _past_gap(low, at, place, wanted[number + 1])
            if place < 0:
                return None
            continue
        while be and place < len(low) and low[place] != word and _may_part(low[place]):
            denied += low[place] in {"not", "never"} or low[place : place + 2] == ("no", "longer")
            place += 2 if low[place : place + 2] == ("no", "longer") else 1
        if place >= len(low) or low[place] != word:
            return None
        place += 1
    return place, denied


def _past_gap(low: Sequence[str], start: int, at: int, after: str) -> int:
    """Return where the word after a gap stands, -1 where it does not or the gap may not be."""
    place = next((n for n in range(at, min(len(low), at + _GAP_STAR + 1)) if low[n] == after), -1)
    if place < 0:
        return -1
    between = low[start:place]
    return place if all(w[0].isalnum() and w not in {"neither", "nor"} for w in between) else -1
