"""Issues told by classes of words that stand together, whatever the phrase: guns with hand over.

`word_classes.csv` lists the classes (a verb in every form, a noun in one or many, or fixed words);
a proper name is a class of its own, NAME, since no list holds the places that wars are about.
`issue_frames.csv` which of them make an issue when they meet in one clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from servanda.reading.grammar.lexicon import forms_of

__all__ = ["NAME", "Frame", "Framed", "framed_in", "frames"]

_TOKEN: Final = re.compile(
    r"[A-Z][\w'-]*(?: [A-Z][\w'-]*)*|[a-z0-9]+(?:[-'.][a-z0-9]+)*|[,;:—–()]| - |[.!?](?=\s|$)"
)
_OPENING: Final = re.compile(
    r"(?:\A|[.:;!?—–•*]\s|[“\"‘'(])\W*(?:\d+[.)] |\(?[a-z]\) )?[A-Z](?=[a-z]|\s)"
)
"""The first letter of a sentence or a point, which makes no name of its word."""
NAME: Final = "NAME"
"""The class of proper names: what is written with a capital inside a sentence."""
_BREAK: Final = frozenset([";", ":", "—", "–", " - ", ".", "!", "?", "(", ")"])
_TURNS: Final = frozenset("but while whereas although because".split())  # noqa: SIM905
USUAL_REACH: Final = 9
"""Words between the first and the last of a frame, both counted, where the table gives none."""
_PARTICLE_REACH: Final = 5
"""Words that may stand between a verb and its particle: "pull their last men back"."""


@dataclass(frozen=True)
class Frame:
    """Classes of words that make an issue where they meet within `reach` words.

    `parts`: class and whether it must come after the part before it.
    """

    issue: str
    parts: tuple[tuple[str, bool], ...]
    reach: int


class Framed(NamedTuple):
    """A frame found: its issue, the words it stands on, and how far apart they are."""

    issue: str
    places: tuple[tuple[int, int], ...]
    reach: int

    @property
    def start(self) -> int:
        """Return where its first word begins."""
        return min(place[0] for place in self.places)

    @property
    def end(self) -> int:
        """Return where its last word ends."""
        return max(place[1] for place in self.places)


class _Entry(NamedTuple):
    of: str
    rest: tuple[str, ...]
    apart: bool


@cache
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """Return the entries by the form of their first word."""
    text = (files("servanda.reading.packages") / "word_classes.csv").read_text(encoding="utf-8")
    found: dict[str, set[_Entry]] = defaultdict(set)
    for line in text.splitlines()[1:]:
        name, kind, listed = line.split("|")
        for words in listed.split(";"):
            first, *rest = words.split()
            if kind == "v":
                for form in forms_of(first):
                    found[form].add(_Entry(name, tuple(rest), bool(rest)))
            else:
                for form in _numbers(words) if kind == "n" else [words]:
                    head, *tail = form.split()
                    found[head].add(_Entry(name, tuple(tail), False))
    found[NAME].add(_Entry(NAME, (), False))
    for frame in frames():
        for part, _ in frame.parts:
            if part.islower():
                found[part].add(_Entry(part, (), False))
    return {word: tuple(sorted(entries)) for word, entries in found.items()}


_IRREGULAR: Final = {"child soldier": "child soldiers", "man": "men", "policeman": "policemen"}


def _numbers(words: str) -> tuple[str, ...]:
    """Return a noun in one and in many."""
    if words.endswith("man"):
        return words, words[:-3] + "men"
    if re.search(r"[^aeiou]y\Z", words):
        return words, words[:-1] + "ies"
    return words, words + ("es" if re.search(r"(?:s|x|ch|sh)\Z", words) else "s")


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames of the table, in its order."""
    text = (files("servanda.reading.packages") / "issue_frames.csv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines()[1:]:
        issue, listed = line.split("|")
        for told in listed.split(";"):
            parts, reach = [], USUAL_REACH
            for part in told.split():
                if part.startswith("/"):
                    reach = int(part[1:])
                else:
                    parts.append((part.lstrip(">"), part.startswith(">")))
            found.append(Frame(issue, tuple(parts), reach))
    return tuple(found)


@cache
def _by_rarest() -> dict[str, tuple[Frame, ...]]:
    """Return the frames by their first part, which has to be there."""
    found: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames():
        found[frame.parts[0][0]].append(frame)
    return {part: tuple(held) for part, held in found.items()}


@lru_cache(4096)
def framed_in(told: str) -> tuple[Framed, ...]:
    """Return the frames that stand in a sentence, the closest first.

    Each word serves one frame: a verb goes with what stands nearest to it.

    >>> [f.issue for f in framed_in("Each gunman stacks his rifle and the valley is given back")]
    ['disarmament', 'territory']
    """
    words, places = _words_of(told)
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    entries = _entries()
    for at, word in enumerate(words):
        for entry in entries.get(word, ()):
            end = _end(entry, words, at)
            if end:
                held[entry.of].append((at, end))
    found: list[tuple[int, int, Framed]] = []
    for part, beginning in _by_rarest().items():
        if part in held:
            for order, frame in enumerate(beginning):
                for spread, where in _meetings(frame, held, words):
                    framed = Framed(
                        frame.issue,
                        tuple((places[a][0], places[b - 1][1]) for a, b in where),
                        spread,
                    )
                    found.append((spread - 2 * len(where), order, framed))
    found.sort(key=lambda each: (each[0], each[2].start))
    taken: set[int] = set()
    kept = []
    for _, _, framed in found:
        cells = {cell for place in framed.places for cell in range(*place)}
        if not cells & taken:
            taken |= cells
            kept.append(framed)
    return tuple(sorted(kept, key=lambda framed: framed.start))


def _words_of(told: str) -> tuple[list[str], list[tuple[int, int]]]:
    words, places = [], []
    for match in _TOKEN.finditer(_OPENING.sub(lambda first: first.group().lower(), told)):
        word = match.group()
        word = word.removesuffix("'s")
        named = word[0].isupper() or (
            told[match.start()].isupper() and len(word) > 3 and word not in _known_words()
        )
        whose = _before_its_kind(word) if named and " " in word else 0
        if whose:
            words.append(NAME)
            places.append((match.start(), match.start() + whose))
            for kind in re.finditer(r"[^ ]+", match.group()[whose:]):
                words.append(kind.group().lower().removesuffix("'s"))
                places.append(
                    (match.start() + whose + kind.start(), match.start() + whose + kind.end())
                )
            continue
        words.append(NAME if named else word)
        places.append(match.span())
    return words, places


@lru_cache(4096)
def _before_its_kind(name: str) -> int:
    """Return where the kind of an army or a parliament begins in its name, 0 where it tells none.

    >>> _before_its_kind("Norland Armed Forces"), _before_its_kind("Norland Broadcasting")
    (7, 0)
    """
    words = name.split(" ")
    for first in range(1, len(words)):
        if " ".join(words[first:]).lower() in _kinds_in_names():
            return len(" ".join(words[:first]))
    return 0


@cache
def _kinds_in_names() -> frozenset[str]:
    """Return what armies and parliaments are called, which their names end on."""
    armies = {
        " ".join((head, *entry.rest))
        for head, entries in _entries().items()
        for entry in entries
        if entry.of == "ARMY"
    }
    return frozenset(armies | {"parliament", "constituent assembly", "national assembly"})


_COMMON: Final = """
    about above according after afterwards against along also although among another anybody
    anyone anything around because before behind being below beside besides between both despite
    during each either elsewhere enough even every everybody everyone everything except first
    following forty fifty four from further half hardly hence here hers however hundred hundreds
    indeed instead into itself last later least less like many meanwhile more moreover most much
    must neither never nine nobody none nothing nowhere often once only other others otherwise
    over perhaps several should since sixty some somebody someone something soon still such than
    that their theirs them then there these they third this those though thousand thousands
    three through thus today together tomorrow toward towards twelve twenty under unless until
    upon what whatever when where whether which while whoever whole whom whose with within
    without would yesterday your
"""
"""Words that open sentences and are no names."""


@cache
def _known_words() -> frozenset[str]:
    """Return the words that no name is taken for where they open a sentence."""
    return frozenset(_COMMON.split()) | _entries().keys()


def _end(entry: _Entry, words: list[str], at: int) -> int:
    """Return where an entry that begins at a word ends, 0 where its other words do not follow.

    A verb with its object before its particle ends at once, so that the object is free to be a
    part of its own: "bring" in "bring the last battalions home".
    """
    end, verb = at + 1, 0
    for number, word in enumerate(entry.rest):
        reach = _PARTICLE_REACH if entry.apart and number == 0 else 1
        following = words[end : end + reach]
        if word not in following:
            return 0
        step = following.index(word)
        if any(w in _BREAK or w == "," for w in following[:step]):
            return 0
        verb = verb or (at + 1 if step else 0)
        end += step + 1
    return verb or end


def _meetings(
    frame: Frame, held: dict[str, list[tuple[int, int]]], words: list[str]
) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Yield the places where all parts of a frame meet in one clause, with how wide they spread."""
    for first in held[frame.parts[0][0]]:
        chosen = [first]
        for part, after in frame.parts[1:]:
            near = [
                place
                for place in held.get(part, ())
                if not _meets(place, chosen) and (not after or place[0] >= chosen[-1][1])
            ]
            if not near:
                break
            chosen.append(min(near, key=lambda p: (_spread([*chosen, p]), p)))
        else:
            spread = _spread(chosen)
            if spread <= frame.reach + len(chosen) and _is_one_clause(chosen, words):
                yield spread, tuple(chosen)


def _meets(place: tuple[int, int], chosen: list[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in chosen)


def _spread(places: list[tuple[int, int]]) -> int:
    return max(end for _, end in places) - min(start for start, _ in places)


def _is_one_clause(places: list[tuple[int, int]], words: list[str]) -> bool:
    low, high = min(start for start, _ in places), max(end for _, end in places)
    between = words[low:high]
    return not any(word in _BREAK or word in _TURNS for word in between) and between.count(",") <= 2
