"""The words by which a case's sources could be told: names, hosts, and what is quoted from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from servanda.case.keys.case import Case
from servanda.case.keys.parties import SourceRecord
from servanda.case.parts import citations_in

__all__ = ["WITHHELD", "SourceNames"]

WITHHELD = "[withheld]"

_RUN = 4
"""So many words of a quotation in a row give it away, however they are typed."""

_LONG = 7
"""A name of so many letters is found inside other words too: `theherald` in `theheraldplan`."""

_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
"""Scripts that put no blank between words."""

_BRACKETED = re.compile(r"\([^)]*\)")
_ARTICLE = re.compile(r"(?i)^(?:the|a|an|le|la|les|el|los|der|die|das|il|o)\s+(?=\S)")
_BETWEEN_AUTHORS = re.compile(r"(?i)\s*(?:[,;/&|]|\band\b|\bwith\b|\bby\b)\s*")
_DOMAINS = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "gob", "gouv", "mil", "int"})
_OWN = frozenset({"servanda", "you"})
"""What this package calls itself, and what its template calls who writes."""


@dataclass(frozen=True)
class _Squeezed:
    """A text as its letters and digits alone, without case and accents, with where each stood."""

    letters: str
    places: tuple[int, ...]
    starts: frozenset[int]

    @staticmethod
    def of(text: str) -> _Squeezed:
        letters: list[str] = []
        places: list[int] = []
        starts, inside = set(), False
        for place, sign in enumerate(text):
            plain = [c for c in unicodedata.normalize("NFKD", sign).casefold() if c.isalnum()]
            is_mark = unicodedata.combining(sign) != 0
            if plain and not inside:
                starts.add(len(letters))
            inside = bool(plain) or (inside and is_mark)
            letters += plain
            places += [place] * len(plain)
        return _Squeezed("".join(letters), tuple(places), frozenset({*starts, len(letters)}))

    def words(self) -> list[str]:
        cuts = sorted(self.starts)
        return [self.letters[a:b] for a, b in pairwise(cuts)]


class SourceNames:
    """Finds what would tell a source, in any text, and puts `[withheld]` in its place.

    Names are found whatever their length, in whatever case, with or without accents, blanks and
    hyphens; quotations by any four words of theirs in a row. `shown` are words that may stand.
    """

    def __init__(self, case: Case, shown: Collection[str] = ()) -> None:
        may_stand = {_Squeezed.of(each).letters for each in shown} | _OWN
        named = {_Squeezed.of(each).letters for each in _names_in(case)}
        quotes = {c.quote for _, c in citations_in(case)} - {WITHHELD}
        quoted = {run for quote in quotes for run in _runs(quote)}
        self._names = sorted(named - may_stand - {""}, key=len, reverse=True)
        self._quoted = sorted(quoted - may_stand - {""}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """Return `text` with what would tell a source taken out."""
        spans = sorted(self._spans(text))
        pieces, at = [], 0
        for start, end in spans:
            if start >= at:
                pieces += [text[at:start], WITHHELD]
            at = max(at, end)
        found = "".join([*pieces, text[at:]])
        return re.sub(rf"{re.escape(WITHHELD)}(?:\W*{re.escape(WITHHELD)})+", WITHHELD, found)

    def stands_in(self, name: str) -> bool:
        """Return whether a source's name stands in a name of the case such as `herald_plan`."""
        squeezed = _Squeezed.of(name)
        return any(True for each in self._names for _ in _places(squeezed, each))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        squeezed = _Squeezed.of(text)
        for name in (*self._names, *self._quoted):
            for start, end in _places(squeezed, name):
                yield squeezed.places[start], _behind(text, squeezed.places[end - 1])


def _behind(text: str, last: int) -> int:
    """Return the end of a letter with the accents that follow it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _places(squeezed: _Squeezed, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands: as words of its own, or anywhere if it is long or unspaced."""
    anywhere = len(wanted) >= _LONG or bool(_UNSPACED.search(wanted))
    at = squeezed.letters.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if anywhere or (at in squeezed.starts and end in squeezed.starts):
            yield at, end
        at = squeezed.letters.find(wanted, at + 1)


def _runs(quote: str) -> Iterator[str]:
    words = _Squeezed.of(quote).words()
    size = min(_RUN, len(words))
    for start in range(len(words) - size + 1):
        yield "".join(words[start : start + size])


def _names_in(case: Case) -> Iterator[str]:
    """Yield every name of every source."""
    own = {str(name) for part in _NAMED for name in getattr(case, part, {})}
    own |= {member for body in case.actors.values() for member in body.members}
    for key, source in case.sources.items():
        if source.publisher == WITHHELD:
            continue  # in a case that is public already
        yield from _names_of(source)
        stem = re.sub(r"^.*/|\.[^./]*$", "", source.file)
        yield from (name for name in (key, stem) if name not in own | _WORDS)


_NAMED = ("actors", "issues", "guarantees", "record", "proposals", "commitments", "decisions",
          "consent_rules")  # fmt: skip
_WORDS = frozenset({
    "background", "brief", "coalition", "costs", "deal", "force", "forces", "front", "history",
    "land", "line", "map", "maps", "monitors", "news", "peace", "press", "promises", "record",
    "report", "sanctions", "talks", "trend", "truce", "war",
})  # fmt: skip
"""Keys of sources that are words of every report, and tell of nobody."""


def _names_of(source: SourceRecord) -> Iterator[str]:
    yield from _spelled(source.title)
    for publisher in (source.publisher, *_BETWEEN_AUTHORS.split(source.publisher)):
        yield from _spelled(publisher)
        yield from _initials(publisher)
    author = _BRACKETED.sub("", source.author)
    for person in (source.author, author, *_BETWEEN_AUTHORS.split(author)):
        yield person
        yield from person.split()[-1:]
    yield source.file
    yield from _hosts(source.url)


def _spelled(name: str) -> Iterator[str]:
    yield name
    yield _ARTICLE.sub("", name)


def _initials(name: str) -> Iterator[str]:
    """Yield what a name of several words is called for short: NYT, The New York Times."""
    words = [word for word in re.findall(r"\w+", _ARTICLE.sub("", name)) if word[:1].isupper()]
    if len(words) >= 3:
        yield "".join(word[0] for word in words)


def _hosts(url: str) -> Iterator[str]:
    yield url
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return
    yield host
    labels = [label for label in host.split(".") if label != "www"]
    yield ".".join(labels)
    while len(labels) > 1 and (len(labels[-1]) <= 3 or labels[-1] in _DOMAINS):
        labels.pop()
    if labels and labels[-1] not in _DOMAINS:
        yield labels[-1]
