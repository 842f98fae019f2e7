"""What an answer is about: the issue after its verb, before it, or last spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from servanda.evidence.records import Statement
from servanda.evidence.span import Span
from servanda.reading.grammar.holders import Holders
from servanda.reading.grammar.issues import Touch
from servanda.reading.grammar.judgements import Judge, Judgement
from servanda.reading.grammar.stance_objects import object_of
from servanda.reading.grammar.stance_words import (
    OBJECT_END,
    POINTED,
    REACH,
)
from servanda.reading.grammar.word_index import Sieve
from servanda.reading.text.statement_places import Placed
from servanda.reading.who.cast import Cast
from servanda.reading.who.speakers import Speakers

__all__ = ["RECENT", "Answered"]

RECENT = 900
"""Code points after which an issue is no longer what "participate" silently means."""

_OBJECT = re.compile(
    r"\s(?:(?:to|on|with|for|against|of|in|at|from|about)\s)?"
    r"(?P<what>(?:[\w“\"’'.-]+(?:\s|(?=[,.;:!?”)]|\Z))){1,8}?(?=\s*(?:[,.;:!?”)—]|\Z|(?:if"
    r"|unless|provided|only"
    r"|on|in|by|for|with|without|as|and|but|or|that|which|who|because|after|before|until|once"
    r"|when|at"
    r"|from|under|over|to|put)\b)))"
)
_PROPOSAL = re.compile(
    r"\b(?:[Aa]ccords?|[Aa]greements?|[Dd]eal|[Pp]lan|[Pp]act|[Tt]reaty|[Tt]ruce|[Tt]ext"
    r"|[Dd]raft|[Pp]roposals?"
    r"|[Ss]ettlement|[Cc]ease-?fire|[Aa]rmistice|[Mm]emorandum|[Pp]rotocol|[Aa]nnex(?:es)?"
    r"|[Rr]oadmap|[Oo]ffer|[Bb]argain|[Bb]lueprint|[Cc]ompromise|[Cc]harter|[Ff]ramework"
    r"|[Dd]ocument|[Ee]very (?:word|line|comma|letter|syllable|clause|article|page)|[Rr]esolution"
    r"|[Mm]ap|[Dd]eclaration|[Tt]erms|[Ff]ormula|[Pp]eace)\b"
)
_WRITING = frozenset({"sign", "initial", "ratify"})
"""Verbs that a text is the object of, whatever else was spoken of since."""
_GIVEN = frozenset(
    {"assent", "consent", "acceptance", "agreement", "approval", "blessing", "benediction", "nod",
     "go-ahead", "endorsement"}
)  # fmt: skip
"""What is given to a plan and to little else."""
_BARE = frozenset({"go along", "say yes", "say no", "come round", "come around", "consent"})
_FOR_WHOM = re.compile(r"(?i)\s(?:on behalf of|for|under|with|in|at|after|before|beside)\b")
"""What follows a signature and is not the paper: "signed on behalf of the exiles"."""
_POINTING = re.compile(
    r"(?i)\s(?:to |on |for |with )?(?:it|this|that|the|(?:this|that|the) (?:whole |entire )?"
    r"(?:draft|text|plan|proposal|offer|document|deal|accord|agreement|paper|treaty|pact))"
    r"(?=[,.;:!?”\"]|\Z|\s(?:today|now|tomorrow|yesterday|and|but|if|on|in|as|at|because|last)\b)"
)
"""What points at the plan that is being spoken of: "sign it today", "reject this draft"."""
_ELIDING = frozenset(
    {"sign", "accept", "refuse", "agree", "initial", "ratify", "reject", "decline"}
)
_SIDELONG = re.compile(r"\s(?:without|with|in|on|at|after|before|by|under|for|only|as)\b")
_WHEN = (
    r"(?:(?:\w+ )?(?:minutes|hours|days|weeks|months|years|moments)|an? (?:\w+ )?(?:hour|day|week"
    r"|month|year"
    r"|fortnight))(?: and a half)? (?:before|earlier|after|ago|later)\b"
)
"""When something was answered: "embraced hours before"."""
_ADVERB_ALONE = re.compile(
    rf"(?i)\s(?:{_WHEN}|too\b|as well\b|in full\b|by (?:\d|a (?:vote|show|majority)|\w+ votes))"
)
_NOTHING_FOLLOWS = re.compile(
    rf"(?i)[”\"]?(?:[.,;:!?)—–”\"]|\Z|\s(?:{_WHEN}|too|as well|in full|and|but|or|yet|so|if"
    rf"|unless|until|when|while|because"
    r"|for now|either|anymore|any longer|at all|last|this (?:week|month|year)|on \w+day|in [A-Z]\w+"
    r"|yesterday|today|first|too|again|with their|provided|on condition)\b)"
)


_ENDS_PROPOSAL = Sieve(_PROPOSAL)
_IS_PROPOSAL = re.compile(rf"\s(?:(?!to\b)[\w’'“-]+\s){{0,5}}?{_PROPOSAL.pattern}")
_TO = re.compile(r"\sto\s")
_TAKES = re.compile(r"\s(?:to|for|of|on(?! (?:\w+ )?\w+day\b)|from|with|by)\b")
_ON_A_DAY = re.compile(r"\son (?:\w+ )?\w+day\b")
"""When an opposition was announced, and no object of it."""
_BEGINS_A_WORD = re.compile(r"\s[\w“\"]")
_LONGEST_PROPOSAL = 40
"""Code points no word for a proposal is longer than."""


def _last(found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    matches = list(found)
    return matches[-1] if matches else None


class Answered:
    """Finds what judgements are about, in one document."""

    def __init__(
        self,
        document: str,
        cast: Cast,
        touches: Sequence[Touch],
        statements: Sequence[Statement],
        speakers: Speakers,
        agreements: frozenset[str],
    ) -> None:
        self.document, self.cast, self.text = document, cast, cast.text
        self.touches = touches
        self._starts = [touch.span.start for touch in touches]
        self.placed = Placed(statements)
        self.agreements = agreements
        self.judge = Judge(cast)
        self.holders = Holders(cast, speakers, self.placed)
        self.settled: list[Span] = []
        self.answered: Touch | None = None

    def _issue(
        self, judged: Judgement, block: Span, sentence: Span
    ) -> tuple[Touch | None, Span | None]:
        touch = self._object(judged, block, sentence)
        rest = self.text[judged.verb.end : judged.object.end]
        about = self._about(judged, rest)
        if judged.match.entry.of_proposals and not (touch or self._is_proposal(rest)):
            return None, None
        if not touch and judged.passive:
            touch = self._own_theme(judged)
        elif not touch and self._has_own_words(judged):
            touch = self._own_object(judged, rest)
        if not touch and about is None and self._is_bare(judged, rest):
            touch = Touch("peace_deal", judged.verb)
        return touch, touch.span if touch and about is None else about

    def _is_bare(self, judged: Judgement, rest: str) -> bool:
        """Say whether a blessing or a consent is given of which the text need not say to what."""
        entry = judged.match.entry
        given = entry.use == "answer" and (
            (entry.words[-1] in _GIVEN and len(entry.words) > 2) or " ".join(entry.words) in _BARE
        )
        return (
            given
            and not judged.passive
            and bool(_NOTHING_FOLLOWS.match(rest) or _ADVERB_ALONE.match(rest))
        )

    def _is_proposal(self, rest: str) -> bool:
        return bool(_IS_PROPOSAL.match(rest))

    def _has_own_words(self, judged: Judgement) -> bool:
        use = judged.match.entry.use
        if use in {"answer", "waver", "name"}:
            return True
        joins = judged.match.entry.complement == "prep"
        return use == "deed" and bool(
            joins or judged.condition or judged.sign < 0 or judged.governed
        )

    def _about(self, judged: Judgement, rest: str) -> Span | None:
        """Return the words of a verb's object."""
        if judged.passive or _ADVERB_ALONE.match(rest):
            return None
        if judged.match.entry.use == "stance" and _ON_A_DAY.match(rest):
            return None
        if judged.match.entry.words[0] in _WRITING and _FOR_WHOM.match(rest):
            return None
        match = _OBJECT.match(rest)
        if not match or match["what"] is None:
            return None
        start = judged.verb.end + match.start("what")
        return Span(start, judged.verb.end + match.end("what"))

    def _object(self, judged: Judgement, block: Span, sentence: Span) -> Touch | None:
        """Return the issue a verb is about: after it, else before it, else just spoken of."""
        verb = judged.verb
        limit = min(judged.object.end, verb.end + REACH)
        stop = OBJECT_END.search(self.text, verb.end, limit)
        limit = stop.start() if stop else limit
        if judged.match.entry.act == "desire":
            to = _TO.search(self.text, verb.end, limit)
            limit = to.start() if to else limit
        if judged.condition and judged.condition.start > verb.end:
            limit = min(limit, judged.condition.start)
        begin = verb.start if judged.match.entry.use == "deed" else judged.deciding
        low, high = bisect_left(self._starts, begin), bisect_left(self._starts, limit)
        if low < high and (not judged.passive or judged.match.entry.words[0] == "there"):
            return self.touches[low]
        rest = self.text[verb.end : min(verb.end + 40, sentence.end)]
        if judged.match.entry.use == "stance" and not _TAKES.match(rest):
            return self._last_proposal(verb, block)
        if judged.match.entry.use == "eval":
            return self._theme(judged, sentence)
        if judged.match.entry.use == "answer" and not judged.passive and _POINTING.match(rest):
            found = self._last_proposal(Span(verb.start, verb.end + len(rest)), block)
            return found or self._just_spoken_of(verb, block, sentence, whole=False)
        if judged.impersonal or not (judged.passive or POINTED.match(rest)):
            if not judged.impersonal and not self._is_elided(judged, rest):
                return None
            touch = self._just_spoken_of(verb, block, sentence, whole=False)
            plan = self._last_proposal(verb, block)
            if judged.match.entry.use != "answer" and touch:
                return touch
            writes = judged.match.entry.words[0] in _WRITING
            nearer = plan and (not touch or writes or plan.span.start > touch.span.start)
            return (plan if nearer else touch) or self._answered(verb)
        return self._just_spoken_of(verb, block, sentence, whole=judged.passive) or (
            None if judged.passive else self._last_proposal(verb, block)
        )

    def _theme(self, judged: Judgement, sentence: Span) -> Touch | None:
        """Return what is called acceptable or not: the issue before "is"."""
        back = bisect_left(self._starts, judged.verb.start)
        before = self.touches[max(0, back - 1) : back]
        if before and before[0].span.start >= judged.start:
            return before[0]
        words = Span(judged.start, judged.verb.start)
        last = _last(_PROPOSAL.finditer(self.text, words.start, words.end))
        return Touch("peace_deal", Span(*last.span())) if last else None

    def _is_elided(self, judged: Judgement, rest: str) -> bool:
        takes = judged.match.entry.complement
        if judged.match.entry.use == "deed" and takes == "np":
            return judged.match.entry.words[0] in {"join", "attend", "host"} and bool(
                _NOTHING_FOLLOWS.match(rest)
            )
        elides = judged.match.entry.words[0] in _ELIDING and bool(_SIDELONG.match(rest))
        return takes == "none" or elides or bool(_NOTHING_FOLLOWS.match(rest))

    def _answered(self, verb: Span) -> Touch | None:
        """Return what was last answered, where that was not long ago."""
        last = self.answered
        return last if last and 0 <= verb.start - last.span.start < RECENT else None

    def _last_proposal(self, verb: Span, block: Span) -> Touch | None:
        """Return the plan, deal or text that was last spoken of: what "signed" alone is about."""
        last = self._last_named(max(0, block.start - 2 * RECENT), verb.start)
        if last is None:
            return None
        at = bisect_right(self._starts, last.start()) - 1
        if at >= 0 and self.touches[at].span.end >= last.end():
            return self.touches[at]
        return Touch("peace_deal", Span(*last.span()))

    def _last_named(self, since: int, before: int) -> re.Match[str] | None:
        """Return the last word for a proposal in a part of the text."""
        ends = _ENDS_PROPOSAL.ends(self.text)
        at = bisect_right(ends, before)
        while at and ends[at - 1] > since:
            low = max(since, ends[at - 1] - _LONGEST_PROPOSAL)
            last = _last(_PROPOSAL.finditer(self.text, low, before))
            if last:
                return last
            at = bisect_right(ends, low, 0, at - 1)
        return None

    def _just_spoken_of(
        self, verb: Span, block: Span, sentence: Span, *, whole: bool
    ) -> Touch | None:
        back = bisect_left(self._starts, verb.start)
        before = self.touches[max(0, back - 1) : back]
        since = sentence.start if whole else max(0, block.start - RECENT)
        return before[0] if before and before[0].span.start >= since else None

    def _own_object(self, judged: Judgement, rest: str) -> Touch | None:
        """Return the object in its own words where it is no known issue: "rejects the annex"."""
        if judged.match.entry.use == "name":
            rest = re.split(r"\s(?:as|an?|the best|un\w+|to be)\s", rest, maxsplit=1)[0]
        named = object_of(rest[:120]) if _BEGINS_A_WORD.match(rest) else ""
        first = rest.split()[0] if rest.split() else ""
        at = judged.verb.end + 1
        return Touch(named, Span(at, at + len(first))) if named else None

    def _own_theme(self, judged: Judgement) -> Touch | None:
        """Return what a passive is about in its own words: "Troops will be sent"."""
        theme = Span(judged.start, judged.verb.start)
        named = object_of(theme.of(self.text)) if theme.start < theme.end else ""
        return Touch(named, theme) if named else None
