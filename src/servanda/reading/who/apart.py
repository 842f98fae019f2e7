"""Names that only tell of what kind, or whose, something is: they do not speak, act or decide.

"Iran-backed fighters" are not Iran, "critics of Putin" not Putin, "Kyiv Post" not Ukraine.
"""

from __future__ import annotations

import re

from servanda.evidence.span import Span
from servanda.reading.who.name_words import OUTLETS

__all__ = ["FORMER", "is_only_told_of", "keeps_apart", "names_an_outlet"]

_HYPHEN_AFTER = re.compile(
    r"[-\u2010\u2011](?:(?:back|l|support|fund|arm|train|align|link|install|occupi|controll|held\b|sponsor"
    r"|broker|mediat|draft|bas|born\b|speak|educat|appoint|impos|own|made|run\b|friendl|era\b|style"
    r"|inspir|dominat|administer|allied|claim|annex|propos)[a-z]*|(?:held|born|run|made|era|style)\b)"
)
_HYPHEN_BEFORE = re.compile(r"\b(?:pro|anti|non|ex|post|pre|neo|un)[-\u2010\u2011]\Z", re.I)
_OF_A_BODY = re.compile(
    r"\b(?:University|Institute|School|College|Church|Bank|Museum|Friends|Association|Society|Voice"
    r"|Academy|Arch[bd]\w+|Bishop|Patriarch|Rabbi|Diocese|Club|Hotel|Battle|Siege|Fall|Treaty|Peace"
    r"|Accords?|Declaration|Duke|Earl|Party|Union|League|Radio|Embassy|Ambassador"
    r"|Consulate) (?:of|to|in)"
    r" (?:the )?\Z"
)
_DISTANCE = (
    r"(?:critics?|opponents?|supporters?|backers?|sympathi[sz]ers?|loyalists?|followers?|fans?|foes?"
    r"|enem(?:y|ies)|rivals?|all(?:y|ies)|friends?|confidants?|associates?|relatives?|neighbou?rs?"
    r"|victims?|prisoners?|hostages?|refugees?|survivors?|deserters?|defectors?|exiles?|dissidents?"
    r"|protest(?:er|or)s?|activists?|widow|wife|husband|sons?|daughters?|brothers?|sisters?|mother"
    r"|father|cousins?|nephew|niece|lawyers?|biographers?|donors?|voters?|fugitives?|remnants"
    r"|predecessors?|successors?|opposition|watchers?|experts?|analysts?|scholars?|historians?"
    r"|specialists?|observers?|hawks|doves|expats?|veterans?|alumni|parents?|famil(?:y|ies))"
)
FORMER = re.compile(
    r"(?i)\b(?:former|formerly|ex|one-?time|retired|late|ousted|deposed|exiled|sacked|disgraced|jailed"
    r"|dismissed|then|would-be|fugitive)\b[\s-]"
)
_APART_BEFORE = re.compile(
    rf"(?i)(?:\b{_DISTANCE} (?:of|to|for|from|with|inside|in|on|and \w+ of) (?:the |both )?"
    r"|\b(?:sources?|people|persons?|officials?|diplomats?|someone|those|figures?|outlets?|channels?"
    r"|bloggers?|media|news(?:papers?)?) (?:\w+ )?(?:close|near|loyal|linked|friendly|sympathetic"
    r"|hostile|opposed|familiar|aligned|allied)(?: to| with)? (?:the )?"
    r"|\b(?:opposed|hostile|loyal|close|sympathetic|allied|aligned|linked) (?:to|with) (?:the )?"
    r"|\b(?:against|despite|unlike|not|rather than|instead of) (?:the )?)\Z"
)
_FORMER_TO = re.compile(
    r"(?i)\b(?:former|ex-?|one-?time|retired|late)\s?(?:\w+ ){0,3}\w+ (?:of|to|for|in"
    r"|under) (?:the )?\Z"
)
_APART_AFTER = re.compile(rf"(?i)(?:'s?)? (?:[a-z-]+ ){{0,2}}?{_DISTANCE}\b")
_OUTLETS = "|".join(sorted(OUTLETS - {"Press", "Live", "Report", "Review", "Wire"}))
_OUTLET_AFTER = re.compile(rf"(?: [A-Z][\w-]+)? (?:{_OUTLETS})(?!\w)")


def is_only_told_of(folded: str, span: Span) -> bool:
    """Say whether a name is part of another word or body: "US-backed", "University of Kyiv"."""
    if _HYPHEN_AFTER.match(folded, span.end):
        return True
    before = folded[max(0, span.start - 32) : span.start]
    return bool(_HYPHEN_BEFORE.search(before) or _OF_A_BODY.search(before))


def names_an_outlet(folded: str, span: Span) -> bool:
    """Say whether a place opens the name of a paper or station: "Kyiv Post", "Iran Daily"."""
    return bool(_OUTLET_AFTER.match(folded, span.end))


def keeps_apart(folded: str, span: Span, source: Span) -> bool:
    """Say whether a source keeps its distance from a name in it: "critics of X", "an X ally".

    `source`: the words that name who speaks; nothing outside them counts.
    """
    before = folded[source.start : span.start]
    if _APART_BEFORE.search(before) or _FORMER_TO.search(before):
        return True
    return bool(_APART_AFTER.match(folded[span.end : source.end]))
