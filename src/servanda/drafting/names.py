"""What actors and files are called in a case: identifiers out of any names, no two the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from servanda.reading.who.tables import actors, plain

__all__ = ["Names", "called", "identifier", "side_of"]

LONGEST = 60
PARTIES = frozenset({"state", "armed_group", "alliance", "coalition", "organisation"})


def identifier(text: str) -> str:
    """Return a name of a case file made of any words: small letters, digits, underscores.

    >>> identifier("Türkiye"), identifier("Côte d’Ivoire"), identifier("7 Dwarfs"), identifier("北")
    ('turkiye', 'cote_d_ivoire', 'x_7_dwarfs', 'x')
    """
    bare = unicodedata.normalize("NFKD", plain(text)).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")
    found = found if found[:1].isalpha() else f"x_{found}"
    return found[:LONGEST].strip("_")


class Names:
    """Gives each key an identifier of its own; of two that would be the same, one is numbered.

    >>> names = Names()
    >>> names.of("a.txt"), names.of("A txt"), names.of("a.txt")
    ('a_txt', 'a_txt_2', 'a_txt')
    """

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self.taken = set(reserved)
        self.given: dict[str, str] = {}

    def of(self, key: str, words: str = "") -> str:
        """Return the identifier of `key`, made of `words` or else of the key itself."""
        if key not in self.given:
            wanted, number = identifier(words or key), 2
            free = wanted
            while free in self.taken:
                free = f"{wanted[: LONGEST - 5]}_{number}"
                number += 1
            self.taken.add(free)
            self.given[key] = free
        return self.given[key]


def called(actor: str) -> str:
    """Return what an actor is called in prose."""
    known = actors().get(actor)
    return known.name if known else actor.replace("_", " ").replace("-", " ").title()


def side_of(actor: str) -> str:
    """Return the state, group or body an actor speaks for; empty for a person of no known side."""
    known = actors().get(actor)
    if known is None:
        return ""
    if known.kind in PARTIES:
        return actor
    if known.kind not in {"person", "armed_forces"} or known.side not in actors():
        return ""
    return side_of(known.side)
