"""Who wants, accepts or opposes what, and who will or won't do it, as the text says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.evidence.records import Commitment, Position, Speaker, Stance, Statement
from servanda.evidence.span import Span
from servanda.reading.grammar.acts import hedge_in
from servanda.reading.grammar.answers import Answer, Verdict, stance_of
from servanda.reading.grammar.conditions import condition_of
from servanda.reading.grammar.holders import Holder, Holders
from servanda.reading.grammar.issues import Touch
from servanda.reading.grammar.judgements import UNDECIDING, UNPROVEN, Judge, Judgement
from servanda.reading.grammar.stance_objects import object_of
from servanda.reading.grammar.stance_words import (
    BY_ACT,
    CUT,
    DOUBTING,
    ELIDED,
    EVALUATION,
    EVIDENCE_END,
    LEAD_IN,
    NEGATED,
    OBJECT_END,
    POINTED,
    PROMISING,
    REACH,
    SUPPORTING,
    SUPPOSED,
    UNSAID,
)
from servanda.reading.text.sentences import sentences
from servanda.reading.text.statement_places import Placed
from servanda.reading.who.cast import Cast
from servanda.reading.who.speakers import Speakers

__all__ = ["answers_in", "stances_in"]


def stances_in(
    document: str,
    cast: Cast,
    prose: Sequence[Span],
    touches: Sequence[Touch],
    statements: Sequence[Statement],
    speakers: Speakers,
    agreements: frozenset[str] = frozenset(),
) -> list[Stance]:
    """Return the stances a document reports, by its author or inside statements.

    A clause gives one where an actor is its subject, its verb says want, accept, oppose, will or
    won't, and an issue is its object (or was just spoken of, for "would not participate"); a
    statement gives one to its speaker where its act and the issue in its content do.
    """
    found = answers_in(document, cast, prose, touches, statements, speakers, agreements)
    return [stance for answer in found if (stance := stance_of(answer))]


def answers_in(
    document: str,
    cast: Cast,
    prose: Sequence[Span],
    touches: Sequence[Touch],
    statements: Sequence[Statement],
    speakers: Speakers,
    agreements: frozenset[str] = frozenset(),
) -> list[Answer]:
    """Return the answers a document reports, in order of the text."""
    finder = _Finder(document, cast, touches, statements, speakers, agreements)
    found: list[Answer] = []
    for block in prose:
        for sentence in sentences(cast.text, block.start, block.end):
            found += list(finder.in_sentence(block, sentence))
    for statement in statements:
        found += list(finder.in_statement(statement))
    return _without_echoes(found)


_TELLING = 24
"""Code points below which a content says too little without who says it."""
_RECENT = 900
"""Code points after which an issue is no longer what "participate" silently means."""
_WAVERING = frozenset({"wavers", "may", "hope", "wavering", "in doubt", "unsure", "hardly", "hearsay"})
_SILENT = frozenset({"not yet", "not said"})


class _Finder:
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

    # clauses

    def in_sentence(self, block: Span, sentence: Span) -> Iterator[Answer]:
        """Yield the answers of the clauses of one sentence."""
        found = _outside_conditions(list(self.judge.of(sentence)))
        for judged in found:
            later = (other.verb.start for other in found if other.verb.start > judged.verb.end)
            within = Span(sentence.start, self._before_joint(min(later, default=sentence.end)))
            yield from self._answers(judged, block, sentence, within)

    def _before_joint(self, at: int) -> int:
        """Return where a clause ends whose subject a second verb shares: "accepts, and rejects"."""
        joint = _JOINT.search(self.text[max(0, at - 8) : at])
        return at - len(joint.group()) if joint else self._far

    @property
    def _far(self) -> int:
        return len(self.text)

    def _answers(
        self, judged: Judgement, block: Span, sentence: Span, within: Span
    ) -> Iterator[Answer]:
        said_in = self.placed.innermost(judged.verb)
        holders = self.holders.of(judged, said_in, sentence)
        distant = judged.subject is not None and judged.subject.distant
        if not judged.sign or judged.passive or distant or any(holder.actor for holder in holders):
            self.settled.append(judged.verb)
        if not holders:
            return
        issue, about = self._issue(judged, block, sentence)
        if not issue and about is None:
            return
        self.answered = issue or self.answered
        judged = self._as_reported(judged, said_in)
        evidence = self._evidence(judged, issue, Span(sentence.start, min(sentence.end, within.end)))
        for holder in holders:
            verdict = self._verdict(self._as_predicted(judged, holder, said_in))
            if verdict:
                yield self._answer(judged, holder, verdict, issue, about, evidence, said_in)

    def _as_reported(self, judged: Judgement, said_in: Statement | None) -> Judgement:
        """Return what is left of a judgement under a cue that doubts or denies what it reports."""
        cue = said_in.cue[-1].of(self.text) if said_in and said_in.cue else ""
        if said_in and self._thinks_aloud(said_in, cue):
            return judged
        if said_in and (UNSAID.search(cue) or DOUBTING.search(cue) or NEGATED.search(cue)):
            if not any(judged.verb.meets(part) for part in said_in.cue):
                return replace(judged, sign=0, why="doubtful")
        return judged

    def _thinks_aloud(self, statement: Statement, cue: str) -> bool:
        """Say whether somebody reports their own view: "I think", "we believe"."""
        source = " ".join(span.of(self.text).lower() for span in statement.source)
        return source in {"i", "we", ""} and bool(re.search(r"(?i)\b(?:think|believe|feel)\b", cue))

    def _as_predicted(
        self, judged: Judgement, holder: Holder, said_in: Statement | None
    ) -> Judgement:
        """Return what is left of a judgement where another foretells what its holder will do."""
        if not judged.predicts or not judged.sign or judged.condition:
            return judged
        other = self.holders.is_other(holder, judged, said_in)
        return replace(judged, sign=0, why="foretold") if other else judged

    def _verdict(self, judged: Judgement) -> Verdict | None:
        use, sign = judged.match.entry.use, judged.sign
        if judged.match.entry.act == "heed" and sign > 0:
            return None
        if judged.condition and (sign or judged.why in {"may", "is to"}):
            return "conditional"
        if use == "neutral":
            return "neutral"
        if use == "waver" and not judged.why:
            return "ambivalent"
        if sign > 0:
            words = self.text[judged.verb.start : judged.object.end]
            return "accepts_in_principle" if re.search(r"\bin principle\b", words) else "accepts"
        if sign < 0:
            return "rejects"
        if judged.why == "denied twice":
            return "neutral"
        if judged.why in _WAVERING:
            return "ambivalent"
        return "undeclared" if judged.why in _SILENT else None

    def _answer(
        self,
        judged: Judgement,
        holder: Holder,
        verdict: Verdict,
        issue: Touch | None,
        about: Span | None,
        evidence: Span,
        said_in: Statement | None,
    ) -> Answer:
        hedge = hedge_in(self.text, Span(evidence.start, judged.verb.end))
        near = issue is not None and 0 <= issue.span.start - judged.verb.end < 60
        met = issue is not None and issue.span.meets(judged.verb)
        hearsay = self.holders.is_other(holder, judged, said_in)
        sure = 0.8 - 0.2 * bool(hedge) - 0.15 * (not near and not met) - 0.15 * hearsay
        return Answer(
            self.document, holder.actor, holder.span, verdict, about,
            issue.issue if issue else "", judged.condition, said_in.id if said_in else "author",
            "", evidence, evidence.of(self.text), round(sure, 2), bool(hedge), hearsay,
            judged.ended, self._commitment(judged, verdict), holder.side,
        )  # fmt: skip

    def _commitment(self, judged: Judgement, verdict: Verdict) -> Commitment | None:
        if verdict in {"ambivalent", "neutral", "undeclared"} or not judged.commits:
            return None
        if judged.sign < 0:
            return None if verdict == "conditional" else "will_not"
        return "will"

    # what is answered

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
        return touch, touch.span if touch and about is None else about

    def _is_proposal(self, rest: str) -> bool:
        return bool(re.match(rf"\s(?:(?!to\b)[\w’'“-]+\s){{0,5}}?{_PROPOSAL.pattern}", rest))

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
        if judged.passive:
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
            to = re.compile(r"\sto\s").search(self.text, verb.end, limit)
            limit = to.start() if to else limit
        if judged.condition and judged.condition.start > verb.end:
            limit = min(limit, judged.condition.start)
        begin = verb.start if judged.match.entry.use == "deed" else judged.deciding
        low, high = bisect_left(self._starts, begin), bisect_left(self._starts, limit)
        if low < high and (not judged.passive or judged.match.entry.words[0] == "there"):
            return self.touches[low]
        rest = self.text[verb.end : min(verb.end + 40, sentence.end)]
        if judged.match.entry.use == "eval":
            return self._theme(judged, sentence)
        if judged.impersonal or not (judged.passive or POINTED.match(rest)):
            if not judged.impersonal and not self._is_elided(judged, rest):
                return None
            touch = self._just_spoken_of(verb, block, sentence, whole=False)
            named = judged.match.entry.use == "answer" or not touch
            return (self._last_proposal(verb, block) if named else None) or touch or self._answered(verb)
        return self._just_spoken_of(verb, block, sentence, whole=judged.passive) or (
            None if judged.passive else self._last_proposal(verb, block)
        )

    def _answered(self, verb: Span) -> Touch | None:
        """Return what was last answered, where that was not long ago."""
        last = self.answered
        return last if last and 0 <= verb.start - last.span.start < _RECENT else None

    def _last_proposal(self, verb: Span, block: Span) -> Touch | None:
        """Return the plan, deal or text that was last spoken of: what "signed" alone is about."""
        since = max(0, block.start - 2 * _RECENT)
        last = None
        for last in _PROPOSAL.finditer(self.text, since, verb.start):
            pass
        if last is None:
            return None
        at = bisect_right(self._starts, last.start()) - 1
        if at >= 0 and self.touches[at].span.end >= last.end():
            return self.touches[at]
        return Touch("peace_deal", Span(*last.span()))

    def _theme(self, judged: Judgement, sentence: Span) -> Touch | None:
        """Return what is called acceptable or not: the issue before "is"."""
        back = bisect_left(self._starts, judged.verb.start)
        before = self.touches[max(0, back - 1) : back]
        if before and before[0].span.start >= judged.start:
            return before[0]
        words = Span(judged.start, judged.verb.start)
        last = None
        for last in _PROPOSAL.finditer(self.text, words.start, words.end):
            pass
        return Touch("peace_deal", Span(*last.span())) if last else None

    def _is_elided(self, judged: Judgement, rest: str) -> bool:
        takes = judged.match.entry.complement
        if judged.match.entry.use == "deed" and takes == "np":
            return judged.match.entry.words[0] in {"join", "attend", "host"} and bool(_NOTHING_FOLLOWS.match(rest))
        elides = judged.match.entry.words[0] in _ELIDING and bool(_SIDELONG.match(rest))
        return takes == "none" or elides or bool(_NOTHING_FOLLOWS.match(rest))

    def _just_spoken_of(
        self, verb: Span, block: Span, sentence: Span, *, whole: bool
    ) -> Touch | None:
        back = bisect_left(self._starts, verb.start)
        before = self.touches[max(0, back - 1) : back]
        since = sentence.start if whole else max(0, block.start - _RECENT)
        return before[0] if before and before[0].span.start >= since else None

    def _own_object(self, judged: Judgement, rest: str) -> Touch | None:
        """Return the object in its own words where it is no known issue: "rejects the annex"."""
        if judged.match.entry.use == "name":
            rest = re.split(r"\s(?:as|an?|the best|un\w+|to be)\s", rest, maxsplit=1)[0]
        named = object_of(rest[:120]) if re.match(r"\s[\w“\"]", rest) else ""
        first = rest.split()[0] if rest.split() else ""
        at = judged.verb.end + 1
        return Touch(named, Span(at, at + len(first))) if named else None

    def _own_theme(self, judged: Judgement) -> Touch | None:
        """Return what a passive is about in its own words: "Troops will be sent"."""
        theme = Span(judged.start, judged.verb.start)
        named = object_of(theme.of(self.text)) if theme.start < theme.end else ""
        return Touch(named, theme) if named else None

    def _evidence(self, judged: Judgement, issue: Touch | None, sentence: Span) -> Span:
        """Return the whole clause that decides: its outermost governor to its object's end."""
        last = judged.verb.end
        if issue and sentence.holds(issue.span):
            last = max(last, issue.span.end)
        if judged.condition and sentence.holds(judged.condition):
            last = max(last, judged.condition.end)
        stop = EVIDENCE_END.search(self.text, last, sentence.end)
        end = stop.start() if stop else sentence.end
        first = min(judged.start, judged.verb.start)
        if judged.condition and judged.condition.start < first:
            first = judged.condition.start
        if issue and sentence.holds(issue.span) and judged.passive:
            first = min(first, issue.span.start)
        lead = LEAD_IN.search(self.text[sentence.start : first])
        first -= len(lead.group()) if lead else 0
        piece = self.text[first:end]
        return Span(first + len(piece) - len(piece.lstrip(" ,“")), first + len(piece.rstrip(" ,")))

    # statements

    def in_statement(self, statement: Statement) -> Iterator[Answer]:
        """Yield what a statement's speaker holds on the issues its content names."""
        if not statement.speaker or statement.speaker.how == "artifact":
            return
        cue = statement.cue[-1].of(self.text) if statement.cue else ""
        if UNSAID.search(f"{cue} {statement.quote[:20]}") or DOUBTING.search(cue):
            return
        if self._is_asked(statement) or self._is_supposed(statement) or self._is_judged(statement.cue):
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
            reach = 30 if words == "which" else _RECENT
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
        if (UNPROVEN | UNDECIDING | {"nothing"}) & set(statement.quote.lower().split()[:4]):
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
                side=self.holders.side_of(actor),
            )  # fmt: skip

    def _with_cue(self, statement: Statement, span: Span) -> Span:
        """Return the evidence of a statement's stance: with source and cue where the cue decides."""
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


