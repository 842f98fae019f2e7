"""What a verb says of its subject, once its group, its condition and its frame are known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.grammar.clause_frames import Frame
from servanda.reading.grammar.complements import UNDECIDING, UNPROVEN, Complemented
from servanda.reading.grammar.conditions import condition_of
from servanda.reading.grammar.phrase_words import DETERMINERS, PREPOSITIONS
from servanda.reading.grammar.subjects import Phrase
from servanda.reading.grammar.verb_groups import BE, Group, group_of
from servanda.reading.grammar.words import Match, Words

__all__ = ["UNDECIDING", "UNPROVEN", "Judgement", "VerbJudge"]

_UNTRUE: Final = re.compile(
    r"(?i)\b(?:is|are|was|were|proved|turned out(?: to be)?) (?:simply |quite |just "
    r"|plainly )?(?:a |an )?"
    r"(?:false|untrue|fairy tale|myth|lie|invention|fiction|hollow|wrong|not true|fantasy|fake)\b"
)
_VAGUE: Final = re.compile(
    r"(?i), (?:some|many|it is|it was|they|rumou?rs?|people|a (?:rumou?r|joke|story|tale|legend"
    r"|wag|wit|cynic|rival|rumou?r in \w+)|the joke)(?: \w+)? "
    r"(?:says?|said|claims?|claimed|joked?|has it|goes)\b,?"
)
_WITH_SCORN: Final = re.compile(
    r"(?i)(?:(?!\b(?:and|but|that)\b)[^.;:,”]){0,60}?\bwith (?:\w+ ){0,2}?(?:scorn|derision"
    r"|contempt|hostility|anger"
    r"|dismay|fury|outrage|jeers|boos|ridicule|disdain|indignation|rage)\b"
)
"""How a plan is greeted by those who are against it."""
_NOTHING_BUT: Final = re.compile(
    r"(?i)\s(?:nothing|no more|little) (?:beyond|but|except|more|other|else|save)\b"
)
"""What is as good as nothing: "initialled nothing beyond the list of those present"."""
_ON_NO_ACCOUNT: Final = re.compile(
    r"(?i)[^.;:,”]{0,50}\b(?:under no circumstances?|on no account|not at any price|in no (?:way"
    r"|form))\b"
)
_GREETS: Final = frozenset({"greet", "welcome", "meet", "receive", "celebrate"})
_NOR_WILL: Final = re.compile(
    r"(?i)\b(?:and|nor) (?:(?:it|he|she|they) )?(?:will|would|never will) ?(?:not|never|it|he)?\b"
)
_LONG_AGO: Final = re.compile(
    r"(?i)(?:back )?(?:in|until|before|during) (?:the )?(?:19|20)\d\d|for (?:years|decades)"
    r"|at (?:first|one time)|in the (?:past|nineties)|there was a time"
)
_CLAUSE_END: Final = re.compile(
    r"[;!?”]|\.(?=\s|\Z)|, (?:while|whereas|although|though|even as|which|who|because)\b"
    r"|, (?:and|but|yet) (?=(?:the |its |his |their )?[A-Z][\w’]+ (?:\w+ed|has|have|is|was|will"
    r"|would)\b)"
    r"|, (?:and )?(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? that (?=(?:they|it|he|she)\b)"
    r"|\s(?:while|whereas|although) "
)
_NO_ANTECEDENT: Final = PREPOSITIONS | DETERMINERS | BE
_PERFORMING: Final = frozenset({"refuse", "decline", "rule", "agree", "consent"})
_UNDERTAKING: Final = frozenset({"will", "would", "shall", "do", "can"})


@dataclass(frozen=True)
class Judgement:
    """A deciding word with its subject and what it comes to.

    `sign`: 1 yes, -1 no, 0 neither, for the reason `why`; `verb`: where the deciding words stand;
    `subject`: whose act it is, None where nobody is named; `source`: whoever is said to say so;
    `start`: where the outermost governing clause begins; `future`: said of what is to come.
    """

    match: Match
    sign: int
    verb: Span
    subject: Phrase | None
    source: Phrase | None
    start: int
    object: Span
    condition: Span | None
    future: bool
    why: str
    ended: bool
    words: Words
    desire: bool = False
    commits: bool = False
    predicts: bool = False
    passive: bool = False
    impersonal: bool = False
    governed: bool = False

    @property
    def deciding(self) -> int:
        """Return where the deciding word itself begins."""
        return self.words.starts[self.match.start]


class VerbJudge(Complemented):
    """Judges the verbs of a sentence."""

    def _judged_verb(self, match: Match) -> Judgement | None:
        """Judge a verb by its complement and its group; None where it takes no stance."""
        if not self._complement_fits(match):
            return None
        group = group_of(self.words, match, self.ending)
        if group is None:
            return None
        if match.entry.use == "deed" and not self._is_undertaken(group):
            return None
        if match.entry.use == "name":
            value = self._named_value(match)
            if value is None:
                return None
            group.sign = (
                value * group.sign
                if group.sign
                else (value if not group.why and not group.refused else 0)
            )
            if group.refused:
                group.sign = 0
        desire = match.entry.act == "desire"
        return self._made(match, group, desire)

    def _made(self, match: Match, group: Group, desire: bool) -> Judgement | None:
        """Put subject, frame, sign and condition of a deciding word together."""
        group.passive = group.passive or self._is_by(match)
        subject = self._subject(match, group)
        outer = self._outer(match, group, subject)
        if match.entry.words[0] == "there":
            group.passive, group.modal, subject = True, group.modal or "will", None
        elif group.passive and subject is None:
            outer = self._impersonal(group, match.entry.sign)
        frame = self._frame(outer, group)
        verb = Span(
            self.words.starts[group.start], self.words.ends[match.end - 1]
        )  # fmt: skip
        sign, why = self._framed(match, group, frame, subject)
        if subject and subject.quantifier:
            sign, why, subject = self._quantified(sign, why, subject)
        sign, why = self._undone(match, group, verb, sign, why)
        clause = self._clause(match.end)
        return Judgement(
            match=match,
            sign=sign,
            verb=verb,
            subject=subject,
            source=frame.source,
            start=self.words.starts[min(frame.start, outer)],
            object=Span(self.words.ends[match.end - 1], clause.end),
            condition=self._condition(match, group, clause, sign, why),
            future=group.future,
            why=why,
            ended=group.ended,
            words=self.words,
            desire=desire,
            commits=self._commits(match, group, desire),
            predicts=group.modal in {"will", "would", "shall"} or group.why == "is to",
            passive=group.passive and match.entry.words[0] != "be",
            impersonal=group.passive and subject is None and bool(group.modal),
            governed=any(step.entry.use == "intend" for step in group.steps),
        )

    def _outer(self, match: Match, group: Group, subject: Phrase | None) -> int:
        """Return where the clause of a verb begins: at its subject, or at what a passive is of."""
        outer = subject.start if subject else group.start
        if group.passive and subject and subject.start > match.start:
            theme = self.phrases.before(group.start)
            outer = theme.start if theme else group.start
        return min(outer, group.start) if group.linked else outer

    def _framed(
        self, match: Match, group: Group, frame: Frame, subject: Phrase | None
    ) -> tuple[int, str]:
        """Return what the clauses around leave of a verb's sign, and why."""
        sign, why = group.sign, group.why
        if why == "can" and frame.source and frame.keeps:
            sign, why = match.entry.sign, ""
        if not frame.keeps:
            sign, why = 0, frame.why or why
        if subject and subject.kind == "pronoun" and self._is_reduced(subject.start):
            sign, why = 0, "relative"
        if frame.flips:
            sign, why = (-1, "unthinkable") if sign > 0 else (0, "unthinkable")
        return sign, why

    def _undone(
        self, match: Match, group: Group, verb: Span, sign: int, why: str
    ) -> tuple[int, str]:
        """Return what the rest of the sentence leaves: none of it, untrue, not yet, long ago."""
        end = self.sentence.end
        if _NOTHING_BUT.match(self.text, verb.end):
            sign, why = 0, "nothing"
        elif self._is_none_of(match.end) and match.entry.use != "waver":
            sign = -sign if not group.refused else 0
        if _UNTRUE.search(self.text, verb.end, end) or _VAGUE.search(
            self.text, self.sentence.start, end
        ):
            sign, why = 0, "untrue"
        if why == "not yet" and _NOR_WILL.search(self.text, verb.end, end):
            sign, why = -match.entry.sign, ""
        if sign > 0 and _ON_NO_ACCOUNT.match(self.text, verb.end):
            sign = -1
        if sign > 0 and match.entry.words[0] in _GREETS and _WITH_SCORN.match(self.text, verb.end):
            sign = -1
        state = group.steps[-1] if group.steps else match
        was = state.form == "past" and state.entry.words[0] == "be"
        if was and _LONG_AGO.match(self.text, self.sentence.start):
            sign, why = 0, "past"
        return sign, why

    def _condition(
        self, match: Match, group: Group, clause: Span, sign: int, why: str
    ) -> Span | None:
        if match.entry.act == "condition" and sign > 0:
            return clause
        if not sign and why not in {"may", "is to"}:
            return None
        refusing = sign < 0 and any(step.entry.act == "refuse" for step in group.steps)
        ahead = self._is_ahead(match, group) or refusing
        return condition_of(self.text, clause, self.sentence, future=ahead, refuses=sign < 0)

    def _commits(self, match: Match, group: Group, desire: bool) -> bool:
        """Say whether a verb is about doing something oneself, and not only about a view of it."""
        entry = match.entry
        if entry.use == "deed" or entry.act == "commit" or entry.words[0] in _PERFORMING:
            return True
        if any(step.entry.use == "intend" for step in group.steps):
            return True
        answers = entry.use == "answer" and entry.sign > 0 and not desire
        return answers and group.modal in _UNDERTAKING

    def _is_ahead(self, match: Match, group: Group) -> bool:
        """Say whether "once" and "when" bind a verb: it speaks of what is to come, or of always."""
        state = group.steps[-1] if group.steps else None
        if state and state.entry.words[0] == "be":
            return True
        present = match.form in {"base", "s"} and not group.perfect
        return (group.future or present or group.conditional) and not group.past

    def _is_reduced(self, at: int) -> bool:
        """Say whether a pronoun opens a relative clause without "that": "the text it signed"."""
        before = self.low[at - 1] if at else ""
        if at < 2 or not self.words.is_word(at - 1) or before in _NO_ANTECEDENT:
            return False
        if self.phrases.breaks(at - 1) or before in {"and", "but", "or", "what", "say", "says"}:
            return False
        told = self._told(at - 1)
        return not told and not any(m.entry.use in {"say", "make"} for m in self.ending.get(at, ()))

    def _impersonal(self, group: Group, sign: int) -> int:
        """Settle a passive that names nobody: "no text could be signed", "must be rejected"."""
        theme = self.phrases.before(group.start)
        if theme is None:
            return group.start
        if theme.quantifier == "no":
            group.sign = -group.sign if group.sign > 0 else 0
        elif group.modal in {"should", "must"} and group.why in {"should", "must"}:
            group.sign, group.why = (0, "should") if group.refused else (sign, "")
        elif group.modal in {"can", "could"} and not group.refused:
            group.sign, group.why = 0, "may"
        return theme.start

    def _is_by(self, match: Match) -> bool:
        """Say whether a participle names its agent: "rejected by Oslo and welcomed by Rome"."""
        if match.form not in {"past", "part"} or match.entry.complement != "np":
            return False
        return match.entry.use == "answer" and self.low[match.end : match.end + 1] == ("by",)

    def _quantified(self, sign: int, why: str, subject: Phrase) -> tuple[int, str, Phrase | None]:
        if subject.quantifier == "neither" and subject.joined:
            return (-sign if sign > 0 else 0), why, subject
        return 0, "nobody", None

    def _is_none_of(self, end: int) -> bool:
        low = self.low
        at = end + (end < len(low) and low[end] in {"to", "on", "with"})
        return (
            at < len(low)
            and low[at] in {"no", "zero", "neither", "nothing"}
            and low[at : at + 2] != ("no", "less")
        )

    def _clause(self, end: int) -> Span:
        at = self.words.ends[end - 1]
        stop = _CLAUSE_END.search(self.text, at, self.sentence.end)
        return Span(at, stop.start() if stop else self.sentence.end)

    def _subject(self, match: Match, group: Group) -> Phrase | None:
        if group.passive and match.entry.words[0] != "be":
            return self._agent(match)
        if group.linked and not group.finite:
            return self.phrases.first(group.start) if group.start else None
        return self.phrases.before(group.start)

    def _agent(self, match: Match) -> Phrase | None:
        """Return whom a passive names as its agent: "was rejected by Oslo"."""
        for at in range(match.end, min(len(self.low), match.end + 7)):
            if self.low[at] == "by":
                end = at + 1
                while (
                    end < len(self.low)
                    and self.words.is_word(end)
                    and not (
                        end > at + 1
                        and self.phrases.breaks(end)
                        and self.low[end] != "of"
                        and not (self.low[end] == "and" and self._is_noun_ahead(end + 1))
                    )
                ):
                    end += 1
                end = self._past_commas(end)
                return self.phrases.whole(end, floor=at + 1) if end > at + 1 else None
            if not self.words.is_word(at):
                return None
        return None

    def _past_commas(self, end: int) -> int:
        """Return where a list ends that begins before a comma: "by Oslo, Rome and Bern"."""
        low, place = self.low, end
        while low[place : place + 1] == (",",) and self._is_noun_ahead(place + 1):
            place = self._past_noun(place + 1)
        joint = place + (low[place : place + 2] == (",", "and"))
        if place == end or low[joint : joint + 1] != ("and",) or not self._is_noun_ahead(joint + 1):
            return end
        return self._past_noun(joint + 1)

    def _past_noun(self, at: int) -> int:
        while at < len(self.low) and self.words.is_word(at) and not self.phrases.breaks(at):
            at += 1
        return at

    def _is_noun_ahead(self, at: int) -> bool:
        return at < len(self.low) and (self.low[at] == "the" or self.words.is_capital(at))
