"""Whether an answer is to the plan as a whole, or to something else: a change, an effort, talks."""

from __future__ import annotations

import re

from servanda.evidence.span import Span
from servanda.reading.grammar.answers import Answer
from servanda.reading.packages.answer_patterns import AN_EFFORT, OFFER_OF_TALKS, OTHER_THINGS
from servanda.reading.packages.plan_words import DEAL, DEAL_WORD
from servanda.reading.read import Said
from servanda.reading.text.sentences import sentences

__all__ = ["ONLY_TALKS", "is_on_the_plan", "left_out", "of_other_things", "sentence_around"]

_VERDICTS = frozenset({"accepts", "accepts_in_principle", "conditional", "rejects"})
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
    r"(?i)\A(?:it|them|(?:this|that)(?! (?!whole|very|same|one\b)[a-z])|both"
    r"|all of (?:it|them)|its (?:terms|text)|the whole(?: thing)?"
    r"|every (?:word|line|point|comma)(?: of it)?)\b"
)

_THE_PEACE = re.compile(r"(?i)(?:to |on |for )?(?:the|this|that) (?:new |whole )?peace")
"""The plan by what it makes: "welcomed the peace"."""

_ANOTHER = re.compile(
    r"(?i)\b(?:amendments?|clauses?|articles?|ideas?|demands?|ministers?|requests?|conditions?"
    r"|quotas?"
    r"|candidates?|appointments?|troops|soldiers|peacekeepers|force|rumou?rs?|reports?|claims?"
    r"|chapters?|sections?|passages?|paragraphs?"
    r"|charges?|accusations?|cop(?:y|ies)|sequence|order|readings?|interpretation|timetable"
    r"|wording|changes?|motions?|bills?|budget|extensions?|renewal|mandates?|venue|agenda"
    r"|mediation|mediators?|composition)\b"
)
"""What is answered where it is not the plan."""

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
    r"|continu|start|open|begin|join|attend|return|enter|meet|talk|discuss|consider|study|send"
    r"|receiv"
    r"|work(?= (?:through|on|with|together|towards?|constructively)))\w*"
    r"\b(?! (?:the |a |an )?(?:cease-?fire|truce|withdraw\w*))(?: [\w’'-]+){0,5}"
)
"""A yes to go on talking, to meet or to look at something, and not to the plan."""

_ASKS_TO_SEE = re.compile(
    r"(?i)\bask(?:s|ed|ing)? (?:to see|for) (?:a |the |an |its "
    r"|their )?(?:[\w-]+ ){0,2}(?:annex(?:es)?"
    r"|texts?|cop(?:y|ies)|documents?|papers?|maps?|drafts?|versions?|details|translation)\b"
)
"""Who wants to read a plan has not taken it."""

_READY_TO_TALK = re.compile(
    r"(?i)\b(?:ready|willing|prepared|open|happy|eager) (?:to|for) (?:\w+ly )?(?:negotiat\w*|talks?"
    r"|discuss\w*|consider|study|meet|dialogue|keep (?:on )?(?:negotiating|talking)"
    r"|work (?:with|on)|(?:join|return to|resume) (?:the )?(?:\w+ )?(?:talks|table|negotiations))\b"
)
"""Readiness to talk about a plan: "ready to negotiate a deal"."""

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

_WHO_TREATS_IT = re.compile(
    r"(?i)[’']s (?:[\w-]+ )?(?:opponents|critics|enemies|foes|authors|drafters|sponsors|backers"
    r"|supporters|champions)\b"
)

