"""Who appears in one document: names settled to actors, persons with the roles it gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from servanda.evidence.records import Mention
from servanda.evidence.span import Span
from servanda.reading.who.gazetteer import (
    Found,
    find_names,
    offices_of,
    surnames_of,
    whole_words,
)
from servanda.reading.who.roles import AFTER_NAME, ROLE_BEFORE
from servanda.reading.who.tables import actors, plain, slug

__all__ = ["Cast", "Named", "Person"]

_PLACE_BEFORE = re.compile(
    r"(?:\b[Ii]n|\b[Aa]t|\b[Nn]ear|\b[Oo]utside|\b[Aa]round|\b[Dd]owntown)\s\Z"
)
_TITLED = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)(?:\s(?:(?:al-|el-|bin|von|van|de|der|ibn)\s?)?"
    r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){1,3}"
)
_FIRST_NAMES = re.compile(r"(?<!\w)(?:[A-Z][\w'-]+\.? ){1,2}(?:(?:al-|el-|bin |von |de )\s?)?\Z")
_LONGEST_NAMES = 80
_FEMALE = re.compile(
    r"\b(?:spokeswoman|Ms\.?|Mrs\.?|chairwoman|queen|congresswoman|princess)\b", re.I
)


@dataclass(frozen=True)
class Named:
    """A name in the document, settled to one actor; `place`: it only says where."""

    span: Span
    actor: str
    naming: str
    place: bool = False


@dataclass(frozen=True)
class Person:
    """A person of the document, with the role and body it gives at the first full mention."""

    actor: str
    name: str
    role: str = ""
    body: str = ""
    side: str = ""
    female: bool | None = None


class Cast:
    """The actors of a document; built once, asked for every source and stance in it.

    `published`: the day to read offices at. Without it the day is estimated: offices that the
    text itself gives to persons it names must have begun.
    """

    def __init__(self, text: str, published: date | None = None) -> None:
        self.text = text
        self.folded = plain(text)
        self._found = find_names(text, self.folded)
        self.persons: dict[str, Person] = {}
        self._full_names: dict[str, Span | None] = {}
        self.dated = published is not None
        self.day = published or self._estimated_day()
        self.names = self._settled()
        self._starts = [named.span.start for named in self.names]
        self._meet_persons()

    def _estimated_day(self) -> date | None:
        begun = []
        for found in self._found:
            if found.naming != "person":
                continue
            role, _ = self._role_around(found.span)
            begun += [
                office.since
                for office in offices_of(found.actor)
                if role and plain(office.role).lower() in plain(role).lower()
            ]
        return max(begun, default=None)

    def _settled(self) -> list[Named]:
        """Settle each name to one actor: a surname to whoever the document names in full."""
        full = {f.actor for f in self._found if f.naming == "person"}
        settled = []
        for found in self._found:
            actor = self._choose(found, full)
            if actor and not self._inside_longer_name(found):
                place = found.naming == "capital" and self._is_place(found.span)
                settled.append(Named(found.span, actor, found.naming, place))
        return self._with_short_names(settled, full)

    def _choose(self, found: Found, full: set[str]) -> str:
        if len(found.actors) == 1:
            return found.actor
        here = [actor for actor in found.actors if actor in full]
        if here or found.naming != "surname":
            return here[0] if here else found.actor
        if self.day is None:
            return found.actors[-1]
        return next((a for a in found.actors if offices_of(a, self.day)), "")

    def _inside_longer_name(self, found: Found) -> bool:
        """Say whether a surname is the end of an unknown person's full name."""
        if found.naming not in {"surname", "capital"} or " " in found.span.of(self.text):
            return False
        before = re.search(
            r"(?:\A|[^.\w])([A-Z][a-z]+) \Z",
            self.folded[max(0, found.span.start - 30) : found.span.start],
        )
        if not before or found.naming == "capital":
            return bool(
                re.match(r" [A-Z][a-z]+", self.folded[found.span.end : found.span.end + 20])
            ) and bool(
                found.naming == "capital" and before and before[1] in {"George", "Denzel", "Paris"}
            )
        return not ROLE_BEFORE.search(before[1]) and before[1] not in _NOT_FIRST_NAMES

    def _is_place(self, span: Span) -> bool:
        return bool(_PLACE_BEFORE.search(self.text[max(0, span.start - 12) : span.start]))

    def _with_short_names(self, settled: list[Named], full: set[str]) -> list[Named]:
        """Add the surnames too common to stand alone, where the full name was read before."""
        short: dict[str, tuple[str, int]] = {}
        for named in settled:
            if named.naming == "person":
                for name in surnames_of(named.span.of(self.text), _side_of(named.actor)):
                    short.setdefault(name, (named.actor, named.span.end))
        if not short:
            return settled
        known = {i for named in settled for i in range(named.span.start, named.span.end)}
        extra = []
        for name, (actor, after) in short.items():
            extra += [
                Named(Span(at, at + len(name)), actor, "surname")
                for at in whole_words(self.folded, name, after)
                if at not in known
            ]
        return sorted(settled + extra, key=lambda named: named.span) if extra else settled

    def _role_around(self, span: Span) -> tuple[str, str]:
        """Return the role the text gives at a name and the words that say of what."""
        low = max(0, span.start - 80)
        before = self.text[low : span.start]
        cut = max(before.rfind(mark) for mark in (". ", "; ", "\n", "“", ", ", ": "))
        if not before.endswith(", "):
            before = before[cut + 1 :] if cut >= 0 else before
        match = ROLE_BEFORE.search(before)
        if match:
            body = _body(before[: match.start("role")])
            return match["role"].strip(), body
        after = AFTER_NAME.match(self.text[span.end : span.end + 160])
        if after:
            return " ".join(after["role"].split()), (after["body"] or "").strip()
        return "", ""

    def _meet_persons(self) -> None:
        for named in self.names:
            if named.naming == "person" and named.actor not in self.persons:
                self.persons[named.actor] = self._met(named)

    def _met(self, named: Named) -> Person:
        role, words = self._role_around(named.span)
        about = self.text[max(0, named.span.start - 60) : named.span.start]
        female = True if _FEMALE.search(about) else None
        name = actors()[named.actor].name
        known = self._office(named.actor)
        if role and words:
            inside = find_names(words)
            side = inside[0].actor if inside else _side_of(named.actor)
            body = words if not inside or _says_more(words) else actors()[side].name
            if known and known[1] and known[2] == _state(side):
                body = words if _says_more(words) else known[1]
            return Person(named.actor, name, role, body, _state(side), female)
        if known:
            body = known[1] or actors()[known[2]].name
            return Person(named.actor, name, role or known[0], body, known[2], female)
        return Person(named.actor, name, role, words, _side_of(named.actor), female)

    def _office(self, person: str) -> tuple[str, str, str] | None:
        """Return role, body and side of a person's office on the day, or the last one before."""
        held = offices_of(person, self.day) if self.day else ()
        if not held:
            begun = [o for o in offices_of(person) if not self.day or o.since <= self.day]
            held = tuple(begun[-1:])
        best = sorted(held, key=lambda office: office.rank != "top")[:1]
        return (best[0].role, best[0].body, best[0].of) if best else None

    def person(self, actor: str) -> Person:
        """Return a person of the gazetteer, whether or not the document names them in full."""
        if actor not in self.persons:
            known = self._office(actor)
            name = actors()[actor].name if actor in actors() else actor
            role, body, side = known or ("", "", "")
            body = body or (actors()[side].name if side else "")
            self.persons[actor] = Person(actor, name, role, body, side)
        return self.persons[actor]

    def meet(self, span: Span) -> Person:
        """Return the unknown person named at `span`, with the role the text gives there."""
        name = " ".join(span.of(self.text).split())
        actor = slug(name) or "unnamed"
        if actor not in self.persons:
            role, body = self._role_around(span)
            inside = find_names(body) if body else []
            side = _state(inside[0].actor) if inside else ""
            self.persons[actor] = Person(actor, name, role, body, side)
        return self.persons[actor]

    def in_span(self, span: Span) -> list[Named]:
        """Return the names inside a span, in order."""
        low = bisect_left(self._starts, span.start)
        inside = []
        for named in map(self.names.__getitem__, range(low, len(self.names))):
            if named.span.start >= span.end:
                break
            if named.span.end <= span.end:
                inside.append(named)
        return inside

    def before(self, at: int, since: int = 0) -> Sequence[Named]:
        """Return the names that end before `at` and begin after `since`."""
        high = bisect_left(self._starts, at)
        low = bisect_left(self._starts, since)
        return [named for named in self.names[low:high] if named.span.end <= at]

    def full_name_of(self, surname: str, before: int) -> Span | None:
        """Return where a person with `surname` is first named in full."""
        if surname not in self._full_names:
            self._full_names[surname] = self._full_name_of(surname)
        return self._full_names[surname]

    def _full_name_of(self, surname: str) -> Span | None:
        word = plain(surname)
        for at in whole_words(self.folded, word) if word else ():
            match = _FIRST_NAMES.search(self.folded, max(0, at - _LONGEST_NAMES), at)
            if match:
                break
        else:
            return None
        start, end = match.start(), at + len(word)
        while (role := re.match(r"(?:\w+ )", self.folded[start:])) and _starts_with_role(
            role.group()
        ):
            start += role.end()
        return Span(start, end) if " " in self.folded[start:end] else None

    def mentions(self, document: str) -> list[Mention]:
        """Return every mention of an actor that is more than a place."""
        how = {"capital": "metonym", "seat": "metonym"}
        return [
            Mention(document, n.span, n.actor, "metonym" if n.naming in how else "name")
            for n in self.names
            if not n.place
        ]


