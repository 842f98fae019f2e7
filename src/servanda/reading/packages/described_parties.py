"""Parties that a subject only describes: the other side, the two governments, the loyalists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.evidence.span import Span
from servanda.reading.grammar.answers import Answer
from servanda.reading.packages.answer_patterns import IN_A_PLACE
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_patterns import PLAIN_PEOPLE
from servanda.reading.read import Said
from servanda.reading.who.tables import slug

__all__ = [
    "alone", "before_it", "counted", "opposite", "owner_of", "speaking_at", "the_other",
]  # fmt: skip

_SIDES = re.compile(
    r"(?i)\A(?:all (?:of )?)?(?:(?:the |its |their )(?:three|four|five|six|seven)\b"
    r"(?: [\w-]+){0,2}? |(?:the |its |their )?(?:two|warring|rival|opposing|fighting"
    r"|both)\b(?: [\w-]+){0,2}? |both (?:the )?|the )(?:sides|parties"
    r"|factions|delegations|belligerents|combatants|governments|armies|camps|signatories"
    r"|enemies|foes|leaders|capitals|presidents|neighbou?rs|countries)\b(?! (?:of|from|in|at|on"
    r"|near|outside) )"
    r"|\A(?:both|the two|the pair)\Z"
)

_EACH = re.compile(r"(?i)\Aeach(?: of (?:them|the two))?\Z")

_OTHER_SIDE = re.compile(
    r"\b(?:and|with) (?:(?:of|from|for|by) )?(?:the (?:delegates|envoys|delegation|men) of )?the"
    r" (?:other|opposing|opposite|[A-ZÀ-Þ][a-z]+) side\b"
)

_GOVERNMENTS = re.compile(r"(?i)\A(?:both|the two|their two) governments\Z")

_AND_THEY = re.compile(
    r"(?i)\b(?P<who>(?:both|the two|their two) (?:governments|sides|armies|delegations))"
    r" and (?:the |its |their )?\Z"
)
"""Others before a subject, in one row with it: "the two governments and the parties agreed"."""

_OWNED = re.compile(r",? whose (?:own |ruling |small |new )?\Z")

_HEAD = re.compile(r"\W*(?P<who>The [\w’'-]+(?: [\w’'-]+){0,3}?),? (?:whose|who|which) [^.;:]*\Z")

_GROUP = re.compile(rf"[Tt]he (?P<name>[a-z]{{3,}}ists|[a-z]{{3,}}crats|{PLAIN_PEOPLE})\Z")

_NO_GROUP = frozenset(
    {"journalists", "scientists", "tourists", "activists", "economists", "specialists", "artists",
     "lobbyists", "motorists", "finalists", "cyclists", "dentists", "novelists", "columnists",
     "terrorists", "extremists", "optimists", "pessimists", "bureaucrats", "technocrats",
     "idealists", "realists", "colonists", "propagandists", "theorists", "florists",
     "pharmacists", "physicists", "chemists", "psychologists", "receptionists", "machinists"}
)  # fmt: skip
"""Trades and tempers, which take no side of a war."""

_THE_OTHER = re.compile(r"(?i)\Athe (?:other|opposing|opposite) side\Z")

_MY_OWN = re.compile(
    r"(?i)\A(?:my|our) (?:own )?(?:party|government|side|movement|delegation|country|nation|people"
    r"|council|organi[sz]ation|front|league|group|comrades|members|friends)\Z"
)
"""Those for whom somebody speaks in words of their own."""

_TURN = re.compile(
    r"\A(?:Mr|Mrs|Ms|Dr|[A-Z])[^:.\n]*\.?[^:.\n(]{1,60}(?:\((?P<of>[^()\n]{2,50})\))?: [“\"'‘]?\Z"
)

_IS_A_PARTY = re.compile(
    r"\b(?:Party|Front|League|Movement|Union|Alliance|Congress|Bloc|Council|Coalition)\b"
    r"|\A[A-Z][A-Z-]{1,7}\Z"
)
"""Who speaks in a transcript, and what behind the name is a party and no constituency."""


def counted(words: str, parties: Parties, sides: Sequence[str]) -> tuple[str, ...]:
    """Return the parties that are only counted: both sides, each, the two governments."""
    if _GOVERNMENTS.match(words) and (two := _two_states(parties, sides)):
        return two
    return tuple(sides) if _SIDES.match(words) or _EACH.match(words) else ()


def _before_whose(answer: Answer, said: Said, parties: Parties) -> tuple[str, ...]:
    """Return whom a relative clause parts from the verb: "those whose sons are in X say no"."""
    start = _start_of(answer, said)
    head = _HEAD.match(said.text[start : answer.holder.start])
    if head is None:
        return ()
    inside = parties.within(said.source.id, Span(start, start + head.end("who")))
    if inside:
        return (inside[-1].party,)
    group = _GROUP.match(head["who"])
    return _group(group["name"], parties) if group else ()


def owner_of(answer: Answer, said: Said, parties: Parties) -> tuple[str, ...]:
    """Return whose party a subject is called: "Reed, whose Plain Party led the No campaign"."""
    start = _start_of(answer, said)
    owned = _OWNED.search(said.text[start : answer.holder.start])
    if owned is None:
        return ()
    before = parties.within(said.source.id, Span(start, start + owned.start()))
    ends = bool(before) and before[-1].span.end == start + owned.start()
    return (before[-1].party,) if ends and before[-1].how == "person" else ()


def _group(name: str, parties: Parties) -> tuple[str, ...]:
    """Return those who are only called by what they stand for: "the loyalists"."""
    if name in _NO_GROUP:
        return ()
    id = slug(name)
    parties.known.setdefault(id, Party(id, name.capitalize(), "party", names=(name,)))
    return (id,)


def _two_states(parties: Parties, sides: Sequence[str]) -> tuple[str, ...]:
    """Return the two states that are "the two governments" of a war in which one side is none.

    Nothing where both sides are states, who are meant then, or where no one other state stands out.
    """
    states = [side for side in sides if parties.kind(side) == "state"]
    if len(states) != 1 or len(sides) != 2:
        return ()
    others = [
        party
        for party, times in parties.count.items()
        if party not in sides and times > 1 and parties.kind(party) == "state"
    ]
    return (states[0], others[0]) if len(others) == 1 else ()


def _start_of(answer: Answer, said: Said) -> int:
    """Return where the sentence of a subject begins, as far as its row of names needs it."""
    before = answer.holder.start
    return 1 + max(said.text.rfind(mark, 0, before) for mark in ".!?\n")


def opposite(words: str, inside: Sequence[PartyMention], parties: Parties) -> tuple[str, ...]:
    """Return those who are only called the other side: "delegates of Norland and of the other".

    Only in a war of two sides, beside a party of the one.
    """
    named = {m.party for m in inside}
    if len(parties.sides) != 2 or not _OTHER_SIDE.search(words):
        return ()
    other = [side for side in parties.sides if not named & set(side)]
    return other[0] if len(other) == 1 else ()


def speaking_at(at: int, said: Said, parties: Parties) -> tuple[str, ...]:
    """Return the party of whoever speaks at a place of a text: "My party is for it"."""
    found = [s for s in said.statements if any(c.start <= at < c.end for c in s.content)]
    for statement in sorted(found, key=lambda s: min(len(c) for c in s.content)):
        for span in statement.source:
            inside = parties.within(said.source.id, span)
            if inside:
                return (inside[-1].party,)
        name = statement.speaker.name if statement.speaker else ""
        party = parties.persons.get(name, "") if name else ""
        if party:
            return (party,)
    start = said.text.rfind("\n", 0, at) + 1
    lead = _TURN.match(said.text[start:at])
    if lead is None:
        return ()
    inside = parties.within(said.source.id, Span(start, start + lead.end()))
    if inside or not lead["of"] or not _IS_A_PARTY.search(lead["of"]):
        return (inside[-1].party,) if inside else ()
    id = slug(lead["of"])
    parties.known.setdefault(id, Party(id, lead["of"], "party", names=(lead["of"],)))
    return (id,)


def before_it(
    answer: Answer, said: Said, parties: Parties, sides: Sequence[str]
) -> tuple[str, ...]:
    """Return who is counted before a subject, in one row with it."""
    start = answer.holder.start
    row = _AND_THEY.search(said.text[max(0, start - 40) : start])
    return counted(row["who"], parties, sides) if row else ()


def alone(words: str, answer: Answer, said: Said, parties: Parties) -> tuple[str, ...] | None:
    """Return whom a subject describes that names nobody; None where it describes nobody either.

    "My party", by whoever speaks; a place, by whom a relative clause parts from the verb; "the
    loyalists", by what they stand for.
    """
    if _MY_OWN.match(words):
        return speaking_at(answer.holder.start, said, parties)
    if IN_A_PLACE.search(said.text[max(0, answer.holder.start - 12) : answer.holder.start]):
        return _before_whose(answer, said, parties)
    if not answer.side and (group := _GROUP.match(words)):
        return _group(group["name"], parties)
    return None


def the_other(words: str, answer: Answer, said: Said, parties: Parties) -> tuple[str, ...] | None:
    """Return who "the other side" is behind a name; None where words are not these."""
    if not _THE_OTHER.match(words):
        return None
    before = Span(max(0, _start_of(answer, said)), answer.holder.start)
    return opposite(f"and {words}", parties.within(said.source.id, before), parties)
