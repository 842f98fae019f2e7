"""Who printed an article, where no masthead says it: labels, links, copyright lines.

Excerpts are pasted with what stood beside them: "Source: The Courier", "From The Courier, 3 May",
an address, "© 2024 The Courier".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from servanda.reading.who.tables import actors

__all__ = ["imprint"]

_TITLED: Final = (
    r"(?:(?:The|Le|La|El|Der|Die|Al) )?[A-ZÀ-Þ][\w’'&.-]*(?: (?:of (?:the )?|de (?:la )?|du |the )?"
    r"[A-ZÀ-Þ][\w’'&.-]*){0,4}"
)
_LABEL: Final = re.compile(
    rf"(?i)\A\W*(?:source|publisher|publication|outlet|newspaper|published (?:by|in)"
    rf"|(?:first )?appeared in"
    rf"|originally (?:published|appeared) (?:in|on)|reprinted from|via|credit)\s*:?\s+"
    rf"(?-i:(?P<who>{_TITLED}))(?=\s*(?:[,.;|(\[]|\Z|\d|[-–—]))"
)
_FROM: Final = re.compile(
    rf"\A\W*(?:[Ee]xcerpt(?:s|ed)?|[Ee]xtracts?|[Aa]dapted|[Tt]aken"
    rf"|[Ff]rom)\b[^.:;]{{0,40}}?(?:\b[Ff]rom |\b[Ii]n "
    rf"|(?<=From ))(?P<who>{_TITLED})(?=,? \(?(?:\d|[A-Z][a-z]+ \d|[A-Z][a-z]+day))"
)
_ADDRESS: Final = re.compile(r"https?://(?:www\.|edition\.|en\.|m\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)")
_COPYRIGHT: Final = re.compile(
    r"(?:©|\([Cc]\)|[Cc]opyright)\s*(?:\([Cc]\)\s*)?(?:\d{4}(?:[-–]\d{2,4})?,?\s*)?(?:by )?"
    rf"(?P<who>{_TITLED})"
)
_NO_OUTLET: Final = re.compile(
    r"(?i)\A(?:ap photo|photo|image|getty|all rights|the author|author|staff|editor|reserved|inc"
    r"|ltd"
    r"|\w+ \d.*|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b"
)
_HEAD, _FOOT = 6, 3


def imprint(lines: Sequence[str]) -> str:
    """Return who printed an article by what was pasted with it, empty where nothing tells.

    >>> imprint(["Truce holds", "Source: The Harbour Post", "It held."])
    'The Harbour Post'
    >>> imprint(["Truce holds", "It held.", "© 2031 Norland Herald. All rights reserved."])
    'Norland Herald'
    """
    lines = [" ".join(line.split()) for line in lines if line.strip()]
    head, foot = lines[:_HEAD], lines[-_FOOT:]
    for pattern in (_LABEL, _FROM):
        for line in (*head, *foot):
            if (found := pattern.search(line)) and len(line.split()) < 25 and _may_be(found["who"]):
                return found["who"].strip(" .")
    for line in (*head, *foot):
        if (found := _ADDRESS.search(line)) and (name := _of_host(found["host"])):
            return name
    for line in foot:
        if (found := _COPYRIGHT.search(line)) and _may_be(found["who"]):
            return re.sub(r"\.? All\b.*", "", found["who"]).strip(" .")
    return ""


def _may_be(name: str) -> bool:
    return not _NO_OUTLET.match(name)


_WORDS: Final = re.compile(
    r"(?i)\b(?:times|post|herald|tribune|journal|gazette|telegraph|guardian|news\w*|daily|today|tv"
    r"|radio|press|\w*wire|agency|observer|mirror|mail|sun|star|echo|monitor|independent|chronicle"
    r"|courier|standard|bulletin|weekly|review|sentinel|globe|dispatch|magazine|voice|record)\b"
)


@cache
def _known() -> dict[str, str]:
    """Return the outlets of the table by name, and by name without spaces for links."""
    found: dict[str, str] = {}
    for actor in actors().values():
        if actor.kind == "outlet":
            short = re.sub(r"\A[Tt]he ", "", actor.name)
            for form in (actor.name, actor.id, short, short.replace(" ", "")):
                found.setdefault(form.lower(), actor.name)
    return found


def _of_host(host: str) -> str:
    """Return the outlet of a link's host: by the table, else the host where it is a paper."""
    parts = host.lower().split(".")
    own = parts[-3] if len(parts) > 2 and parts[-2] in {"co", "com", "org", "net"} else parts[-2]
    if name := _known().get(own):
        return name
    return (
        host
        if _WORDS.search(
            re.sub(r"(?<=[a-z])(?=(?:times|post|herald|news|press|daily)\b)", " ", own)
        )
        else ""
    )
