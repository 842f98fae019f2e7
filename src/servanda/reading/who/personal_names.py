"""Full names of persons, found before any table of places is asked.

"Jordan Peters, a pilot" is a pilot and no kingdom; "Donald Trump Jr." is not his father. A name is
a run of capitalised words with evidence that it is a person's: a given name, a title, an initial,
a suffix, an age, an occupation after a comma, a verb of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from servanda.evidence.span import Span
from servanda.reading.who.gazetteer import Found
from servanda.reading.who.name_words import BODIES, NO_NAMES, OCCUPATIONS, STARTERS
from servanda.reading.who.roles import ROLE
from servanda.reading.who.tables import actors, rows

__all__ = ["PersonalName", "gender_of", "in_title_case", "is_given_name", "personal_names"]

_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Rep|Sen|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Rev|Hon|Amb"
    r"|Brig|Fr|Cllr)"
)
_TITLE = re.compile(
    rf"{_TITLES}\.?\Z|(?:Judge|Coach|Sir|Dame|Lady|Sister|Rabbi|Imam|Archbishop|Bishop)\Z"
)
_PLAIN = r"(?:(?:al|el|as|ash|ad|ar|an)-)?[A-Z][\w-]*(?:'(?!s\b)[\w-]+)*"
_WORD = rf"(?:{_TITLES}\.|Jr\.?|Sr\.?|(?:[A-Z]\.-?)+|{_PLAIN})"
_PARTICLES = (
    r"(?:(?:de|del|della|di|da|dos|van|von|der|den|ter|la|le|bin|ibn|ben|al|el|du|af|zu) ){0,2}"
)
_RUN = re.compile(
    rf"(?<![\w.'-])(?=[A-Zae]){_WORD}(?:(?:,? (?=(?:Jr|Sr)\b)| {_PARTICLES}){_WORD})+"
)
_PIECE = re.compile(_WORD)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)+")
_ROLE = re.compile(rf"(?i){ROLE}")
_ROLE_PARTS = frozenset(
    """Prime Foreign Defense Defence Interior Finance Deputy Vice Former Press Special High Acting
    Crown First Supreme State Attorney Chief National Assistant Senior Under Permanent""".split()  # noqa: SIM905
)
_FROM_OUTSIDE = re.compile(
    r"(?:Dr|Prof|Rev|Fr|Sgt|Cpl|Capt|Rep|Cllr|Judge|Coach|Sister|Rabbi)\.?\Z"
)
_FEMALE_TITLE = re.compile(r"(?:Mrs|Ms|Miss|Dame|Lady|Sister)\.?\Z")
_MALE_TITLE = re.compile(r"(?:Mr|Sir|Fr|Imam|Rabbi)\.?\Z")
_OCCUPATION = rf"(?:{ROLE}|{OCCUPATIONS})"
_APPOSED = re.compile(
    rf"(?i),? ?\(?(?:aged )?\d\d\b(?:,|\)|;| and| \w+ from)|,\s(?:who|whose)\s(?!se)"
    rf"|,\s(?:(?:an?|the|his|her|their|our|one of the|then"
    rf"|now)\s)?(?:[\w'-]+\s){{0,5}}?{_OCCUPATION}\b"
)
_CERTAIN = re.compile(r",? (?:who|said|says|told|added|the|an?|his|her|\d\d)\b")
_OCCUPIED = re.compile(rf"(?i)(?<![\w-]){_OCCUPATION} \Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;…—–\n\"“‘»(]\s*|\n\s*)\Z")
_LONGEST = 6


@dataclass(frozen=True)
class PersonalName:
    """A person's name in a text: `span` without title; `title` before it; `full` if more words."""

    span: Span
    title: str
    full: bool
    female: bool | None


@cache
def _genders() -> dict[str, str]:
    return {name: row["gender"] for row in rows("given_names") for name in row["names"].split()}


def is_given_name(word: str) -> bool:
    """Say whether a word, without accents, is a common given name.

    >>> is_given_name("Olena"), is_given_name("Jean-Noel"), is_given_name("Ukraine")
    (True, True, False)
    """
    known = _genders()
    return word in known or ("-" in word and word.partition("-")[0] in known)


