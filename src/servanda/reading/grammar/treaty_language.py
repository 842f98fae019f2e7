"""Statements in the language of treaties, plans and resolutions: nobody "said", all undertake.

1. The Parties agree to cease all hostilities.          The Security Council,
2. Israel undertakes to withdraw within 60 days.        3. Calls upon the parties to comply;
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["undertakings"]

Pair = tuple[int, int]
NUMBER: Final = (
    r"^[^\S\n]*(?:(?:[(\[]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)\]]|(?:Article|Point|Paragraph|Section)"
    r"[^\S\n]\w{1,4}[.:]?|[•*–-])[^\S\n]*){0,2}"
)
NAME: Final = r"[A-ZÀ-Þ][\w’'-]+"
PARTY: Final = (
    rf"(?:(?:[Tt]he|[Bb]oth|[Ee]ach|[Tt]he[^\S\n]two|[Aa]ll)[^\S\n])?(?:(?:[Pp]art(?:y|ies)|[Ss]ides"
    rf"|[Ss]ignator(?:y|ies)|[Pp]articipants|[Gg]overnments?|{NAME})(?:[^\S\n](?:of|and|the|to|{NAME})){{0,9}})"
)
MANNER: Final = (
    r"(?:(?:hereby|further|also|jointly|solemnly|mutually|each|both|have|has|shall|will)[^\S\n])*"
)
UNDERTAKES: Final = re.compile(
    rf"{NUMBER}(?P<who>{PARTY})[^\S\n](?P<cue>{MANNER}(?:agrees?|undertakes?|commits?"
    r"(?:[^\S\n](?:themselves|itself|himself|herself))?|pledges?|decides?|declares?|affirms?|reaffirms?"
    r"|confirms?|promises?|accepts?))[^\S\n](?P<what>(?:not[^\S\n])?(?:to|that)[^\S\n][^\n]{6,})",
    re.MULTILINE,
)
ORGAN: Final = re.compile(r"^\W*(?:The[^\S\n])?(Security Council|General Assembly)\b", re.MULTILINE)
OPERATIVE: Final = re.compile(
    rf"{NUMBER}(?P<cue>(?:Also[^\S\n]|Further[^\S\n]|Strongly[^\S\n])?(?:[Dd]ecides|[Dd]emands|[Cc]alls"
    r"[^\S\n](?:up)?on|[Cc]alls[^\S\n]for|[Rr]equests|[Uu]rges|[Rr]eaffirms|[Rr]eiterates|[Cc]ondemns"
    r"|[Ee]ndorses|[Aa]uthori[sz]es|[Ww]elcomes|[Ss]tresses|[Ee]mphasi[sz]es|[Aa]ffirms|[Ii]nvites"
    r"|[Ee]ncourages))[^\S\n](?P<what>[^\n]{8,})",
    re.MULTILINE,
)
END: Final = re.compile(r"[.;](?=\s|\Z)")


def undertakings(text: str) -> Iterator[tuple[Pair, Pair, Pair]]:
    """Yield source, cue and content of each undertaking that opens a line, as code point spans.

    A line of a resolution that opens with its verb is said by the organ that adopts it, which a
    line before names. Time is linear in the text.

    >>> text = "1. The Parties agree to cease all hostilities."
    >>> [[text[a:b] for a, b in found] for found in undertakings(text)]
    [['The Parties', 'agree', 'to cease all hostilities']]
    """
    for match in UNDERTAKES.finditer(text):
        yield match.span("who"), match.span("cue"), content(text, match)
    organ = ORGAN.search(text)
    if organ is None:
        return
    for match in OPERATIVE.finditer(text, organ.end()):
        yield organ.span(1), match.span("cue"), content(text, match)


def content(text: str, match: re.Match[str]) -> Pair:
    """Return what is undertaken, without the stop that ends it."""
    start, end = match.span("what")
    stop = END.search(text, start, end)
    return start, stop.start() if stop else start + len(text[start:end].rstrip())
