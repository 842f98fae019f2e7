"""States and groups that no table has, met by how the articles speak of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from servanda.evidence.span import Span
from servanda.reading.packages.bare_names import bare, owner_in
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_patterns import (
    ACRONYM_PARTY,
    APPOSED,
    COMMON_NAMES,
    GROUP,
    NOT_GROUPS,
)
from servanda.reading.packages.party_tables import armed_parties, armed_party
from servanda.reading.read import Said
from servanda.reading.who.tables import actors, plain, slug

__all__ = ["meet_groups", "meet_states"]

_CAP = r"[A-ZÀ-Þ][a-zà-þ]+(?:-[A-ZÀ-Þ][a-zà-þ]+)?"
_STATE = (
    re.compile(
        rf"\b(?:[Gg]overnment|[Aa]rmy|[Pp]arliament|[Pp]resident|[Pp]rime [Mm]inister|[Rr]epublic"
        rf"|[Kk]ingdom|[Ff]oreign [Mm]inister|armed forces|navy|air force|capital) of (?:the )?"
        rf"(?P<name>{_CAP}(?: {_CAP})?)(?![\w’'-]| [A-ZÀ-Þ])"
    ),
    re.compile(
        rf"\b(?:foreign ministry|government|parliament|army) in (?P<name>{_CAP})(?! [A-ZÀ-Þ])"
    ),
    re.compile(
        rf"\b(?P<name>{_CAP})[’']s (?:[a-z]+ )?(?:prime minister|president|parliament"
        rf"|foreign minist\w+|capital|ambassador|defen[cs]e minist\w+|finance minist\w+"
        rf"|national assembly|armed forces|air force|navy|constitution|borders?|supreme court"
        rf"|senate)\b"
    ),
)
"""What only a state has: the government of Norland, Norland's parliament."""
_FORCES_OF = re.compile(
    rf"\b(?P<name>{_CAP})[’']s (?:[a-z]+ )?(?:troops|soldiers|army|tanks|guns|forces|government"
    rf"|warplanes"
    r"|artillery|jets)\b"
)
"""What a state has, and a warlord too: of a land there is a word for its people beside it."""
_ASKING = frozenset({"What", "Why", "How", "Who", "Where", "Neither", "Either", "Would", "Will"})
_BEARS_ARMS = re.compile(
    r"(?i)\b(?:liberation|army|brigades?|militias?|resistance|guerrillas?|fighters|rebels?|guards"
    r"|mujahed\w+|tigers|defen[cs]e forces?|volunteers|battalions?|commandos?)\b"
)
_ITS_MEN = (
    r"(?:[’']s?)? (?:fighters|rebels|guerrillas|gunmen|militia(?:men)?|troops|forces|commanders?"
    r"|insurgents|combatants|weapons|guns|arms|snipers|units)\b"
)
_MEN_OF = (
    r"\b(?:fighters|rebels|guerrillas|commanders?|gunmen|insurgents|combatants|militiamen|units"
    r"|soldiers) (?:of|from|loyal to) (?:the )?"
)
_SHORT = frozenset(
    {"Front", "Brigades", "Brigade", "Movement", "League", "Alliance", "Council", "Union",
     "Coalition", "Militia", "Congress", "Resistance", "Guard", "Guards", "Command"}
)  # fmt: skip


def meet_states(parties: Parties, read: Sequence[Said]) -> None:
    """Let a land of no table be a state where the articles give it what only a state has.

    It is named twice at least, and nowhere as somebody's surname.
    """
    named: Counter[str] = Counter()
    for said in read:
        for pattern in _STATE:
            named.update(m["name"] for m in pattern.finditer(said.text))
        named.update(
            m["name"]
            for m in _FORCES_OF.finditer(said.text)
            if re.search(rf"\b{m['name']}(?:n|an|ian|ese)s?\b", said.text)
        )
    for name in named:
        if any(
            name in said.text[m.span.start : m.span.end].split()
            for said in read
            for m in parties.mentions[said.source.id]
            if m.how == "name" and armed_party(m.party)
        ):
            continue
        if name in COMMON_NAMES or not _is_a_land(name, read):
            continue
        places = [
            (said, Span(*m.span()))
            for said in read
            for m in re.finditer(
                rf"(?<![\w-]){re.escape(name)}(?:n|an|ian|ese|er|ers|ns)?(?![\w-])", said.text
            )
        ]
        free = [(said, at) for said, at in places if not _is_taken(parties, said, at)]
        if len(free) < 2 or len(free) < len(places) / 2:
            continue
        id = slug(name)
        parties.known.setdefault(id, Party(id, name, "state", names=(name,)))
        for said, at in free:
            _add(parties, said, PartyMention(at, id, "name"))


