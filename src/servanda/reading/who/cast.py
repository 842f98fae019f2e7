"""Who appears in one document: names settled to actors, persons with the roles it gives them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from servanda.evidence.records import Mention
from servanda.evidence.span import Span
from servanda.reading.who.apart import is_only_told_of, names_an_outlet
from servanda.reading.who.gazetteer import (
    Found,
    find_names,
    offices_of,
    surnames_of,
    whole_words,
)
from servanda.reading.who.personal_names import (
    PersonalName,
    gender_of,
    in_title_case,
    is_given_name,
    personal_names,
)
from servanda.reading.who.roles import AFTER_NAME, PUBLIC, ROLE_BEFORE
from servanda.reading.who.tables import actors, plain, slug

__all__ = ["Cast", "Named", "Person", "without_capitals"]

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
    """A name in the document, settled to one actor; `place`: it only says where or of what kind.

    A person whom no table knows is an actor too, named by the name made an identifier.
    """

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
        self._people = personal_names(self.folded, self._found)
        self.persons: dict[str, Person] = {}
        self._full_names: dict[str, Span | None] = {}
        self._roles: dict[Named, str] = {}
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
        others = self._others()
        theirs = {_last(self.folded, n.span): n.actor for n in others if n.naming == "person"}
        taken = sorted(n.span for n in others)
        settled = []
        for found in self._found:
            if _is_within(found.span, taken):
                continue
            namesake = theirs.get(found.span.of(self.folded), "")
            if namesake and self._means(namesake, found, full):
                settled.append(Named(found.span, namesake, "surname"))
                continue
            actor = self._choose(found, full)
            if actor and not self._inside_longer_name(found):
                settled.append(Named(found.span, actor, found.naming, self._tells_where(found)))
        settled = sorted(settled + others, key=lambda named: named.span)
        return self._with_short_names(settled, full)

    def _others(self) -> list[Named]:
        """Return the persons whom no table knows, at every full or titled mention."""
        full: dict[str, str] = {}
        for one in self._people:
            if one.full:
                full.setdefault(_last(self.folded, one.span), slug(one.span.of(self.text)))
        named = []
        for one in self._people:
            words = " ".join(one.span.of(self.text).split())
            actor = slug(words) if one.full else full.get(_last(self.folded, one.span), slug(words))
            if actor:
                named.append(Named(one.span, actor, "person" if one.full else "surname"))
                self._remember(one, actor, words)
        return named

    def _remember(self, one: PersonalName, actor: str, words: str) -> None:
        known = self.persons.get(actor)
        if known is None or (one.full and " " not in known.name):
            role, body = self._role_around(one.span)
            name = without_capitals(words)
            name = name if one.full or not one.title else f"{one.title} {name}"
            female = one.female if known is None or one.female is not None else known.female
            side = self._side_by_role(role, body)
            self.persons[actor] = Person(actor, name, role, body, side, female)

    def _side_by_role(self, role: str, body: str) -> str:
        """Return whom an office is held for: "Kyiv's envoy" is Ukraine's, a pilot is nobody's."""
        if not PUBLIC.search(role):
            return ""
        inside = find_names(body) or find_names(role)
        return _state(inside[0].actor) if inside else ""

    def _means(self, namesake: str, found: Found, full: set[str]) -> bool:
        """Say whether a short name is that of a person the document names in full."""
        if found.naming == "surname":
            return not full.intersection(found.actors)
        if found.naming not in {"name", "capital", "demonym"}:
            return False
        before = self.folded[max(0, found.span.start - 8) : found.span.start]
        state = any(
            f.actor == found.actor and f.span.of(self.folded) != found.span.of(self.folded)
            for f in self._found
        )
        first = next(n.span.start for n in self._people if slug(n.span.of(self.text)) == namesake)
        return first < found.span.start and not state and not _WHERE.search(before)

    def _tells_where(self, found: Found) -> bool:
        if found.naming == "capital" and self._is_place(found.span):
            return True
        return found.naming != "person" and is_only_told_of(self.folded, found.span)

    def _choose(self, found: Found, full: set[str]) -> str:
        if found.naming in {"name", "capital"} and names_an_outlet(self.folded, found.span):
            return ""
        if len(found.actors) == 1:
            return "" if self._is_before_their_time(found, full) else found.actor
        here = [actor for actor in found.actors if actor in full]
        if here or found.naming != "surname":
            return here[0] if here else found.actor
        if self.day is None:
            return found.actors[-1]
        return next((a for a in found.actors if offices_of(a, self.day)), "")

    def _is_before_their_time(self, found: Found, full: set[str]) -> bool:
        """Say whether a surname is read long before its only known bearer held an office."""
        if found.naming != "surname" or found.actor in full or self.day is None:
            return False
        held = offices_of(found.actor)
        return bool(held) and held[0].since.year - self.day.year > _YEARS_BEFORE

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
            lead = before[: match.start("role")]
            role = match["role"].strip()
            return (f"former {role}" if _FORMER.search(lead) else role), _body(lead)
        after = AFTER_NAME.match(self.text[span.end : span.end + 160])
        if after:
            return " ".join(after["role"].split()), (after["body"] or "").strip()
        return "", ""

    def role_at(self, named: Named) -> str:
        """Return the role the text gives a person at one mention; nothing where it gives none."""
        if named not in self._roles:
            self._roles[named] = self._role_around(named.span)[0]
        return self._roles[named]

    def _meet_persons(self) -> None:
        for named in self.names:
            if named.naming == "person" and named.actor not in self.persons:
                self.persons[named.actor] = self._met(named)
            elif named.actor not in actors() and named.actor not in self.persons:
                name = without_capitals(named.span.of(self.text))
                self.persons[named.actor] = Person(named.actor, name)

    def _met(self, named: Named) -> Person:
        role, words = self._role_around(named.span)
        about = self.text[max(0, named.span.start - 60) : named.span.start]
        name = actors()[named.actor].name
        female = True if _FEMALE.search(about) else gender_of(plain(name).split()[0])
        known = self._office(named.actor)
        now = offices_of(named.actor, self.day) if self.day else ()
        if role and words and not (role.startswith("former ") and now):
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
            female = gender_of(plain(name).split()[0])
            self.persons[actor] = Person(actor, name, role, body, side, female)
        return self.persons[actor]

    def meet(self, span: Span) -> Person:
        """Return the unknown person named at `span`, with the role the text gives there."""
        name = without_capitals(" ".join(span.of(self.text).split()))
        actor = slug(name) or "unnamed"
        if actor not in self.persons:
            role, body = self._role_around(span)
            side = self._side_by_role(role, body)
            female = gender_of(plain(name).split()[0])
            self.persons[actor] = Person(actor, name, role, body, side, female)
        return self.persons[actor]

    def in_span(self, span: Span) -> list[Named]:
        """Return the names inside a span, in order."""
        end = span.end
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, end, low)
        return [named for named in self.names[low:high] if named.span.end <= end]

    def runs_on(self, span: Span) -> bool:
        """Say whether a span ends inside a name it begins with: "Ivory" of "Ivory Coast rebels"."""
        low = bisect_left(self._starts, span.start)
        named = self.names[low] if low < len(self.names) else None
        return named is not None and named.span.start == span.start and named.span.end > span.end

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

    def _is_headline(self, span: Span) -> bool:
        """Say whether capitals are a headline's and no name's: "Rebels Reject Ivory Coast Deal"."""
        first = span.of(self.folded).split()[0]
        return not is_given_name(first) and in_title_case(self.folded, span)

    def _full_name_of(self, surname: str) -> Span | None:
        word = plain(surname)
        for at in whole_words(self.folded, word) if word else ():
            match = _FIRST_NAMES.search(self.folded, max(0, at - _LONGEST_NAMES), at)
            if match and not self._is_headline(Span(match.start(), at + len(word))):
                break
        else:
            return None
        start, end = match.start(), at + len(word)
        while (role := re.match(r"(?:\w+\.? )", self.folded[start:])) and _starts_with_role(
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


_FORMER = re.compile(r"(?i)\b(?:former|ex|then|late|one-?time|ousted|deposed)\b[\s-](?:\w+\s)?\Z")
_YEARS_BEFORE = 12
"""Years before the first office in the tables in which a bare surname means somebody else."""
_WHERE = re.compile(r"\b(?:in|to|from|into|near|across)\s\Z")


def without_capitals(words: str) -> str:
    """Return a name set in capitals as it is written else: "Mr. McCLURE", "SECRETARY OF STATE".

    >>> without_capitals("The SECRETARY OF STATE"), without_capitals("Mr. McCLURE")
    ('Secretary of State', 'Mr. McClure')
    """
    last = words.split()[-1:] or [""]
    letters = [c for c in last[0] if c.isalpha()]
    if len(letters) < 4 or sum(map(str.isupper, letters)) <= 0.6 * len(letters):
        return words
    words = re.sub(r"(?i)\Athe\s", "", words)
    words = re.sub(r"\b(?:OF|THE|AND|FOR)\b", lambda small: small.group().lower(), words)
    return re.sub(r"(?<![A-ZÀ-Þ])([A-ZÀ-Þ])([A-ZÀ-Þ]{3,})", lambda m: m[1] + m[2].lower(), words)


def _last(folded: str, span: Span) -> str:
    """Return the surname of a name, without its suffix."""
    words = [w for w in re.split(r",? ", span.of(folded)) if not _SUFFIX.fullmatch(w)]
    return words[-1] if words else ""


_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")


def _is_within(span: Span, taken: Sequence[Span]) -> bool:
    """Say whether a span shares a code point with one of some rising, disjoint spans."""
    at = bisect_left(taken, span.end, key=lambda other: other.start) - 1
    return at >= 0 and taken[at].end > span.start


_NOT_FIRST_NAMES = frozenset(
    """Will Can Could Should Would May Might Must Did Does Do Is Are Was Were Has Have Had Why How
    What Where Who Until Once Later Still Yet So To In On At Of Against Among Between Neither Either
    Not No Mrs Miss Prof Chief Vice Senator Governor Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday January February March April June July August September October November
    December The And But While When After Before If As Since Because Although Like Unlike For With
    By
    Under From That President Minister Chancellor Premier Secretary General Sir King Mr Mrs Ms Dr
    Says Both Only Even Yet Now Then Today Meanwhile However Russian Western American French
    British German Ukrainian Israeli Turkish Chinese Iranian Syrian Indian Pakistani""".split()  # noqa: SIM905
)


_TITLES = frozenset(
    "Rep Sen Gov Gen Lt Col Maj Capt Sgt Cpl Adm Rev Hon Amb Brig Cllr Prof Miss".split()  # noqa: SIM905
)


def _starts_with_role(word: str) -> bool:
    bare = word.strip(" .")
    return bool(ROLE_BEFORE.search(word)) or bare in _NOT_FIRST_NAMES or bare in _TITLES


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
