"""What a statement does with its words: its act, polarity, hedging and condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from servanda.evidence.records import Acts, Polarity
from servanda.evidence.span import Span
from servanda.reading.grammar.lexicon import pattern_of
from servanda.reading.grammar.quick_stems import has_any
from servanda.reading.grammar.word_index import Sieve

__all__ = ["Reading", "condition_in", "hedge_in", "is_negated", "read_act"]


@dataclass(frozen=True)
class Reading:
    """How a statement is to be taken; spans are in the text it was read from."""

    act: Acts
    polarity: Polarity
    hedge: Span | None
    condition: Span | None


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_OF_CUES: tuple[Acts, ...] = (
    "refuse", "reject", "demand", "commit", "suggest", "predict", "believe", "announce",
)  # fmt: skip
_CUES = tuple((act, pattern_of("cue", act)) for act in _OF_CUES)
_REJECTING = _words(
    r"non-?starter|unacceptable|out of the question|red lines?|(?:will|would|must|can"
    r"|shall)(?: not|n[’']t"
    r"| never) be (?:allowed|accepted|tolerated|permitted|considered)|(?:can|will) ?(?:not|never)"
    r" (?:accept|tolerate|allow|agree|recogni[sz]e)|won[’']t (?:accept|tolerate|allow)|(?:no"
    r"|never any)"
    r" (?:question|chance|possibility) of|(?<!not )(?<!n’t )(?<!nor )"
    r"(?:oppose[sd]?|reject(?:s|ed)?)"
    r"|not acceptable"
    r"|illegal and invalid|off the table|(?:will|would|can|shall) be no"
)
_REFUSING = re.compile(
    r"\b(?:will|would|shall|do|does|is|are)(?: not|n[’']t| never)|\bwon[’']t|\bcannot"
    r"|\bcan[’']t"
    r"|\bunwilling to|\bnever",
    re.IGNORECASE,
)
_NOT_HAVING = re.compile(
    r"(?:\w+\s)?(?:be )?(?:accept|tolerate|allow|permit|recogni[sz]e|agree|want|support|favou?r"
    r"|interested|bow|yield)",
    re.IGNORECASE,
)
_EAGER = re.compile(r"(?:cannot|can[’']t|can not)\s(?:hardly\s)?wait\sto\b", re.IGNORECASE)
_COMMITTING = _words(
    r"(?:will|shall|are ready to|is ready to|was ready to|were ready to|(?:is|are|was"
    r"|were) prepared to"
    r"|(?:is|are|was|were) willing to|would be (?:ready|willing|prepared) to)"
    r" (?!not|never|be\b)(?:[a-z]+ly )?(?:continue|send|deploy|join|support|provide|withdraw|sign"
    r"|release"
    r"|defend|fight|respond|retaliate|stand|help|give|supply|deliver|host|contribute|respect"
    r"|honou?r|comply|accept|attend|allow|agree|launch|resume|keep|protect|observe|abide"
    r"|implement|return|stop|halt|cease|talk|meet|negotiate|participate|take|attack|strike|resist"
    r"|act|do)"
    r"|would (?:continue|send|deploy|join|support|provide|withdraw|sign|release|retaliate|respond"
    r"|defend|accept|attend|resume|halt|stop|honou?r|host|supply|return|negotiate|participate"
    r"|contribute|comply|implement)"
)
_COMPELLING = _words(r"must|ha(?:s|ve) to|needs? to|ought to")
_FUTURE = _words(
    r"will|won[’']t|(?:is|are|was|were) (?:not )?going to|(?:is|are) (?:un)?likely to|(?:is"
    r"|are) bound to"
    r"|for the foreseeable future|would lead to|would mean"
)
_NEGATION = re.compile(
    r"\b(?:not|never|no longer|cannot|neither|nor)\b|n[’']t\b|\bno (?=[a-z])"
    r"|\bwithout\b"
    r"(?! (?:further |any )?(?:delay|preconditions?|conditions?|exception|interruption))",
    re.IGNORECASE,
)
_DENYING = ("not", "never", "no longer", "neither", "nor", "n't", "n’t", "no ", "without")
"""What every match of `_NEGATION` holds."""
_HEDGE = _words(
    r"(?-i:may|might)|could|possibly|perhaps|probably|likely|unlikely|apparently|reportedly"
    r"|allegedly"
    r"|seem(?:s|ed)?|appear(?:s|ed)? to|potentially|presumably|theoretically|arguably|signs that"
    r"|in principle|hypothetically|purportedly|would consider|not ruled? out"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|as long as|only (?:if|when|after|once)|once"
    r"|on (?:the )?condition"
    r"(?: that)?|in (?:exchange|return) for|assuming|until|without(?= (?:\w+ ){0,3}(?:guarantee"
    r"|security"
    r"|agreement|consent|approval|ceasefire|concession|withdrawal))|contingent on"
    r"|subject to)\b(?:[^.;!?”\"]|\.(?=[\w-])|(?<=\b[A-Z])\.(?= [a-z]))*",
    re.IGNORECASE,
)
_HEDGING, _HANGING = Sieve(_HEDGE), Sieve(_CONDITION)
_ACTING = tuple(map(Sieve, (_REFUSING, _REJECTING, _COMMITTING, _COMPELLING, _FUTURE)))
_FIRST_CLAUSE = re.compile(r"[,;:.!?—–]| that | which | who | because | while | although ")
_LED_BY_THAT = re.compile(r"\A[\W]*that\b")
_SELF = _words(
    r"we|i|us|our|my|they|he|she|it|their|the (?:group|movement|alliance|bloc|rebels"
    r"|organi[sz]ation|army|government)"
    r"|(?:his|her|its) (?:country|government|forces|party|nation|people)"
)
_NOT_ACTION = _words(
    r"(?:not|n[’']t|never) (?:be|been|have been|a|an|the|security|yet|only|just|opposed|against"
    r"|true|know"
    r"|clear|think|believe|so|been)"
)


_UNSAID = re.compile(
    r"\b(?:did|does|do|has|have|had|would)(?: not|n[’']t|(?: not)? yet) (?:yet )?"
    r"(?:sa(?:y|id)|comment|specify|specified|confirm(?:ed)?|indicate[d]?"
    r"|explain(?:ed)?)|\bnever said",
    re.IGNORECASE,
)


def is_negated(clause: str) -> bool:
    """Say whether the main clause of some words is negated.

    >>> is_negated("that they would not participate"), is_negated("peace, not war")
    (True, False)
    """
    if not has_any(_DENYING, clause.lower()):
        return False
    clause = _LED_BY_THAT.sub("", clause.strip()).strip(' “"‘')
    stop = _FIRST_CLAUSE.search(clause)
    return bool(_NEGATION.search(clause, 0, stop.start() if stop else len(clause)))


def hedge_in(text: str, span: Span) -> Span | None:
    """Return the first words in `span` that weaken what is said."""
    match = _HEDGING.search(text, span.start, span.end)
    return Span(*match.span()) if match else None


def condition_in(text: str, span: Span) -> Span | None:
    """Return the first clause in `span` that what is said hangs on."""
    match = _HANGING.search(text, span.start, span.end)
    if not match:
        return None
    words = match.group().rstrip(" ,—–")
    return Span(match.start(), match.start() + len(words)) if " " in words else None


def read_act(
    text: str, cue: str, content: list[Span], own: frozenset[str] = frozenset()
) -> Reading:
    """Return how a statement is to be taken, from its cue and the spans of its content.

    A cue that says what is done (rejects, calls for, pledges) decides; after "said" or "made
    clear" the content does. `own`: lower-case names the speaker and its side go by, so that
    "Russia will not discuss" is a refusal from Russia and a prediction from others.

    >>> text = "they would not participate"
    >>> read_act(text, "have indicated", [Span(0, len(text))]).act
    'refuse'
    """
    words = " ".join(span.of(text) for span in content)
    hedge = next((h for span in content if (h := hedge_in(text, span))), None)
    condition = next((c for span in content if (c := condition_in(text, span))), None)
    negated = is_negated(words) != bool(_UNSAID.search(cue))
    polarity: Polarity = "negated" if negated else "affirmed"
    act: Acts | None = "demand" if _is_insisting(cue, words) else _act_of_cue(cue)
    act = act or _act(words, own, _tried(text, content))
    return Reading(act, polarity, hedge, condition)


def _is_insisting(cue: str, words: str) -> bool:
    insists = words.startswith("that ") and _INSISTING.search(cue)
    return bool(insists) and not _FINITE.search(words)


@lru_cache(maxsize=1 << 12)
def _act_of_cue(cue: str) -> Acts | None:
    for act, pattern in _CUES:
        if pattern.search(cue):
            return "reject" if act == "commit" and _NEGATION.search(cue) else act
    return None


def _tried(text: str, content: Sequence[Span]) -> list[bool]:
    """Return which of the patterns on a content can match; all where it is in fragments."""
    if len(content) != 1:
        return [True] * len(_ACTING)
    [span] = content
    return [sieve.may_match(text, span.start, span.end) for sieve in _ACTING]


def _act(words: str, own: frozenset[str], tried: Sequence[bool]) -> Acts:
    refuses, rejects, commits, compels, foretells = tried
    refusing = _REFUSING.search(words) if refuses else None
    if (
        refusing
        and not _NOT_ACTION.match(words, _not_at(words, refusing))
        and _is_own(words[: refusing.start()], own)
    ):
        if _EAGER.match(words, refusing.start()):
            return "commit"
        rest = words[_not_at(words, refusing) :].partition(" ")[2]
        return "reject" if _NOT_HAVING.match(rest) else "refuse"
    if rejects and _REJECTING.search(words):
        return "reject"
    committing = _COMMITTING.search(words) if commits else None
    if committing and _is_own(words[: committing.start()], own):
        return "commit"
    compelling = _COMPELLING.search(words) if compels else None
    if compelling and not _is_own(words[: compelling.start()], own):
        return "demand"
    future = foretells and not compelling and _FUTURE.search(words)
    return "predict" if future else "assert"


_INSISTING = re.compile(r"\binsist\w*\Z", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:\w+ed|is|are|was|were|has|have|had|will|would|can|could|may|might|does|do|did|must"
    r"|should"
    r"|cannot|\w+n[’']t)\b|[“\"]",
    re.IGNORECASE,
)


def _not_at(words: str, match: re.Match[str]) -> int:
    found = _NEGATION.search(words, match.start())
    return found.start() if found and found.group().lower() in {"not", "never"} else match.start()


def _is_own(subject: str, own: frozenset[str]) -> bool:
    """Say whether the subject before a verb is the speaker or its side."""
    clauses = re.split(r"[.!?;:,]|\bthat\b|\bbut\b|\bif\b", subject.lower())
    if re.search(r"\w but \Z", subject) and len(clauses) > 1:
        clauses.pop()  # "it wants peace but will never": the subject stands before
    clause = clauses[-1]
    if not clause.strip(' “"‘'):
        return False
    return bool(_SELF.search(clause)) or any(
        name in clause and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", clause) for name in own
    )
