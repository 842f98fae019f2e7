"""Groups called by common nouns: creeds, an opposition, people of a land, a land's own part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.packages.bare_names import bare
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_patterns import COMMON_NAMES
from servanda.reading.packages.party_tables import armed_party, parties_by_name
from servanda.reading.read import Said
from servanda.reading.who.tables import actors, plain, slug

__all__ = ["meet_plain_groups"]

_CAP: Final = r"[A-ZÀ-Þ][\w-]*[a-zà-þ]"
_CREED: Final = re.compile(
    rf"(?<![.!?”\"] )(?<!\n)\b(?:(?<=[Tt]he )|(?={_CAP} ))(?P<name>(?:{_CAP} )?"
    r"(?:Radicals|Socialists|Communists|Liberals|Conservatives|Democrats|Republicans|Nationalists|Greens|Progressives"
    r"|Islamists|Royalists|Monarchists|Federalists|Unionists|Centrists|Labourites))\b"
    r"(?! of the [A-Z][A-Z.])"
)
"""Parties by the plural of what they stand for: "the Liberals", "Christian Democrats".

Those of two names alone are left out: they are those of another land as often as not.
"""
_OPPOSITION: Final = re.compile(
    rf"\b(?:(?P<of>{_CAP})(?:[’']s)? )?(?P<name>[Oo]pposition(?: parties| alliance| bloc)?)\b"
    rf"(?!(?:[’']s?)? (?:to|from|of|leader|chief|supporters|lawmaker|politician|figure|newspaper"
    rf"|deputy|member|candidate|spokes\w+|{_CAP}))"
)
"""Those who govern not, as one: "seventeen opposition parties", "the Norlandic opposition"."""
_PEOPLE: Final = (
    r"(?:Serbs|Croats|Muslims|Moslems|Christians|Albanians|Turks|Greeks|Armenians|Azeris|Russians"
    r"|Kurds|Arabs|Tamils|Sinhalese|Hutus?|Tutsis?|Tuaregs?|Druzes?|Sunnis|Shiites|Shias?|Alawites"
    r"|Maronites|Catholics|Protestants|Hindus|Sikhs|Jews|Moros|Hungarians|Germans|Ukrainians|Uzbeks"
    r"|Tajiks|Hazaras|Pashtuns|Ossetians|Georgians|Chechens|Karens|Kachins|Shans|Rohingyas?|Oromos?"
    r"|Afars|Somalis|Zulus|Nuers?|Dinkas?|Papuans|Timorese|Berbers|Kabyles|Baluchis?|Pathans|Nagas"
    r"|Mizos|Assamese|Kashmiris|Bengalis|Basques|Catalans|Saharawis|Sahrawis|Bosniaks|Gagauz)"
)
_OF_A_LAND: Final = re.compile(
    rf"\b(?P<land>{_CAP})(?:[’']s)? (?P<people>{_PEOPLE})\b"
    rf"|\b[Tt]he (?P<people2>{_PEOPLE}) of (?:the )?(?P<land2>{_CAP})\b"
)
"""Part of a people, by where they live: "Norland's Serbs", "the Muslims of the East"."""
_OPENING: Final = re.compile(r"(?:\A|\n|[.!?][”\"’']? )\Z")
"""Before the first word of a sentence, whose capital tells nothing."""
_PART: Final = re.compile(
    rf"\b(?:[Gg]overnments?|[Pp]arliament|[Pp]resident|[Pp]remier|[Pp]rime [Mm]inister|[Cc]abinet"
    rf"|State) of (?P<name>(?:North|South|East|West|Upper|Lower|Inner|Outer|Northern"
    rf"|Southern|Eastern|Western) (?P<land>{_CAP}))(?![\w’'-])"
)
"""Part of a land that has a government of its own: "the Government of East Norland"."""
_BODY: Final = re.compile(
    rf"(?<=[Tt]he )(?P<name>(?P<of>{_CAP}) (?:[a-z]+[’'] )?(?:councils?|mayors|chiefs|clans?|tribes"
    r"|tribesmen|elders|settlers|exiles|prelates|bishops|monks|clergy|congregations|militias"
    r"|volunteers|deputies|conference|landowners))\b(?! (?:room|hall|house|leader|chairman))"
)
"""A body of people who are called after one word with a capital: "the Sand council"."""
_NO_BODY: Final = frozenset(
    """Security City Town District Regional Provincial Local Peace National State Supreme Village
    Joint General Central Federal Interim European London Geneva Press Islamic Executive Military
    Round Foreign Armed Air""".split()  # noqa: SIM905
)
"""Words before a council or a conference that name nobody by it."""

_Found = tuple[Span, str, str]
"""Where a group is named, its name for the record, and what the text calls it."""


def meet_plain_groups(parties: Parties, read: Sequence[Said]) -> None:
    """Let groups of common nouns stand for themselves; none is a side of the war by that.

    >>> from servanda.reading.packages.party_finder import parties_of
    >>> from servanda.reading.read import read_text
    >>> said = read_text("Norway's Serbs refused, and so did the Liberals.", "one",
    ...     extract=lambda text: [])
    >>> [m.party for m in parties_of([said]).mentions["one"]]
    ['norway-serbs', 'liberals']
    """
    for find in (_creeds, _bodies, _peoples, _parts):
        for said in read:
            _meet(parties, said, find(said, parties))
    _meet_opposition(parties, read)


def _meet(parties: Parties, said: Said, found: Iterator[_Found]) -> None:
    """Add groups, each in the place of the lands and peoples that are only words of its name."""
    for at, name, called in list(found):
        held = parties.mentions[said.source.id]
        inside = [m for m in held if m.span.meets(at)]
        if any(not at.holds(m.span) or m.span == at or not _is_land(m) for m in inside):
            continue
        rows = parties_by_name().get(plain(name), ())
        id = rows[0] if len(rows) == 1 else slug(name)
        if not armed_party(id):
            parties.known.setdefault(id, Party(id, name, "party", names=(called,)))
        held = [m for m in held if m not in inside]
        parties.mentions[said.source.id] = sorted(
            [*held, PartyMention(at, id, "name")], key=lambda m: m.span
        )


def _is_land(mention: PartyMention) -> bool:
    """Say whether a mention is of a state or a land, not of a group or somebody."""
    known, row = actors().get(mention.party), armed_party(mention.party)
    land = known is not None and known.kind in {"state", "territory"}
    return (land or (row is not None and row.kind == "state")) and mention.how != "person"


def _is_named(word: str) -> bool:
    """Say whether a word with a capital is a name, and not what opens a sentence."""
    return word not in COMMON_NAMES and bare(f"{word} Ada") != "Ada"


def _creeds(said: Said, parties: Parties) -> Iterator[_Found]:
    for match in _CREED.finditer(said.text):
        first, _, more = match["name"].partition(" ")
        plainly = not more and first in {"Republicans", "Democrats"}
        if not plainly and (not more or _is_named(first)):
            yield Span(*match.span("name")), match["name"], match["name"]


def _bodies(said: Said, parties: Parties) -> Iterator[_Found]:
    """Yield bodies called after no state: a state's council is the state's own."""
    for match in _BODY.finditer(said.text):
        of = Span(*match.span("of"))
        if (
            match["of"] not in _NO_BODY
            and _is_named(match["of"])
            and not parties.within(said.source.id, of)
        ):
            yield Span(*match.span("name")), match["name"], match["name"]


def _peoples(said: Said, parties: Parties) -> Iterator[_Found]:
    """Yield parts of a people, where the land is not that people's own."""
    for match in _OF_A_LAND.finditer(said.text):
        tail = "" if match["people"] else "2"
        land, people = match[f"land{tail}"], match[f"people{tail}"]
        start = match.start("land") if match["people"] else match.start("people2")
        whose = {m.party for m in parties.within(said.source.id, Span(*match.span(f"land{tail}")))}
        own = {m.party for m in parties.within(said.source.id, Span(*match.span(f"people{tail}")))}
        opens = bool(_OPENING.search(said.text[:start][-3:]))
        if (tail or opens) and not whose:
            continue
        if _is_named(land) and not whose & own:
            yield Span(start, match.end()), f"{land} {people}", match.group()


