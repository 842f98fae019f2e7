"""Answers to the plan that the grammar of clauses finds, given to the parties of the war."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.grammar.answers import Answer
from servanda.reading.packages.answer_times import is_of_before, is_over, tells_of_the_past
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.answering_parties import who_answers
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.plan_words import DEAL_WORD
from servanda.reading.read import Said
from servanda.reading.text.sentences import sentences

__all__ = ["Placed", "clause_answers", "left_out", "of_other_things", "sentence_around"]

VERDICTS = {
    "accepts": "accepts",
    "accepts_in_principle": "in_principle",
    "conditional": "conditional",
    "rejects": "rejects",
}
LEAST = 0.45
"""Below this confidence of the grammar an answer is not taken."""

_ABOUT_A_PLAN = re.compile(
    r"(?i)\b(?:paper|draft|text|offer|bargain|version|accords?|terms|points?|signatures?|names?"
    r"|formula|package|document|resolution|outcome|process|scheme|blueprint|ballot|yes)\b"
)
_AN_END = re.compile(
    r"(?i)\b(?:an|the|any) end (?:to|of) (?:the |all )?[“\"']?(?:war|fighting|hostilities"
    r"|violence|aggression|bloodshed"
    r"|shooting|conflict)\b"
)
_POINTS_AT = re.compile(
    r"(?i)\A(?:it|them|this|that|both|all of (?:it|them)|its (?:terms|text)|the whole(?: thing)?"
    r"|every (?:word|line|point|comma)(?: of it)?)\b"
)
_ANOTHER = re.compile(
    r"(?i)\b(?:amendments?|clauses?|articles?|ideas?|demands?|ministers?|requests?|conditions?|quotas?"
    r"|candidates?|appointments?|troops|soldiers|peacekeepers|force|rumou?rs?|reports?|claims?"
    r"|charges?|accusations?|sequence|order|readings?|interpretation|timetable|wording|changes?|motions?|bills?|budget)\b"
)
"""What is answered where it is not the plan."""
_HELD_OUT = re.compile(r"(?i)\b(?:held|holding) out (?:until|till|for|against)\b")
_FIGHTS_ON = re.compile(
    r"(?i)\b(?:fight(?:ing)? on|keep(?:ing)? (?:on )?fighting|go(?:ing)? on fighting"
    r"|continu\w+ (?:to fight|fighting|the (?:war|struggle|fight)))\b"
)
_AT_FIRST = re.compile(r"(?i)\b(?:at first|initially|to begin with)(?=[.,;]|\Z)")
_ANY_DEAL = re.compile(
    r"(?i)\b(?:any|an?y?|every|a final) (?:\w+ )?(?:deal|plan|agreement|accord|settlement|truce"
    r"|ceasefire|proposal)"
    r" (?:should|must|has to|have to|needs? to|ought to)\b"
)
"""What somebody asks of a deal: "any deal must lift the blockade"."""
_A_BASIS = re.compile(
    r"(?i)\ba (?:possible |good |useful |sound )?(?:basis"
    r"|starting[ -]point) for (?:\w+ )?(?:negotiations?|talks|discussions?"
    r"|negotiating|bargaining)\b"
)
"""A yes to go on talking, and not to the plan as it stands."""
_ONLY_IF = re.compile(r"(?i)\b(?:if|whether|unless|suppose|should)\b[^,;.]*\b(?:and|or)\s\Z")
_CONSENT_HANGS = re.compile(
    r"(?i)\b(?:consent|acceptance|signature|support|backing|approval|agreement|yes)"
    r" (?:conditional|dependent|contingent)\b"
)
_THERE_IS_NO = re.compile(r"(?i)\bthere (?:will|would|can|could|shall|is|was)(?: be)? no\b")
_GAVE_IT = re.compile(r"(?i)\b(?:g[ai]ve|gives|given|giving|lent|lends) (?:it|them|both)\b")
_WHOSE_YES = re.compile(
    r"(?i)\b(?:decision|acceptance|signature|signatures|efforts?|yes|move|step|announcement"
    r"|breakthrough|mediation|news|message|turn|reversal|letter|reply|answer)\b"
)
ONLY_TALKS = re.compile(
    r"(?i)\b(?:agree|consent|accept|pledg|promis|commit)\w* (?:[\w’'-]+ ){0,2}?(?:to )?(?:resum"
    r"|restart|reopen|hold"
    r"|continu|start|open|begin|join|attend|return|enter|meet|talk|discuss|consider|study|send|receiv)\w*"
    r"\b(?! (?:the |a |an )?(?:cease-?fire|truce|withdraw\w*))(?: [\w’'-]+){0,5}"
)
"""A yes to go on talking, to meet or to look at something, and not to the plan."""
_OFFERS = re.compile(r"(?i)\boffer(?:s|ed|ing)? (?!to (?:sign|accept|honou?r|abide))")
"""Who offers something proposes it, and answers nobody."""
_FELL_AWAY = re.compile(
    r"(?i)\b(?:objections?|opposition|resistance|veto|refusal|reservations?|doubts?)\b[^.;:]{0,50}"
    r"\b(?:fell|fallen|lapsed|vanished|evaporated|melted|crumbled|faded|weaken\w*|soften\w*"
    r"|collapsed|disappeared"
    r"|(?:was|were|is|are|been) (?:met|answered|withdrawn|overcome|dropped|lifted|removed|waived"
    r"|gone|over))\b"
)
"""A no that is one no longer: "its last objection fell"."""
_NO_VIEW = re.compile(
    r"(?i)\b(?:offer|giv|gave|express|voic|t[ao]ke?|stat|ha|ma[dk]|ventur|volunteer|issu)\w* no"
    r" (?:\w+ )?(?:views?|opinion|comment|verdict|judge?ment|position|answer|reply|response"
    r"|reaction|stand|stance|hint|word)\b"
)
"""Who offers no view of a plan has neither taken nor refused it."""
_WHOEVER = re.compile(
    r"(?i)\b(?:whoever|whosoever|anyone who|anybody who|those who|everyone who)\b"
)
"""Whoever might answer is nobody who has."""
_PART = re.compile(
    r"(?i)\b(?:several|some|two|three|certain|many|few|parts?|one|clauses?|articles?|sections?"
    r"|paragraphs?|provisions?) (?:clauses|articles|points|parts|sections|of|provisions"
    r"|paragraphs)\b|\b(?:clause|article|paragraph|section|chapter|annex) \w+\b"
)
_SPEECH_AFTER = re.compile(
    r"(?i)[,;]\s(?:[^,;]{2,90}?\s)?(?:said|says|told|added|wrote|according to|announced"
    r"|explained)\b.*\Z"
)
_TEMPORAL = re.compile(
    r"(?i)\A(?:but )?(?:not )?(?:after|when|once|before|until|till|as(?! long\b| soon\b))\b"
)
_AHEAD = re.compile(
    r"(?i)\b(?:will|would|shall|[’']ll|ready|prepared|willing|can|could|cannot|agrees?|accepts?"
    r"|pledg\w+|vow\w*|promis\w+|plans?|intends?|not|n[’']t|refus\w+|only|never|no)\b"
)
_NO_CONDITION = re.compile(r"(?i)\A(?:before|after) (?:by|that|then|it (?:was|is))\b")


_DUTY = re.compile(
    r"\b[Ss]hall (?:\w+ )?(?:endorse|approve|ratify|accept|sign|adopt|respect|honou?r)\b"
)
"""What a plan obliges a party to, which has not answered by that."""
_IS_NO_ANSWER = re.compile(
    r"(?i)\b(?:nothing|anything|something|whatever) (?:that )?[\w’'-]+ (?:can|could|will|would|won)"
    r"(?:not|n?[’']t)? (?:accept|agree|sign|refuse|reject)"
    r"|\b(?:his|hers|its|theirs|ours|mine|yours) to (?:accept|give|refuse|reject|sign)\b"
)
"""Words of answering that tell of none: "nothing that Oslo can't accept", "not his to accept"."""


@dataclass(frozen=True)
class Placed:
    """An answer with where it is told: its sentence, and the place that orders reports."""

    answer: Answered
    sentence: Span
    at: int


def clause_answers(said: Said, parties: Parties, sides: Sequence[str]) -> Iterator[Placed]:
    """Yield the answers to the plan that the clauses of a document give, in order.

    The party is empty where somebody answers who is nobody of the case, a crowd or a critic.

    `sides`: the armed parties of the war, who are meant by "both sides". A holder whom neither
    tables nor text made a party, but who has a name, becomes one in `parties`.
    """
    day = said.source.published or said.day
    whole = [(sentence_around(said, a.evidence), a) for a in said.answers]
    signs: dict[Span, set[bool]] = {}
    for sentence, answer in whole:
        if answer.verdict in VERDICTS:
            signs.setdefault(sentence, set()).add(answer.verdict == "rejects")
    for sentence, answer in whole:
        if answer.verdict not in VERDICTS or answer.ended or answer.confidence < LEAST:
            continue
        if not _is_on_the_plan(answer, said) or _WHOEVER.search(answer.holder.of(said.text)):
            continue
        words = sentence.of(said.text)
        if tells_of_the_past(words, day):
            continue
        verdict, condition = VERDICTS[answer.verdict], _condition(answer, said)
        about = answer.about.of(said.text) if answer.about else ""
        if verdict == "accepts" and (
            _CHANGES.match(about) or _CALLS_FOR_CHANGES.search(answer.quote)
        ):
            verdict, condition = "conditional", condition or in_words(answer.quote)
        if verdict == "conditional" and not condition:
            verdict = "rejects" if answer.sign < 0 else "accepts"
        if verdict == "accepts" and (only := _A_BASIS.search(words)):
            verdict, condition = "conditional", in_words(only.group())
        if verdict == "accepts" and answer.use == "said" and _ANY_DEAL.search(answer.quote):
            verdict, condition = "conditional", in_words(answer.quote)
        quote = answer.quote if len(signs[sentence]) > 1 else words
        if verdict == "conditional" and answer.sign < 0 and _FIGHTS_ON.search(answer.quote):
            verdict, condition = "rejects", ""
        if verdict == "rejects" and _AT_FIRST.search(
            said.text[answer.evidence.start : sentence.end]
        ):
            continue
        if _ONLY_IF.search(said.text[sentence.start : answer.evidence.start]):
            continue
        if _IS_NO_ANSWER.search(words) or (
            answer.said_by == "author" and verdict == "accepts" and _DUTY.search(answer.quote)
        ):
            continue
        over = (
            is_of_before(words)
            or bool(_HELD_OUT.search(answer.quote))
            or is_over(said.text, answer.evidence, answer.holder)
        )
        for party in who_answers(answer, said, parties, sides) or ("",):
            told = Answered(
                party, verdict, condition, Citation(said.source.id, quote), day,
                "narration" if answer.said_by == "author" else answer.said_by,
                _strength(answer, said), over,
            )  # fmt: skip
            yield Placed(told, sentence, answer.evidence.start)


_ARMY = re.compile(r"\b(?:army|military|generals|armed forces|parliament|cabinet)\Z")
"""Parts of a state that do not speak for it as its government does."""
_POSSESSED = re.compile(r"(?i)(?:his|her|its|their) (?!government|party|movement|delegation|side)")
"""Somebody's chief, deputy or aide, who may speak for them or not."""
_PRONOUN = re.compile(r"(?i)\A(?:he|she|it|they|his|her|its|their)\b")


