"""When a plan, a mandate or an offer runs out, and by when an answer is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from servanda.evidence.records import Citation
from servanda.reading.packages.consent_asked import is_past
from servanda.reading.packages.passages import Passage
from servanda.reading.packages.schedule import DAYS_A_MONTH, Timing, timings_in

__all__ = ["Deadline", "deadlines_in"]

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
_ANSWER: Final = (
    r"(?:answers?|repl(?:y|ies)|responses?|observations|(?:a )?(?:clear )?yes or (?:a )?no|a yes)"
)
_WANTED: Final = re.compile(
    rf"(?i)\b{_ANSWER}\b[^.;]{{0,90}}?\b(?:by|before|within|until|till|no later than|due"
    r"|in \w+ days)\b"
    r"|\b(?:ha(?:s|ve|d)|g[ai]ven?|gave|set|until|till)\b[^.;]{0,60}\b(?:to (?:\w+ ){0,2}?"
    rf"(?:answer|reply|respond|decide|accept|sign|say yes)|{_ANSWER})\b"
    r"|\b(?:they|them|him|her|it|sides|rebels) (?:(?:has|have|had|was|were) )?(?:been )?"
    r"(?:given|gave) until\b|\b(?:gave|given) (?:them|him|her|it) until\b"
)
"""An answer that is wanted, and a word of time."""
_FALLS: Final = re.compile(
    r"(?i)\b(?:offer|ultimatum|proposal|plan|paper|pardon|arrangement|deal|truce|agreement|accord"
    r"|thing|amnesty|it|text|draft|mandate)\b[^.;]{0,60}\b(?:stands?|stood|stays? open"
    r"|open until|holds?|laps\w+|expires?|falls|off the table|runs? out|is void|ends?"
    r"|remains? in force|in force until)\b"
)
"""What is offered or agreed, and that it ends."""
_ENDS: Final = re.compile(
    r"(?i)\b(?:until|till|before|unless|after which|and then|by itself|only|if there|by|for|on)\b"
)
_LASTS: Final = re.compile(
    r"(?i)\b(?:(?:would|will|is to|shall|to) last|lasts|runs (?:to|until|for)|mandate"
    r"|initial period|an initial|authori[sz]e[sd]?)\b"
)
_SINCE: Final = re.compile(r"(?i)\bsince \w{0,6}\Z")
_SPAN: Final = re.compile(r"(?i)\b(?:hour|day|week|fortnight|month|year)s?\b")
_DAYS: Final = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_WEEKDAY: Final = re.compile(
    r"(?i)\b(?P<lead>by|before|until|till|on) (?:(?:noon|midnight|\w+|sunset|dawn) on )?"
    r"(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day\b"
)


@dataclass(frozen=True)
class Deadline:
    """Until when a plan, a mandate or an offer runs, in months from the article, with its words."""

    months: float | None
    words: str
    citation: Citation


def deadlines_in(passages: Sequence[Passage]) -> list[Deadline]:
    """Return the days and spans at which the plan, a mandate or an offer runs out, in order.

    Those by which an answer is wanted are among them.

    >>> from datetime import date
    >>> from servanda.evidence.span import Span
    >>> words = "The mediator wants an answer by Friday."
    >>> said = Passage("a", Span(0, len(words)), words, words, "prose", 0, date(2030, 3, 4))
    >>> [(round(d.months, 2), d.words) for d in deadlines_in([said])]
    [(0.13, 'by Friday')]
    """
    found: list[Deadline] = []
    for passage in passages:
        if is_past(passage) or passage.words.rstrip().endswith("?"):
            continue
        found += [
            Deadline(timing.months, timing.words, passage.citation)
            for timing in _running_out(passage)
            if timing.months is not None and timing.months >= 0
        ]
    return found


def _running_out(passage: Passage) -> Iterator[Timing]:
    """Yield the times of a sentence at which something runs out, or an answer is due."""
    words = passage.narrated
    wanted, falls = _WANTED.search(words), _FALLS.search(words)
    ends = bool(wanted) or bool(falls and _ENDS.search(words))
    old = bool(_DEADLINE.search(passage.words) and _OF_THE_DEAL.search(passage.words))
    last = bool(_LASTS.search(words))
    if not (ends or old or last):
        return
    timings = timings_in(passage)
    for timing in timings:
        if _SINCE.search(passage.words[max(0, timing.start - 14) : timing.start + 6]):
            continue
        after = timing.start + len(timing.words)
        said = timing.words + passage.words[after : after + 14]
        lasts = timing.kind in {"until", "for"} or bool(_LASTING.search(said))
        if ends or ((old or last) and lasts) or (last and _SPAN.search(timing.words)):
            yield timing
    if ends and not timings:
        yield from _weekdays(passage)


def _weekdays(passage: Passage) -> Iterator[Timing]:
    """Yield the days of the coming week that a sentence names."""
    for match in _WEEKDAY.finditer(passage.narrated) if passage.day else ():
        assert passage.day is not None
        away = (_DAYS.index(match["day"].lower()) - passage.day.weekday()) % 7 or 7
        yield Timing("by", away / DAYS_A_MONTH, match.group(), match.start(), passage.citation)
