"""What a clause says of whom: the verdict of every answering verb of a sentence.

A verb's sense is settled inside out: the group it stands in (negation, modals, what governs it),
the condition it hangs on, then every clause it is embedded in (who says so, whether it is denied,
asked, hoped or only supposed).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.grammar.conditions import condition_of, is_conditional_object
from servanda.reading.grammar.subjects import DETERMINERS, PREPOSITIONS, Phrase, Phrases
from servanda.reading.grammar.verb_groups import BE, HEARSAY, MODALS, NEGATORS, Group, group_of
from servanda.reading.grammar.words import Match, Words, matches_in, words_in
from servanda.reading.who.cast import Cast

__all__ = ["UNDECIDING", "UNPROVEN", "Judge", "Judgement"]


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


@dataclass(frozen=True)
class _Frame:
    """What the clauses around a verb do to it."""

    keeps: bool
    start: int
    source: Phrase | None = None
    why: str = ""
    flips: bool = False


_JUDGED: Final = frozenset({"answer", "intend", "deed", "waver", "neutral", "name", "stance", "urge", "eval"})
_REPLIES: Final = frozenset(
    {"answer", "response", "reply", "decision", "reaction", "view", "opinion", "verdict", "answers"}
)
UNDECIDING: Final = frozenset(
    {"study", "review", "debate", "discussion", "inquiry", "clarification", "time", "delay",
     "explanation", "details", "vote", "briefing", "report", "meeting", "answers", "answer"}
)  # fmt: skip
UNPROVEN: Final = frozenset(
    {"claim", "claims", "report", "reports", "rumour", "rumours", "rumor", "rumors", "allegation",
     "allegations", "accusation", "accusations", "charge", "charges", "speculation", "criticism",
     "fears", "fear", "complaints", "complaint", "concerns"}
)  # fmt: skip
_SUPPOSING: Final = frozenset({"if", "whether", "unless", "suppose", "assuming", "lest", "supposing"})
_TEMPORAL: Final = frozenset({"when", "once", "until", "till", "before", "after"})
_SURE: Final = frozenset(
    {"certain", "clear", "true", "evident", "obvious", "sure", "official", "known", "undeniable",
     "plain", "confident", "settled"}
)  # fmt: skip
_NEVER: Final = frozenset({"unthinkable", "impossible", "inconceivable", "unimaginable"})
_UNSURE: Final = frozenset(
    {"unclear", "unlikely", "likely", "doubtful", "possible", "conceivable", "uncertain", "unknown",
     "untrue", "false", "wrong", "probable", "improbable", "hopeful", "afraid", "worried",
     "desirable", "essential", "vital", "important", "necessary", "imperative", "convinced",
     "optimistic", "rumoured", "imaginable", "thinkable", "plausible", "surprising"}
)  # fmt: skip
_UNTRUE: Final = re.compile(
    r"(?i)\b(?:is|are|was|were|proved|turned out(?: to be)?) (?:simply |quite |just |plainly )?(?:a |an )?"
    r"(?:false|untrue|fairy tale|myth|lie|invention|fiction|hollow|wrong|not true|fantasy|fake)\b"
)
_VAGUE: Final = re.compile(
    r"(?i), (?:some|many|it is|it was|they|rumou?rs?|people|a \w+|the joke)(?: \w+)? "
    r"(?:says?|said|claims?|claimed|joked?|has it|goes)\b,?"
)
_DOUBT_AFTER: Final = re.compile(
    r"(?i)\b(?:in doubt|uncertain|unlikely|not (?:be )?(?:assumed|certain|assured|guaranteed)|being sought"
    r"|(?:be|been|was|were|is) (?:taken back|withdrawn|sought|needed|dropped|denied|broken)"
    r"|melted|faded|waned|wavered|evaporated|cannot be|(?:has|had) ended|over\b|in question"
    r"|being \w+ed|(?:may|might|could) |was broken|goes on|been broken|for granted)"
)
_NOR_WILL: Final = re.compile(r"(?i)\b(?:and|nor) (?:(?:it|he|she|they) )?(?:will|would|never will) ?(?:not|never|it|he)?\b")
_LONG_AGO: Final = re.compile(r"(?i)(?:back )?(?:in|until|before|during) (?:the )?(?:19|20)\d\d|for (?:years|decades)|at (?:first|one time)|in the (?:past|nineties)|there was a time")
_CLAUSE_END: Final = re.compile(
    r"[;!?”]|\.(?=\s|\Z)|, (?:while|whereas|although|though|even as|which|who|because)\b"
    r"|, (?:and|but|yet) (?=(?:the |its |his |their )?[A-Z][\w’]+ (?:\w+ed|has|have|is|was|will|would)\b)"
    r"|\s(?:while|whereas|although) "
)


class Judge:
    """Judges the sentences of one document."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.text = cast, cast.text

    def of(self, sentence: Span) -> Iterator[Judgement]:
        """Yield the judgements of a sentence, in order; a question gives none."""
        if self.text[sentence.end - 1 : sentence.end] == "?" or self.text[sentence.start:sentence.end].rstrip("”\"' )").endswith("?"):
            return
        words = words_in(self.text, sentence)
        matches = matches_in(words)
        if any(m.entry.use in _JUDGED for m in matches):
            yield from _Sentence(self.cast, sentence, words, matches).judged()


