"""Names of known actors in a text: states, demonyms, capitals, organisations, office holders."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from servanda.evidence.span import Span
from servanda.reading.who.tables import Office, offices, plain, rows, slug

__all__ = [
    "Found",
    "Naming",
    "covering",
    "find_names",
    "holders",
    "offices_of",
    "persons_called",
    "surnames_of",
    "whole_words",
]

Naming = Literal["name", "demonym", "capital", "seat", "person", "surname"]


@dataclass(frozen=True)
class Found:
    """A known name in a text; of a surname several persons can be meant."""

    span: Span
    actors: tuple[str, ...]
    naming: Naming

    @property
    def actor(self) -> str:
        """Return the first actor the name can mean."""
        return self.actors[0]


_NOT_ACTORS = """New Mexico|South China Sea|East China Sea|Latin America|South America
|North America|Central America|Gulf of Mexico|New England|Northern Ireland|Indian Ocean
|British Columbia|French Guiana|Washington State|George Washington|West Virginia|Georgia Tech
|Bank of America|Voice of America|Radio Free Europe|Paris Agreement|Paris Accord|New London
|Turkey Point|South Georgia|Guinea pig|Panama Canal|Suez Canal|Persian Gulf|Gulf of Oman
|Sea of Japan|Air India|Air France|China Daily|Moscow Times|Kyiv Independent|Kyiv Post
|Jerusalem Post|Times of Israel|Japan Times|Korea Herald|Irish Sea|English Channel
|Jordan River|Jordan Valley|Lake Chad|African American|African Americans|Native American
|Native Americans|American Enterprise Institute|Budapest Memorandum|Minsk Agreements
|Minsk Agreement|Minsk Group|Minsk Accords|Minsk Protocol|Minsk II|Minsk I|Minsk process
|Doha Agreement
|Taif Agreement|Taif Accord|Oslo Accords|Abraham Accords|Camp David Accords|Dayton Accords
|Dayton Agreement|Geneva Conventions|Geneva Convention|Istanbul Communique|Vienna Convention
|Washington Consensus|Treaty of Versailles|Lisbon Treaty|Rome Statute|Cairo Agreement
|Algiers Agreement|Jeddah Declaration|Jeddah Agreement|Pretoria Agreement|Nairobi Process
|Luanda Process|Beijing Declaration|Riyadh Agreement|Stockholm Agreement|Sochi Agreement
|Khartoum Declaration|Juba Agreement|Juba Peace Agreement|Ohrid Agreement|Brussels Agreement
|Tripoli Agreement|Helsinki Final Act|Ottawa Treaty|Chicago Tribune|USA TODAY|USA Today|Team USA"""
_COMMON_SURNAMES = """
    Ahmed Ali Aliyev Anand Aoun Asif Austin Barrack Benedict Bennett Berri Brown Bruce Burns
    Bush Caine Cameron Carter Castro Cavoli Choe Cleverly Cohen Cooper Costa Dan Day Deby
    Dong Fletcher Francis Gabriel Graham Grandi Griffiths Guo Hadi Hague Hamad Harper Harris
    Hassan Hu Hun Ibrahim Johnson Joly Jonathan Katz Kellogg Kerry Khan Kiir Kim Kirby Lai
    Lam Lee Leo Li Lin Ma Manet Mao Marin Martin May Michal Michel Miller Mohamed Mohammed
    Mohamud Mahmoud Moon Mustafa Orpo Ortega Park Pavel Price Qin Rama Ratcliffe Reda Renzi
    Rice Ruto Saar Salam Saleh Sall Salman Santos Schmidt Sen Sharif Singh Store Stubb
    Thomas Tsai Turk Wagner Wallace Waltz Wang White Wong Xi Young Youssouf Yunus Zayed Zhao
    Abdullah Abbas Wu