def _is_a_land(name: str, read: Sequence[Said]) -> bool:
    """Say whether a name is nowhere the last of a person's: no first name, no title before it."""
    common = "|".join(sorted(COMMON_NAMES | _ASKING))
    person = re.compile(
        rf"(?<![.!?\n] )\b(?!(?:{common})\b)(?:[A-ZÀ-Þ][a-zà-þ]+|[A-Z]\.) {re.escape(name)}\b"
        rf"|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Sir|Lord|General|President|Colonel|Commander|Captain|Minister"
        rf"|Secretary|Chairman)\.? {re.escape(name)}\b"
    )
    return not any(person.search(said.text) for said in read)


def meet_groups(parties: Parties, read: Sequence[Said]) -> None:
    """Let parties, councils and fronts of no table stand for themselves, by their capitals.

    One that is called an army or has fighters bears arms. A shorter form of a name ("the Karst
    Front", "the Front") means the longer one.
    """
    names = Counter(name for said in read for _, name in _groups(said.text))
    whole = {name: _longest(name, names) for name in names}
    for said in read:
        for at, called in _groups(said.text):
            if _is_their_state(parties, said, at, called):
                continue
            _free_from_states(parties, said, at, called)
            if _is_taken(parties, said, at) or _opens_with_a_title(called):
                continue
            name = whole[called]
            id = _of_table(name, parties) or slug(name)
            if id not in parties.count and not armed_party(id):
                kind = "armed" if _bears_arms(name, read) else "party"
                parties.known.setdefault(id, Party(id, name, kind))
            _add(parties, said, PartyMention(at, id, "name"))
    _meet_short_forms(parties, read, set(whole.values()))
    _meet_letters(parties, read)
    _meet_introduced(parties, read)


def _opens_with_a_title(name: str) -> bool:
    """Say whether a name is somebody's with a title, or no name: "General Union", a front's not."""
    first, *more = name.split()
    if first == "General":
        return len(more) < 2
    return first in COMMON_NAMES - {"Front", "Army"}


def _of_table(name: str, parties: Parties) -> str:
    """Return the one party of the table, its land spoken of, whose full name ends in a name."""
    if len(name.split()) < 2:
        return ""
    states = {m.party for held in parties.mentions.values() for m in held}
    ids = {
        row.id
        for row in armed_parties()
        if (row.id in states or row.state in states)
        and any(plain(own).endswith(f" {plain(name)}") for own in (row.name, *row.aliases))
    }
    return ids.pop() if len(ids) == 1 else ""


_ANY_FIGHTERS = frozenset({"Rebels", "Fighters", "Army", "Forces", "Guerrillas", "Militia"})


def _is_their_state(parties: Parties, said: Said, at: Span, name: str) -> bool:
    """Say whether a headline's capitals only tell whose rebels or army: "Norland Rebels Refuse".

    Other capitals of the headline may stand before: "Envoys Take Plan To Norland Rebels".
    """
    *land, last = name.split()
    line = said.text[said.text.rfind("\n", 0, at.start) + 1 :].partition("\n")[0]
    headline = bool(line) and line[-1:] not in '.!?”"'
    if last not in _ANY_FIGHTERS or not land or not headline:
        return False
    whole = at.start + len(" ".join(land))
    return any(
        m.span.end == whole and _is_a_state(m.party) for m in parties.within(said.source.id, at)
    )


def _is_a_state(party: str) -> bool:
    known = actors().get(party)
    return known is not None and known.kind == "state"


_OWN_GROUPS = frozenset(
    {"Party", "Front", "Movement", "League", "Alliance", "Union", "Coalition", "Bloc", "Brigades",
     "Brigade", "Church", "Federation", "Fighters", "Resistance", "Rebels", "Volunteers"}
)  # fmt: skip
"""Nouns of groups of their own; an army, a council or an assembly may be the state's."""


def _free_from_states(parties: Parties, said: Said, at: Span, name: str) -> None:
    """Take away a state that is only part of a group's name: "the Norland Farmers' League"."""
    if name.split()[-1] not in _OWN_GROUPS:
        return
    held = parties.mentions[said.source.id]
    parties.mentions[said.source.id] = [
        m
        for m in held
        if not (at.holds(m.span) and m.span != at and m.how in {"name", "demonym", "place"})
        or parties.kind(m.party) == "armed"
    ]