class _Sentence:
    def __init__(
        self, cast: Cast, sentence: Span, words: Words, matches: Sequence[Match]
    ) -> None:
        self.text, self.sentence, self.words, self.low = cast.text, sentence, words, words.low
        self.phrases = Phrases(words, cast, sentence)
        self.matches = self._verbs(matches)
        self.matches += self._undertaken()
        self.ending: dict[int, list[Match]] = {}
        for match in self.matches:
            self.ending.setdefault(match.end, []).append(match)
        for found in self.ending.values():
            found.sort(key=lambda m: m.start)

    def _verbs(self, matches: Sequence[Match]) -> list[Match]:
        """Leave out nouns that look like verbs: "its back", "the support", "a joint force"."""
        return [m for m in matches if m.entry.use in {"noun", "stance", "eval"} or not self._is_noun(m)]

    def _undertaken(self) -> list[Match]:
        """Return the verbs of no entry that somebody undertakes: "pledged to prevent"."""
        known = {m.start for m in self.matches}
        found = []
        for match in self.matches:
            at = match.end + 1
            if match.entry.use != "intend" or match.entry.complement != "inf" or not match.entry.sign:
                continue
            if self.low[match.end : at] == ("to",) and self.words.is_word(at) and at not in known:
                if self._is_plain_verb(at):
                    entry = replace(match.entry, words=(self.low[at],), use="deed", sign=1, complement="np")
                    found.append(Match(entry, "base", at, at + 1))
        return found

    def _is_plain_verb(self, at: int) -> bool:
        word = self.low[at]
        if at in self.phrases.name_at or self.words.is_capital(at) or word.endswith("ly"):
            return False
        return word not in BE | DETERMINERS | PREPOSITIONS | {"have", "do", "see", "say", "him"}

    def _is_noun(self, match: Match) -> bool:
        low, at = self.low, match.start
        if match.start in self.phrases.name_at and match.entry.words[0] != "be":
            return True
        before = low[at - 1] if at else ""
        if match.form in {"base", "s"} and match.entry.words[0] not in {"be", "have"}:
            if before in (DETERMINERS | _NUMBERS) - {"all", "both", "that", "neither", "either"} or before.endswith(("'s", "s'")):
                return True
            if before in PREPOSITIONS - {"to", "than", "as"}:
                return True
            after = low[match.end] if match.end < len(low) else ""
            if match.form == "s" and after in {"of", "that"} and before not in {"it", "he", "she"}:
                return match.entry.use not in {"say"} and at - 1 not in self.phrases.name_at
        if match.form == "past" and before in DETERMINERS - {"all", "both", "that", "neither"}:
            return True
        return match.form == "ing" and before in DETERMINERS

    def judged(self) -> Iterator[Judgement]:
        taken: list[tuple[int, int]] = []
        order = sorted(
            self.matches, key=lambda m: (m.start, m.entry.use != "urge", -(m.end - m.start))
        )
        for match in order:
            if match.entry.use not in _JUDGED or match.entry.use == "intend":
                continue
            if any(a <= match.start < b for a, b in taken):
                continue
            found = self._judge(match)
            if found:
                taken.append((match.start, match.end))
                yield found

    def _judge(self, match: Match) -> Judgement | None:
        if match.entry.use == "stance":
            return self._noun(match)
        if match.entry.use == "urge":
            return self._urging(match)
        if match.entry.use == "eval":
            return self._evaluation(match)
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
            group.sign = value * group.sign if group.sign else (value if not group.why and not group.refused else 0)
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
            return ends or after in {"in", "on", "last", "with", "if", "provided", "after", "as", "within", "under", "yesterday", "only", "when", "once", "until", "unless", "before", "without", "at", "by", "for", "again", "too", "now"}
        if after in BE | MODALS and match.form != "ing":
            return False
        if match.entry.words[0] in {"give", "deliver", "send"} and set(low[end : end + 4]) & _REPLIES:
            return False
        if match.entry.act == "desire" and set(low[end : end + 4]) & UNDECIDING:
            return False
        if match.entry.act == "reject" and set(low[end : end + 4]) & UNPROVEN:
            return False
        if takes == "np" and match.entry.use in {"answer", "deed"}:
            if match.entry.act == "desire" and (after == "to" or self._urges_on(match)):
                return False
            if match.entry.act == "commit" and match.entry.use == "answer" and after in {"nothing", "it"}:
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
        return to > 0 and any(m.start in {match.end + to + 1, match.end + to + 2} and m.form == "base" for m in self.matches)

    def _is_undertaken(self, group: Group) -> bool:
        """Say whether what is done is promised or refused, not told as past or present."""
        if group.passive and not group.future:
            return False
        return group.future or group.refused > 0 and group.modal != "never" or bool(group.why)

    def _named_value(self, match: Match) -> int | None:
        """Return how something is called: "called the plan a trick", "found it promising"."""
        limit = min(len(self.low), match.end + 16)
        stop = next((n for n in range(match.end, limit) if self.low[n] in {",", ";", ".", "and", "but", "if"}), limit)
        plain = match.entry.words[0] in {"denounce", "dismiss", "hail", "praise", "reject", "see", "condemn"}
        needs = "as" in self.low[match.end : stop] if plain else True
        for found in self.matches:
            if found.entry.use == "eval" and match.end < found.start < stop and needs:
                between = self.low[match.end : found.start]
                denied = sum(word in {"not", "no", "hardly", "anything", "neither"} for word in between)
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
        if _UNTRUE.search(self.text, verb.end, self.sentence.end) or _VAGUE.search(self.text, self.sentence.start, self.sentence.end):
            sign, why = 0, "untrue"
        if why == "not yet" and _NOR_WILL.search(self.text, verb.end, self.sentence.end):
            sign, why = -match.entry.sign, ""
        state = group.steps[-1] if group.steps else match
        if state.form == "past" and state.entry.words[0] == "be" and _LONG_AGO.match(self.text, self.sentence.start):
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
        return at < len(low) and low[at] in {"no", "zero", "neither", "nothing"} and low[at : at + 2] != ("no", "less")

    def _clause(self, end: int) -> Span:
        at = self.words.spans[end - 1].end
        stop = _CLAUSE_END.search(self.text, at, self.sentence.end)
        return Span(at, stop.start() if stop else self.sentence.end)

    # subjects

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
                while end < len(self.low) and self.words.is_word(end) and not (
                    end > at + 1
                    and self.phrases.breaks(end)
                    and self.low[end] != "of"
                    and not (self.low[end] == "and" and self._is_noun_ahead(end + 1))
                ):
                    end += 1
                return self.phrases.whole(end, floor=at + 1) if end > at + 1 else None
            if not self.words.is_word(at):
                return None
        return None

    def _is_noun_ahead(self, at: int) -> bool:
        return at < len(self.low) and (self.low[at] == "the" or self.words.is_capital(at))

    # clauses around

    def _frame(self, start: int, group: Group) -> _Frame:
        """Return what the clauses that a subject's clause is embedded in do to it."""
        low, at = self.low, start - 1
        while at >= 0 and (low[at] in {",", "“", '"', "”", "—", "–", "also", "now", "even"} and low[at] != ""):
            if low[at] == "," and not (at and low[at - 1] in {"that", "said"}):
                break
            at -= 1
        word = low[at] if at >= 0 else ""
        before = low[at - 1] if at > 0 else ""
        if word in _SUPPOSING or (word == "case" and before == "in") or (word == "had" and at == 0):
            return self._supposed(word, before, start)
        if word in _TEMPORAL and group.future or word == "until" or (word == "before" and not group.past):
            return _Frame(False, start, why="supposed")
        if word in {"how", "why", "what", "where"}:
            return _Frame(False, start, why="asked")
        if word in BE | {"do", "does", "did", "would", "should", "will"} and at <= 1:
            return _Frame(False, start, why="asked")
        if word in {"even"} or (before, word) == ("even", "if"):
            return _Frame(False, start, why="supposed")
        caused = next((m for m in self.ending.get(at + 1, ()) if m.entry.use == "make"), None)
        if caused and not group.modal and not group.perfect and caused.entry.words[0] not in {"see", "hear", "have"}:
            return _Frame(False, caused.start, why="made to")
        if word == "that":
            return self._embedded(at, group, start)
        if word in _NEVER | _UNSURE and before in BE | {"not", "highly", "very", "most"}:
            return self._called(word, at)
        say = next((m for m in self.ending.get(at + 1, ()) if m.entry.use == "say"), None)
        say = say or self._told(at)
        if say and word not in {","}:
            return self._said(say, group, start)
        return _Frame(True, start)

    def _told(self, at: int) -> Match | None:
        """Return a verb of telling with whom it tells before a word: "told ministers (he)"."""
        for place in range(at, max(0, at - 5), -1):
            if not self.words.is_word(place):
                return None
            for match in self.ending.get(place, ()):
                if match.entry.use == "say" and match.entry.words[0] in _TELLING:
                    return match
        return None

    def _supposed(self, word: str, before: str, start: int) -> _Frame:
        return _Frame(False, start, why="supposed")

    def _embedded(self, that: int, group: Group, start: int) -> _Frame:
        """Judge what stands before "that": a verb of saying, a noun, "it is clear"."""
        low = self.low
        for at in range(that, max(0, that - 11), -1):
            for match in self.ending.get(at, ()):
                if match.entry.use == "say" and not self._is_noun(match):
                    return self._said(match, group, start)
                if match.entry.use == "noun":
                    keeps = match.entry.act == "sure" and not self._is_denied(match.start)
                    return _Frame(keeps, match.start, why="" if keeps else "doubtful")
            word = low[at - 1]
            if word in _SURE | _NEVER | _UNSURE:
                return self._called(word, at - 1)
            if word in {"so", "such"}:
                return _Frame(True, start)
            if word in {",", ";", ":"}:
                break
        return _Frame(True, start)

    def _called(self, word: str, at: int) -> _Frame:
        denied = self._is_denied(at)
        start = max(0, at - 3)
        if word in _NEVER:
            return _Frame(not denied, start, flips=not denied, why="possible")
        if word in _SURE and not denied:
            return _Frame(True, start)
        return _Frame(False, start, why="unsure")

    def _is_denied(self, at: int) -> bool:
        return any(word in NEGATORS | {"no", "hardly", "nothing", "nobody", "little"} for word in self.low[max(0, at - 4) : at])

    def _said(self, say: Match, group: Group, start: int) -> _Frame:
        """Judge an embedding verb: denied, doubtful, asked, demanded, or said by whom."""
        outer = group_of(self.words, replace(say, entry=replace(say.entry, sign=1)), self.ending)
        source = self.phrases.before(outer.start) if outer else None
        begin = source.start if source else (outer.start if outer else say.start)
        acts = {m.entry.act for m in self.matches if m.start == say.start and m.end == say.end and m.entry.use == "say"}
        if source and source.quantifier or outer is None or outer.sign <= 0 or outer.passive and "assert" not in acts:
            return _Frame(False, begin, source, "not said")
        if outer.passive:
            return _Frame(False, begin, None, "hearsay")
        act = "commit" if "commit" in acts else "assert" if "assert" in acts else next(iter(acts), "")
        if act in {"doubtful", "deny", "ask", "demand"} or acts & {"deny"}:
            return _Frame(False, begin, source, act)
        if "demand" in acts and not group.modal and not group.perfect and not group.past and self._bare(group):
            return _Frame(False, begin, source, "demand")
        inner = self._frame(begin, outer) if begin > 0 else _Frame(True, begin)
        if not inner.keeps:
            return _Frame(False, inner.start, source, inner.why)
        return _Frame(True, inner.start, source)

    def _bare(self, group: Group) -> bool:
        return not group.future

    # nouns

    def _noun(self, match: Match) -> Judgement | None:
        """Judge "Egypt's refusal", "reiterated its support for", "no objection to"."""
        low, at = self.low, match.start
        after = low[match.end] if match.end < len(low) else ""
        if after == "by":
            return self._by_whom(match)
        if after not in {"to", "for", "of", "from", "on", "with"}:
            return None
        owner = at - 1
        while owner > 0 and at - owner <= 3 and not (
            low[owner].endswith("'s") or low[owner] in DETERMINERS
        ):
            if not self.words.is_word(owner) or low[owner] in PREPOSITIONS:
                break
            owner -= 1
        light = self._light_before(owner if low[owner] in DETERMINERS or low[owner].endswith("'s") else at)
        possessed = low[owner].endswith("'s") and owner in self.phrases.name_at
        if light and not possessed:
            return self._light(match, light, owner)
        if possessed:
            return self._owned(match, owner, light)
        return None

    def _light_before(self, end: int) -> Match | None:
        """Return the verb that takes a noun which begins at a word: "reiterated (its) support"."""
        for place in range(end, max(0, end - 3), -1):
            found = [m for m in self.ending.get(place, ()) if m.entry.use == "light"]
            if found:
                return found[0]
            if self.low[place - 1] in PREPOSITIONS | DETERMINERS or not self.words.is_word(place - 1):
                return None
        return None

    def _by_whom(self, match: Match) -> Judgement | None:
        """Judge "the signing by Oslo of an agreement"."""
        group = Group(match.start, match.entry.sign, finite=True, passive=True)
        before = self.low[max(0, match.start - 3) : match.start]
        if set(before) & {"without", "pending", "await", "awaits", "awaiting", "no", "before", "urged"}:
            group.sign, group.why = 0, "in doubt"
        agent = self._agent(match)
        made = self._made(match, group, False) if agent else None
        return replace(made, subject=agent, passive=False, impersonal=False) if made else None

    def _light(self, match: Match, light: Match, owner: int) -> Judgement | None:
        group = group_of(self.words, replace(light, entry=replace(light.entry, sign=1)), self.ending)
        if group is None:
            return None
        sign = match.entry.sign * group.sign
        act = light.entry.act
        if act in {"drop", "win"} or self.low[owner] == "no" and sign < 0:
            sign, group.why = 0, "dropped"
        elif act == "take":
            sign = -1 if match.entry.sign > 0 and group.sign > 0 else 0
        elif self.low[owner] == "no":
            sign = -sign if sign > 0 else 0
        if group.sign <= 0:
            sign = 0
        group.sign = sign
        found = self._made(match, group, False)
        if found and found.sign and is_conditional_object(self.text[found.verb.end : self.sentence.end]):
            return replace(found, condition=found.condition or found.object)
        return found

    def _owned(self, match: Match, owner: int, light: Match | None) -> Judgement | None:
        """Judge a noun that belongs to somebody: "Egypt's refusal to take part surprised nobody"."""
        start = owner
        core = self.phrases.core(match.end)
        start = min(start, core) if core is not None else start
        group = Group(start, match.entry.sign, finite=True)
        before = self.low[start - 1] if start else ""
        governed = bool(before) and before in PREPOSITIONS | {"any", "no", "without"} and before not in {"despite", "given", "with", "over", "after"}
        light_act = light.entry.act if light else ""
        doubt = _DOUBT_AFTER.search(self.text, self.words.spans[match.end - 1].end, self.sentence.end)
        if governed or doubt or light_act in {"drop", "take"} or self._wanted(start):
            group.sign, group.why = 0, "in doubt"
        whose = Phrase(start, owner + 1, owner, "named", (self.phrases.name_at[owner],))
        if core is not None and any(self.low[n] in {"critics", "opponents", "rivals", "former"} for n in range(core, owner)):
            return None
        made = self._made(match, group, False)
        if made is None:
            return None
        frame_sign = made.sign
        return replace(made, subject=whose, sign=frame_sign)

    def _wanted(self, start: int) -> bool:
        """Say whether something is only sought: the word before is a verb of wanting."""
        wanting = {"drop", "take"}
        return any(m.entry.use == "light" and m.entry.act in wanting for m in self.ending.get(start, ())) or any(
            m.entry.act in {"desire", "doubtful"} for m in self.ending.get(start, ())
        )

    # urging others

    def _evaluation(self, match: Match) -> Judgement | None:
        """Judge "the plan is unacceptable (to Oslo)", "for Oslo the plan is a trap"."""
        low, at, denied = self.low, match.start - 1, 0
        while at >= 0 and (low[at] in {"a", "an", "the", "not", "never", "simply", "totally"} or low[at].endswith("ly")):
            denied += low[at] in NEGATORS
            at -= 1
        if at < 1 or low[at] not in BE:
            return None
        be = Match(replace(match.entry, complement="none", words=("be", *match.entry.words)), "s", at, match.end)
        group = group_of(self.words, replace(be, form="base" if low[at] == "be" else "s"), self.ending)
        theme = self.phrases.before(group.start) if group else None
        if group is None or theme is None or group.why:
            return None
        if denied or group.refused:
            group.sign = -1 if match.entry.sign > 0 else 0
        group.passive, group.modal = True, group.modal or "is"
        made = self._made(be, group, False)
        if made is None:
            return None
        start = self.words.spans[min(theme.start, self.words.at(made.start))].start
        whose = self._to_whom(match.end) or self._for_whom(theme)
        return replace(made, subject=whose, impersonal=whose is None, passive=True, predicts=False, start=start)

    def _to_whom(self, end: int) -> Phrase | None:
        if end >= len(self.low) or self.low[end] not in {"to", "for"}:
            return None
        at = end + 1
        while at < len(self.low) and self.words.is_word(at) and (at == end + 1 or not self.phrases.breaks(at)):
            at += 1
        core = self.phrases.core(at) if at > end + 1 else None
        phrase = self.phrases.settled(core, at, at - 1, core) if core is not None else None
        return phrase if phrase and phrase.kind in {"named", "organ", "unknown"} else None

    def _for_whom(self, theme: Phrase) -> Phrase | None:
        if self.low[0] not in {"for", "to"}:
            return None
        end = theme.start - (self.low[theme.start - 1] == ",")
        return self.phrases.whole(end) if end > 1 else None

    def _urging(self, match: Match) -> Judgement | None:
        """Judge who urges others: "urged the Serbs to accept the plan" speaks for the plan."""
        limit = min(len(self.low), match.end + 9)
        to = next((n for n in range(match.end + 1, limit) if self.low[n] == "to"), -1)
        if to < 0 or any(not self.words.is_word(n) for n in range(match.end, to)):
            return None
        inner = next((m for m in self.matches if m.start in {to + 1, to + 2} and m.entry.use == "answer" and m.form == "base"), None)
        if inner is None:
            return None
        group = group_of(self.words, replace(match, entry=replace(match.entry, sign=1)), self.ending)
        if group is None or group.passive or group.sign <= 0 or match.entry.words[0] == "warn":
            return None
        low_denied = self.low[to - 1] in NEGATORS or self.low[to + 1] in NEGATORS
        group.sign = inner.entry.sign if not low_denied else 0
        return self._made(replace(inner, form=match.form), group, True)


_ENDS: Final = frozenset(
    {"and", "but", "or", "yet", "so", "if", "unless", "until", "when", "while", "because", "provided",
     "either", "anymore", "in", "on", "last", "yesterday", "today", "after", "as", "too", "again",
     "within", "under", "with", "at", "for", "by", "without", "before", "though", "although"}
)  # fmt: skip
_PLAN_NOUNS: Final = frozenset({"plan", "deal", "offer", "proposal", "text", "paper", "document"})
_UNDERTAKING: Final = frozenset({"will", "would", "shall", "do", "can"})
_TELLING: Final = frozenset({"tell", "inform", "assure", "notify", "remind", "promise", "warn"})
_NUMBERS: Final = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many"}
)  # fmt: skip
_ = HEARSAY
