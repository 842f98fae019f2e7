"""Who takes part in a conflict, across its articles: states, armed groups, their leaders by name.

Names come from the shipped tables, from long names followed by their letters ("the Front for
X (FX)"), and from persons to whom the text gives a party ("Norland's President N. N."). A table of
armed groups says in which state each fights and against whom; a name that several can have means
the one whose state the articles name most.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from servanda.evidence.span import Span
from servanda.reading.packages.party_patterns import GOVERNMENT, REBELS
from servanda.reading.packages.party_tables import rival_states
from servanda.reading.read import Said

__all__ = ["Parties", "Party", "PartyMention", "resolve_generic"]


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


@dataclass
class Parties:
    """The parties of a set of articles, where each is named, and in which coalitions they fight.

    `sides`: the armed parties of each side of the war; empty until that is settled. `unnamed`: the
    rebels whom no article names; empty where there are none.
    """

    known: dict[str, Party] = field(default_factory=dict)
    mentions: dict[str, list[PartyMention]] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)
    sides: tuple[tuple[str, ...], ...] = ()
    unnamed: str = ""

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
            for a, b, low, high in rival_states()
        )

    def fights(self, one: str, other: str) -> bool:
        """Say whether the tables know two parties to fight one another."""
        a, b = self.known.get(one), self.known.get(other)
        return bool((a and other in a.against) or (b and one in b.against))


def resolve_generic(parties: Parties, read: Iterable[Said], government: str, rebels: str) -> None:
    """Add the places that say "the government" or "the rebels", and settle persons given by role.

    `government`, `rebels`: the parties meant; empty where the articles have no one such party.
    Where several groups bear arms, "rebels" without an article means none of them in particular.
    """
    means = {"GOVERNMENT": government, "REBELS": rebels}
    many = sum(party.kind == "armed" for party in parties.known.values()) > 2
    for said in read:
        held = [
            PartyMention(m.span, means.get(m.party, m.party), m.how)
            for m in parties.mentions[said.source.id]
            if means.get(m.party, m.party)
        ]
        taken = {n for m in held for n in range(m.span.start, m.span.end)}
        for pattern, party in ((GOVERNMENT, government), (REBELS, rebels)):
            for match in pattern.finditer(said.text) if party else ():
                place = Span(*match.span("what"))
                if many and party == rebels and match.span("what") == match.span():
                    continue
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