_INTRODUCED = re.compile(
    rf"\b[Tt]he (?P<name>{_CAP}(?: (?:of (?:the )?)?{_CAP}){{0,3}}),? (?:an?|the|another) "
    r"(?:[\w-]+ ){0,3}?(?P<what>militia|armed group|rebel group|rebel movement|guerrilla group"
    r"|guerrilla movement|insurgent group|splinter group|faction|movement|party|league)\b"
)
_CALLED = re.compile(
    rf"\b[Tt]he (?P<name>{_CAP}(?: {_CAP})?) (?P<what>militia|guerrillas|rebels|insurgents|movement"
    r"|party|faction)\b"
)
_OF_MEN = re.compile(
    rf"\b(?P<name>(?:Council|Army|Front|Movement|Guardians|Sons|Soldiers|Union|League"
    rf"|Party) of (?:the )?"
    rf"{_CAP}(?: {_CAP})?)\b"
)
_ARMED_KIND = re.compile(r"militia|armed|rebel|guerrilla|insurgent|splinter")


def _meet_introduced(parties: Parties, read: Sequence[Said]) -> None:
    """Let those be groups whom the text calls one: "the Guardians of the Cross, a militia"."""
    found: dict[str, str] = {}
    whole: dict[str, str] = {}
    for said in read:
        for pattern in (_INTRODUCED, _CALLED):
            for match in pattern.finditer(said.text):
                armed = bool(_ARMED_KIND.search(match["what"]))
                if match["name"].split()[0] not in COMMON_NAMES:
                    found[match["name"]] = "armed" if armed else found.get(match["name"], "party")
                    if pattern is _CALLED and " " not in match["name"]:
                        whole[match["name"]] = f"{match['name']} {match['what']}"
        for match in _OF_MEN.finditer(said.text):
            found.setdefault(
                match["name"], "armed" if _bears_arms(match["name"], read) else "party"
            )
    for name in sorted(found, key=len, reverse=True):
        for said in read:
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said.text):
                at = Span(*match.span())
                if not _is_taken(parties, said, at):
                    own = Party(slug(name), whole.get(name, name), found[name])
                    parties.known.setdefault(own.id, own)
                    _add(parties, said, PartyMention(at, own.id, "name"))


def _meet_letters(parties: Parties, read: Sequence[Said]) -> None:
    """Let letters that are called a party stand for one: "the CDR party", "a union, the UGT"."""
    names = {
        match["name"]
        for said in read
        for pattern in (ACRONYM_PARTY, APPOSED)
        for match in pattern.finditer(said.text)
    }
    for name in sorted(names - NOT_GROUPS):
        for said in read:
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said.text):
                at = Span(*match.span())
                if not _is_taken(parties, said, at):
                    parties.known.setdefault(slug(name), Party(slug(name), name, "party"))
                    _add(parties, said, PartyMention(at, slug(name), "name"))


def _groups(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the names of groups, without their owner: "Tom Okello's Plain Front"."""
    for match in GROUP.finditer(text):
        name = match["name"]
        owner = owner_in(name)
        own = bare(name[len(owner) :].strip())
        name = own if " " in own else name
        yield Span(match.end("name") - len(name), match.end("name")), name


def _longest(name: str, names: Iterable[str]) -> str:
    """Return the longest name that begins and ends as a name does and holds all its words."""
    words = name.split()
    longer = [
        other
        for other in names
        if other.split()[0] == words[0]
        and other.split()[-1] == words[-1]
        and set(words) <= set(other.split())
    ]
    return max(longer, key=len, default=name)


def _bears_arms(name: str, read: Sequence[Said]) -> bool:
    if _BEARS_ARMS.search(name):
        return True
    own = re.escape(name)
    return any(re.search(f"{own}{_ITS_MEN}|{_MEN_OF}{own}", said.text) for said in read)


def _short_form(last: str) -> str:
    """Return a pattern of a group's last word alone: "the Front", "Okello's old Front"."""
    return rf"(?:\b[Tt]he|[’']s) (?:[a-z]+ )?(?P<short>{last})\b(?! (?:of|for) )"


def _meet_short_forms(parties: Parties, read: Sequence[Said], names: set[str]) -> None:
    """Add "the Front" and "the Brigades" where only one group of the articles can be meant."""
    by_last = Counter(name.split()[-1] for name in names if slug(name) in parties.known)
    for name in sorted(names):
        last = name.split()[-1]
        if last not in _SHORT or by_last[last] != 1 or slug(name) not in parties.known:
            continue
        for said in read:
            for match in re.finditer(_short_form(last), said.text):
                at = Span(*match.span("short"))
                if not _is_taken(parties, said, at):
                    _add(parties, said, PartyMention(at, slug(name), "name"))


def _is_taken(parties: Parties, said: Said, at: Span) -> bool:
    return any(
        m.span.start < at.end and at.start < m.span.end for m in parties.mentions[said.source.id]
    )


def _add(parties: Parties, said: Said, mention: PartyMention) -> None:
    held = parties.mentions[said.source.id]
    held.append(mention)
    held.sort(key=lambda m: m.span)
