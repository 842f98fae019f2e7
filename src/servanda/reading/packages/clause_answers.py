"""Answers to the plan that the grammar of clauses finds, given to the parties of the war."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.evidence.records import Citation
from servanda.evidence.span import Span
from servanda.reading.grammar.answers import Answer
from servanda.reading.packages.answer_patterns import (
    ONLY_SUCH,
    OTHERS_SAY,
    STRINGS,
)
from servanda.reading.packages.answer_times import (
    is_in_an_old_aside,
    is_of_an_earlier_month,
    is_of_before,
    is_over,
    tells_of_the_past,
)
from servanda.reading.packages.answered import Answered, in_words
from servanda.reading.packages.answering_parties import who_answers
from servanda.reading.packages.on_the_plan import is_on_the_plan, sentence_around
from servanda.reading.packages.parties import Parties
from servanda.reading.packages.plan_words import DEAL
from servanda.reading.read import Said

__all__ = ["Placed", "clause_answers"]

VERDICTS = {
    "accepts": "accepts",
    "accepts_in_principle": "in_principle",
    "conditional": "conditional",
    "rejects": "rejects",
}
LEAST = 0.45
"""Below this confidence of the grammar an answer is not taken."""

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
_WHOEVER = re.compile(
    r"(?i)\b(?:whoever|whosoever|anyone who|anybody who|those who|everyone who)\b"
)
"""Whoever might answer is nobody who has."""
_NO_IFS = re.compile(r"(?i)\b(?:without (?:an? |any )?(?:ifs?|buts?)|no ifs)\b")
"""A yes that says it hangs on nothing: "for it without an if"."""
_MOST_OF_IT = re.compile(
    r"(?i)\A(?:to |on |with )?(?:most|much|nearly all|almost all|the bulk|the core|the main"
    r"|the broad|the essence|the principles?|the general \w+|the outlines?|large parts?|many)\b"
)
"""A plan that is taken but for some of it."""
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
_CONCEDED = re.compile(r"(?i)\Aif (?:with|without|only just|\w+ly)\b")
"""What is granted and no condition: "signed, if with a sour face"."""
_NO_CONDITION = re.compile(r"(?i)\A(?:before|after) (?:by|that|then|it (?:was|is))\b")


_UNDER_THE_PLAN = re.compile(
    r"\W*(?:In|Under|By|According to) (?:the terms of )?(?:the|this|that|its) "
    rf"(?:[\w’'-]+ ){{0,2}}?(?i:{DEAL})\b"
)
"""What begins so tells what the plan lays down, and no promise of a party's own."""
_DUTY = re.compile(
    r"\b[Ss]hall (?:\w+ )?(?:endorse|approve|ratify|accept|sign|adopt|respect|honou?r)\b"
)
"""What a plan obliges a party to, which has not answered by that."""
_IS_NO_ANSWER = re.compile(
    r"(?i)\b(?:nothing|anything|something|whatever) (?:that )?[\w’'-]+ (?:can|could|will|would|won)"
    r"(?:not|n?[’']t)? (?:accept|agree|sign|refuse|reject)"
    r"|\b(?:his|hers|its|theirs|ours|mine|yours) to (?:accept|give|refuse|reject|sign)\b"
    r"|\byes or (?:a )?no\b|\bno or (?:a )?yes\b"
    r"|\b(?:if|should) (?:only |just |even )?(?:one|either|any|another|the other) (?:side"
    r"|party|camp"
    r"|of (?:them|the two))\b[^,;.]{0,40}\b(?:refus|reject|accept|agree|sign)"
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
        if not is_on_the_plan(answer, said) or _WHOEVER.search(answer.holder.of(said.text)):
            continue
        words = sentence.of(said.text)
        verdict, condition = _verdict(answer, said, words)
        if _is_set_aside(answer, said, sentence, verdict, day):
            continue
        quote = answer.quote if len(signs[sentence]) > 1 else words
        over = (
            is_of_before(words)
            or is_of_an_earlier_month(words, day)
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


def _verdict(answer: Answer, said: Said, words: str) -> tuple[str, str]:
    """Return what an answer comes to in its sentence, and what it hangs on."""
    verdict, condition = VERDICTS[answer.verdict], _condition(answer, said)
    about = answer.about.of(said.text) if answer.about else ""
    if verdict == "accepts" and answer.about and _UNDONE.match(said.text, answer.about.start):
        verdict = "rejects"
    if verdict == "accepts" and (_CHANGES.match(about) or _CALLS_FOR_CHANGES.search(answer.quote)):
        verdict, condition = "conditional", condition or in_words(answer.quote)
    if verdict == "accepts" and _MOST_OF_IT.match(about):
        verdict = "in_principle"
    if verdict == "conditional" and _NO_IFS.search(words):
        condition = ""
    if verdict == "conditional" and not condition:
        verdict = "rejects" if answer.sign < 0 else "accepts"
    if verdict == "accepts" and (only := _A_BASIS.search(words)):
        verdict, condition = "conditional", in_words(only.group())
    if verdict == "accepts" and answer.use == "said" and _ANY_DEAL.search(answer.quote):
        asked = _ANY_DEAL.search(words)
        clause = re.split(r"[.;]", words[asked.start() :])[0] if asked else answer.quote
        verdict, condition = "conditional", in_words(clause.strip(' ”"'))
    if verdict == "accepts" and (tied := STRINGS.search(words)):
        verdict, condition = "conditional", in_words(words[tied.start() :])
    if verdict == "rejects" and (only := ONLY_SUCH.search(answer.quote)):
        verdict, condition = "conditional", in_words(only.group())
    if verdict == "conditional" and answer.sign < 0 and _FIGHTS_ON.search(answer.quote):
        verdict, condition = "rejects", ""
    return verdict, condition


def _is_set_aside(
    answer: Answer, said: Said, sentence: Span, verdict: str, day: date | None
) -> bool:
    """Say whether an answer's sentence makes it none of now: long past, supposed, a term told."""
    words = sentence.of(said.text)
    if tells_of_the_past(words, day) or _IS_NO_ANSWER.search(words):
        return True
    if verdict == "rejects" and _AT_FIRST.search(said.text[answer.evidence.start : sentence.end]):
        return True
    if _ONLY_IF.search(said.text[sentence.start : answer.evidence.start]):
        return True
    if answer.about and _SOONER.search(said.text[sentence.start : answer.about.start]):
        return True
    if answer.use == "deed" and _UNDER_THE_PLAN.match(words):
        return True
    if answer.about and is_in_an_old_aside(words, answer.about.start - sentence.start, day):
        return True
    by_author = answer.said_by == "author" and verdict == "accepts"
    return by_author and bool(_DUTY.search(answer.quote))


_ARMY = re.compile(r"\b(?:army|military|generals|armed forces|parliament)\Z")
"""Parts of a state that do not speak for it as its government does."""
_POSSESSED = re.compile(
    r"(?i)(?:his|her|its|their) (?!government|party|movement|delegation|side|cabinet)"
)
"""Somebody's chief, deputy or aide, who may speak for them or not."""
_PRONOUN = re.compile(r"(?i)\A(?:he|she|it|they|his|her|its|their)\b")


def _strength(answer: Answer, said: Said) -> float:
    """Return how binding an answer is: plain words of the holder most, a deed or a pronoun less."""
    strength = 2.0 if answer.confidence >= 0.65 else 1.2
    if answer.use == "said" and _ANY_DEAL.search(answer.quote):
        return 1.0
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
_UNDONE = re.compile(
    r"(?:[\w’'-]+ ){1,5}?(?:to be |be |thrown |sent )?(?:torn up|scrapped|withdrawn|dropped|buried"
    r"|burn(?:ed|t)|binned|cancelled|annulled|shelved|put off|postponed|delayed|stopped|thrown out"
    r"|blocked|revoked|set aside|reopened|renegotiated|rewritten|redrafted)\b"
)
"""What is wanted done to a plan by who does not want it: "wants the text torn up"."""
_SOONER = re.compile(r"(?i)\b(?:sooner|rather) than\b[^.;,]{0,25}\Z")
"""Before what somebody would do anything sooner than: "resigned sooner than be parties to it"."""
_CALLS_FOR_CHANGES = re.compile(
    r"(?i)\b(?:call|ask|press|push)(?:s|ed|ing|es)? for " + _CHANGES.pattern.removeprefix("(?i)")
)


def _condition(answer: Answer, said: Said) -> str:
    """Return what an answer hangs on; a time at which something happened is no condition."""
    if answer.condition is None:
        return ""
    words = in_words(_SPEECH_AFTER.sub("", answer.condition.of(said.text)))
    if _NO_CONDITION.match(words) or _CONCEDED.match(words):
        return ""
    if OTHERS_SAY.search(said.text, answer.evidence.start, answer.condition.start):
        return ""
    if _TEMPORAL.match(words):
        clause = said.text[answer.evidence.start : answer.condition.start]
        if not _AHEAD.search(clause):
            return ""
    return words
