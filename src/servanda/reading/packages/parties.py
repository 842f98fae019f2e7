"""Who takes part in a conflict, across its articles: states, armed groups, their leaders by name.

Names come from the shipped tables, from long names followed by their letters ("the Front for
X (FX)"), and from persons to whom the text gives a party ("Norland's President N. N."). A table of
armed groups says in which state each fights and against whom; a name that several can have means
the one whose state the articles name most.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from servanda.evidence.span import Span
from servanda.reading.packages.passages import Passage, passages_in
from servanda.reading.read import Said
from servanda.reading.who.gazetteer import find_names, offices_of
from servanda.reading.who.roles import ROLE
from servanda.reading.who.tables import actors, plain, slug

__all__ = ["Parties", "Party", "PartyMention", "parties_of", "resolve_generic"]


@dataclass(frozen=True)
class Party:
    """One who can fight, promise or answer.

    `kind`: `state`, `armed` (a group that fights), `party` (political), `body` (an alliance or
    organisation) or `person` (one of no known party). `state`: where it belongs; `against`: whom
    the tables know it to fight. `names`: what the articles call it, the commonest first.
    """

    id: str
    name: str
    kind: str
    state: str = ""
    against: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyMention:
    """A place where a party is named: by a name, a person of it, or what it is.

    `how`: `name`, `demonym`, `place`, `person` or `generic` (the government, the rebels).
    """

    span: Span
    party: str
    how: str


_NAME = (
    r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)(?:[ ](?:(?:al|el|bin|ben|de|del|da|van|von|der|abu|ul"
    r"|y)[ -])?(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){0,3}"
)
_TITLE = (
    r"(?:(?:[Tt]heir|[Ii]ts|the|[Ii]nterim|[Aa]cting|[Cc]hief|[Tt]op|[Ss]enior|[Mm]ilitary"
    r"|[Pp]olitical|[Ff]oreign|[Pp]rime|[Dd]efen[cs]e"
    r"|[Ii]nterior|[Dd]eputy|[Vv]ice|[Ss]upreme|[Pp]eace|[Gg]overnment|[Oo]pposition|[Rr]ebel"
    r"|[Mm]ilitia|[Gg]uerrilla|[Ff]ormer|[Ee]x-)[ -]?)*"
    rf"(?i:{ROLE}|chair|strongman|warlord|delegate|captain|major|brigadier|marshal|sheikh|imam"
    rf"|archbishop|patriarch|generals?|presidents?|gen\.|col\.|lt\.|dr\.?|mr\.?|mrs\.?|ms\.?"
    rf"|field marshal)"
)
_ROLE_THEN_NAME = re.compile(rf"(?P<role>{_TITLE}),? (?P<name>{_NAME})")
_NAME_THEN_ROLE = re.compile(
    rf"(?P<name>{_NAME}),? (?:who (?:leads|led|heads|headed|commands|chairs|signed for|speaks for"
    rf"|negotiated for)|(?:the |a |an |its |their )?(?:[\w’'-]+ ){{0,3}}?(?:leader|chief|commander"
    rf"|spokes\w+|president|minister|head|chairman|negotiator|secretary|envoy|delegate"
    rf"|representative|aide|premier)(?: of| for| to)?)\b"
)
_OF_NAME = re.compile(rf"(?P<name>{_NAME}) of (?:the )?\Z")
_ACTS = re.compile(
    rf"(?P<name>{_NAME})(?:,[^,.;]{{3,80}},)? (?:has |have |had |also |then |who |immediately "
    rf"|later |at once )?"
    r"(?:said|says|told|called?|calls|reject\w*|refus\w+|denounc\w+|oppos\w+|accept\w*|welcom\w+"
    r"|sign\w*|back(?:s|ed)|support(?:s|ed)|vow\w*|warn\w*|wrote|writes|demand\w*|insist\w*"
    r"|campaign\w*|led|leads|argue[sd]?|dismiss\w*|condemn\w*|threaten\w*|prais\w+|urge[sd]?"
    r"|promis\w+|agree[sd]?|want(?:s|ed)?|complain\w*|resign\w*|vot(?:ed|es))\b"
)
_GROUP = re.compile(
    r"\b(?P<name>(?:[A-Z][\w’'-]+ (?:of |for |the |and )?){1,4}?(?:Party|Front|Movement|Alliance"
    r"|Union|Congress|League|Coalition|Bloc|Church|Brigades?|Militia|Front|Federation|Assembly"
    r"|Council|Forces (?:of"
    r"|for) (?:the )?[A-Z][\w’'-]+(?: and [A-Z][\w’'-]+)?))\b(?! (?:of (?:Ministers|Europe)"
    r"|building|hall|Agreement|Plan))"
)
_LETTERS = re.compile(
    r"(?P<long>(?:[A-ZÀ-Þ][\w’'-]+)(?: (?:of|the|for|and|de|del|la|para|y|du|des|in"
    r"|[A-ZÀ-Þ][\w’'-]+)){1,8}) \((?P<short>[A-Z][\w.\-/]{1,10})\)"
)
_ARMED_WORDS = re.compile(
    r"(?i)\b(?:army|forces?|front|fighters|brigades?|militia|guerrillas?|rebels?|resistance|tigers"
    r"|insurgen\w+|liberation|movement|separatists?|mujahed\w+|command)\b"
)
_ACRONYM_FIGHTS = re.compile(
    r"\b(?:the )?(?P<short>[A-Z][A-Z0-9]{1,6}(?:-[A-Z0-9]+)?) (?:rebels?|fighters?|forces"
    r"|guerrillas?|insurgents?|militants?|commanders?|militia(?:men)?|combatants)\b"
)
_NOT_GROUPS = frozenset(
    [
        "UN",
        "EU",
        "US",
        "UK",
        "USA",
        "NATO",
        "AU",
        "OAU",
        "ECOWAS",
        "OSCE",
        "IGAD",
        "SADC",
        "EC",
        "CIA",
        "CEO",
        "GMT",
        "ICRC",
        "UNHCR",
        "BBC",
        "AFP",
        "AP",
        "ICC",
        "ICJ",
    ]
)
_COMMON_NAMES = frozenset(
    """The A An In On At It He She They We But And If No Not Under After Before For From With When
    While Since As By To This That Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Mr Mrs Dr General
    President Prime Minister Lord Sir King Pope Colonel Foreign Secretary Both Last Now Then There
    Chairman Commander Ambassador Chief Gen Col Front Army Party Movement Agreement Accord Council
    Government Governor Senator Under Former Rebel One Two Three Yes Yesterday Today Tonight Asked
    Told""".split()  # noqa: SIM905
)
_GOVERNMENT = re.compile(
    r"\b(?:the|The|its|Its|his|her) (?:(?:[a-z]+-led|military|central|federal|country’s|country's"
    r"|national|interim|transitional|elected|ruling) )?(?P<what>government|Government|regime|junta"
    r"|authorities|administration|cabinet|president|President|prime minister|Prime Minister|state"
    r"|army|military|armed forces|federal army|foreign ministry|presidency)\b(?! (?:in|of) exile)"
)
_REBELS = re.compile(
    r"\b(?:(?:the|The|its|Its|all|armed) (?:(?:[a-z-]+) )?|(?=[Rr]ebels\b|[Gg]uerrillas\b"
    r"|[Ii]nsurgents\b|[Ss]eparatists\b))(?P<what>rebels?|Rebels|Guerrillas|Insurgents|Separatists"
    r"|guerrillas?|insurgents?|insurgency|separatists?|militants?|resistance|rebel (?:chief|leader"
    r"|commander|side)s?|guerrilla (?:chief|leader)s?|movement)\b"
)


_AT_A_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ff]rom|[Tt]o|[Oo]n|[Vv]ia|[Aa]round|[Oo]f|[Ii]nto"
    r"|[Aa]bove|[Oo]ver) \Z"
)
_PLACES = frozenset(
    """Pale Sarajevo Tiraspol Sukhumi Tskhinvali Stepanakert Grozny Prague Hanoi Saigon Seoul
    Pyongyang     Enugu Salisbury Chechnya Transnistria Abkhazia Tigray Katanga Biafra Yenan Bosnia
    Yugoslavia Czechoslovakia
    Yemen""".split()  # noqa: SIM905
) | {
    "South Ossetia",
    "South Korea",
    "North Korea",
    "South Vietnam",
    "North Vietnam",
    "Nagorno-Karabakh",
    "East Germany",
}


_FOR_THE_STATE = frozenset(
    {
        "top",
        "foreign_minister",
        "defence_minister",
        "spokesperson",
        "head_of_government",
        "head_of_state",
        "envoy",
        "deputy",
        "commander",
    }
)
"""Offices whose holder speaks for the state; other ministers can differ with it."""
_OWN_MIND = re.compile(
    r"(?i)\b(?:(?:finance|security|interior|energy|transport|justice|agriculture|housing"
    r"|settlement|education|labou?r|health|home|heritage|national security|culture) (?:minister"
    r"|secretary)|lawmaker|legislator|senator|congress(?:man|woman)|deputy(?! (?:prime|foreign))"
    r"|mp|opposition|dissident|former|ex-|hard-?lin\w+|far-right|backbench\w*|mayor|governor"
    r"|bishop|archbishop|cleric|sheikh|imam|patriarch|boss|activist|editor|candidate|critic)\b"
)


@dataclass(frozen=True)
class _Row:
    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    state: str
    against: tuple[str, ...]


@cache
def _rows() -> tuple[_Row, ...]:
    text = (files("servanda.reading.packages") / "armed_parties.csv").read_text(encoding="utf-8")
    return tuple(
        _Row(
            row["id"], row["name"], tuple(filter(None, row["aliases"].split(";"))), row["kind"],
            row["state"], tuple(filter(None, row["against"].split(";"))),
        )
        for row in csv.DictReader(text.splitlines(), delimiter="|")
    )  # fmt: skip


@cache
def _row(id: str) -> _Row | None:
    return next((row for row in _rows() if row.id == id), None)


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Return who can be meant by each name of the table of armed parties."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows():
        for name in dict.fromkeys((row.name, *row.aliases)):
            found[plain(name)].append(row.id)
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def _leaders() -> tuple[tuple[str, str, int, int], ...]:
    """Return who led which party in which years, by every name."""
    text = (files("servanda.reading.packages") / "leaders.csv").read_text(encoding="utf-8")
    return tuple(
        (name, row["party"], int(row["from"]), int(row["until"]))
        for row in csv.DictReader(text.splitlines(), delimiter="|")
        for name in row["name"].split(";")
    )


@cache
def _rivals() -> tuple[tuple[str, str, int, int], ...]:
    """Return the states that fought or nearly fought each other, with the years."""
    text = (files("servanda.reading.packages") / "rivals.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="|")
    return tuple((r["one"], r["other"], int(r["from"]), int(r["until"])) for r in rows)


@cache
def _table_names() -> re.Pattern[str]:
    names = sorted(_by_name(), key=len, reverse=True)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, names))})(?![\w])")


_PLAIN_WORDS = frozenset(
    plain(word)
    for word in [
        "Muslims",
        "Serbs",
        "Croats",
        "Tigers",
        "Nationalists",
        "Pale",
        "Sarajevo",
        "loyalists",
        "loyalist",
        "republicans",
        "Contra",
        "contras",
        "Salisbury",
        "Platform",
        "Confederate",
        "Confederates",
        "Karen",
        "Kachin",
        "Naga",
        "Nagas",
        "Hanoi",
        "Saigon",
        "Prague",
        "Seoul",
        "Grozny",
        "Enugu",
        "resistance",
        "royalists",
        "Sihanouk",
        "Aidid",
        "Aideed",
        "FACT",
        "FAN",
        "UPC",
        "CPC",
        "CPP",
        "NDF",
        "SPA",
        "PDF",
        "PUP",
        "Tigray",
        "Amhara",
        "Katanga",
        "Biafra",
        "Soviet",
        "Soviets",
        "Czech",
        "Czechs",
        "Haftar",
        "Palestinians",
        "Palestinian",
    ]
)
"""Names that are also places, peoples or other things: alone they do not bring a party in."""


@dataclass
class Parties:
    """The parties of a set of articles, and where each is named."""

    known: dict[str, Party] = field(default_factory=dict)
    mentions: dict[str, list[PartyMention]] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)

    def within(self, document: str, span: Span) -> list[PartyMention]:
        """Return the mentions inside a span, in order."""
        held = self.mentions.get(document, [])
        low = bisect_left(held, span.start, key=lambda m: m.span.start)
        found = []
        for mention in held[low:]:
            if mention.span.start >= span.end:
                break
            if mention.span.end <= span.end:
                found.append(mention)
        return found

    def called(self, party: str) -> str:
        """Return what a party is called in prose."""
        known = self.known.get(party)
        return known.name if known else party.replace("_", " ").replace("-", " ").title()

    def kind(self, party: str) -> str:
        """Return the kind of a party."""
        known = self.known.get(party)
        return known.kind if known else ""

    def rivals(self, one: str, other: str, year: int | None) -> bool:
        """Say whether two states were at war, or near it, in a year; in any, where it is None."""
        return any(
            {a, b} == {one, other} and (year is None or low - 1 <= year <= high + 1)
            for a, b, low, high in _rivals()
        )

    def fights(self, one: str, other: str) -> bool:
        """Say whether the tables know two parties to fight one another."""
        a, b = self.known.get(one), self.known.get(other)
        return bool((a and other in a.against) or (b and one in b.against))


def parties_of(read: Sequence[Said]) -> Parties:
    """Return who takes part in what the articles describe, with every place each is named.

    >>> from servanda.reading.read import read_text
    >>> said = read_text("Sri Lanka's government and the Tamil Tigers met. The Tigers’ negotiator, "
    ...     "Anton Raja, spoke.", "one", extract=lambda text: [])
    >>> parties = parties_of([said])
    >>> [(m.party, m.how) for m in parties.mentions["one"]]
    [('LKA', 'name'), ('LTTE', 'name'), ('LTTE', 'name'), ('LTTE', 'person')]
    """
    found = _Finder(read)
    return found.parties


class _Finder:
    def __init__(self, read: Sequence[Said]) -> None:
        self.read = read
        self.parties = Parties()
        self.surfaces: dict[str, Counter[str]] = defaultdict(Counter)
        self.folded = {said.source.id: plain(said.text) for said in read}
        self.passages = {said.source.id: list(passages_in(said)) for said in read}
        days = [day for said in read if (day := said.source.published or said.day)]
        self.day = max(days, default=None)
        self.states = self._states()
        self.present = self._present()
        self.coined = self._coined()
        for said in read:
            self.parties.mentions[said.source.id] = self._named(said)
        self._meet_groups()
        self._meet_persons()
        self._name_parties()

    def _states(self) -> Counter[str]:
        """Count the states and territories named, also as the places where things happen."""
        found: Counter[str] = Counter()
        for said in self.read:
            for each in find_names(said.text, self.folded[said.source.id]):
                known = actors().get(each.actor)
                if known and known.kind in {"state", "territory"}:
                    found[each.actor] += 1
        return found

    def _present(self) -> frozenset[str]:
        """Return the rows of the table that the articles speak of."""
        strong: dict[str, float] = defaultdict(float)
        for folded in self.folded.values():
            for match in _table_names().finditer(folded):
                for id in _by_name()[match.group()]:
                    strong[id] += 0.25 if match.group() in _PLAIN_WORDS else 1
        near = {id for id, times in strong.items() if self._at_home(id) and times >= 0.5}
        near |= {id for id, times in strong.items() if times >= 2 and self._is_sure(id)}
        alone = {id for id in strong if id not in near and self._distinct(id)}
        return frozenset(near | alone)

    def _is_sure(self, id: str) -> bool:
        """Say whether a party is named by a word that is nobody else's, though its land is not."""
        row = _row(id)
        assert row is not None
        own = [plain(n) for n in (row.name, *row.aliases) if len(_by_name()[plain(n)]) == 1]
        own = [n for n in own if n not in _PLAIN_WORDS and len(n) > 4]
        return any(name in folded for name in own for folded in self.folded.values())

    def _at_home(self, id: str) -> bool:
        row = _row(id)
        assert row is not None
        if row.kind == "state" and not row.state:
            return True
        return any(self.states[s] for s in (row.state, *row.against))

    def _distinct(self, id: str) -> bool:
        """Say whether a party is named in words that no other has, its own full name or letters."""
        row = _row(id)
        assert row is not None
        own = [n for n in (row.name, *row.aliases) if len(_by_name()[plain(n)]) == 1]
        sure = [
            plain(n) for n in own if (" " in n and n[0].isupper()) or (n.isupper() and len(n) > 2)
        ]
        sure = [n for n in sure if n not in {"OAS", "SPA", "MODEL", "SLA"}]
        return any(name in folded for name in sure for folded in self.folded.values())

    def _coined(self) -> dict[str, str]:
        """Return the letters and long names that the articles themselves introduce, by party."""
        found: dict[str, str] = {}
        for said in self.read:
            for match in _LETTERS.finditer(said.text):
                short, long = match["short"], match["long"]
                id = self._in_table(short) or self._in_table(long)
                if id is None:
                    if not _ARMED_WORDS.search(long):
                        continue
                    id = slug(short).upper().replace("-", "_")
                    self.parties.known[id] = Party(id, long, "armed")
                found[short] = found[long] = id
            for match in _ACRONYM_FIGHTS.finditer(said.text):
                short = match["short"]
                if short in _NOT_GROUPS or short in found or self._in_table(short):
                    continue
                id = slug(short).upper().replace("-", "_")
                self.parties.known.setdefault(id, Party(id, short, "armed"))
                found[short] = id
        return found

    def _in_table(self, name: str) -> str | None:
        ids = [id for id in _by_name().get(plain(name), ()) if id in self.present]
        return max(ids, key=self._weight) if ids else None

    def _weight(self, id: str) -> float:
        row = _row(id)
        assert row is not None
        return self.states[row.state] + 0.5 * sum(self.states[a] for a in row.against)

    # names

    def _named(self, said: Said) -> list[PartyMention]:
        """Return the names in a document, those of armed parties before those of states."""
        id, taken = said.source.id, [False] * (len(said.text) + 1)
        found: list[PartyMention] = []

        def add(start: int, end: int, party: str, how: str) -> None:
            if party and not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                found.append(PartyMention(Span(start, end), party, how))

        for name in sorted(self.coined, key=len, reverse=True):
            for match in re.finditer(rf"(?<![\w]){re.escape(name)}(?![\w])", said.text):
                add(*match.span(), self.coined[name], "name")
        for match in _table_names().finditer(self.folded[id]):
            party = self._in_table(match.group())
            if match.group() in _PLACES and _AT_A_PLACE.search(
                said.text[max(0, match.start() - 10) : match.start()]
            ):
                continue
            if party and not self._is_longer_name(said.text, *match.span()):
                add(*match.span(), party, "name")
        for each in find_names(said.text, self.folded[id]):
            party, how = self._settled(each.actor, each.naming)
            if each.span.of(said.text) in {"Congress", "Senate", "OAS", "Assembly"}:
                continue
            if how == "place" and _AT_A_PLACE.search(
                said.text[max(0, each.span.start - 10) : each.span.start]
            ):
                continue
            add(each.span.start, each.span.end, party, how)
        for mention in found:
            if mention.how != "demonym":
                self.surfaces[mention.party][mention.span.of(said.text)] += 1
        return sorted(found, key=lambda m: m.span)

    @staticmethod
    def _is_longer_name(text: str, start: int, end: int) -> bool:
        """Say whether a name is the first part of a longer one, an article's outlet as a rule."""
        return bool(
            re.match(
                r" (?:Times|News|Post|Herald|Tribune|Gazette|Bay|Hills)\b", text[end : end + 12]
            )
        )

    def _settled(self, actor: str, naming: str) -> tuple[str, str]:
        known = actors().get(actor)
        if known is None or known.kind in {"outlet", "group"}:
            return "", ""
        if known.kind == "person":
            side = self._historical(known.side)
            held = offices_of(actor, self.day) if self.day else offices_of(actor)
            if not any(office.rank in _FOR_THE_STATE for office in held):
                return "", ""
            return (side, "person") if side and self.states[known.side] else ("", "")
        if known.kind == "armed_forces":
            return self._historical(known.side) or actor, "name"
        if known.kind == "territory" and actor not in self.present:
            return "", ""
        how = {"demonym": "demonym", "capital": "place", "seat": "name"}.get(naming, "name")
        party = self._historical(
            known.side
            if known.kind == "organisation"
            and known.side in actors()
            and actors()[known.side].kind == "state"
            else actor
        )
        return party, how

    def _historical(self, actor: str) -> str:
        """Return the state of that time: the Soviet Union where the articles speak of it."""
        soviet = self.day is None or self.day.year < 1992
        if actor == "RUS" and "USSR" in self.present and soviet:
            return "USSR"
        if actor == "UNSC" or actor == "UNGA":
            return "UN"
        return actor

    # groups the tables do not have

    def _meet_groups(self) -> None:
        """Let parties, councils and fronts of no table stand for themselves, by their capitals."""
        for said in self.read:
            held = self.parties.mentions[said.source.id]
            taken = {n for m in held for n in range(m.span.start, m.span.end)}
            for match in _GROUP.finditer(said.text):
                place = set(range(*match.span("name")))
                if taken & place or match["name"].split()[0] in _COMMON_NAMES - {"Front", "Army"}:
                    continue
                id = slug(match["name"])
                self.parties.known.setdefault(id, Party(id, match["name"], "party"))
                held.append(PartyMention(Span(*match.span("name")), id, "name"))
                taken |= place
            held.sort(key=lambda m: m.span)

    # persons

    def _meet_persons(self) -> None:
        """Give persons the party that the text gives them, and find them by surname thereafter.

        Well-known leaders of a party that the articles name need no introduction.
        """
        year = self.day.year if self.day else None
        for name, party, low, high in _leaders():
            named = party in self.present or self.states[party] or party in self.parties.known
            if not (year is None or low <= year <= high) or not any(
                name in s.text for s in self.read
            ):
                continue
            if named:
                self.parties.persons[name] = party
            elif " " in name:
                self.parties.persons.setdefault(name, "")
        for said in self.read:
            for passage in self.passages[said.source.id]:
                self._meet_in(passage)
        for said in self.read:
            self._find_persons(said)

    def _meet_in(self, passage: Passage) -> None:
        words, at = passage.words, passage.span.start
        for match in _ROLE_THEN_NAME.finditer(words):
            name = self._person(match["name"])
            if name:
                if _OWN_MIND.search(match["role"]) or _OWN_MIND.search(
                    words[max(0, match.start() - 25) : match.start()]
                ):
                    self._meet(name, "")
                    continue
                party = (
                    self._party_before(passage, at + match.start())
                    or self._party_right_after(passage, at + match.end())
                    or self._by_role(match["role"], passage)
                )
                self._meet(name, party)
        for match in _NAME_THEN_ROLE.finditer(words):
            name = self._person(match["name"])
            if name:
                inside = self.parties.within(
                    passage.document,
                    Span(
                        at + match.start("name") + len(name), at + min(len(words), match.end() + 40)
                    ),
                )
                if _OWN_MIND.search(match.group()):
                    self._meet(name, "")
                    continue
                near = [m for m in inside if m.span.start <= at + match.end() + 12]
                self._meet(name, near[0].party if near else self._by_role(match.group(), passage))
        for match in _ACTS.finditer(words):
            name = self._person(match["name"])
            if name and " " in name:
                self._meet(name, "")
        for mention in self.parties.within(passage.document, passage.span):
            before = _OF_NAME.search(words[: mention.span.start - at])
            if (
                before
                and mention.how == "name"
                and (name := self._person(before["name"]))
                and " " in name
            ):
                self._meet(name, mention.party)
            after = re.match(rf"[’']s (?P<name>{_NAME})", words[mention.span.end - at :])
            if after and (name := self._person(after["name"])) and " " in name:
                self._meet(name, mention.party)

    def _person(self, name: str) -> str:
        words = name.split()
        while words and (
            words[0].strip(".") in _COMMON_NAMES or re.fullmatch(f"(?i:{ROLE})", words[0])
        ):
            words = words[1:]
        while words and re.sub(r"[’']s?\Z", "", words[-1]) in _COMMON_NAMES:
            words = words[:-1]
        name = re.sub(r"[’']s?\Z", "", " ".join(words))
        if not name or len(name) < 3 or name.isupper():
            return ""
        if self._in_table(name) or any(
            f.naming in {"name", "demonym", "capital"}
            for f in find_names(name)[:1]
            if f.span.start == 0
        ):
            return ""
        return name

    def _party_before(self, passage: Passage, at: int) -> str:
        """Return the party right before a role: "Norland's president", "FMLN commander"."""
        near = self.parties.within(passage.document, Span(max(passage.span.start, at - 40), at))
        if not near or near[-1].how == "person":
            return ""
        gap = passage.words[near[-1].span.end - passage.span.start : at - passage.span.start]
        return (
            near[-1].party
            if re.fullmatch(r"(?:[’']s?)?,?\s*(?:own |new |chief |top |veteran |hard-line )?", gap)
            else ""
        )

    def _party_right_after(self, passage: Passage, at: int) -> str:
        """Return the party right after a name: "Jan Petersen of Norway", "Raja, for the Tigers"."""
        near = self.parties.within(passage.document, Span(at, min(passage.span.end, at + 60)))
        if not near:
            return ""
        gap = passage.words[at - passage.span.start : near[0].span.start - passage.span.start]
        return (
            near[0].party
            if re.fullmatch(
                r",? (?:of|for|from|who leads|who signed for|leader of|the) ?(?:the )?", gap
            )
            else ""
        )

    def _by_role(self, role: str, passage: Passage) -> str:
        """Return whose president or rebel leader it is where the text leaves it out."""
        role = role.lower()
        if re.search(r"rebel|guerrilla|militia|warlord", role):
            return "REBELS"
        if "its " in role or "their " in role:
            earlier = [
                m
                for m in self.parties.within(passage.document, passage.span)
                if m.how in ("name", "demonym")
            ]
            return earlier[0].party if earlier else ""
        if _OWN_MIND.search(role):
            return ""
        if re.search(
            r"army chief|chief of (?:the )?(?:general )?staff|army commander|military chief", role
        ):
            return "GOVERNMENT"
        if re.search(
            r"president|minister|premier|government|chancellor|king|secretary of state|ambassador",
            role,
        ):
            return "GOVERNMENT"
        return ""

    def _meet(self, name: str, party: str) -> None:
        known = self.parties.persons.get(name)
        if party and (known is None or known in {"GOVERNMENT", "REBELS", ""}):
            self.parties.persons[name] = party
        elif known is None:
            self.parties.persons[name] = ""

    def _find_persons(self, said: Said) -> None:
        held = self.parties.mentions[said.source.id]
        taken = {n for m in held for n in range(m.span.start, m.span.end)}
        short: dict[str, str] = {}
        for name, party in self.parties.persons.items():
            if not party and " " not in name:
                party = next(
                    (p for n, p in self.parties.persons.items() if p and n.endswith(f" {name}")), ""
                )
            if not party and " " in name:
                party = slug(name)
                self.parties.known.setdefault(party, Party(party, name, "person"))
            if party:
                short.setdefault(name, party)
                last = re.split(r"\s", name)[-1]
                if len(last) > 3 and last not in _COMMON_NAMES:
                    short.setdefault(last, party)
                    short.setdefault(re.sub(r"\A(?:al|el|Al|El)-", "", last), party)
        for name in sorted(short, key=len, reverse=True):
            for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", said.text):
                if not taken & set(range(*match.span())):
                    taken |= set(range(*match.span()))
                    held.append(PartyMention(Span(*match.span()), short[name], "person"))
        held.sort(key=lambda m: m.span)

    # what they are called

    def _name_parties(self) -> None:
        for held in self.parties.mentions.values():
            for mention in held:
                self.parties.count[mention.party] += 1
        for id in list(self.parties.count):
            self.parties.known[id] = self._described(id)

    def _described(self, id: str) -> Party:
        names = tuple(name for name, _ in self.surfaces[id].most_common(8))
        made = self.parties.known.get(id)
        if made:
            return Party(id, made.name, made.kind, made.state, made.against, names)
        row, known = _row(id), actors().get(id)
        if row:
            return Party(id, row.name, row.kind, row.state, row.against, names)
        if known:
            kind = {"state": "state", "armed_group": "armed"}.get(known.kind, "body")
            return Party(id, known.name, kind, known.side, (), names)
        return Party(id, id.replace("-", " ").title(), "person", "", (), names)