def gender_of(word: str, title: str = "") -> bool | None:
    """Return whether a given name or title is a woman's; None where it can be either."""
    if _FEMALE_TITLE.match(title):
        return True
    if _MALE_TITLE.match(title):
        return False
    return {"f": True, "m": False}.get(_genders().get(word, _genders().get(word.split("-")[0], "")))


def personal_names(folded: str, found: Sequence[Found]) -> list[PersonalName]:
    """Return the names of persons in a text that no table knows as they stand, in order.

    `folded`: the text without accents; `found`: what the gazetteer finds in it. Known persons are
    left out, but for a namesake told apart by a suffix. Time is linear in the text.

    >>> from servanda.reading.who.gazetteer import find_names
    >>> text = "Jordan Peters, a pilot, met Jordan’s king and Donald Trump Jr. in Amman."
    >>> folded = text.replace("’", "'")
    >>> [name.span.of(text) for name in personal_names(folded, find_names(folded))]
    ['Jordan Peters', 'Donald Trump Jr.']
    """
    return list(_names(folded, found))


def _names(folded: str, found: Sequence[Found]) -> Iterator[PersonalName]:
    at = 0
    for run in _RUN.finditer(folded):
        while at < len(found) and found[at].span.end <= run.start():
            at += 1
        past = at
        while past < len(found) and found[past].span.start < run.end():
            past += 1
        here = found[at:past]
        if any(f.naming == "person" and f.span.holds(Span(*run.span())) for f in here):
            continue
        for words in _segments(folded, run, here):
            name = _judged(folded, words, here)
            if name:
                yield name


@dataclass(frozen=True)
class _Segment:
    start: int
    end: int
    words: tuple[str, ...]
    title: str
    led: bool
    """A capitalised role stands right before it."""
    suffix: bool
    body: bool


def _segments(folded: str, run: re.Match[str], here: Sequence[Found]) -> Iterator[_Segment]:
    """Cut a run of capitalised words at titles, roles, days, bodies and names of no person."""
    pieces = list(_PIECE.finditer(folded, run.start(), run.end()))
    kept: list[re.Match[str]] = []
    title, led, suffix = "", False, False

    def done(body: bool) -> Iterator[_Segment]:
        if kept:
            words = tuple(m.group() for m in kept)
            yield _Segment(kept[0].start(), kept[-1].end(), words, title, led, suffix, body)

    for piece in pieces:
        word = piece.group()
        if _SUFFIX.fullmatch(word):
            if kept:
                kept.append(piece)
                suffix = True
            continue
        kind = _kind(word, piece, here, bool(kept))
        if kind == "name":
            kept.append(piece)
            continue
        yield from done(kind == "body")
        kept, suffix = [], False
        title = word if kind == "title" else ""
        led = kind == "role"
    yield from done(False)


def _kind(word: str, piece: re.Match[str], here: Sequence[Found], begun: bool) -> str:
    """Return what a capitalised word is to a person's name."""
    kind = _kind_alone(word)
    if kind == "title" and begun and word in {"Lady", "Sister", "Bishop"}:
        kind = "name"
    if kind:
        return kind
    for one in here:
        if one.span.start <= piece.start() < one.span.end:
            return _kind_of_known(one, piece, begun)
    return "name"


@lru_cache(maxsize=8192)
def _kind_alone(word: str) -> str:
    """Return what a capitalised word is by itself; nothing for one that may be a name."""
    if _TITLE.match(word):
        return "title"
    if word in BODIES:
        return "body"
    if word in _ROLE_PARTS or _ROLE.fullmatch(word):
        return "role"
    if word in NO_NAMES or (len(word) > 1 and word.isupper() and "." not in word):
        return "other"
    return ""


