"""Shipped tables of armed groups, leaders and rival states."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from servanda.reading.who.tables import plain

__all__ = [
    "PLAIN_WORDS",
    "Row",
    "armed_parties",
    "armed_party",
    "leaders",
    "names_of_parties",
    "parties_by_name",
    "rival_states",
    "rulers",
]


@dataclass(frozen=True)
class Row:
    """A party of the table: its names, kind, home state and whom it fights."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    state: str
    against: tuple[str, ...]


@cache
def armed_parties() -> tuple[Row, ...]:
    """Return the table of armed parties."""
    text = (files("servanda.reading.packages") / "armed_parties.csv").read_text(encoding="utf-8")
    return tuple(
        Row(
            row["id"], row["name"], tuple(filter(None, row["aliases"].split(";"))), row["kind"],
            row["state"], tuple(filter(None, row["against"].split(";"))),
        )
        for row in csv.DictReader(text.splitlines(), delimiter="|")
    )  # fmt: skip


@cache
def armed_party(id: str) -> Row | None:
    """Return the row of a party, None where the table has none."""
    return next((row for row in armed_parties() if row.id == id), None)


@cache
def parties_by_name() -> dict[str, tuple[str, ...]]:
    """Return who can be meant by each name of the table of armed parties."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in armed_parties():
        names = dict.fromkeys((row.name, *row.aliases))
        one = dict.fromkeys(n[:-1] for n in names if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+[^s]s", n))
        for name in names | one:
            if row.id not in found[plain(name)]:
                found[plain(name)].append(row.id)
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def leaders() -> tuple[tuple[str, str, int, int], ...]:
    """Return who led which party in which years, by every name."""
    text = (files("servanda.reading.packages") / "leaders.csv").read_text(encoding="utf-8")
    return tuple(
        (name, row["party"], int(row["from"]), int(row["until"]))
        for row in csv.DictReader(text.splitlines(), delimiter="|")
        for name in row["name"].split(";")
    )


@cache
def rulers() -> tuple[tuple[str, str, int, int], ...]:
    """Return the groups that came to rule a state, with the years in which they are that state."""
    text = (files("servanda.reading.packages") / "rulers.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="|")
    return tuple((r["group"], r["state"], int(r["from"]), int(r["until"])) for r in rows)


@cache
def rival_states() -> tuple[tuple[str, str, int, int], ...]:
    """Return the states that fought or nearly fought each other, with the years."""
    text = (files("servanda.reading.packages") / "rivals.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="|")
    return tuple((r["one"], r["other"], int(r["from"]), int(r["until"])) for r in rows)


@cache
def names_of_parties() -> re.Pattern[str]:
    """Return every name of the table as one pattern, the longest first.

    Letters with a name behind a hyphen ("RCD-Goma") are those of a wing: the table has it, or none.

    >>> found = names_of_parties().search
    >>> texts = ("RCD-Goma", "RCD-Harrow", "the RCD-government talks")
    >>> [m and m.group() for m in map(found, texts)]
    ['RCD-Goma', None, 'RCD']
    """
    names = sorted(parties_by_name(), key=len, reverse=True)
    wing = r"(?!-[A-Z][a-z])"
    each = (re.escape(n) + (wing if n.isupper() and len(n) > 2 else "") for n in names)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(each)})(?![\w])")


PLAIN_WORDS = frozenset(
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
