"""Who holds an office that the text names, and what a person is as a speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from servanda.evidence.records import MentionKind, Speaker
from servanda.evidence.span import Span
from servanda.reading.text.sentences import sentences
from servanda.reading.who.apart import FORMER
from servanda.reading.who.cast import Cast, Named, Person
from servanda.reading.who.gazetteer import holders
from servanda.reading.who.roles import ROLE, ranks_of
from servanda.reading.who.source_words import A_ROLE, MEMORY
from servanda.reading.who.tables import actors

__all__ = [
    "OfficeHolders",
    "fits_role",
    "is_plural",
    "last_role",
    "name_of",
    "resaid",
    "speaker_of",
]


class OfficeHolders:
    """Knows the cast of one document, and who spoke last."""

    def __init__(self, cast: Cast, prose: Sequence[Span], author: str = "") -> None:
        self.cast = cast
        self.author = author
        self.sentences = [s for span in prose for s in sentences(cast.text, span.start, span.end)]
        self._starts = [s.start for s in self.sentences]
        self.stands: tuple[Span, ...] = ()
        """Where the source last resolved stands: what was given, put right."""
        self.last: Speaker | None = None
        self.last_person: Speaker | None = None

    def _owned(self, named: Named) -> bool:
        """Say whether a name only owns what follows: "Trump’s lawyer", "Trump adviser"."""
        after = self.cast.text[named.span.end : named.span.end + 30]
        if re.match(r"[’']s?\s+\w", after):
            return True
        role = re.match(rf"(?i)\s+{ROLE}\b", after)
        return bool(role) and not after[: role.end()].strip()[0].isupper() if role else False

    def _office_holder(
        self, span: Span, words: str, role: str, inside: list[Named]
    ) -> Person | None:
        """Return who holds the office described, the document's own persons first."""
        sides = [n.actor for n in inside if n.naming not in {"person", "surname"}]
        return self._holder_of(sides[0] if sides else "", role if inside else words, span.start)

    def _holder_of(self, side: str, role: str, before: int) -> Person | None:
        """Return who holds an office: whom the text last gave it, else the tables on that day."""
        ranks = ranks_of(role)
        here = self._persons_with(ranks, role, side, before) if ranks else None
        if here or not side or self.cast.day is None:
            return here
        for rank in ranks:
            held = holders(side, rank, self.cast.day)
            held = tuple(o for o in held if fits_role(role, o.role)) or (
                held if rank == "top" else ()
            )
            if held:
                return self.cast.person(held[-1].person)
        return None

    def _persons_with(
        self, ranks: tuple[str, ...], role: str, side: str, before: int
    ) -> Person | None:
        for named in reversed(self.cast.before(before, before - MEMORY)):
            if named.naming not in {"person", "surname"}:
                continue
            person = self.cast.person(named.actor)
            if side and person.side != side:
                continue
            held = self.cast.role_at(named) or person.role
            same = set(ranks) & set(ranks_of(held))
            if same and not FORMER.search(held + " ") and (fits_role(role, held) or "top" in ranks):
                return person
        return None

    def _from_name(self, named: Named) -> Speaker:
        if named.naming in {"person", "surname"}:
            return speaker_of(self.cast.person(named.actor), "pronoun")
        known = actors()[named.actor]
        return Speaker(named.actor, known.name, side=known.side or named.actor, how="pronoun")


def speaker_of(person: Person, how: MentionKind, also: tuple[str, ...] = ()) -> Speaker:
    """Return a person as a speaker."""
    return Speaker(person.actor, person.name, person.role, person.body, person.side, how, also)


def resaid(speaker: Speaker | None, how: MentionKind) -> Speaker | None:
    """Return a speaker named again in another way."""
    if speaker is None:
        return None
    s = speaker
    return Speaker(s.actor, s.name, s.role, s.organisation, s.side, how, s.also)


def name_of(actor: str) -> str:
    """Return what a known actor is called."""
    known = actors().get(actor)
    return known.name if known else actor


@lru_cache(maxsize=1 << 12)
def last_role(words: str) -> str:
    """Return the last role in the head of a description, empty where it has none."""
    head = re.split(r"\s+(?:of|for|at|in|to|from|who|with)\s+|,", words)[0]
    roles = A_ROLE.findall(head)
    return roles[-1] if roles else ""


@lru_cache(maxsize=1 << 12)
def is_plural(words: str) -> bool:
    """Say whether the head of a description is in the plural."""
    head = re.split(r"\s+(?:of|for|at|in|to|from|who|with)\s+|,", words)[0]
    return bool(re.search(r"(?i)(?:[^s]s|men|people)\Z", head)) and not head.lower().endswith("’s")


def fits_role(role: str, held: str) -> bool:
    """Say whether a described role is the held one and not another of the same rank."""
    exact = ("president", "prime minister", "chancellor", "premier", "king", "emir")
    for word in exact:
        if re.search(rf"(?i)\b{word}\b", role) and not re.search(r"(?i)vice|deputy", role):
            return bool(re.search(rf"(?i)\b{word}\b", held))
    return True