def _parts(said: Said, parties: Parties) -> Iterator[_Found]:
    """Yield parts of a known land that are no land of their own."""
    for match in _PART.finditer(said.text):
        at = Span(*match.span("name"))
        inside = parties.within(said.source.id, at)
        if inside and all(m.span != at for m in inside):
            yield at, match["name"], match["name"]


def _meet_opposition(parties: Parties, read: Sequence[Said]) -> None:
    """Let an opposition be one party where the text calls its parties so, or tells whose it is.

    "The opposition" alone means it then; where the tables have one it is left to them.
    """
    named = [(said, match) for said in read for match in _OPPOSITION.finditer(said.text)]
    owned = [(said, m) for said, m in named if m["of"] and _its_state(parties, said, m)]
    whole = any(" " in m["name"] for _, m in named)
    tables = any(
        "opposition" in said.text[m.span.start : m.span.end].lower()
        for said in read
        for m in parties.mentions[said.source.id]
    )
    if tables or not (owned or whole):
        return
    of = f"{owned[0][1]['of']} " if owned else ""
    name = f"{of}opposition" if of else "Opposition parties"
    for said in read:
        _meet(parties, said, _oppositions(parties, said, name))


def _oppositions(parties: Parties, said: Said, name: str) -> Iterator[_Found]:
    for match in _OPPOSITION.finditer(said.text):
        own = match["of"] and _its_state(parties, said, match)
        before = said.text[max(0, match.start("name") - 4) : match.start("name")]
        if own or " " in match["name"] or before.lower() == "the ":
            yield (
                Span(match.start() if own else match.start("name"), match.end()),
                name,
                "opposition",
            )


def _its_state(parties: Parties, said: Said, match: re.Match[str]) -> bool:
    inside = parties.within(said.source.id, Span(*match.span("of")))
    return bool(inside) and all(_is_land(m) for m in inside)
