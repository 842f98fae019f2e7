"""What a verb says of its subject, once its group, its condition and its frame are known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.grammar.clause_frames import Framed
from servanda.reading.grammar.conditions import condition_of
from servanda.reading.grammar.subjects import DETERMINERS, PREPOSITIONS, Phrase
from servanda.reading.grammar.verb_groups import BE, MODALS, Group, group_of
from servanda.reading.grammar.words import Match, Words

__all__ = ["UNDECIDING", "UNPROVEN", "Judgement", "VerbJudge"]

UNPROVEN: Final = frozenset(
    {"claim", "claims", "report", "reports", "rumour", "rumours", "rumor", "rumors", "allegation",
     "allegations", "accusation", "accusations", "charge", "charges", "speculation", "criticism",
     "fears", "fear", "complaints", "complaint", "concerns"}
)  # fmt: skip
UNDECIDING: Final = frozenset(
    {"study", "review", "debate", "discussion", "inquiry", "clarification", "time", "delay",
     "explanation", "details", "vote", "briefing", "report", "meeting", "answers", "answer"}
)  # fmt: skip
_REPLIES: Final = frozenset(
    {"answer", "response", "reply", "decision", "reaction", "view", "opinion", "verdict", "answers"}
)
_UNTRUE: Final = re.compile(
    r"(?i)\b(?:is|are|was|were|proved|turned out(?: to be)?) (?:simply |quite |just |plainly )?(?:a |an )?"
    r"(?:false|untrue|fairy tale|myth|lie|invention|fiction|hollow|wrong|not true|fantasy|fake)\b"
)
_VAGUE: Final = re.compile(
    r"(?i), (?:some|many|it is|it was|they|rumou?rs?|people|a \w+|the joke)(?: \w+)? "
    r"(?:says?|said|claims?|claimed|joked?|has it|goes)\b,?"
)
_NOR_WILL: Final = re.compile(
    r"(?i)\b(?:and|nor) (?:(?:it|he|she|they) )?(?:will|would|never will) ?(?:not|never|it|he)?\b"
)
_LONG_AGO: Final = re.compile(
    r"(?i)(?:back )?(?:in|until|before|during) (?:the )?(?:19|20)\d\d|for (?:years|decades)|at (?:first|one time)|in the (?:past|nineties)|there was a time"
)
_CLAUSE_END: Final = re.compile(
    r"[;!?”]|\.(?=\s|\Z)|, (?:while|whereas|although|though|even as|which|who|because)\b"
    r"|, (?:and|but|yet) (?=(?:the |its |his |their )?[A-Z][\w’]+ (?:\w+ed|has|have|is|was|will|would)\b)"
    r"|\s(?:while|whereas|although) "
)
_ENDS: Final = frozenset(
    {"and", "but", "or", "yet", "so", "if", "unless", "until", "when", "while", "because", "provided",
     "either", "anymore", "in", "on", "last", "yesterday", "today", "after", "as", "too", "again",
     "within", "under", "with", "at", "for", "by", "without", "before", "though", "although"}
)  # fmt: skip
_PLAN_NOUNS: Final = frozenset({"plan", "deal", "offer", "proposal", "text", "paper", "document"})
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
        return self.words.spans[self.match.start].start


class VerbJudge(Framed):
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

    def _complement_fits(self, match: Match) -> bool:
        """Say whether what follows a verb is what its entry takes."""
        low, end = self.low, match.end
        after = low[end] if end < len(low) else "."
        takes = match.entry.complement
        ends = not after[0].isalnum() or after in _ENDS
        if takes == "none":
            return ends or after in {
                "in",
                "on",
                "last",
                "with",
                "if",
                "provided",
                "after",
                "as",
                "within",
                "under",
                "yesterday",
                "only",
                "when",
                "once",
                "until",
                "unless",
                "before",
                "without",
                "at",
                "by",
                "for",
                "again",
                "too",
                "now",
            }
        if after in BE | MODALS and match.form != "ing":
            return False
        if (
            match.entry.words[0] in {"give", "deliver", "send"}
            and set(low[end : end + 4]) & _REPLIES
        ):
            return False
        if match.entry.act == "desire" and set(low[end : end + 4]) & UNDECIDING:
            return False
        if match.entry.act == "reject" and set(low[end : end + 4]) & UNPROVEN:
            return False
        if takes == "np" and match.entry.use in {"answer", "deed"}:
            if match.entry.act == "desire" and (after == "to" or self._urges_on(match)):
                return False
            if (
                match.entry.act == "commit"
                and match.entry.use == "answer"
                and after in {"nothing", "it"}
            ):
                return False
            if after == "to" and match.entry.words[0] in {"allow", "permit"}:
                return match.form in {"past", "part"}
            if after == "to" and match.form in {"past", "part"} and low[match.start - 1] in BE:
                return True
            if after in {"to", "that"} and len(match.entry.words) == 1:
                return after == "that" and end + 1 < len(low) and low[end + 1] in _PLAN_NOUNS
            return not (after in {"by", "for", "of"} and match.form in {"base", "s"})
        return True

    def _urges_on(self, match: Match) -> bool:
        """Say whether a verb of wanting takes somebody and an infinitive: "wants Oslo to sign"."""
        reach = self.low[match.end : match.end + 8]
        to = reach.index("to") if "to" in reach else -1
        return to > 0 and any(
            m.start in {match.end + to + 1, match.end + to + 2} and m.form == "base"
            for m in self.matches
        )

    def _is_undertaken(self, group: Group) -> bool:
        """Say whether what is done is promised or refused, not told as past or present."""
        if group.passive and not group.future:
            return False
        return group.future or (group.refused > 0 and group.modal != "never") or bool(group.why)

    def _named_value(self, match: Match) -> int | None:
        """Return how something is called: "called the plan a trick", "found it promising"."""
        limit = min(len(self.low), match.end + 16)
        stop = next(
            (
                n
                for n in range(match.end, limit)
                if self.low[n] in {",", ";", ".", "and", "but", "if"}
            ),
            limit,
        )
        plain = match.entry.words[0] in {
            "denounce",
            "dismiss",
            "hail",
            "praise",
            "reject",
            "see",
            "condemn",
        }
        needs = "as" in self.low[match.end : stop] if plain else True
        for found in self.matches:
            if found.entry.use == "eval" and match.end < found.start < stop and needs:
                between = self.low[match.end : found.start]
                denied = sum(
                    word in {"not", "no", "hardly", "anything", "neither"} for word in between
                )
                return 0 if denied else found.entry.sign
        return None

    def _made(self, match: Match, group: Group, desire: bool) -> Judgement | None:
        start, end = match.start, match.end
        verb = Span(self.words.spans[group.start].start, self.words.spans[end - 1].end)
        group.passive = group.passive or self._is_by(match)
        subject = self._subject(match, group)
        outer = subject.start if subject else group.start
        if group.passive and subject and subject.start > match.start:
            theme = self.phrases.before(group.start)
            outer = theme.start if theme else group.start
        if group.linked in {"ing"} or group.linked:
            outer = min(outer, group.start)
        if match.entry.words[0] == "there":
            group.passive, group.modal, subject = True, group.modal or "will", None
        elif group.passive and subject is None:
            outer = self._impersonal(group)
        frame = self._frame(outer, group)
        sign, why = group.sign, group.why
        if why == "can" and frame.source and frame.keeps:
            sign, why = match.entry.sign, ""
        if not frame.keeps:
            sign, why = 0, frame.why or why
        if subject and subject.kind == "pronoun" and self._is_reduced(subject.start):
            sign, why = 0, "relative"
        if frame.flips:
            sign, why = (-1, "unthinkable") if sign > 0 else (0, "unthinkable")
        if subject and subject.quantifier:
            sign, why, subject = self._quantified(sign, why, subject)
        clause = self._clause(end)
        if self._is_none_of(end) and match.entry.use != "waver":
            sign = -sign if not group.refused else 0
        if _UNTRUE.search(self.text, verb.end, self.sentence.end) or _VAGUE.search(
            self.text, self.sentence.start, self.sentence.end
        ):
            sign, why = 0, "untrue"
        if why == "not yet" and _NOR_WILL.search(self.text, verb.end, self.sentence.end):
            sign, why = -match.entry.sign, ""
        state = group.steps[-1] if group.steps else match
        if (
            state.form == "past"
            and state.entry.words[0] == "be"
            and _LONG_AGO.match(self.text, self.sentence.start)
        ):
            sign, why = 0, "past"
        condition = None
        if match.entry.act == "condition" and sign > 0:
            condition = clause
        elif sign or why in {"may", "is to"}:
            condition = condition_of(
                self.text, clause, self.sentence,
                future=self._is_ahead(match, group),
                refuses=sign < 0,
            )  # fmt: skip
        commits = (
            match.entry.use == "deed"
            or match.entry.act == "commit"
            or any(step.entry.use == "intend" for step in group.steps)
            or (
                match.entry.use == "answer"
                and match.entry.sign > 0
                and not desire
                and group.modal in _UNDERTAKING
            )
            or match.entry.words[0] in {"refuse", "decline", "rule", "agree", "consent"}
        )
        return Judgement(
            match, sign, verb, subject, frame.source, self.words.spans[min(frame.start, outer)].start,
            Span(self.words.spans[end - 1].end, clause.end), condition, group.future, why,
            group.ended, self.words, desire, commits,
            group.modal in {"will", "would", "shall"} or group.why == "is to",
            group.passive and match.entry.words[0] != "be",
            group.passive and subject is None and bool(group.modal),
            any(step.entry.use == "intend" for step in group.steps),
        )  # fmt: skip

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
        if at < 2 or not self.words.is_word(at - 1) or before in PREPOSITIONS | DETERMINERS | BE:
            return False
        if self.phrases.breaks(at - 1) or before in {"and", "but", "or", "what", "say", "says"}:
            return False
        told = self._told(at - 1)
        return not told and not any(m.entry.use in {"say", "make"} for m in self.ending.get(at, ()))

    def _impersonal(self, group: Group) -> int:
        """Settle a passive that names nobody: "no text could be signed", "must be accepted"."""
        theme = self.phrases.before(group.start)
        if theme is None:
            return group.start
        if theme.quantifier == "no":
            group.sign = -group.sign if group.sign > 0 else 0
        elif group.modal in {"should", "must"} and group.why in {"should", "must"}:
            group.sign, group.why = (0, "should") if group.refused else (1, "")
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
        at = self.words.spans[end - 1].end
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
                return self.phrases.whole(end, floor=at + 1) if end > at + 1 else None
            if not self.words.is_word(at):
                return None
        return None

    def _is_noun_ahead(self, at: int) -> bool:
        return at < len(self.low) and (self.low[at] == "the" or self.words.is_capital(at))