_A_WORD = (
    r"(?i)\A(?:to |on |with )?(?:(?:an?|the|any|all|some|every|his|her|its|their|that|this|two"
    r"|three|several) )?(?:[\w’'-]+ )?"
)
_AMENDED = re.compile(
    rf"{_A_WORD}(?:amendments?|revisions?|reservations?|addend(?:um|ums|a)|caveats?|riders?|footnotes?"
    r"|exceptions?)\b"
)
_ASKED = re.compile(
    rf"{_A_WORD}(?:requests?|demands?|rumou?rs?|reports?|claims?|charges?|criticisms?)\b"
)
_FOR_A_DEAL = re.compile(rf"(?i)\b(?:demands?|requests?) for [^.;]{{0,30}}?\b{DEAL}\b")
_ROOM = re.compile(
    rf"{_A_WORD}(?:meetings?|rooms?|hall|session|sitting|chamber|building|ceremony|dinner|hotel"
    r"|mediation|mediators?|envoys?|inquiry|investigation)\b"
)
"""What is changed in a plan, asked for or said of it, and where it is read out."""
_ABOUT_IT = re.compile(
    rf"{_A_WORD}(?:delays?|breach(?:es)?|violations?|leaks?|timing|handling|misuse|abuse|postponement"
    r"|collapse|failure|burial|death|lateness|loss) (?:of|in|to)\b"
)
"""What befalls a plan, and what is blamed or praised in its stead."""
_NAMED = re.compile(
    rf"(?i)\b(?:{DEAL}|papers?|drafts?|offer|bargain|outcome|formula|package|signing|signature|scheme"
    r"|process|peace|result|handshake|ceremony|points?|articles?)\b|\Awhat\b"
)
_NAME_ENDS = re.compile(
    r"(?i)[“\"‘']|(?<!of)(?<!in)(?<!with)(?<!from) (?:as |to be )?(?:an?|one|nothing|no) "
)
_CLOSE = re.compile(
    rf"(?i)\b(?:{DEAL}|papers?|drafts?|offer|bargain|outcome|formula|package|document|scheme|blueprint"
    r"|sign(?:ed|ing|s)?|signatures?|peace|pact|points|process|compromise|map|charter|resolution)\b"
)
_ANOTHER_THING = re.compile(
    r"(?i)\b(?:plebiscite|referendum|poll|ballot|decree|embargo|partition|inquiry|idea|notion"
    r"|demand|request|delay|postponement|secession|independence|election|march|strike)\b"
)
_IT_KNOWN = re.compile(r"(?i)it (?:known|understood|said|clear|noted|plain|felt)\b")
"""What is wanted where something is only told: "wanted it known that"."""
_PEOPLE = re.compile(
    r"(?i)(?:with |to |at |on )?(?:those|people|anyone|anybody|everyone|whoever) ?"
)
"""People about a plan, and not the plan."""

_PART = re.compile(
    r"(?i)\b(?:several|some|two|three|certain|many|few|parts?|one|clauses?|articles?|sections?"
    r"|paragraphs?|provisions?) (?:clauses|articles|points|parts|sections|of|provisions"
    r"|paragraphs)\b|\b(?:chapters?|sections?|passages?|paragraphs?|parts) (?:of|on|about|in)\b"
    r"|\bthe [\w-]+ (?:chapters?|sections?|passages?|paragraphs?|half|parts?)\b|\b(?:clause"
    r"|article|paragraph|section|chapter|annex) \w+\b"
)


def left_out(said: Said) -> list[Span]:
    """Return the clauses in which the plan is refused or a condition set: they state no term."""
    return [
        answer.evidence
        for answer in said.answers
        if answer.verdict in {"rejects", "conditional"}
        and answer.actor
        and is_on_the_plan(answer, said)
    ]


