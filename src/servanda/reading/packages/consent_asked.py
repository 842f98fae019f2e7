"""Whose consent a plan needs besides the sides' own: votes, parliaments, vetoes; its deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.evidence.records import Citation
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.schedule import timings_in

__all__ = ["ConsentStep", "Deadline", "consent_steps", "deadlines_in"]

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
_DEADLINE = re.compile(
    r"\b(?:expir\w+|deadline|lapses?|no later than|not later than|until|unless (?:extended"
    r"|renewed)|renewable|mandate|valid for|runs? (?:out|for|until)"
    r"|for (?:an )?(?:initial )?(?:period of )?(?:\w+|\d+)[- ](?:days?|weeks?|months?|years?)"
    r"|(?:\w+|\d+)-(?:day|week|month|year) (?:cease-?fire|truce|pause|deal|agreement|mandate|halt"
    r"|period)|by (?:the end of )?(?:\d{1,2} )?(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b"
    r"|within \w+(?:-\w+)? (?:days?|weeks?|months?)|ultimatum)\b",
    re.I,
)
_OF_THE_DEAL = re.compile(
    r"\b(?:cease-?fires?|truces?|pause|deal|agreement|accord|plan|treaty|mandate|observers?"
    r"|monitors?|mission|conference|talks|referend\w+|plebiscite|vote|takes effect|extended"
    r"|renew\w*|armistice|comprehensive|autonomy|law)\b",
    re.I,
)


_LASTING = re.compile(
    r"(?i)-(?:hour|day|week|month|year)|\b(?:days?|weeks?|months?) (?:cease-?fire|truce|pause"
    r"|mandate|halt|unless)"
)


@dataclass(frozen=True)
class ConsentStep:
    """A step of consent that the articles name.

    `kind`: `referendum`, `ratification`, `veto_disputed` or `quorum`; `of` whose people or
    parliament, empty where it is not clear.
    """

    kind: str
    of: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Deadline:
    """Until when a plan, a mandate or an offer runs, in months from the article, with its words."""

    months: float | None
    words: str
    citation: Citation


def consent_steps(
    passages: Sequence[Passage], parties: Parties, sides: Sequence[str], home: str
) -> list[ConsentStep]:
    """Return the votes, ratifications, quorums and disputed vetoes that the articles tell of.

    `home`: the state whose people or parliament is meant where the sentence names none.
    """
    found: dict[tuple[str, str], list[Citation]] = {}
    for passage in passages:
        words = passage.narrated
        if (passage.kind == "title" and len(words.split()) < 4) or _is_past(passage):
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


def _is_past(passage: Passage) -> bool:
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


def deadlines_in(passages: Sequence[Passage]) -> list[Deadline]:
    """Return the days and spans at which the plan, a mandate or an offer runs out, in order."""
    found: list[Deadline] = []
    for passage in passages:
        words = passage.words
        if not _DEADLINE.search(words) or not _OF_THE_DEAL.search(words) or _is_past(passage):
            continue
        for timing in timings_in(passage):
            lasts = timing.kind in {"until", "for"} or _LASTING.search(
                timing.words + words[timing.start + len(timing.words) :][:14]
            )
            if lasts and timing.months is not None:
                found.append(Deadline(timing.months, timing.words, passage.citation))
    return found
