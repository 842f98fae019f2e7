"""Stances that a statement takes by its cue, or by how its content values an issue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from servanda.evidence.records import Commitment, Position, Statement
from servanda.evidence.span import Span
from servanda.reading.grammar.answered import RECENT, Answered
from servanda.reading.grammar.answers import Answer, Verdict
from servanda.reading.grammar.conditions import condition_of
from servanda.reading.grammar.issues import Touch
from servanda.reading.grammar.judgements import UNDECIDING, UNPROVEN
from servanda.reading.grammar.stance_objects import object_of
from servanda.reading.grammar.stance_words import (
    BY_ACT,
    CUT,
    DOUBTING,
    ELIDED,
    EVALUATION,
    NEGATED,
    POINTED,
    PROMISING,
    REACH,
    SUPPORTING,
    SUPPOSED,
    UNSAID,
)
from servanda.reading.text.sentences import sentences

__all__ = ["Stated"]

_TELLING = 24
"""Code points below which a content says too little without who says it."""
_IN_RELATIVE = re.compile(r"\b(?:who|whom|whose)\b")
_NO_STANCE = UNPROVEN | UNDECIDING | {"nothing"}
_NONE_OF = re.compile(r"(?i)(?:zero|no) ")
_ANNOUNCING = re.compile(r"(?i)\b(?:announc|unveil)\w*")
_SUFFERED = re.compile(r"(?i)\b(?:been|being|be|was|were|is|are)\b")
_TO_END = re.compile(r"[^.!?\n]*[.!?]")
_SUPPOSING = re.compile(r"(?i)\b(?:if|whether|unless|suppose|asked|hope[sd]?|fear(?:s|ed)?)\b")
_TELLS = re.compile(r"(?i)say|said|comment|answer|confirm|whether|specif")
"""What every match of `UNSAID` holds."""


@lru_cache(maxsize=1 << 12)
def _is_doubting(cue: str) -> bool:
    return bool(DOUBTING.search(cue))


def _negated(
    position: Position, commitment: Commitment | None
) -> tuple[Position, Commitment | None]:
    if position == "oppose":
        return "neutral", None
    if position == "support":
        return "oppose", "will_not" if commitment == "will" else None
    return position, commitment


class Stated(Answered):
    """Finds what the speakers of statements hold, in one document."""

    def in_statement(self, statement: Statement) -> Iterator[Answer]:
        """Yield what a statement's speaker holds on the issues its content names."""
        if not statement.speaker or statement.speaker.how == "artifact":
            return
        cue = statement.cue[-1].of(self.text) if statement.cue else ""
        opening = f"{cue} {statement.quote[:20]}"
        if (_TELLS.search(opening) and UNSAID.search(opening)) or _is_doubting(cue):
            return
        if (
            self._is_asked(statement)
            or self._is_supposed(statement)
            or self._is_judged(statement.cue)
        ):
            return
        if any(self.holders.keeps_distance(source) for source in statement.source):
            return
        held = False
        for part in statement.content:
            low = bisect_left(self._starts, part.start)
            high = bisect_right(self._starts, part.end - 1)
            held = held or low < high
            yield from self._on_touches(statement, part, self.touches[low:high])
        if not held:
            yield from self._on_its_object(statement)

    def _is_asked(self, statement: Statement) -> bool:
        """Say whether the sentence that a statement's cue stands in is a question."""
        if not statement.cue or statement.kind == "direct":
            return False
        rest = _TO_END.match(self.text, max(statement.cue[-1].end, statement.content[-1].end - 1))
        return bool(rest and rest.group().endswith("?"))

    def _is_supposed(self, statement: Statement) -> bool:
        """Say whether a statement is only supposed, asked for or hoped: "if Oslo rejects …"."""
        if not statement.cue:
            return False
        first = min(span.start for span in (*statement.cue, *statement.source))
        if self.text[statement.cue[0].start - 1 : statement.cue[0].start] == "-":
            return True
        before = self.text[max(0, first - 60) : statement.cue[0].start]
        return bool(SUPPOSED.search(before))

    def _on_touches(
        self, statement: Statement, part: Span, touches: Sequence[Touch]
    ) -> Iterator[Answer]:
        seen: set[Span] = set()
        for touch in touches:
            if _IN_RELATIVE.search(self.text, part.start, touch.span.start):
                continue
            clause = self._sentence_of(part, touch.span)
            if clause in seen or self.text[clause.end - 1 : clause.end] == "?":
                continue
            held = self._held(statement, clause, touch)
            if held and (self._by_cue(statement) or not self._is_judged([clause])):
                seen.add(clause)
                yield from self._stated(statement, clause, touch, *held)

    def _is_judged(self, places: Sequence[Span]) -> bool:
        """Say whether a verb in one of some places was judged already, be it as nothing."""
        return any(verb.meets(place) for verb in self.settled for place in places)

    def _on_its_object(self, statement: Statement) -> Iterator[Answer]:
        """Yield what a speaker holds on what no topic names: "it", or the object's own words."""
        part, speaker = statement.content[0], statement.speaker
        held = self._by_cue(statement)
        if not held or not speaker or not (speaker.side or speaker.how in {"name", "metonym"}):
            return
        words = part.of(self.text).strip()
        if POINTED.fullmatch(" " + words) or ELIDED.fullmatch(words):
            at = bisect_left(self._starts, part.start)
            reach = 30 if words == "which" else RECENT
            near = at and self.touches[at - 1].span.end > part.start - reach
            issue = self.touches[at - 1].issue if near else ""
        else:
            issue = object_of(words) if statement.kind != "direct" else ""
        if issue:
            yield from self._stated(statement, part, Touch(issue, part), *held)

    def _cue(self, statement: Statement) -> str:
        led = statement.quote.lower().startswith(("that ", "itself", "himself", "herself"))
        return "" if led or not statement.cue else statement.cue[-1].of(self.text)

    def _by_cue(self, statement: Statement) -> tuple[Position, Commitment | None] | None:
        """Return the stance that a statement's own cue takes: "rejected", "called for"."""
        cue = " ".join(span.of(self.text) for span in statement.cue)
        if not cue or NEGATED.search(cue) or _SUFFERED.search(cue):
            return None
        if not _NO_STANCE.isdisjoint(map(str.lower, statement.quote.split(None, 4)[:4])):
            return None
        if SUPPORTING.search(cue):
            return "support", None
        held = BY_ACT.get(statement.act)
        if held and statement.polarity == "negated" and statement.act != "demand":
            return None
        return held if held and PROMISING.search(cue) else None

    def _held(
        self, statement: Statement, clause: Span, touch: Touch
    ) -> tuple[Position, Commitment | None] | None:
        by_cue = self._by_cue(statement)
        if statement.act == "announce" and _ANNOUNCING.search(self._cue(statement)):
            by_cue = by_cue or ("support", "will")
        if by_cue and _NONE_OF.match(touch.span.of(self.text)):
            return _negated(*by_cue)
        if by_cue:
            return by_cue
        if touch.issue in self.agreements:
            return None
        words = clause.of(self.text)
        if _SUPPOSING.search(words[: touch.span.start - clause.start]):
            return None
        return next(((p, None) for pattern, p in EVALUATION if pattern.search(words)), None)

    def _sentence_of(self, part: Span, inner: Span) -> Span:
        """Return the sentence of a content that holds an issue, cut where a quotation begins."""
        for sentence in sentences(self.text, part.start, part.end):
            if not sentence.holds(inner):
                continue
            after = CUT.search(self.text, inner.end, sentence.end)
            cuts = [m.end() for m in CUT.finditer(self.text, sentence.start, inner.start)]
            end = after.start() if after else sentence.end
            return Span(cuts[-1] if cuts else sentence.start, end)
        return part

    def _stated(
        self,
        statement: Statement,
        span: Span,
        touch: Touch,
        position: Position,
        commitment: Commitment | None,
    ) -> Iterator[Answer]:
        speaker = statement.speaker
        if speaker is None:
            return
        condition = condition_of(
            self.text, span, span, future=True, refuses=position == "oppose"
        )  # fmt: skip
        verdict: Verdict = "accepts" if position == "support" else "rejects"
        if position == "neutral":
            verdict = "neutral"
        elif condition:
            verdict, commitment = "conditional", None
        evidence = self._with_cue(statement, span)
        source = statement.source[0] if statement.source else span
        for actor in (self.holders.spoken_for(speaker), *speaker.also):
            yield Answer(
                self.document, actor, source, verdict, touch.span, touch.issue, condition,
                statement.id, statement.said_on.value or "" if statement.said_on else "", evidence,
                evidence.of(self.text), round(0.75 * statement.confidence, 2),
                statement.hedge is not None, commitment=commitment,
                side=self.holders.side_of(actor), use="said",
                sign=-1 if position == "oppose" else 1,
            )  # fmt: skip

    def _with_cue(self, statement: Statement, span: Span) -> Span:
        """Return a statement's evidence: with source and cue where the cue decides."""
        words = span.of(self.text)
        lead = re.match(r"[\s“\"]*(?:that\s)?", words)
        start = span.start + (lead.end() if lead else 0)
        end = max(start, span.end - (len(words) - len(words.rstrip('”" ,.'))))
        if self._by_cue(statement) or end - start <= _TELLING:
            parts = (*statement.source, *statement.cue)
            first = min((p.start for p in parts), default=start)
            last = max((p.end for p in parts), default=end)
            near = min(first, start) >= start - REACH and "\n" not in self.text[first:start]
            if near:
                start, end = min(start, first), max(end, last if last <= end + REACH else end)
        return Span(start, end)
