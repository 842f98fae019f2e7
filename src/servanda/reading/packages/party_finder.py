"""Finding who takes part in a conflict: names, letters, groups, and persons with their parties."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from servanda.evidence.span import Span
from servanda.reading.packages.capital_lines import in_small_letters
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_leaders import LeaderNamed, leaders_named, places_of
from servanda.reading.packages.party_patterns import (
    ACRONYM_FIGHTS,
    ARMED_WORDS,
    AT_A_PLACE,
    FOR_THE_STATE,
    LETTERS,
    NOT_GROUPS,
    PLACES,
    RULERS_IN,
)
from servanda.reading.packages.party_persons import PersonsMet
from servanda.reading.packages.party_tables import (
    PLAIN_WORDS,
    armed_party,
    names_of_parties,
    parties_by_name,
    rulers,
)
from servanda.reading.packages.passages import passages_in
from servanda.reading.packages.plain_groups import meet_plain_groups
from servanda.reading.packages.unlisted_parties import meet_groups, meet_states
from servanda.reading.packages.unnamed_rebels import meet_unnamed_rebels
from servanda.reading.read import Said
from servanda.reading.who.gazetteer import Found, find_names, offices_of
from servanda.reading.who.tables import actors, plain, slug

__all__ = ["parties_of"]

_KINGDOMS = ("SAU", "JOR", "MAR", "BHR", "THA", "LSO", "NPL", "BTN")
"""States that articles call "the kingdom"."""


_BLUE = re.compile(r"\b[Bb]lue (?:helmets?|berets?|caps?)\b")
"""Soldiers and observers of the United Nations, by what they wear."""
_ANYBODYS = re.compile(
    r"(?i)(?:(?:the|of|for|and|national|people['’]s|popular|liberation|army|front|forces?|movement"
    r"|party|council|democratic|revolutionary|patriotic|free|united|resistance|defen[cs]e|islamic"
    r"|new|unity|salvation|armed|peace|government|provisional|transitional|coalition|alliance"
    r"|congress|union|justice|freedom|rebels?|opposition|southern|northern|eastern|western)\b ?)+"
)
"""Names that many groups have: one of them is meant only where its land is spoken of."""


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


class _Finder(PersonsMet):
    def __init__(self, read: Sequence[Said]) -> None:
        self.read = read
        self.parties = Parties()
        self.surfaces: dict[str, Counter[str]] = defaultdict(Counter)
        self.folded = {said.source.id: plain(said.text) for said in read}
        self.passages = {said.source.id: list(passages_in(said)) for said in read}
        days = [day for said in read if (day := said.source.published or said.day)]
        self.day = max(days, default=None)
        self.states = self._states()
        self.leaders: list[LeaderNamed] = []
        self.titled: set[str] = set()
        self.present = self._present()
        self.coined = self._coined()
        for said in read:
            self.parties.mentions[said.source.id] = self._named(said)
        meet_groups(self.parties, read)
        meet_states(self.parties, read)
        meet_plain_groups(self.parties, read)
        self._meet_persons()
        self._name_parties()
        meet_unnamed_rebels(self.parties, read)

    def _states(self) -> Counter[str]:
        """Count the states and territories named, also as the places where things happen."""
        found: Counter[str] = Counter()
        for said in self.read:
            for each in find_names(said.text, self.folded[said.source.id]):
                known = actors().get(each.actor)
                if len(each.actors) == 1 and known and known.kind in {"state", "territory"}:
                    found[each.actor] += 1
        return found

    def _meant(self, each: Found) -> str:
        """Return whom a name means: of several, who is named most otherwise, of two Congos one."""
        return max(each.actors, key=lambda actor: self.states[actor])

    def _present(self) -> frozenset[str]:
        """Return the rows of the table that the articles speak of."""
        strong: dict[str, float] = defaultdict(float)
        for folded in self.folded.values():
            for match in names_of_parties().finditer(folded):
                for id in parties_by_name()[match.group()]:
                    strong[id] += 0.25 if match.group() in PLAIN_WORDS else 1
        near = {id for id, times in strong.items() if self._at_home(id) and times >= 0.5}
        near |= {id for id, times in strong.items() if times >= 2 and self._is_sure(id)}
        alone = {id for id in strong if id not in near and self._distinct(id)}
        found = near | alone
        return frozenset(found | self._led(found))

    def _led(self, found: set[str]) -> set[str]:
        """Return the parties whose leaders are named; states so named count as named.

        A leader of an armed group brings it in by the full name, or where its land is spoken of.
        """
        year = self.day.year if self.day else None
        texts = [(said.text, self.folded[said.source.id]) for said in self.read]
        led: set[str] = set()
        for _ in range(2):
            self.leaders = leaders_named(texts, year, self.states, found | led)
            fresh = {leader.party for leader in self.leaders} - led
            for party in fresh:
                row = armed_party(party)
                if row is None and party in actors() and not self.states[party]:
                    self.states[party] += 1
            led |= fresh
        return {party for party in led if armed_party(party)}

    def _is_sure(self, id: str) -> bool:
        """Say whether a party is named by a word that is nobody else's, though its land is not."""
        row = armed_party(id)
        assert row is not None
        own = [plain(n) for n in (row.name, *row.aliases) if len(parties_by_name()[plain(n)]) == 1]
        own = [n for n in own if n not in PLAIN_WORDS and len(n) > 4]
        return any(name in folded for name in own for folded in self.folded.values())

    def _at_home(self, id: str) -> bool:
        row = armed_party(id)
        assert row is not None
        if row.kind == "state" and not row.state:
            return True
        return any(self.states[s] for s in (row.state, *row.against))

    def _distinct(self, id: str) -> bool:
        """Say whether a party is named in words that no other has, its own full name or letters."""
        row = armed_party(id)
        assert row is not None
        own = [n for n in (row.name, *row.aliases) if len(parties_by_name()[plain(n)]) == 1]
        sure = [
            plain(n) for n in own if (" " in n and n[0].isupper()) or (n.isupper() and len(n) > 2)
        ]
        sure = [
            n
            for n in sure
            if n not in {"OAS", "SPA", "MODEL", "SLA"} and not _ANYBODYS.fullmatch(n)
        ]
        return any(name in folded for name in sure for folded in self.folded.values())

    def _coined(self) -> dict[str, str]:
        """Return the letters and long names that the articles themselves introduce, by party."""
        found: dict[str, str] = {}
        for said in self.read:
            for match in LETTERS.finditer(said.text):
                short, long = match["short"], match["long"]
                id = self._in_table(short) or self._in_table(long)
                if id is None:
                    if not ARMED_WORDS.search(long):
                        continue
                    id = slug(short).upper().replace("-", "_")
                    self.parties.known[id] = Party(id, long, "armed")
                found[short] = found[long] = id
            for match in ACRONYM_FIGHTS.finditer(said.text):
                short = match["short"]
                if short in NOT_GROUPS or short in found or self._in_table(short):
                    continue
                id = slug(short).upper().replace("-", "_")
                self.parties.known.setdefault(id, Party(id, short, "armed"))
                found[short] = id
        return found

    def _in_table(self, name: str) -> str | None:
        ids = [id for id in parties_by_name().get(plain(name), ()) if id in self.present]
        return max(ids, key=self._weight) if ids else None

    def _weight(self, id: str) -> float:
        row = armed_party(id)
        assert row is not None
        return self.states[row.state] + 0.5 * sum(self.states[a] for a in row.against)

    # names

    def _named(self, said: Said) -> list[PartyMention]:
        """Return the names in a document, those of armed parties before those of states.

        Lines in capitals are read twice: as they stand, for letters, and set as titles.
        """
        taken = [False] * (len(said.text) + 1)
        found: list[PartyMention] = []
        for text in dict.fromkeys((said.text, in_small_letters(said.text))):
            folded = self.folded[said.source.id] if text == said.text else plain(text)
            for start, end, party, how in self._names_in(text, folded):
                if party and not any(taken[start:end]):
                    taken[start:end] = [True] * (end - start)
                    found.append(PartyMention(Span(start, end), party, how))
                    if how != "demonym":
                        self.surfaces[party][text[start:end]] += 1
        return sorted(found, key=lambda m: m.span)

    def _names_in(self, text: str, folded: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield where a text names whom, and how, what weighs more first."""
        for name in sorted(self.coined, key=len, reverse=True):
            for match in re.finditer(rf"(?<![\w]){re.escape(name)}(?![\w])", text):
                yield *match.span(), self._historical(self.coined[name]), "name"
        for leader in self.leaders:
            if leader.whole:
                for start, end in places_of(leader.name, text):
                    yield start, end, self._historical(leader.party), "person"
        for match in names_of_parties().finditer(folded):
            party = self._in_table(match.group())
            if match.group() in PLACES and AT_A_PLACE.search(
                text[max(0, match.start() - 10) : match.start()]
            ):
                continue
            if (
                party
                and not self._is_longer_name(text, *match.span())
                and not self._only_leans(text, *match.span())
            ):
                yield *match.span(), self._historical(party), "name"
        for match in _BLUE.finditer(text):
            yield *match.span(), "UN", "name"
        crowned = [state for state in _KINGDOMS if self.states[state]]
        if len(crowned) == 1:
            for match in re.finditer(r"\b[Tt]he kingdom\b(?! of\b)", text):
                yield *match.span(), crowned[0], "name"
        yield from self._states_in(text, folded)

    def _states_in(self, text: str, folded: str) -> Iterator[tuple[int, int, str, str]]:
        """Yield where a text names states, bodies and whoever holds an office in them."""
        for each in find_names(text, folded):
            start, end = each.span.start, each.span.end
            actor = self._meant(each)
            party, how = self._settled(actor, each.naming)
            if self._only_leans(text, start, end):
                continue
            named = each.span.of(text)
            if named in {"Congress", "Senate", "OAS", "Assembly"}:
                continue
            row = armed_party(actor)
            if (
                row
                and row.kind == "armed"
                and _ANYBODYS.fullmatch(named)
                and not self._at_home(row.id)
            ):
                continue
            if (
                how == "place"
                and AT_A_PLACE.search(text[max(0, start - 10) : start])
                and not RULERS_IN.search(text[max(0, start - 40) : start])
            ):
                continue
            yield start, end, party, how

    @staticmethod
    def _is_longer_name(text: str, start: int, end: int) -> bool:
        """Say whether a name is the first part of a longer one, an article's outlet as a rule."""
        return bool(
            re.match(
                r" (?:Times|News|Post|Herald|Tribune|Gazette|Bay|Hills)\b", text[end : end + 12]
            )
        )

    @staticmethod
    def _only_leans(text: str, start: int, end: int) -> bool:
        """Say whether a name only tells whom somebody is for: "pro-Norland", "Norland-backed"."""
        return bool(
            re.search(r"(?i)\b(?:pro|anti|non)-\Z", text[max(0, start - 5) : start])
            or re.match(
                r"-(?:backed|allied|supported|sponsored|funded|armed|trained|controlled|held|run"
                r"|recogni[sz]ed|born|based|style|educated|installed|occupied|speaking|friendly|leaning)\b",
                text[end : end + 12],
            )
        )

    def _settled(self, actor: str, naming: str) -> tuple[str, str]:
        known = actors().get(actor)
        if known is None or known.kind in {"outlet", "group"}:
            return "", ""
        if known.kind == "person":
            held = offices_of(actor, self.day) if self.day else offices_of(actor)
            sides = [office.of for office in held if office.rank in FOR_THE_STATE]
            if not sides:
                return "", ""
            own = known.side if known.side in sides or not self.day else sides[-1]
            side = self._historical(own)
            here = self.states[own] or own in self.present
            return (side, "person") if side and here else ("", "")
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
        year = self.day.year if self.day else None
        for group, state, low, high in rulers():
            if actor == group and year is not None and low <= year <= high:
                return state
        if actor == "UNSC" or actor == "UNGA":
            return "UN"
        return actor

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
        row, known = armed_party(id), actors().get(id)
        if row:
            return Party(id, row.name, row.kind, row.state, row.against, names)
        if known:
            kind = {"state": "state", "armed_group": "armed"}.get(known.kind, "body")
            return Party(id, known.name, kind, known.side, (), names)
        return Party(id, id.replace("-", " ").title(), "person", "", (), names)
