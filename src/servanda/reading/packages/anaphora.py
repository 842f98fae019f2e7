"""Whom a sentence means that names nobody: by a pronoun, by what they are, in words of their own.

"He refused", "its cabinet voted", "the Front walked out", "we will sign": each is read as whoever
the sentences before it are about, or as whoever speaks. Centering [@Grosz1995, sect. 4] in its
simplest form: the first named of a sentence is whom the next one is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.packages.answer_network import LONGEST
from servanda.reading.packages.described_parties import speaking_at
from servanda.reading.packages.parties import Parties, PartyMention
from servanda.reading.packages.party_patterns import HONORIFIC
from servanda.reading.packages.passages import Passage
from servanda.reading.read import Said

__all__ = ["Centre", "meant_in"]

REACH: Final = 2
"""Sentences over which a pronoun finds whom it means: of 0, 1, 2, 3 and 5 the one that foretells
answers best, in sets that no rule was made from (loss .830, .792, .787, .789, .794 a party)."""

_BODY: Final = (
    r"(?:party|government|cabinet|movement|front|organi[sz]ation|army|forces|men|fighters"
    r"|parliament|assembly|ministers?|foreign minister|spokes(?:man|woman|person)|delegation"
    r"|delegates|negotiators?|envoys?|side|people|followers|supporters|office|ministry|leaders?"
    r"|leadership|council|group|faction|wing|deputies|commanders?|lieutenants)"
)
"""What speaks for whoever owns it."""
_THEIRS: Final = re.compile(
    rf"\b(?P<who>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:(?:own|new|political|chief|ruling) )?{_BODY}\b"
    r"(?![’']s? [a-z])"
)
_THEY: Final = re.compile(r"\b(?P<who>[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\b(?![’'-]?\w)")
_WE: Final = re.compile(
    rf"\b(?P<who>[Oo]ur|[Mm]y)(?: own)? {_BODY}\b|(?<![\w’'-])(?P<we>[Ww]e|I)\b(?!\.)"
)
_THE_BODY: Final = re.compile(
    r"\b[Tt]he (?P<what>(?i:movement|party|front|group|organi[sz]ation|union|league|coalition"
    r"|alliance|militia|army|council|church|assembly|brotherhood))\b"
    r"(?! (?:of|for|that|which|who)\b| [A-Z])"
)
_QUOTED: Final = re.compile(r"[“\"][^“”\"]*[”\"]?|(?<!\w)[‘'](?=\w)[^‘’'\n]{12,}[’'](?!\w)")
_EXPLETIVE: Final = re.compile(
    r"[Ii]t (?:is|was|will be|would be|has been|seems?|remains?|appears?|took|takes)(?: not)?"
    r" (?:\w+ ){0,2}(?:that|to|who|whether|how|when|clear|likely|time)\b"
)
_AFTER_A_WORD: Final = re.compile(
    r"(?i)\b(?:of|to|for|with|by|from|in|on|at|against|between|about|upon|under|over|after|before"
    r"|behind|than|like)(?: the| its| his| their)?(?: [a-z-]+)? \Z"
)
"""Before a name that is no subject."""
_SOME_OF: Final = re.compile(
    r"\W*(?:The|Its|Some|Many|Most|All) (?:[a-z’'-]+ ){1,3}(?:of|from|in) (?:the )?\Z"
)
"""Before the name in a subject that begins a sentence: "The separatists of"."""
_TITLED: Final = re.compile(rf"\b{HONORIFIC} (?P<name>[A-ZÀ-Þ])")


@dataclass(frozen=True)
class Centre:
    """Whom the sentences before are about: the last subject that is no person, the last person, and
    how far back."""

    subject: str = ""
    person: str = ""
    away: int = 0

    def meant_by(self, pronoun: str) -> str:
        """Return the party that a pronoun means; empty where nobody fits.

        >>> about = Centre(subject="Norland", person="Upland")
        >>> about.meant_by("she"), about.meant_by("their")
        ('Upland', 'Norland')
        """
        if self.away > REACH:
            return ""
        of_one = pronoun.lower() in {"he", "she", "his", "her"}
        return self.person if of_one else self.subject


def meant_in(
    passage: Passage,
    held: Sequence[PartyMention],
    centre: Centre,
    said: Said | None,
    parties: Parties,
) -> tuple[list[PartyMention], Centre]:
    """Return the places of a sentence that mean a party without a name, and whom it is about.

    Parameters: `held`, the parties that the sentence names, in order, and strangers, whose party is
    empty; `centre`, whom the sentence before it was about; `said`, what was read of its document,
    which knows who speaks. Of a line without end the start alone is looked at.
    """
    start = _Start(passage, passage.words[:LONGEST], held)
    found = list(_spoken(start, said, parties))
    told = _told(start, centre) or _described(start, parties)
    found += [told] if told else []
    return found, _moved(start, told, centre)


class _Start:
    """The start of a sentence, its quotations, and where it first names somebody."""

    def __init__(self, passage: Passage, words: str, held: Sequence[PartyMention]) -> None:
        self.passage, self.words, self.held = passage, words, held
        self.quoted = [Span(m.start(), m.end()) for m in _QUOTED.finditer(words)]
        self.first = min((m.span.start - passage.span.start for m in held), default=len(words))

    def in_quotes(self, at: int) -> bool:
        """Say whether a place stands in a quotation."""
        return any(q.start <= at < q.end for q in self.quoted)

    def mention(self, start: int, end: int, party: str) -> PartyMention:
        """Return words of the sentence as those that mean a party."""
        at = self.passage.span.start
        return PartyMention(Span(at + start, at + end), party, "pronoun")


def _spoken(start: _Start, said: Said | None, parties: Parties) -> Iterator[PartyMention]:
    """Yield the first word of each quotation by which whoever speaks means their own party."""
    if said is None or not _WE.search(start.words):
        return
    every = start.quoted
    if not every and (start.passage.turn or _is_inside(start.passage, said)):
        every = [Span(0, len(start.words))]
    for part in every:
        own = _WE.search(start.words, part.start, part.end)
        who = speaking_at(start.passage.span.start + own.start(), said, parties) if own else ()
        if own and len(who) == 1:
            yield start.mention(own.start(), own.end(), who[0])


def _is_inside(passage: Passage, said: Said) -> bool:
    """Say whether a whole sentence stands in a quotation that begins or ends in another one."""
    middle = (passage.span.start + passage.span.end) // 2
    return any(c.start <= middle < c.end for s in said.statements for c in s.content)


def _told(start: _Start, centre: Centre) -> PartyMention | None:
    """Return the first pronoun of a sentence that nobody is named before, as whom it means."""
    matches = (m for p in (_THEIRS, _THEY) for m in p.finditer(start.words, 0, start.first))
    for match in sorted(matches, key=lambda m: m.start()):
        if start.in_quotes(match.start()) or _EXPLETIVE.match(start.words, match.start()):
            continue
        party = centre.meant_by(match["who"])
        return start.mention(match.start(), match.end(), party) if party else None
    return None


def _described(start: _Start, parties: Parties) -> PartyMention | None:
    """Return "the Front" as the one party of the articles that is called so."""
    named = {m.party for m in start.held}
    for match in _THE_BODY.finditer(start.words, 0, start.first):
        if start.in_quotes(match.start()):
            continue
        what = re.compile(rf"\b{match['what']}\b", re.IGNORECASE)
        called = {
            id
            for id in parties.count
            if (known := parties.known.get(id))
            and known.kind not in {"state", "body", "person"}
            and any(what.search(name) for name in (known.name, *known.names))
        }
        if len(called) == 1 and not called & named:
            return start.mention(match.start(), match.end(), called.pop())
    return None


def _moved(start: _Start, told: PartyMention | None, centre: Centre) -> Centre:
    """Return whom a sentence is about: its first subject, else whoever a pronoun of it means."""
    at = start.passage.span.start
    named = [m for m in start.held if not start.in_quotes(m.span.start - at)]
    subjects = [m for m in named if not _is_aside(start.words[: m.span.start - at])]
    if told and not any(m.span.start < told.span.start for m in subjects):
        return replace(centre, away=1)
    if subjects and _is_strangers(start.words, subjects[0].span.start - at):
        return Centre(away=1)
    if subjects:
        first = subjects[0].party
        person = next((m.party for m in subjects if m.how == "person"), first)
        body = next((m.party for m in subjects if m.how != "person"), first)
        return Centre(body, person, away=1)
    return replace(centre, away=centre.away + 1)


def _is_aside(before: str) -> bool:
    """Say whether a name behind these words is no subject."""
    return bool(_AFTER_A_WORD.search(before)) and not _SOME_OF.match(before)


def _is_strangers(words: str, at: int) -> bool:
    """Say whether somebody with a title, whom nobody knows, comes before the first known name."""
    return any(
        re.search(r"\s[a-z]", words[m.start("name") : at]) for m in _TITLED.finditer(words, 0, at)
    )
