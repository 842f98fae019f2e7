"""Who gives no answer: told to be silent, or letting the others go ahead without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from servanda.reading.packages.answer_patterns import SILENT
from servanda.reading.packages.answered import Answered
from servanda.reading.packages.clause_answers import Placed
from servanda.reading.packages.parties import Parties, Party, PartyMention
from servanda.reading.packages.party_patterns import NOT_GROUPS
from servanda.reading.packages.passages import Passage
from servanda.reading.who.tables import slug

__all__ = ["silences", "standing_aside"]

_ASIDE = re.compile(
    r"(?i)\b(?:no (?:quarrel|argument|dispute) with|nothing against|(?:will|would|shall)"
    r"(?: not|n[’']t) (?:stop|hinder|obstruct|disturb|stand in the way of)) (?:the others?|those"
    r"|anyone|anybody|them|it|whoever)\b"
)


def standing_aside(placed: Placed, texts: Mapping[str, str]) -> Placed:
    """Return an answer, undeclared where a no comes from one who lets the others go ahead.

    "They will not stop the others, and will not hand in a gun"; "I have no quarrel with those who
    sign. I have no use for it either."
    """
    told = placed.answer
    if told.answer != "rejects":
        return placed
    text, start = texts[told.citation.source], placed.sentence.start
    before = text[max(text.rfind("\n", 0, start), start - 120, 0) : start]
    if _ASIDE.search(placed.sentence.of(text)) or (
        re.search(r"(?i)\beither\b", told.quote) and _ASIDE.search(before)
    ):
        return replace(placed, answer=replace(told, answer="undeclared", strength=0.5))
    return placed


_LETTERS = re.compile(
    r"(?:\A|[.;:] |, (?:and|but|while) )\W*(?:[Tt]he )?"
    r"(?P<name>[A-Z]{3,9})(?:[’']s(?: [a-z-]+){1,3})?,? \Z"
)


def _by_its_letters(before: str, parties: Parties) -> str:
    """Return a party that only its letters name: "the ABC" in "the ABC says little"."""
    named = _LETTERS.search(before)
    if named is None or named["name"] in NOT_GROUPS:
        return ""
    letters = named["name"]
    for id, known in parties.known.items():
        if letters in (known.name, *known.names):
            return id
    party = slug(letters)
    parties.known.setdefault(party, Party(party, letters, "party", names=(letters,)))
    return party


def silences(
    passage: Passage, held: Sequence[PartyMention], done: set[str], parties: Parties
) -> Iterator[tuple[Answered, int]]:
    """Yield those who are told to say nothing, but for who has answered already."""
    words, at = passage.narrated, passage.span.start
    for match in SILENT.finditer(words):
        near = [
            m
            for m in held
            if m.span.end - at <= match.start() + 3 and match.start() - (m.span.end - at) < 90
        ]
        holder = near[-1].party if near else _by_its_letters(words[: match.start()], parties)
        if holder and holder not in done:
            done.add(holder)
            told = Answered(
                holder, "undeclared", "", passage.citation, passage.day, "narration", 0.5
            )
            yield told, match.start()