def of_other_things(said: Said) -> list[Span]:
    """Return the clauses that answer something else than the plan: an amendment, an idea."""
    return [
        answer.evidence
        for answer in said.answers
        if answer.use in {"answer", "name"}
        and answer.verdict in _VERDICTS
        and answer.about is not None
        and answer.evidence.holds(answer.about)
        and _names_another(answer, answer.about, said)
        and not is_on_the_plan(answer, said)
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


def is_on_the_plan(answer: Answer, said: Said) -> bool:
    """Say whether an answer is to the plan as a whole, or to somebody's yes to it."""
    about = answer.about.of(said.text).strip() if answer.about else ""
    here = answer.about is not None and answer.evidence.holds(answer.about)
    if about in {"them", "those"} and answer.about and _means_others(answer.about, said):
        return False
    if answer.about and here and _POINTER.fullmatch(about) and _means_another(answer.about, said):
        return False
    if _IT_KNOWN.match(about) or (
        answer.use == "name" and here and not _is_named(answer.about, said)
    ):
        return False
    if _THERE_IS_NO.search(answer.quote) and not here:
        return False
    if answer.verdict == "rejects" and (
        _FELL_AWAY.search(answer.quote) or _NO_VIEW.search(answer.quote)
    ):
        return False
    if answer.verdict == "accepts" and _ASKS_TO_SEE.search(answer.quote):
        return False
    if answer.verdict == "accepts" and (
        ONLY_TALKS.search(answer.quote)
        or _READY_TO_TALK.search(answer.quote)
        or (answer.use == "answer" and _OFFERS.search(answer.quote))
    ):
        return False
    if _is_of_another_kind(answer, about):
        return False
    if answer.use == "name" and here:
        return True
    if _PART.search(about) or OFFER_OF_TALKS.search(answer.quote):
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
    if _THE_PEACE.fullmatch(about):
        return True
    if _POINTS_AT.match(about) or (answer.use == "answer" and _GAVE_IT.search(answer.quote)):
        return True
    return answer.verdict == "accepts" and bool(_WHOSE_YES.search(about or named))


def _is_of_another_kind(answer: Answer, about: str) -> bool:
    """Say whether the object of an answer is an effort, a change, a request, a meeting, people."""
    if _WHO_TREATS_IT.search(about) or _PEOPLE.fullmatch(about):
        return True
    at = answer.about.start if answer.about else -1
    if not answer.evidence.start <= at < answer.evidence.end:
        return False
    if answer.verdict == "rejects":
        asked = _ASKED.match(about) and not _FOR_A_DEAL.search(answer.quote)
        if asked or AN_EFFORT.match(about):
            return True
    return bool(_AMENDED.match(about) or _ROOM.match(about) or _ABOUT_IT.match(about))


def _names_another(answer: Answer, about: Span, said: Said) -> bool:
    """Say whether what is answered is named, or pointed at, as something else than a plan."""
    words = about.of(said.text).strip()
    if _POINTER.fullmatch(words):
        return _means_another(about, said)
    named = answer.use == "name" or bool(_ANOTHER.search(words))
    return named or _is_of_another_kind(answer, words)


_POINTER = re.compile(r"(?i)(?:it|this|that)(?: (?:all|either|at all))?")
_BEFORE_IT, _LONGEST_NAME = 400, 80


def _means_another(pronoun: Span, said: Said) -> bool:
    """Say whether "it" stands for what was named after any plan: a vote, a decree, an idea."""
    before = said.text[max(0, pronoun.start - _BEFORE_IT) : pronoun.start]
    others = [m.start() for m in _ANOTHER_THING.finditer(before)]
    plans = [m.start() for m in _CLOSE.finditer(before)]
    return bool(others) and (not plans or plans[-1] < others[-1])


def _is_named(about: Span | None, said: Said) -> bool:
    """Say whether it is a plan that is called something: "the plan a trap", no raid."""
    if about is None:
        return False
    words = re.split(r"[.,;:!?\n]", said.text[about.start : about.start + _LONGEST_NAME])[0]
    name = _NAME_ENDS.split(f"{words} ")[0]
    return bool(_NAMED.search(name) or _POINTS_AT.match(words))


def _means_others(pronoun: Span, said: Said) -> bool:
    """Say whether "them" stands for what is no plan: "asked for changes; Norland vetoed them"."""
    start = sentence_around(said, pronoun).start
    return bool(OTHER_THINGS.search(said.text[start : pronoun.start]))
