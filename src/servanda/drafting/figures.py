"""Figures that articles state: the share of the land held, and the troops promised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from servanda.drafting.names import called, side_of
from servanda.evidence.records import Citation
from servanda.reading.packages.amounts import amounts_in
from servanda.reading.read import Said
from servanda.reading.text.sentences import sentences
from servanda.reading.who.tables import rows

__all__ = ["Stated", "fighters_in", "share_held", "troops_in"]

_SHARE = re.compile(r"(?P<share>\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent)\s+of\s+(?:the\s+)?")
_HOLDS = re.compile(r"\b(?:occup\w+|control\w*|hold(?:s|ing)?|held|seiz\w+|captur\w+|annex\w+)\b")
_TROOPS = re.compile(
    r"\b(?P<number>\d{1,3}(?:,\d{3})+|\d{2,6})\s+(?:\w+\s){0,2}?"
    r"(?:troops|soldiers|peacekeepers|personnel|police(?: officers)?|officers|men)\b"
)


@dataclass(frozen=True)
class Stated:
    """A figure as a case writes it, with the words that state it."""

    value: str | float
    citations: tuple[Citation, ...]


def share_held(read: Sequence[Said], challenger: str, protege: str) -> Stated | None:
    """Return the share of the protégé's land that the challenger is said to hold.

    Only a percentage "of" the protégé or its land counts, in a sentence that names the challenger
    and speaks of holding. Where articles differ, the range from the lowest to the highest.
    """
    found: dict[float, Citation] = {}
    for said in read:
        starts = [m.span.start for m in said.mentions if side_of(m.actor) == challenger]
        for block in said.blocks:
            if block.kind != "prose":
                continue
            for sentence in sentences(said.text, block.span.start, block.span.end):
                words = sentence.of(said.text)
                named = any(sentence.start <= start < sentence.end for start in starts)
                if not named or not _HOLDS.search(words):
                    continue
                for match in _SHARE.finditer(words):
                    if _land_of(protege).match(words, match.end()):
                        share = float(match["share"])
                        found.setdefault(share, Citation(said.source.id, words))
    if not found:
        return None
    low, high = min(found), max(found)
    value = f"{low:g}%" if low == high else f"{low:g}% to {high:g}%"
    return Stated(value, tuple(found[share] for share in sorted({low, high})))


@cache
def _land_of(state: str) -> re.Pattern[str]:
    """Return what a state's land is called: its name alone, or its territory, not its people."""
    row = next((row for row in rows("states") if row["id"] == state), None)
    names = [row["name"], *row["aliases"].split(";")] if row else [called(state)]
    both = [*names, *(row["demonyms"].split(";") if row else ())]
    alone, owner = ("|".join(re.escape(n) for n in each if n) for each in (names, both))
    land = r"(?:territory|land|territories|soil|area)\b"
    return re.compile(rf"country\b|(?:{owner})(?:[’']s?)?\s+{land}|(?:{alone})(?![’'\w])")


def troops_in(quote: str) -> float | None:
    """Return the troops a stance speaks of, in thousands; None unless it states one number.

    >>> troops_in("Kenya offered 1,000 police officers"), troops_in("dozens of troops")
    (1.0, None)
    """
    stated = [int(m["number"].replace(",", "")) for m in _TROOPS.finditer(quote)]
    return stated[0] / 1000 if len(stated) == 1 else None


_HAS = re.compile(
    r"(?i)\b(?:fighters|troops|soldiers|men|contingent|combatants|guerrillas|strong|under arms)\b"
)


def fighters_in(words: str) -> float | None:
    """Return the fighters a sentence counts, in thousands; None unless it counts them once.

    >>> fighters_in("Some twelve thousand fighters are in the hills."), fighters_in("Two men left.")
    (12.0, None)
    """
    stated = [
        a.value
        for a in amounts_in(words)
        if _HAS.search(f"{a.unit} {words[a.end : a.end + 14]}") and a.value >= 500
    ]
    return stated[0] / 1000 if len(set(stated)) == 1 else None
