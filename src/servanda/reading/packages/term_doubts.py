"""Words of an issue that settle nothing: in a question, a side clause, a name, on the way there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["settles_nothing"]

_ASIDE: Final = re.compile(
    r"\bwhose\b[^,;:.]{0,60}\Z"
    r"|\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed)?|questions?|knows?|explain(?:s|ed)?|clear)\b[^.;:]{0,20}"
    r"\b(?:who|what|how|why)\b[^.;]*\Z"
)
"""What stands here describes somebody, or is asked: "whose troops left", "asked who would pay"."""
_NOT_DONE: Final = re.compile(
    r"(?:\b(?:do|does|did|is|are|was|were|has|have|had)(?: not|n't)|\bcannot)(?: \w+)? \Z"
)
"""What is told not to be so; what a plan forbids is told with "shall not"."""
_NOT_DONE_WITHIN: Final = re.compile(r"\b(?:do|does|did|has|have|had)(?: not|n't) (?!yet)")
_ON_THE_WAY: Final = re.compile(
    r"\b(?:must|has to|have to|still|yet to|needs? to)(?: \w+)? (?:pass|ratify|approve|vote|certify"
    r"|endorse)\b"
    r"|\b(?:has|have|had) (?:voted|ratified|approved)\b|\bvot(?:es?|ed|ing) (?:on|by|\d)"
    r"|\btakes? it up\b|\bfinal say\b"
)
"""How a plan is passed into law: who consents, and not what it settles."""
_THESE_DAYS: Final = re.compile(
    r"\b(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\btonight\b"
    r"|\bnext (?:round|week)\b",
    re.I,
)
_BEFORE: Final = {
    "police_reform": re.compile(r"\bto \Z"),
    "constitution": re.compile(
        r"\b(?:in (?:accordance|line|keeping|conformity)|compatible|consistent|according|subject"
        r"|contrary|pursuant|loyal) (?:with|to) (?:the |its |their )?(?:\w+ )?\Z"
        r"|\b(?:its|their) own \Z|\b(?:under|within|by|against) (?:the|its|their) (?:\w+ )?\Z"
    ),
    "status": re.compile(
        r"\bwhether\b[^.;]*\Z|\b(?:defend\w*|protect\w*|violat\w*|breach\w*|infring\w*(?: on)?) "
        r"(?:the|its|their) (?:\w+ )?\Z"
    ),
    "ceasefire": re.compile(
        r"\b(?:stay|stays|remain|remains) on \Z|\b(?:keeps?|kept|respects?|respected) (?:the|their"
        r"|its|every|this|that) \Z|\b(?:earlier|previous|any) \Z|\blast (?:\w+ )?\Z"
        r"|\b(?:accept\w*|acceptance of|reject\w*|rejection of|ruled out|rules out|committed to"
        r"|welcom\w+|back(?:s|ed)|support\w*|honou?r\w*|obey\w*|abid\w+ by|stand by|stands by"
        r"|bound by|part of) (?:the|a|this|that|its|their) \Z"
    ),
}
_AFTER: Final = {
    "territory": re.compile(r"\A (?:about |some |around |fewer than )?\d"),
    "ceasefire": re.compile(
        r"\A (?:talks|lines?|monitors?|violations?|commission|committee)\b"
        r"|\A,? of (?:\d|last |1[5-9]|20|january|february|march|april|may|june|july|august"
        r"|september|october|november|december)",
        re.I,
    ),
}
_PARLIAMENTARY: Final = frozenset({"power_sharing", "constitution", "agreement_talks", "autonomy"})


def settles_nothing(
    issue: str, sentence: str, places: Iterable[tuple[int, int]], clause: tuple[int, int]
) -> bool:
    """Say whether the words of an issue settle none where they stand.

    `places`: where its words stand; `clause`: the part of the sentence round them.

    >>> settles_nothing("police_reform", "He asked who would police the line.", [(17, 23)], (0, 34))
    True
    """
    all_places = list(places)
    start, end = min(a for a, _ in all_places), max(b for _, b in all_places)
    before, within = sentence[:start].lower(), sentence[clause[0] : clause[1]].lower()
    if _ASIDE.search(before) or any(_NOT_DONE.search(sentence[:a]) for a, _ in all_places):
        return True
    if _NOT_DONE_WITHIN.search(sentence[start:end]):
        return True
    if issue in _BEFORE and _BEFORE[issue].search(before):
        return True
    if issue in _AFTER and _AFTER[issue].search(sentence[end:]):
        return True
    if issue in _PARLIAMENTARY and _ON_THE_WAY.search(within):
        return True
    return issue == "agreement_talks" and bool(_THESE_DAYS.search(within))