def resolve_generic(parties: Parties, read: Iterable[Said], government: str, rebels: str) -> None:
    """Add the places that say "the government" or "the rebels", and settle persons given by role.

    `government`, `rebels`: the parties meant; empty where the articles have no one such party.
    """
    means = {"GOVERNMENT": government, "REBELS": rebels}
    for said in read:
        held = [
            PartyMention(m.span, means.get(m.party, m.party), m.how)
            for m in parties.mentions[said.source.id]
            if means.get(m.party, m.party)
        ]
        taken = {n for m in held for n in range(m.span.start, m.span.end)}
        for pattern, party in ((_GOVERNMENT, government), (_REBELS, rebels)):
            for match in pattern.finditer(said.text) if party else ():
                place = Span(*match.span("what"))
                if not taken & set(range(place.start, place.end)) and not _is_owned(
                    said.text, match, held
                ):
                    held.append(PartyMention(place, party, "generic"))
        parties.mentions[said.source.id] = sorted(held, key=lambda m: m.span)
    parties.persons = {name: means.get(p, p) for name, p in parties.persons.items()}
    parties.count = Counter(m.party for held in parties.mentions.values() for m in held)


def _is_owned(text: str, match: re.Match[str], held: Sequence[PartyMention]) -> bool:
    """Say whether "the government" is followed by whose it is: "the government of Norland"."""
    if not re.match(r" (?:of|in) ", text[match.end() : match.end() + 5]):
        return False
    return any(match.end() < m.span.start < match.end() + 12 for m in held)