def _strength(answer: Answer, said: Said) -> float:
    """Return how binding an answer is: plain words of the holder most, a deed or a pronoun less."""
    strength = 2.0 if answer.confidence >= 0.65 else 1.2
    if answer.use == "deed":
        return 0.9
    if answer.use in {"said", "eval"}:
        strength -= 0.5
    strength -= 0.6 if answer.hearsay else 0.0
    strength -= 1.0 if _ARMY.search(answer.holder.of(said.text)) else 0.0
    strength -= 0.5 if _POSSESSED.match(answer.holder.of(said.text)) else 0.0
    return strength - (0.8 if _PRONOUN.match(answer.holder.of(said.text)) else 0.0)


_CHANGES = re.compile(
    r"(?i)(?:(?:the|some|any|its|their|further|more|certain|several|major|minor|key) )*"
    r"(?:changes?|amendments?|revisions?|modifications?|alterations?|corrections?)\b"
)
"""What is asked for where a plan is not taken as it stands."""
_CALLS_FOR_CHANGES = re.compile(
    r"(?i)\b(?:call|ask|press|push)(?:s|ed|ing|es)? for " + _CHANGES.pattern.removeprefix("(?i)")
)


def left_out(said: Said) -> list[Span]:
    """Return the clauses in which the plan is refused or a condition set: they state no term."""
    return [
        answer.evidence
        for answer in said.answers
        if answer.verdict in {"rejects", "conditional"}
        and answer.actor
        and _is_on_the_plan(answer, said)
    ]


