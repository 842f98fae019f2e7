"""The shipped tables of states, organisations, offices with their dates, and decision rules.

State names are those of the Unicode locale data (a test compares them); demonyms, capitals,
seats of government and offices were compiled by hand, dates of office to the day as published.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = [
    "Actor",
    "ActorKind",
    "Office",
    "Rule",
    "actors",
    "decision_rule",
    "land_of",
    "members",
    "offices",
    "plain",
    "rows",
    "slug",
]

ActorKind = Literal[
    "state", "alliance", "coalition", "organisation", "armed_group", "armed_forces",
    "territory", "outlet", "person", "group",
]  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """Someone or something that can speak or act; `side` is the state or group it belongs to."""

    id: str
    name: str
    kind: ActorKind
    side: str = ""


@dataclass(frozen=True)
class Office:
    """A person in a role, from a day on, until a day if it has ended.

    `rank` is `top` for whoever leads in practice, else a class such as `foreign_minister`;
    `body` is the ministry or agency spoken for, if it is not the state as a whole.
    """

    person: str
    name: str
    role: str
    of: str
    body: str
    rank: str
    since: date
    until: date | None

    def held_on(self, day: date) -> bool:
        """Say whether the office was held on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Rule:
    """How an organisation takes a kind of decision, and where that is written."""

    organisation: str
    decision: str
    rule: str
    basis: str


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a shipped table."""
    text = (files("servanda.reading.who") / f"{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines(), delimiter="|")


_ODD_LETTERS = dict(zip("łŁøØđĐıßæÆœŒ", "lLoOdDisaAoO", strict=True))
_PLAIN = {
    code: unicodedata.normalize("NFD", chr(code))[0]
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
} | {ord(odd): letter for odd, letter in _ODD_LETTERS.items()}
_PLAIN |= dict.fromkeys(map(ord, "’‘ʼ´`"), "'") | {0x2010: "-", 0x2011: "-", 0xA0: " "}
_FANCY = re.compile("[`\xa0-\U0010ffff]+")
"""Every key of `_PLAIN`: most of a text needs no look."""


def plain(text: str) -> str:
    """Return `text` without accents or curly apostrophes, every character in its old place.

    >>> plain("Erdoğan’s Élysée")
    "Erdogan's Elysee"
    """
    return _FANCY.sub(_plainly, text)


def _plainly(match: re.Match[str]) -> str:
    return match.group().translate(_PLAIN)


def slug(name: str) -> str:
    """Return an identifier made of a name.

    >>> slug("Péter Szijjártó")
    'peter-szijjarto'
    """
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower().replace("'", "")).strip("-")


@cache
def actors() -> dict[str, Actor]:
    """Return every actor of the tables, by identifier."""
    found = {row["id"]: Actor(row["id"], row["name"], "state") for row in rows("states")}
    for row in rows("organisations"):
        kind: ActorKind = row["kind"]  # type: ignore[assignment]
        found[row["id"]] = Actor(row["id"], row["name"], kind, row["side"])
    for office in offices():
        found.setdefault(office.person, Actor(office.person, office.name, "person", office.of))
    return found


@cache
def offices() -> tuple[Office, ...]:
    """Return every office, in the order of the table."""
    found = []
    for row in rows("offices"):
        of, _, body = row["of"].partition(":")
        until = date.fromisoformat(row["until"]) if row["until"] else None
        since = date.fromisoformat(row["since"])
        name = row["person"]
        found.append(Office(slug(name), name, row["role"], of, body, row["class"], since, until))
    return tuple(found)


@cache
def _memberships() -> tuple[tuple[str, frozenset[str], date, date | None], ...]:
    return tuple(
        (
            row["organisation"],
            frozenset(row["members"].split(";")),
            date.fromisoformat(row["since"]),
            date.fromisoformat(row["until"]) if row["until"] else None,
        )
        for row in rows("memberships")
    )


def members(organisation: str, day: date | None = None) -> frozenset[str]:
    """Return the states in `organisation` on `day`, by default in the last year known.

    >>> len(members("NATO", date(2024, 10, 1))), "FIN" in members("NATO", date(2022, 1, 1))
    (32, False)
    """
    day = day or date.max
    found: set[str] = set()
    for name, states, since, until in _memberships():
        if name == organisation and since <= day and (until is None or day <= until):
            found |= states
    return frozenset(found)


@cache
def _within() -> dict[str, str]:
    return {row["territory"]: row["within"] for row in rows("territories")}


def land_of(actor: str) -> str:
    """Return the state a territory lies in by its recognised borders, else the actor itself.

    Territories whose borders no state is commonly recognised in stand for themselves.

    >>> land_of("DARFUR"), land_of("KEN"), land_of("WESTERN_SAHARA")
    ('SDN', 'KEN', 'WESTERN_SAHARA')
    """
    return _within().get(actor, actor)


def decision_rule(organisation: str, decision: str) -> Rule | None:
    """Return how `organisation` decides on `decision` (`membership`, `deployment`, …).

    >>> decision_rule("NATO", "membership").rule
    'unanimity'
    """
    for row in rows("rules"):
        if row["organisation"] == organisation and row["decision"] == decision:
            return Rule(organisation, decision, row["rule"], row["basis"])
    return None
