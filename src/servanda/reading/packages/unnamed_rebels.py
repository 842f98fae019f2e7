"""Those who are only called rebels: they bear arms against the state whose rebels they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from servanda.evidence.span import Span
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.read import Said
from servanda.reading.who.tables import actors, slug

__all__ = ["meet_unnamed_rebels"]

_REBELS = re.compile(r"\b(?:[Rr]ebels?|[Ii]nsurgents?|[Gg]uerrillas?|[Ss]eparatists?)\b(?!-)")
_AT_HOME = re.compile(
    r"(?i)\b(?:civil war|rebellion|rebel-held|uprising|insurgency|failed coup"
    r"|rebels? (?:groups?|factions?|movements?|leaders?|leadership|council|capital|chiefs?)"
    r"|took up arms)\b"
)
_LEAST = 4
"""Times that rebels are spoken of before they are taken for a side of the war."""


def meet_unnamed_rebels(parties: Parties, read: Sequence[Said]) -> None:
    """Let rebels of no name stand for themselves, where no armed group is named.

    They are those of the state named just before them ("Norland’s rebels", "Norland rebels"), else
    of the one that the articles speak of twice as often as of any other. Where states that are
    rivals of old are spoken of as well they may be anybody's, and are left alone.

    >>> from servanda.reading.packages.party_finder import parties_of
    >>> from servanda.reading.read import read_text
    >>> said = read_text("Chad's government met the rebels. The rebels hold the north. The civil "
    ...     "war began in May; the rebels want a vote. Chadian rebels rejected the plan.", "one",
    ...     extract=lambda text: [])
    >>> parties_of([said]).known["rebels-of-chad"].against
    ('TCD',)
    """
    if any(parties.kind(party) == "armed" for party in parties.count):
        return
    places = [(said, match) for said in read for match in _REBELS.finditer(said.text)]
    if len(places) < _LEAST or not any(_AT_HOME.search(said.text) for said in read):
        return
    home = _home(parties, read)
    if not home:
        return
    name = f"Rebels of {actors()[home].name}"
    id = slug(name)
    words = Counter(match.group().lower() for _, match in places)
    said_as = tuple(word for word, _ in words.most_common(4))
    parties.unnamed = id
    parties.known[id] = Party(id, name, "armed", home, (home,), said_as)
    for said, match in places:
        place = Span(*match.span())
        held = parties.mentions[said.source.id]
        if any(m.span.start < place.end and place.start < m.span.end for m in held):
            continue
        held.append(PartyMention(place, id, "generic"))
        held.sort(key=lambda m: m.span)
        parties.count[id] += 1


def _home(parties: Parties, read: Sequence[Said]) -> str:
    """Return the state whose rebels they are; nothing where it may be one or another."""
    states = {p: n for p, n in parties.count.items() if p in actors() and _is_a_state(p)}
    days = [day for said in read if (day := said.source.published or said.day)]
    year = max(days).year if days else None
    votes = Counter(states)
    for said in read:
        for mention in parties.mentions[said.source.id]:
            after = said.text[mention.span.end : mention.span.end + 14]
            if mention.party in states and re.match(r"(?:[’']s)? ", after):
                votes[mention.party] += 3 * bool(_REBELS.match(after.split(" ", 1)[1]))
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ""
    home = ranked[0][0]
    rivals = [other for other in states if year and parties.rivals(home, other, year)]
    return "" if any(4 * states[other] >= states[home] for other in rivals) else home


def _is_a_state(party: str) -> bool:
    return actors()[party].kind == "state"