def of_other_things(said: Said) -> list[Span]:
    """Return the clauses that answer something else than the plan: an amendment, an idea."""
    return [
        answer.evidence
        for answer in said.answers
        if answer.use == "answer"
        and answer.verdict in VERDICTS
        and answer.about is not None
        and answer.evidence.holds(answer.about)
        and _ANOTHER.search(answer.about.of(said.text))
        and not _is_on_the_plan(answer, said)
    ]


def sentence_around(said: Said, span: Span) -> Span:
    """Return the sentence in which a span begins, made longer where the span runs on."""
    low, high = said.text.rfind("\n", 0, span.start) + 1, said.text.find("\n", span.end)
    whole = next(
        (
            s
            for s in sentences(said.text, low, high if high >= 0 else len(said.text))
            if s.start <= span.start < s.end
        ),
        span,
    )
    return Span(whole.start, max(whole.end, span.end))


def _is_on_the_plan(answer: Answer, said: Said) -> bool:
    """Say whether an answer is to the plan as a whole, or to somebody's yes to it."""
    about = answer.about.of(said.text) if answer.about else ""
    here = answer.about is not None and answer.evidence.holds(answer.about)
    if _THERE_IS_NO.search(answer.quote) and not here:
        return False
    if answer.verdict == "rejects" and (
        _FELL_AWAY.search(answer.quote) or _NO_VIEW.search(answer.quote)
    ):
        return False
    if answer.verdict == "accepts" and (
        ONLY_TALKS.search(answer.quote) or (answer.use == "answer" and _OFFERS.search(answer.quote))
    ):
        return False
    if _PART.search(about):
        return False
    named = answer.issue.replace("_", " ")
    if answer.use == "deed":
        return (here and bool(DEAL_WORD.search(about))) or (
            answer.verdict in {"conditional", "rejects"} and bool(DEAL_WORD.search(answer.quote))
        )
    if answer.verdict == "accepts" and _AN_END.search(answer.quote):
        return True
    if DEAL_WORD.search(about) or answer.issue in {"peace_deal", "ceasefire"}:
        return True
    if DEAL_WORD.search(named) or _ABOUT_A_PLAN.search(about) or _ABOUT_A_PLAN.search(named):
        return True
    if _CONSENT_HANGS.search(answer.quote):
        return True
    if answer.use == "answer" and not here and answer.about is not None:
        return True
    if _POINTS_AT.match(about) or (answer.use == "answer" and _GAVE_IT.search(answer.quote)):
        return True
    return answer.verdict == "accepts" and bool(_WHOSE_YES.search(about or named))


def _condition(answer: Answer, said: Said) -> str:
    """Return what an answer hangs on; a time at which something happened is no condition."""
    if answer.condition is None:
        return ""
    words = in_words(_SPEECH_AFTER.sub("", answer.condition.of(said.text)))
    if _NO_CONDITION.match(words):
        return ""
    if _TEMPORAL.match(words):
        clause = said.text[answer.evidence.start : answer.condition.start]
        if not _AHEAD.search(clause):
            return ""
    return words