_NOT_FIRST_NAMES = frozenset(
    """The And But While When After Before If As Since Because Although Like Unlike For With By
    Under From That President Minister Chancellor Premier Secretary General Sir King Mr Mrs Ms Dr
    Says Both Only Even Yet Now Then Today Meanwhile However Russian Western American French
    British German Ukrainian Israeli Turkish Chinese Iranian Syrian Indian Pakistani""".split()  # noqa: SIM905
)


def _starts_with_role(word: str) -> bool:
    return bool(ROLE_BEFORE.search(word)) or word.strip() in _NOT_FIRST_NAMES


def _body(words: str) -> str:
    """Return the capitalised words right before a role: "Russian Foreign Ministry"."""
    match = re.search(r"(?:(?:[A-ZÀ-Þ][\w.’'&-]*|of|and|for|the)\s+)+\Z", words)
    body = match.group().strip() if match else ""
    body = _LEADING.sub("", body + " ").strip()
    return re.sub(r"[’']s?\Z", "", body)


_LEADING = re.compile(
    r"\A(?:(?:of|and|for|the|The|Its|His|Her|Their|Our|Under|But|And|As|When|While|After|With|Former|Then|Even|If|Like"
    r"|Unlike|That|By|From|In|Since|Before)\s+)+"
)


def _says_more(words: str) -> bool:
    return len(words.split()) > 1 and bool(
        re.search(
            r"Ministry|Department|Office|Council|Agency|Parliament|House|Army|Committee", words
        )
    )


def _side_of(actor: str) -> str:
    known = actors().get(actor)
    return known.side if known else ""


def _state(actor: str) -> str:
    """Return the side an actor is on: itself, unless it belongs to another."""
    known = actors().get(actor)
    return known.side if known and known.side else actor
