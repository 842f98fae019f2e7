"""The verbs and turns of phrase that carry a stance, and where the clauses around them end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.evidence.records import Commitment, Position
from servanda.reading.grammar.word_index import Sieve
from servanda.reading.who.roles import ROLE


@dataclass(frozen=True)
class Predicate:
    """A verb phrase and the stance it takes; `elides`: its object may be left out."""

    sieve: Sieve
    position: Position
    commitment: Commitment | None
    elides: bool = False


def _predicate(
    words: str, position: Position, commitment: Commitment | None = None, elides: bool = False
) -> Predicate:
    pattern = re.compile(rf"(?i)\b(?:{words})\b")
    return Predicate(Sieve(pattern), position, commitment, elides)


_DOING = (
    r"(?:join|participate|send|deploy|take part|contribute|accept|agree|recogni[sz]e|cede|sign"
    r"|tolerate|allow|support|withdraw|negotiate|surrender|give|trade|cooperate|permit|discuss"
    r"|provide|commit|station|host|release|talk|meet|hand over|disarm|enter|fight|risk|back|lead"
    r"|halt|stop|pause|lift|return|leave|pull|abandon|compromise|bargain|engage|consider)"
)
NOT = r"(?:not|never|n[’']t|no longer)"
PREDICATES = (
    _predicate(
        r"neither (?:supports?|backs?|endors\w+|oppos\w+) nor \w+|neutral (?:on|about|over|toward)"
        r"|takes? no (?:side|position)|took no (?:side|position)",
        "neutral",
        None,
        True,
    ),
    _predicate(
        r"(?:unlikely|doubtful|hard to (?:see|imagine|believe))(?: that| how)? (?:the )?"
        rf"(?:[\w’']+ ){{1,4}}?(?:would|will) {_DOING}",
        "oppose",
        None,
        True,
    ),
    _predicate(
        rf"(?:(?:will|would|shall|could|can|do(?:es)?|did)(?: (?:not|never)|n[’']t)|won[’']t|cannot"
        rf"|can[’']t) (?:\w+ly )?{_DOING}",
        "oppose",
        "will_not",
        True,
    ),
    _predicate(
        r"refus(?:es?|ed|ing|al)(?: to)?|rul(?:es?|ed|ing) out|declin(?:es?|ed|ing) to"
        r"|(?:not|n[’']t|never)(?: \w+)? (?:willing|ready|prepared) to|unwilling to"
        r"|un(?:prepared) to"
        r"|dismiss(?:es|ed|al)|walk(?:s|ed) away from",
        "oppose",
        "will_not",
    ),
    _predicate(
        rf"{NOT} (?:\w+ )?(?:opposed|against|object(?:ed)?|rul(?:e|ed) out)", "neutral", None, True
    ),
    _predicate(
        r"(?:not|n[’']t) (?:yet )?(?:ready|likely|expected) to (?:accept|agree|sign|join|support)"
        r"|(?:only|solely) (?:if|when|after|once)|on condition|conditional on|provided that",
        "conditional",
    ),
    _predicate(
        r"ambivalen(?:t|ce|tly)|wary|hesita(?:nt|ted|tes|nce)|reluctan(?:t|ce)|cautious|sceptical"
        r"|skeptical|undecided|non-?committal|lukewarm|divided (?:over|on)|mixed (?:feelings"
        r"|signals)"
        r"|yet to (?:decide|commit|say)|on the fence",
        "ambivalent",
        None,
        True,
    ),
    _predicate(
        r"oppos(?:es?|ed|ing|ition)(?: to)?|reject(?:s|ed|ing|ion)?|object(?:s|ed|ions?) to"
        r"|veto(?:es|ed)?"
        r"|block(?:s|ed|ing)|resist(?:s|ed|ing)?|condemn(?:s|ed|ing)?|denounc(?:es|ed|ing)"
        r"|(?:is|are|was|were|be|argu\w+|vot\w+|spoke|came out|st(?:and|ood)\w*) against"
        r"|adamant(?:ly)?(?: that| against)?|non-?starter|unacceptable|hostile to|red line",
        "oppose",
        None,
        True,
    ),
    _predicate(
        r"(?:will|would|could|may|might|(?:threaten|vow|pledg|promis)(?:s|es|ed|ing)? to)"
        r" (?:\w+ly )?(?:oppose|reject|block|veto|resist|condemn|obstruct)",
        "oppose",
    ),
    _predicate(
        r"volunteer(?:s|ed|ing)?"
        r"|(?:pledg|vow|promis|offer|agre)(?:es?|ed|ing)?(?: (?:on|last) \w+day)? to"
        r"|committed (?:to|itself|themselves)|(?:is|are|was|were|be|stands?|remains?) (?:ready"
        r"|prepared|willing)"
        rf" to|will (?:\w+ly )?{_DOING}",
        "support",
        "will",
    ),
    _predicate(
        r"support(?:s|ed|ing|ive of)?|back(?:s|ed|ing)|welcom(?:es?|ed|ing)|favou?r(?:s|ed|ing)?"
        r"|endors(?:es?|ed|ing)|open to|in favou?r of|want(?:s|ed|ing)?|call(?:s|ed|ing)? for"
        r"|demand(?:s|ed|ing)?|seek(?:s|ing)?|sought|propos(?:es?|ed|ing)|push(?:es|ed|ing)? for"
        r"|insist(?:s|ed|ing)? on|advocat(?:es?|ed|ing)|accept(?:s|ed|ing)?|approv(?:es?|ed)"
        r"|urg(?:es?|ed|ing)"
        r"|press(?:es|ed|ing)? for|agree[sd]? (?:on|to|with)|suggest(?:s|ed|ing)?|hop(?:es?|ed"
        r"|ing) for"
        r"|need(?:s|ed)?|embrac(?:es?|ed)|champion(?:s|ed)|lobb(?:ies|ied) for|stead ?fast behind",
        "support",
    ),
)
TRANSITIVE = re.compile(
    r"(?i)(?:send|deploy|accept|recogni[sz]e|cede|sign|tolerate|allow|permit|support|give|trade"
    r"|discuss|provide|station|host|release|hand over|back|halt|stop|pause|lift|abandon|consider"
    r"|oppos(?:es?|ed|ing)(?: to)?|opposition(?: to)?|reject(?:s|ed|ing|ion)?"
    r"|object(?:s|ed|ions?) to|veto(?:es|ed)?|block(?:s|ed|ing)|resist(?:s|ed|ing)?"
    r"|condemn(?:s|ed|ing)?|denounc(?:es|ed|ing)|support(?:s|ed|ing)?|back(?:s|ed|ing)|welcom(?:es?|ed|ing)"
    r"|favou?r(?:s|ed|ing)?|endors(?:es?|ed|ing)|accept(?:s|ed|ing)?"
    r"|embrac(?:es?|ed))\Z"
)
"""Verbs that want an object: what follows them is what they are about."""
NO_OBJECT = re.compile(
    r"(?i)[”\"]?(?:[.,;:!?)—–”\"]|\Z|\s(?:and|but|or|yet|so|if|unless|until|when|while|because"
    r"|for now|either|anymore|any longer|at all|last|this (?:week|month|year)|on \w+day"
    r"|yesterday)\b)"
)
POINTED = re.compile(
    r"(?i)\s(?:to |of |with |in )?(?:it|that|this|them|such (?:a|an) \w+|(?:the|this|that|any such)"
    r" (?-i:[a-z]+ )?(?:idea|proposal|plan|move|mission|offer|scheme|initiative|deployment|notion"
    r"|arrangement|suggestion))\b(?! \w+ing\b)"
)
"""What points back to the issue just spoken of."""
WHO = re.compile(
    r"(?:\s|\A)(?:who|which|that|whose)\s+(?:(?:have|has|had|would|will|do|does|did|is|are|was|were"
    r"|not|also|still|long|once|\w+ly)\s+)*\Z"
)
BACKING = re.compile(
    r"(?i)\b(?:support(?:s|ed)?|back(?:s|ed)?|welcom(?:es?|ed)|favou?r(?:s|ed)?|endors(?:es?|ed)"
    r"|accept(?:s|ed)?|embrac(?:es?|ed)|approv(?:es?|ed)|prais(?:es?|ed)|hail(?:s|ed)?)\b"
)
NEGATED = re.compile(r"(?i)\b(?:not|never|neither|nor|no longer)\b|n[’']t\b")
SET_OFF = re.compile(
    r",\s(?:which|who|whose|where|led|backed)\s[^;:.]{3,160},\s(?:(?:has|have|had|also|however|\w+ly)\s)*\Z"
)
"""A clause set off by commas between a subject and its verb."""
SUPPOSED = re.compile(
    r"(?i)\b(?:if|unless|whether|assuming|suppos\w+|until|once)\s(?:(?:the|that)\s)?"
    r"(?:[A-Z][\w’']+\s|[\w’']+\s){1,4}\Z"
)
"""What is only supposed: "if Petro accepts"."""
ESCAPE = re.compile(r"(?i)(?:unless|until|without|as long as|only (?:if|when|after|once))\b")
"""Conditions that leave a way out of a refusal."""
DENYING = re.compile(r"(?i)\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing))\b")
"""A denial says that something is not so; it is no stand on it."""
ELIDED = re.compile(
    r"(?i)(?:which|(?:to )?(?:tak(?:e|ing) part|participat(?:e|ing)|join(?:ing)?(?: in)?))"
)
UNSAID = re.compile(
    r"(?i)\b(?:declin|refus)\w* to (?:say|comment|answer|confirm|discuss whether|specify)"
    r"|(?:not|n[’']t|never) (?:say|said|comment|specif\w+|confirm(?:ed)?)\b|\bto say whether"
)
"""Where nothing was said."""
BOUNDARY = re.compile(
    r"[;:—–.!?“”\"()]|,\s+(?:while|but|although|though|whereas|even as|as|yet|so|after|because"
    r"|which"
    r"|who|including to)\b|\s(?:while|although|whereas|but|even as|if|because|since|that|unless"
    r"|after"
    r"|whether|where)\s"
)
AMONG = re.compile(r"(?i)(?:among|one of|some of|part of) (?:the|those|several) [\w -]{2,40}\Z")
LIKE = re.compile(r"(?i)(?:like|including|such as|among them|notably|and|or|,)\s+(?:the\s+)?\Z")
PREPOSED = re.compile(
    r"(?i)\b(?:in|of|on|to|for|with|from|by|at|against|between|into|inside|over|under|toward"
    r"|towards"
    r"|about|along|across|through|near|than|supporting|join|joining|invading|told|ask|asked)"
    r"(?:\s+(?:the|a|an|any|President|Prime Minister))?\s+\Z"
)
LINK = re.compile(r"(?i)\s*(?:,\s*(?:and\s+)?|\s+and\s+|,?\s+as well as\s+|\s+or\s+)(?:the\s+)?\Z")
PRONOUN = re.compile(
    r"\b(?P<person>[Hh]e|[Ss]he)\b|\b(?P<group>[Ii]t|[Tt]hey|[Tt]he (?:alliance|bloc))\b"
    r"|\b(?P<self>[Ww]e|I)\b"
)
DUMMY_IT = re.compile(r"(?i)\bit(?:[’']s| is| was)\b")
ROLE_NEXT = re.compile(rf"(?i)\s+{ROLE}\b")
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
PURPOSE = re.compile(r"\b(?P<lead>\w+ly |\w+ )?to\s\Z")
_WILLING_WORDS = "agreed agrees pledged vowed promised ready willing prepared refused wants want"
WILLING = frozenset(_WILLING_WORDS.split())
_OPENING_WORDS = """
    the a an other others some many most both of including like such as and or all several even
    with nations countries states governments members leaders allies biggest largest its their
"""
OPENING = frozenset(_OPENING_WORDS.split())
BY_ACT: dict[str, tuple[Position, Commitment | None]] = {
    "reject": ("oppose", None),
    "refuse": ("oppose", "will_not"),
    "demand": ("support", None),
    "suggest": ("support", None),
    "commit": ("support", "will"),
}
SPOKESPEOPLE = re.compile(r"(?i)spokes(?:man|woman|person)|press secretary|ambassador|officials?\b")
