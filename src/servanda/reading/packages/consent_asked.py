"""Whose consent a plan needs besides the sides' own: votes, parliaments, vetoes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.evidence.records import Citation
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage

__all__ = ["ConsentStep", "consent_steps", "is_past"]

_VOTE = re.compile(
    r"\b(?:referend\w+|plebiscites?|consultation|put to (?:a|the) (?:vote|people|voters)|(?:voters"
    r"|electorate) (?:will|must|to|would|vote|turned|voted|who went)"
    r"|people (?:(?:will|must|would|are|is|were|was|have)(?: to)?(?: be)? )?(?:vot(?:e|ed|ing)"
    r"|turned out|went to the polls|decid(?:e|ed)|have the last word|asked|judge|approve|say)\b"
    r"|went to the polls"
    r"|polling stations|ballots? paper|vote on the (?:deal|plan|accord|agreement|treaty))\b",
    re.I,
)
_RATIFY = re.compile(
    r"\b(?:ratif\w+|(?:parliament|congress|senate|assembly|knesset|duma|legislature|cabinet"
    r"|lawmakers|deputies|bundestag|majlis|national assembly|supreme court|court|security cabinet"
    r"|cortes|diet)\b[^.;]{0,60}\b(?:approv\w+|vote[sd]?|pass(?:es|ed)?|endors\w+|adopt\w*|must"
    r"|has to|takes it up|write|enact\w*|amend\w*|yet to)|(?:approv\w+|endors\w+|passed|adopted"
    r"|voted on|put) (?:\w+ ){0,3}(?:by|to|in|before) (?:the |its |their )?(?:parliament|congress"
    r"|senate|assembly|knesset|duma|cabinet|legislature)|enabling (?:law|legislation)|basic law)\b",
    re.I,
)
_VETO = re.compile(r"\b(?:vetoe?[sd]?|a say (?:over|in|on)|no say|right to block)\b", re.I)
_QUORUM = re.compile(
    r"\b(?:two-thirds|two thirds|three-quarters|simple majority|majority in (?:both|each)"
    r"|needs? a yes|threshold|quorum|at least \d+ ?(?:%|percent|per cent) of)\b",
    re.I,
)
_OLD = re.compile(r"\b(?:in|of) (?:1[89]|20)\d\d\b")


@dataclass(frozen=True)
class ConsentStep:
    """A step of consent that the articles name.

    `kind`: `referendum`, `ratification`, `veto_disputed` or `quorum`; `of` whose people or
    parliament, empty where it is not clear.
    """

    kind: str
    of: str
    citations: tuple[Citation, ...]


def consent_steps(
    passages: Sequence[Passage], parties: Parties, sides: Sequence[str], home: str
) -> list[ConsentStep]:
    """Return the votes, ratifications, quorums and disputed vetoes that the articles tell of.

    `home`: the state whose people or parliament is meant where the sentence names none.
    """
    found: dict[tuple[str, str], list[Citation]] = {}
    for passage in passages:
        words = passage.narrated
        if (passage.kind == "title" and len(words.split()) < 4) or is_past(passage):
            continue
        for kind, pattern in (
            ("referendum", _VOTE),
            ("ratification", _RATIFY),
            ("veto_disputed", _VETO),
            ("quorum", _QUORUM),
        ):
            match = pattern.search(words)
            if match is None or (
                kind == "referendum"
                and re.search(r"(?i)independence|secession", words)
                and not re.search(r"(?i)\b(?:plan|deal|accord|agreement|treaty|approve)\b", words)
                and len(sides) == 0
            ):
                continue
            of = _whose(passage, match, parties, sides, home)
            found.setdefault((kind, of), []).append(passage.citation)
    return [ConsentStep(kind, of, tuple(dict.fromkeys(c))[:3]) for (kind, of), c in found.items()]


def is_past(passage: Passage) -> bool:
    """Say whether a sentence names a year before the last one."""
    year = _OLD.search(passage.narrated)
    return bool(
        year and passage.day and int(re.sub(r"\D", "", year.group()) or 0) < passage.day.year - 1
    )


def _whose(
    passage: Passage, match: re.Match[str], parties: Parties, sides: Sequence[str], home: str
) -> str:
    at = passage.span.start
    held = [
        m
        for m in parties.within(passage.document, passage.span)
        if m.party in sides and parties.kind(m.party) == "state"
    ]
    ahead = [m for m in held if m.span.end <= at + match.start()]
    near = [*reversed(ahead), *(m for m in held if m not in ahead)]
    return near[0].party if near else home