_OBJECT = re.compile(
    r"\s(?:(?:to|on|with|for|against|of|in|at|from|about)\s)?"
    r"(?P<what>(?:[\w“\"’'.-]+(?:\s|(?=[,.;:!?”)]|\Z))){1,8}?(?=\s*(?:[,.;:!?”)—]|\Z|(?:if|unless|provided|only"
    r"|on|in|by|for|with|without|as|and|but|or|that|which|who|because|after|before|until|once|when|at"
    r"|from|under|over|to|put)\b)))"
)
_PROPOSAL = re.compile(
    r"\b(?:[Aa]ccords?|[Aa]greements?|[Dd]eal|[Pp]lan|[Pp]act|[Tt]reaty|[Tt]ruce|[Tt]ext|[Dd]raft|[Pp]roposals?"
    r"|[Ss]ettlement|[Cc]ease-?fire|[Aa]rmistice|[Mm]emorandum|[Pp]rotocol|[Aa]nnex(?:es)?|[Rr]oadmap|[Oo]ffer"
    r"|[Dd]ocument|[Rr]esolution|[Mm]ap|[Dd]eclaration|[Tt]erms|[Ff]ormula|[Pp]eace)\b"
)
_ELIDING = frozenset({"sign", "accept", "refuse", "agree", "initial", "ratify", "reject", "decline"})
_SIDELONG = re.compile(r"\s(?:without|with|in|on|at|after|before|by|under|for|only|as)\b")
_NOTHING_FOLLOWS = re.compile(
    r"(?i)[”\"]?(?:[.,;:!?)—–”\"]|\Z|\s(?:and|but|or|yet|so|if|unless|until|when|while|because"
    r"|for now|either|anymore|any longer|at all|last|this (?:week|month|year)|on \w+day|in [A-Z]\w+"
    r"|yesterday|today|first|too|again|with their|provided|on condition)\b)"
)
_IN_RELATIVE = re.compile(r"\b(?:who|whom|whose)\b")
_NONE_OF = re.compile(r"(?i)(?:zero|no) ")
_JOINT = re.compile(r",?\s(?:and|but|or|then)\s\Z")
_ANNOUNCING = re.compile(r"(?i)\b(?:announc|unveil)\w*")
_SUFFERED = re.compile(r"(?i)\b(?:been|being|be|was|were|is|are)\b")
_TO_END = re.compile(r"[^.!?\n]*[.!?]")
_SUPPOSING = re.compile(r"(?i)\b(?:if|whether|unless|suppose|asked|hope[sd]?|fear(?:s|ed)?)\b")


