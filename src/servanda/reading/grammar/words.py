"""A sentence cut into words, and the entries of the lexicon that stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.grammar.lexicon import Entry, Form, entries, forms_of

__all__ = ["Match", "Words", "matches_in", "words_in"]

_WORD: Final = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|St|Prof)\.(?=\s)"
    r"|\w+(?:-\w+)*(?:[’']s\b|[’'](?=\s)|[’'](?:t|re|ve|ll|d|m)\b)?|[^\w\s]"
)
_PARTS: Final = re.compile(
    r"(?i)\A(?:(?P<verb>\w+)(?P<tail>n['’]t|['’](?:re|ve|ll|d|m))|(can)(not))\Z"
)
_WHOLE: Final = {"wo": "will", "ca": "can", "sha": "shall"}
_TAIL: Final = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_GAP_BE: Final = re.compile(
    r"\w+ly|so|too|very|quite|still|now|also|not|never|no|dead|far|long|only|more|less|rather"
)
_GAP_STAR: Final = 5


@dataclass(frozen=True)
class Words:
    """The words and marks of a sentence, in small letters, and where each stands in the text."""

    low: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    text: str

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Return where each word stands."""
        return tuple(Span(start, end) for start, end in self.places)

    def __len__(self) -> int:
        return len(self.low)

    def is_word(self, at: int) -> bool:
        """Say whether something at a place is a word and no mark."""
        return 0 <= at < len(self.low) and self.low[at][0].isalnum()

    def is_capital(self, at: int) -> bool:
        """Say whether a word begins with a capital."""
        return 0 <= at < len(self.low) and self.text[self.places[at][0]].isupper()

    def at(self, place: int) -> int:
        """Return the number of the first word that ends after a place of the text."""
        return next((n for n, span in enumerate(self.spans) if span.end > place), len(self.low))


def words_in(text: str, sentence: Span) -> Words:
    """Return the words of a sentence; "won't" and "cannot" are two.

    >>> words_in("Oslo won't sign.", Span(0, 16)).low
    ('oslo', 'will', 'not', 'sign', '.')
    """
    low: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group().lower()
        word = word.replace("’", "'") if "’" in word else word
        pair = _pair(word) if "'" in word or word == "cannot" else None
        if not pair:
            low.append(word)
            places.append(match.span())
            continue
        cut = match.end() - (len(word) - len(pair[2]))
        low += pair[:2]
        places += [(match.start(), cut), (cut, match.end())]
    return Words(tuple(low), tuple(places), text)


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


@dataclass(frozen=True)
class Match:
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
    gapped: Uses


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
            gapped.append((entry, form))
        else:
            by_next.setdefault(entry.words[1], []).append((entry, form))
    alone = tuple(use for use in uses if len(use[0].words) == 1)
    return _Starts(alone, {word: tuple(u) for word, u in by_next.items()}, tuple(gapped))


def matches_in(words: Words) -> list[Match]:
    """Return every entry that stands in a sentence, in order of where they begin."""
    found = []
    table, low = _by_form(), words.low
    for at, word in enumerate(low):
        starts = table.get(word)
        if starts is None:
            continue
        for entry, form in (*_ahead(low, at, starts), *starts.gapped):
            ended = _follows(low, entry.words, at)
            if ended:
                found.append(Match(entry, form, at, *ended))
        found += [Match(entry, form, at, at + 1) for entry, form in starts.alone]
    return found


def _ahead(low: Sequence[str], at: int, starts: _Starts) -> Uses:
    """Return the entries whose second word comes next, with or without adverbs before it."""
    if not starts.by_next or at + 1 >= len(low):
        return ()
    uses = starts.by_next.get(low[at + 1], ())
    if low[at] not in _COPULAS or not _GAP_BE.fullmatch(low[at + 1]):
        return uses
    return (*uses, *starts.by_next.get(_next(low, at), ()))


def _next(low: Sequence[str], at: int) -> str:
    """Return the word that comes next, after the adverbs that may follow "is" or "stands"."""
    place = at + 1
    while place < len(low) and _GAP_BE.fullmatch(low[place]):
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
    if len(wanted) == 2 and wanted[1] in _PARTICLES and _is_split(low, wanted[1], at):
        return at + 1, 0
    place, denied = at + 1, 0
    be = wanted[0] in {"be", "stand"}
    for number, word in enumerate(wanted[1:], 1):
        if word == "*":
            after = wanted[number + 1]
            limit = min(len(low), place + _GAP_STAR + 1)
            place = next((n for n in range(place, limit) if low[n] == after), -1)
            between = low[at:place] if place > 0 else ()
            if place < 0 or not all(
                w[0].isalnum() and w not in {"neither", "nor"} for w in between
            ):
                return None
            continue
        while be and place < len(low) and low[place] != word and _GAP_BE.fullmatch(low[place]):
            denied += low[place] in {"not", "never"} or low[place : place + 2] == ("no", "longer")
            place += 2 if low[place : place + 2] == ("no", "longer") else 1
        if place >= len(low) or low[place] != word:
            return None
        place += 1
    return place, denied