def _kind_of_known(one: Found, piece: re.Match[str], begun: bool) -> str:
    if one.naming in {"person", "surname"}:
        return "name"
    whole = one.span.start == piece.start() and one.span.end == piece.end()
    if not whole:
        return "other"
    if one.naming == "demonym":
        return "name" if begun else "other"
    return "name" if actors()[one.actor].kind in {"state", "territory"} else "other"


def _judged(folded: str, one: _Segment, here: Sequence[Found]) -> PersonalName | None:
    if one.body or len(one.words) > _LONGEST:
        return None
    inside = [f for f in here if f.span.start < one.end and one.start < f.span.end]
    start, words = _from_given_name(folded, one, inside)
    span = Span(start, one.end)
    known = [f for f in inside if f.naming == "person"]
    if known and not (one.suffix and not any(f.span.end == one.end for f in known)):
        return None
    names = [w for w in words if not _INITIAL.fullmatch(w) and not _SUFFIX.fullmatch(w)]
    title = one.title if start == one.start else ""
    first = names[0] if names else ""
    female = gender_of(first, title)
    if len(names) < 2 and not (one.suffix or (names and len(words) > 1)):
        if not title or not names or (inside and not _is_apart(title, inside[0], female)):
            return None
        return PersonalName(span, title, False, female)
    if not _is_person(folded, one, span, names, inside):
        return None
    return PersonalName(span, title, True, female)


def _is_apart(title: str, known: Found, female: bool | None) -> bool:
    """Say whether a title tells somebody from the only known bearer of a name."""
    if known.naming != "surname":
        return True
    if _FROM_OUTSIDE.match(title):
        return True
    theirs = gender_of(known.actor.split("-")[0].capitalize())
    return female is not None and theirs is not None and female != theirs


def _from_given_name(
    folded: str, one: _Segment, inside: Sequence[Found]
) -> tuple[int, tuple[str, ...]]:
    """Leave off what stands before the given name: "Surgeon Petro Hnatiuk"."""
    words = one.words
    if is_given_name(words[0]) or one.title or inside:
        return one.start, words
    for i, word in enumerate(words[1:-1], 1):
        if is_given_name(word) and (i == 1 or not is_given_name(words[i - 1])):
            occupation = re.fullmatch(OCCUPATIONS, words[i - 1], re.I)
            if occupation:
                return folded.index(word, one.start), words[i:]
    return one.start, words


def _is_person(
    folded: str, one: _Segment, span: Span, names: Sequence[str], inside: Sequence[Found]
) -> bool:
    places = [f for f in inside if f.naming != "surname"]
    if places and sum(len(f.span) for f in places) >= len(span) - len(names) + 1:
        return False
    before = folded[max(0, span.start - 30) : span.start]
    begins = bool(_SENTENCE_START.search(before))
    if (
        begins
        and names[0] in STARTERS
        and not (is_given_name(names[0]) and _CERTAIN.match(folded, span.end))
    ):
        return False
    if one.suffix or one.title or _INITIAL.fullmatch(one.words[0]):
        return True
    titled = in_title_case(folded, span)
    if is_given_name(names[0]) and not (titled and places):
        return True
    if titled:
        return False
    if one.led and not places:
        return True
    after = folded[span.end : span.end + 100]
    if _APPOSED.match(after) or _OCCUPIED.search(before):
        return not (
            begins and places and places[-1].span.end == span.end and _is_word(folded, names[0])
        )
    if not inside:
        return False
    last = bool(places) and places[-1].span.end == span.end
    if _is_word(folded, names[0] if last else names[-1]):
        return False
    return not (begins and last)


def _is_word(folded: str, name: str) -> bool:
    """Say whether a capitalised word is common: the text has it in small letters too."""
    return bool(re.search(rf"\b{re.escape(name.lower())}\b", folded))


def in_title_case(folded: str, span: Span) -> bool:
    """Say whether the line around a name is a headline in title case."""
    start = folded.rfind("\n", 0, span.start) + 1
    end = folded.find("\n", span.end)
    line = folded[start : end if end >= 0 else len(folded)]
    words = [w for w in re.findall(r"[A-Za-z][\w'-]+", line[:200]) if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.8 * len(words)
