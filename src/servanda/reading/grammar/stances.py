"""Who wants, accepts or opposes what, and who will or won't do it, as the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from servanda.evidence.records import Commitment, Stance, Statement
from servanda.evidence.span import Span
from servanda.reading.grammar.acts import hedge_in
from servanda.reading.grammar.answers import Answer, Verdict, stance_of
from servanda.reading.grammar.holders import Holder
from servanda.reading.grammar.issues import Touch
from servanda.reading.grammar.judgements import Judgement
from servanda.reading.grammar.stance_words import (
    DOUBTING,
    EVIDENCE_END,
    LEAD_IN,
    NEGATED,
    UNSAID,
)
from servanda.reading.grammar.stated import Stated
from servanda.reading.text.sentences import sentences
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


_WAVERING = frozenset(
    {"wavers", "may", "hope", "wavering", "in doubt", "unsure", "hardly", "hearsay"}
)
_SILENT = frozenset({"not yet", "not said"})


class _Finder(Stated):
    """Finds the answers of one document: of its clauses, then of its statements."""

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
        return at - len(joint.group()) if joint else len(self.text)

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
        evidence = self._evidence(
            judged, issue, Span(sentence.start, min(sentence.end, within.end))
        )
        for holder in holders:
            verdict = self._verdict(self._as_predicted(judged, holder, said_in))
            if verdict:
                yield self._answer(judged, holder, verdict, issue, about, evidence, said_in)

    def _as_reported(self, judged: Judgement, said_in: Statement | None) -> Judgement:
        """Return what is left of a judgement under a cue that doubts or denies what it reports."""
        cue = said_in.cue[-1].of(self.text) if said_in and said_in.cue else ""
        if said_in and self._thinks_aloud(said_in, cue):
            return judged
        doubted = UNSAID.search(cue) or DOUBTING.search(cue) or NEGATED.search(cue)
        if said_in and doubted and not any(judged.verb.meets(part) for part in said_in.cue):
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
        aside = _ASIDE.search(self.text[max(0, judged.verb.start - 40) : judged.verb.start])
        sure = (
            0.8
            - 0.1 * bool(aside)
            - 0.2 * bool(hedge)
            - 0.15 * (not near and not met)
            - 0.15 * hearsay
        )
        return Answer(
            self.document, holder.actor, holder.span, verdict, about,
            issue.issue if issue else "", judged.condition, said_in.id if said_in else "author",
            "", evidence, evidence.of(self.text), round(sure, 2), bool(hedge), hearsay,
            judged.ended, self._commitment(judged, verdict), holder.side,
            judged.match.entry.use, judged.sign,
        )  # fmt: skip

    def _commitment(self, judged: Judgement, verdict: Verdict) -> Commitment | None:
        if verdict in {"ambivalent", "neutral", "undeclared"} or not judged.commits:
            return None
        if judged.sign < 0:
            return None if verdict == "conditional" else "will_not"
        return "will"

    # what is answered

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


_ASIDE = re.compile(r", (?:which|who) (?:(?:had|has) )?(?:\w+ )?\Z")
"""Told of before in a relative clause: what the main clause says counts first."""
_JOINT = re.compile(r",?\s(?:and|but|or|then)\s\Z")


def _outside_conditions(found: list[Judgement]) -> list[Judgement]:
    """Leave out what stands in the condition of another: "provided it stays out"."""
    bound = [j.condition for j in found if j.condition]
    return [j for j in found if not any(span.holds(j.verb) for span in bound)]


def _without_echoes(found: list[Answer]) -> list[Answer]:
    """Keep one answer an actor, issue and place, the surest, and one sign for each quotation."""
    kept: dict[tuple[str, str, int], list[Answer]] = {}
    signs: dict[tuple[Span, str], Verdict] = {}
    for answer in sorted(
        found,
        key=lambda a: (a.verdict in _SOFT, -a.confidence, a.verdict != "conditional", a.evidence),
    ):
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