"""
"""Too common to name an office holder by themselves, before the full name was read."""
_COMMON = frozenset(_COMMON_SURNAMES.split())
_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "KHM"})
_WESTERN_ORDER = frozenset({"Joseph", "Robert", "John", "James", "William"})
"""Given names after which a family name follows, also where it else comes first."""
_NO_SURNAME = frozenset({"MMR"})
_WORD = re.compile(r"(\w+)")


@cache
def _names() -> dict[str, tuple[tuple[str, tuple[str, ...], Naming], ...]]:
    """Return names by first word, the longest first; no actors: a name that means none."""
    table: dict[str, dict[str, tuple[tuple[str, ...], Naming]]] = {}

    def add(name: str, actor: str, naming: Naming) -> None:
        text = plain(name.strip())
        if not text:
            return
        first = _WORD.search(text)
        group = table.setdefault(first.group() if first else text, {})
        known = group.get(text)
        if known is None:
            group[text] = ((actor,) if actor else (), naming)
        elif naming == known[1] and actor and actor not in known[0]:
            group[text] = ((*known[0], actor), naming)

    for name in " ".join(_NOT_ACTORS.split("\n")).split("|"):
        add(name, "", "name")
    for row in rows("states"):
        for name in (row["name"], *row["aliases"].split(";")):
            add(name, row["id"], "name")
    for row in rows("organisations"):
        for name in (row["name"], *row["aliases"].split(";")):
            add(name, row["id"], "name")
    for row in rows("states"):
        for name in filter(None, row["demonyms"].split(";")):
            add(name, row["id"], "demonym")
            if name[-1] not in "shz" and not name.endswith(("ese", "ppine")):
                add(name + "s", row["id"], "demonym")
        for name in row["capital"].split(";"):
            add(name, row["id"], "capital")
        for name in row["seats"].split(";"):
            add(name, row["id"], "seat")
    for row in rows("offices"):
        for name in (row["person"], *row["aliases"].split(";")):
            add(name, slug(row["person"]), "person")
    for surname, persons in _surnames().items():
        for person in persons:
            if surname not in _COMMON:
                add(surname, person, "surname")
    return {
        first: tuple(
            sorted(((n, a, k) for n, (a, k) in group.items()), key=lambda row: -len(row[0]))
        )
        for first, group in table.items()
    }


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("offices"):
        state = row["of"].partition(":")[0]
        for name in (row["person"], *row["aliases"].split(";")):
            for surname in surnames_of(name, state):
                persons = found.setdefault(surname, [])
                if slug(row["person"]) not in persons:
                    persons.append(slug(row["person"]))
    return {name: tuple(persons) for name, persons in found.items()}


def surnames_of(name: str, state: str = "") -> list[str]:
    """Return what a person called `name` is called for short.

    >>> surnames_of("Bashar al-Assad"), surnames_of("Xi Jinping", "CHN")
    (['al-Assad', 'Assad'], ['Xi'])
    """
    words = [word for word in plain(name).split() if word not in {"Jr.", "Jr", "II", "III", "XIV"}]
    if len(words) < 2 or state in _NO_SURNAME or "bin" in words:
        return []
    if state in _FAMILY_FIRST:
        if words[0] in _WESTERN_ORDER:
            return [words[-1]]
        return [words[0]] if words[0] != "Kim" or "Jong" in words[1] else []
    if words[0] in {"King", "Pope", "Sheikh", "Prince", "Ayatollah"}:
        return []
    last = words[-1]
    short = [last]
    if last.lower().startswith(("al-", "el-")):
        short.append(last[3:])
    if words[-2] in {"von", "van", "de", "De", "der"}:
        short.append(" ".join(words[-2:]))
    return short


def persons_called(surname: str) -> tuple[str, ...]:
    """Return the known persons with `surname`.

    >>> persons_called("Rutte")
    ('mark-rutte',)
    """
    return _surnames().get(plain(surname), ())


@cache
def _first_words() -> re.Pattern[str]:
    """Return what the first word of a name looks like: it has a capital, or is one of a few."""
    small = sorted(word for word in _names() if not "A" <= word[0] <= "Z")
    return re.compile(rf"\b(?:[A-Z]\w*|(?:{'|'.join(map(re.escape, small))})\b)")


def find_names(text: str, folded: str = "") -> list[Found]:
    """Return the known names in `text`, the longest at each place, in order.

    `folded`: `plain(text)` where the caller has it.

    >>> text = "Kyiv and the Russian Foreign Ministry heard NATO’s Mark Rutte."
    >>> [(f.span.of(text), f.actor, f.naming) for f in find_names(text)]
    [('Kyiv', 'UKR', 'capital'), ('Russian', 'RUS', 'demonym'), ('NATO', 'NATO', 'name'),
     ('Mark Rutte', 'mark-rutte', 'person')]
    """
    folded = folded or plain(text)
    table = _names()
    found: list[Found] = []
    done = 0
    for match in _first_words().finditer(folded):
        at, word = match.start(), match.group()
        if word not in table or at < done:
            continue
        for name, actors, naming in table[word]:
            if folded.startswith(name, at) and _ends(folded, at + len(name)):
                done = at + len(name)
                if actors:
                    found.append(Found(Span(at, done), actors, naming))
                break
        else:
            initials = _WITH_INITIALS.match(folded, at)
            one = _past_initials(folded, initials, table[word]) if initials else None
            if one:
                done = one.span.end
                found.append(one)
    return found


_WITH_INITIALS = re.compile(r"[A-Z]\w+ (?:[A-Z]\. ?)+(?=[A-Z]\w)")


def _past_initials(
    folded: str, start: re.Match[str], names: Iterable[tuple[str, tuple[str, ...], Naming]]
) -> Found | None:
    """Return the known person whose name stands with initials that no table has."""
    for name, actors, naming in names:
        rest = name.partition(" ")[2]
        if naming == "person" and rest and folded.startswith(rest, start.end()):
            end = start.end() + len(rest)
            if _ends(folded, end):
                return Found(Span(start.start(), end), actors, naming)
    return None


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() or text[at] == "_")


def whole_words(text: str, words: str, start: int = 0) -> Iterator[int]:
    """Yield where `words` stand in a text from `start` on, no letter before or after them.

    >>> list(whole_words("Xi met Xian. Xi left.", "Xi"))
    [0, 13]
    """
    at = text.find(words, start)
    while at >= 0:
        whole = at == start or _ends(text, at - 1)
        if whole and _ends(text, at + len(words)):
            yield at
            at = text.find(words, at + len(words))
        else:
            at = text.find(words, at + 1)


@cache
def _by_office() -> dict[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], list[Office]] = {}
    for office in offices():
        found.setdefault((office.of, office.rank), []).append(office)
        if office.body:
            found.setdefault((office.body, office.rank), []).append(office)
    return {key: tuple(sorted(held, key=lambda o: o.since)) for key, held in found.items()}


def holders(of: str, rank: str, day: date | None = None) -> tuple[Office, ...]:
    """Return who held an office of `rank` on `day`, or everyone who ever did, the latest last.

    >>> [office.name for office in holders("NATO", "top", date(2022, 3, 1))]
    ['Jens Stoltenberg']
    """
    held = _by_office().get((of, rank), ())
    return held if day is None else tuple(office for office in held if office.held_on(day))


def offices_of(person: str, day: date | None = None) -> tuple[Office, ...]:
    """Return the offices of a person, those held on `day` or, without one, all, the latest last."""
    held = _by_person().get(person, ())
    return held if day is None else tuple(office for office in held if office.held_on(day))


@cache
def _by_person() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = {}
    for office in offices():
        found.setdefault(office.person, []).append(office)
    return {person: tuple(sorted(held, key=lambda o: o.since)) for person, held in found.items()}


def covering(found: list[Found], span: Span) -> list[Found]:
    """Return those of `found` (in order) that lie inside `span`."""
    low = bisect_left(found, span.start, key=lambda f: f.span.start)
    inside = []
    for item in map(found.__getitem__, range(low, len(found))):
        if item.span.start >= span.end:
            break
        if item.span.end <= span.end:
            inside.append(item)
    return inside
