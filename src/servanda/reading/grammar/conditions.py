"""The clause an answer hangs on: "if", "provided that", "not before", "in exchange for"."""

from __future__ import annotations

import re
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.grammar.word_index import Sieve

__all__ = ["condition_of", "is_conditional_object"]

_REST: Final = r"(?:[^.;!?”\"]|\.(?=[\w-])|(?<=\b[A-Z])\.(?= [a-z]))*"
_FIRM: Final = Sieve(
    re.compile(
        r"(?i)\b(?<!even )(?<!as )(?:if(?! not\b| only\b| any\b| ever\b)|unless|provid(?:ed"
        r"|ing)(?! (?:for|by|to|in|at|with|a|an|more|some)\b)(?= (?:that|the|its|it"
        r"|they|he|she|we|all|both|[A-Z]\w+|[a-z]+s? [a-z]+))"
        r"|(?:as|so) long as|only (?:if|when|after|once|as)|(?:but )?not (?:without|before|until)"
        r"|(?:up)?on (?:the |one |two |three |several )?(?:strict )?(?:conditions?|proviso"
        r"|understanding)(?: that)?"
        r"|with (?:the|a|an|one|some|several|certain|two|three)?\s?(?:list of )?(?:proviso"
        r"|caveats?|reservations?|conditions?|provisos)"
        r"|in (?:exchange|return) for|assuming|contingent (?:on|upon)|conditional (?:on|upon)"
        r"|should (?=(?:the|its|their|his|her|all|both|any|[A-Z]\w+)\b(?: [\w’'-]+){0,4} (?:be"
        r"|not|get|have"
        r"|leave|agree|stop|do|give|make|take|sign|accept|withdraw|receive)\b)"
        r"|depend(?:s|ed|ent|ing) (?:on|upon)|subject to|pending|at (?:its|his|her"
        r"|their) (?:demand|insistence)"
        r"|but (?:only|asked for|asks for|demand(?:s|ed)|wants?(?:ed)?|insist(?:s|ed)|set (?:a "
        r"|two |three )?conditions?"
        r"|with (?:conditions|reservations)|not(?! (?:\w+ly|only|all|before|just|yet)\b))"
        r"|but (?:\w+ )?(?:(?:will|would|could|can) not|won[’']t|wouldn[’']t|cannot|can[’']t)"
        r"|but (?:it|they|that|this|the \w+|any \w+) (?:ha[sd] to|have to|must|should|needs? to"
        r"|needed to|would have to)"
        rf"|without (?=(?:\w+ ){{0,3}}(?:guarantee|security|agreement|consent|approval|ceasefire"
        rf"|concession"
        rf"|withdrawal|support|mandate|leave|others?|allies|them)\b)"
        rf")\b{_REST}"
    ),
    ("if", "unless", "provid", "long as", "only", "not ", "condition", "proviso", "understanding",
     "caveat", "reservation", "exchange", "return", "assuming", "contingent", "depend", "subject",
     "pending", "demand", "insist", "but ", "without", "should", "If", "Unless", "Provid"),
)  # fmt: skip
_LATER: Final = Sieve(
    re.compile(
        r"(?i)(?<!\bat )\b(?:once|when|after|until|till|as soon as|before|within \w+ (?:days"
        r"|weeks|months) of)\b"
        r"(?! (?:the )?(?:meeting|talks(?! (?:have|are|had))|call|a (?:call|meeting|visit|vote"
        r"|telephone)|all\b|hours|days|weeks"
        r"|months|years|midnight|noon|dawn|long|then|christmas|easter|ramadan|\w+day\b|january"
        r"|february"
        r"|march|april|may\b|june|july|august|september|october|november|december|the (?:end|week"
        r"|summer|winter|spring|autumn|deadline)|next|last|this|that\b|\d))"
        rf"{_REST}"
    ),
    ("once", "when", "after", "until", "till", "soon as", "before", "within", "When", "Once",
     "After", "Until"),
)  # fmt: skip
_WHILE: Final = re.compile(
    r"(?i)\s(?P<if>(?:while|whilst) (?!ready|willing|in favou?r|we "
    r"|I )(?:[\w’'-]+ ){1,6}?(?:is|are|remains?|stays?"
    r"|continues?|lasts?|goes on|go on|keeps?|holds?|occup(?:y|ies)|sits?"
    r"|stands?)\b(?! (?:ready|willing"
    r"|prepared|for|in favou?r)\b)[^.,;!?”\"]*)"
)
"""What a refusal hangs on that holds for as long: "will not sign while the port is shelled"."""
_ANOTHER_CLAUSE: Final = re.compile(r", (?:and|but|who|which|whose|whom|where|nor)\b|[;:]|[”\"],")
"""What keeps a time from binding the verb before it: it is of a clause of its own."""
_UNBOUND: Final = re.compile(
    r"(?i)\b(?:without|no) (?:any |further |pre)?(?:pre-?)?(?:conditions?|reservations?|ifs"
    r"|delay)\b|even if|whether or not"
    r"|unconditional|no matter|whatever"
)
_FRONTED: Final = re.compile(
    r"\s*[“\"']?(?:If|Unless|Provided|Once|Only (?:if|when|after|once)|As long as|Should|When"
    r"|Until"
    r"|In (?:exchange|return) for|Assuming)\b[^.;!?]*?,"
)
_SELF: Final = re.compile(
    r"(?i)\bif (?:asked|need be|so|at all|ever|necessary|needed|possible|confirmed|anything"
    r"|true)\b(?! [a-z]+ by)"
)
_HANGING_OBJECT: Final = re.compile(
    r"(?i)\b(?:dependent|conditional|contingent) (?:on|upon)\b|\bhinge[sd]? on\b"
)


def condition_of(
    text: str, clause: Span, sentence: Span, *, future: bool, refuses: bool
) -> Span | None:
    """Return what an answer hangs on: after its verb in `clause`, or at the head of the sentence.

    `future`: said of what is to come, where "once", "when" and "after" bind too; `refuses`: of a
    refusal, which only "unless", "until", "if", "without" and the like leave a way out of.
    """
    if _UNBOUND.search(text, clause.start, clause.end):
        return None
    found = _FIRM.search(text, clause.start, clause.end)
    if found and _SELF.match(text, found.start()):
        found = None
    if not found and future:
        found = _LATER.search(text, clause.start, clause.end)
        if found and _ANOTHER_CLAUSE.search(text, clause.start, found.start()):
            found = None
    if found and refuses and not _leaves_way_out(found.group()):
        found = None
    if not found and refuses and future:
        held = _WHILE.search(text, clause.start, sentence.end)
        if held and not re.search(r"[,;:]", text[clause.start : held.start()]):
            return Span(held.start("if"), held.end("if"))
    if found:
        words = found.group().rstrip(" ,—–")
        return Span(found.start(), found.start() + len(words))
    front = _FRONTED.match(text, sentence.start, clause.start)
    return Span(front.start(), front.end() - 1) if front else None


def is_conditional_object(words: str) -> bool:
    """Say whether support is called dependent on something: "made its support dependent on"."""
    return bool(_HANGING_OBJECT.search(words))


_WAY_OUT: Final = re.compile(
    r"(?i)(?:unless|until|till|without|as long as|so long as|only|if|before|but only|pending|not)\b"
)


def _leaves_way_out(words: str) -> bool:
    return bool(_WAY_OUT.match(words))