def _outside_conditions(found: list[Judgement]) -> list[Judgement]:
    """Leave out what stands in the condition of another: "provided it stays out"."""
    bound = [j.condition for j in found if j.condition]
    return [j for j in found if not any(span.holds(j.verb) for span in bound)]


def _negated(
    position: Position, commitment: Commitment | None
) -> tuple[Position, Commitment | None]:
    if position == "oppose":
        return "neutral", None
    if position == "support":
        return "oppose", "will_not" if commitment == "will" else None
    return position, commitment


def _without_echoes(found: list[Answer]) -> list[Answer]:
    """Keep one answer an actor, issue and place, the surest, and one sign for each quotation."""
    kept: dict[tuple[str, str, int], list[Answer]] = {}
    signs: dict[tuple[Span, str], Verdict] = {}
    for answer in sorted(found, key=lambda a: (a.verdict in _SOFT, -a.confidence, a.evidence)):
        page = answer.evidence.start // _PAGE
        keys = [(answer.actor, answer.issue, p) for p in (page - 1, page, page + 1)]
        near = (kept.get(key, ()) for key in keys)
        if any(other.evidence.meets(answer.evidence) for group in near for other in group):
            continue
        sign = signs.setdefault((answer.evidence, ""), answer.verdict)
        if {sign, answer.verdict} in ({"accepts", "rejects"}, {"accepts_in_principle", "rejects"}):
            continue
        kept.setdefault(keys[1], []).append(answer)
    return sorted((a for group in kept.values() for a in group), key=lambda a: a.evidence)


_SOFT = frozenset({"ambivalent", "neutral", "undeclared"})
_PAGE = 4000
"""Code points no evidence is longer than."""
