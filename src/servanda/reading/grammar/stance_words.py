"""The turns of phrase around a stance: what leaves it unsaid, what points back, where it ends."""

from __future__ import annotations

import re

from servanda.evidence.records import Commitment, Position
from servanda.reading.grammar.lexicon import pattern_of

POINTED = re.compile(
    r"(?i)\s(?:to |of |with |in )?(?:it|that|this|them|such (?:a|an) \w+|(?:the|this|that|any such)"
    r" (?-i:[a-z]+ )?(?:idea|proposal|plan|move|mission|offer|scheme|initiative|deployment|notion"
    r"|arrangement|suggestion))\b(?! \w+ing\b)"
)
"""What points back to the issue just spoken of."""
NEGATED = re.compile(r"(?i)\b(?:not|never|neither|nor|no longer)\b|n[’']t\b")
SUPPOSED = re.compile(
    r"(?i)\b(?:if|unless|whether|assuming|suppos\w+|until|once)\s(?:(?:the|that)\s)?"
    r"(?:[A-Z][\w’']+\s|[\w’']+\s){1,4}\Z"
)
"""What is only supposed: "if Petro accepts"."""
ELIDED = re.compile(
    r"(?i)(?:which|(?:to )?(?:tak(?:e|ing) part|participat(?:e|ing)|join(?:ing)?(?: in)?))"
)
UNSAID = re.compile(
    r"(?i)\b(?:declin|refus)\w* to (?:say|comment|answer|confirm|discuss whether|specify)"
    r"|(?:not|n[’']t|never) (?:say|said|comment|specif\w+|confirm(?:ed)?)\b|\bto say whether"
)
"""Where nothing was said."""
REACH = 160
EVALUATION: tuple[tuple[re.Pattern[str], Position], ...] = (
    (
        re.compile(
            r"(?i)\bnon-?starter|unacceptable|insecurity|mistake|dangerous|never be|not be allowed"
            r"|red line|illegal|out of the question"
        ),
        "oppose",
    ),
    (
        re.compile(
            r"(?i)\bshould\b(?! not|n[’']t)|\bmust\b(?! not)|\bneeds?\b|\bright to\b|essential"
            r"|necessary|only way|important|up to (?:them|us|him|her|(?-i:[A-Z]))"
        ),
        "support",
    ),
)
CUT = re.compile(r"[:“”\"]")
_NEW_CLAUSE = (
    r",\s+(?=(?:the\s)?[A-Z][\w’']+(?:\s[A-Z][\w’']+)*\s"
    r"(?:is|are|remains?|has|have|was|were|will|would|said)\b)"
)
EVIDENCE_END = re.compile(
    rf"[.!?;—”“]|,\s+(?:while|but|although|even as|whereas|and)\b|{_NEW_CLAUSE}"
)
LEAD_IN = re.compile(r"(?:(?:The|the|A|a|Other \w+, including|Others, like)\s+)\Z")
OBJECT_END = re.compile(
    rf"[;:—“”]|, [^,.]{{3,60}} (?:said|told|added)\b"
    rf"|, (?:while|but|although|whereas|and)\b|\. |{_NEW_CLAUSE}"
)
BY_ACT: dict[str, tuple[Position, Commitment | None]] = {
    "reject": ("oppose", None),
    "refuse": ("oppose", "will_not"),
    "demand": ("support", None),
    "suggest": ("support", None),
    "commit": ("support", "will"),
}
DOUBTING = re.compile(
    rf"{pattern_of('cue', 'unsure').pattern}|(?i:\bask(?:s|ed|ing)?(?! for\b)\b|\bspeculation\b)"
)
"""Cues under which what is reported is no stance of anybody yet."""
SUPPORTING = pattern_of("cue", "back")
PROMISING = pattern_of("cue", "refuse", "reject", "demand", "commit", "suggest")
"""Cues that themselves take a stance."""
