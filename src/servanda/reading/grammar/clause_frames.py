"""The clauses a verb is embedded in: who says it, and whether it is denied or supposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from servanda.evidence.span import Span
from servanda.reading.grammar.phrase_words import DETERMINERS, PREPOSITIONS
from servanda.reading.grammar.subjects import Phrase, Phrases
from servanda.reading.grammar.verb_groups import BE, NEGATORS, Group, group_of
from servanda.reading.grammar.words import Match, Words, as_yes
from servanda.reading.who.cast import Cast

__all__ = ["Frame", "Framed"]

_SUPPOSING: Final = frozenset(
    {"if", "whether", "unless", "suppose", "assuming", "lest", "supposing"}
)
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
_TELLING: Final = frozenset({"tell", "inform", "assure", "notify", "remind", "promise", "warn"})
_NUMBERS: Final = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several",
     "many"}
)  # fmt: skip
_NO_PLAIN_VERB: Final = BE | DETERMINERS | PREPOSITIONS | {"have", "do", "see", "say", "him"}
_BEFORE_A_NOUN: Final = (
    (DETERMINERS | _NUMBERS) - {"all", "both", "that", "neither", "either"}
) | (PREPOSITIONS - {"to", "than", "as"})
_BEFORE_A_PARTICIPLE: Final = DETERMINERS - {"all", "both", "that", "neither"}
_NEVER_OR_UNSURE: Final = _NEVER | _UNSURE
_CALLED: Final = _SURE | _NEVER_OR_UNSURE
_CALLING: Final = BE | {"not", "highly", "very", "most"}
_ASKING: Final = BE | {"do", "does", "did", "would", "should", "will"}
_DENYING: Final = NEGATORS | {"no", "hardly", "nothing", "nobody", "little"}


@dataclass(frozen=True)
class Frame:
    """What the clauses around a verb do to it."""

    keeps: bool
    start: int
    source: Phrase | None = None
    why: str = ""
    flips: bool = False


class Framed:
    """A sentence with its verbs, and what the clauses around each do to it."""

    def __init__(self, cast: Cast, sentence: Span, words: Words, matches: Sequence[Match]) -> None:
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
        return [
            m for m in matches if m.entry.use in {"noun", "stance", "eval"} or not self._is_noun(m)
        ]

    def _undertaken(self) -> list[Match]:
        """Return the verbs of no entry that somebody undertakes: "pledged to prevent"."""
        known = {m.start for m in self.matches}
        found = []
        for match in self.matches:
            at = match.end + 1
            if (
                match.entry.use != "intend"
                or match.entry.complement != "inf"
                or not match.entry.sign
            ):
                continue
            if self.low[match.end : at] != ("to",) or at in known or not self._is_plain_verb(at):
                continue
            words = (self.low[at],)
            entry = replace(match.entry, words=words, use="deed", sign=1, complement="np")
            found.append(Match(entry, "base", at, at + 1))
        return found

    def _is_plain_verb(self, at: int) -> bool:
        if not self.words.is_word(at):
            return False
        word = self.low[at]
        if at in self.phrases.name_at or self.words.is_capital(at) or word.endswith("ly"):
            return False
        return word not in _NO_PLAIN_VERB

    def _is_noun(self, match: Match) -> bool:
        low, at, form, verb = self.low, match.start, match.form, match.entry.words[0]
        if at in self.phrases.name_at and verb != "be":
            return True
        if form == "base" and self._ends_a_name(match):
            return True
        before = low[at - 1] if at else ""
        if form in {"base", "s"} and verb not in {"be", "have"}:
            if before in _BEFORE_A_NOUN or before.endswith(("'s", "s'")):
                return True
            after = low[match.end] if match.end < len(low) else ""
            if form == "s" and after in {"of", "that"} and before not in {"it", "he", "she"}:
                return match.entry.use not in {"say"} and at - 1 not in self.phrases.name_at
        if form == "past" and before in _BEFORE_A_PARTICIPLE:
            return True
        return form == "ing" and before in DETERMINERS

    def _ends_a_name(self, match: Match) -> bool:
        """Say whether a bare form is the last word of a place: "from the Haldi pass, which"."""
        low, at = self.low, match.start
        if match.entry.complement != "np" or len(match.entry.words) > 1:
            return False
        named = at - 1 in self.phrases.name_at or self.words.is_capital(at - 1)
        after = low[match.end] if match.end < len(low) else "."
        joined = {"and", ",", "or"} & set(low[max(0, at - 5) : at])
        return (
            bool(named)
            and not joined
            and not low[at - 1].endswith("s")
            and (after in {",", ".", ";", "which", "of", "near", "between"})
        )

    def _frame(self, start: int, group: Group) -> Frame:
        """Return what the clauses that a subject's clause is embedded in do to it."""
        low, at = self.low, start - 1
        while at >= 0 and (
            low[at] in {",", "“", '"', "”", "—", "–", "also", "now", "even"} and low[at] != ""
        ):
            if low[at] == "," and not (at and low[at - 1] in {"that", "said"}):
                break
            at -= 1
        word = low[at] if at >= 0 else ""
        before = low[at - 1] if at > 0 else ""
        if (
            word in _SUPPOSING
            or (word == "case" and before == "in")
            or self._is_turned(word, group)
        ):
            return Frame(False, start, why="supposed")
        if (
            (word in _TEMPORAL and group.future)
            or word == "until"
            or (word == "as" and before == "soon" and not group.past)
            or (word == "before" and not group.past)
        ):
            return Frame(False, start, why="supposed")
        if word in {"how", "why", "what", "where"}:
            return Frame(False, start, why="asked")
        if at <= 1 and word in _ASKING:
            return Frame(False, start, why="asked")
        if word in {"even"} or (before, word) == ("even", "if"):
            return Frame(False, start, why="supposed")
        caused = next((m for m in self.ending.get(at + 1, ()) if m.entry.use == "make"), None)
        if (
            caused
            and not group.modal
            and not group.perfect
            and caused.entry.words[0] not in {"see", "hear", "have"}
        ):
            return Frame(False, caused.start, why="made to")
        if word == "that":
            return self._embedded(at, group, start)
        if word in _NEVER_OR_UNSURE and before in _CALLING:
            return self._called(word, at)
        say = next((m for m in self.ending.get(at + 1, ()) if m.entry.use == "say"), None)
        say = say or self._told(at)
        if say and word not in {","}:
            return self._said(say, group, start)
        return Frame(True, start)

    @staticmethod
    def _is_turned(word: str, group: Group) -> bool:
        """Say whether a subject behind its auxiliary supposes: "had Oslo refused", "should it"."""
        return word == "had" or (word == "should" and not group.finite)

    def _told(self, at: int) -> Match | None:
        """Return a verb of telling with whom it tells before a word: "told ministers (he)"."""
        for place in range(at, max(0, at - 5), -1):
            if not self.words.is_word(place):
                return None
            for match in self.ending.get(place, ()):
                if match.entry.use == "say" and match.entry.words[0] in _TELLING:
                    return match
        return None

    def _embedded(self, that: int, group: Group, start: int) -> Frame:
        """Judge what stands before "that": a verb of saying, a noun, "it is clear"."""
        low = self.low
        for at in range(that, max(0, that - 11), -1):
            for match in self.ending.get(at, ()):
                if match.entry.use == "say" and not self._is_noun(match):
                    return self._said(match, group, start)
                if match.entry.use == "noun":
                    keeps = match.entry.act == "sure" and not self._is_denied(match.start)
                    return Frame(keeps, match.start, why="" if keeps else "doubtful")
            word = low[at - 1]
            if word in _CALLED:
                return self._called(word, at - 1)
            if word in {"so", "such"}:
                return Frame(True, start)
            if word in {",", ";", ":"}:
                break
        return Frame(True, start)

    def _called(self, word: str, at: int) -> Frame:
        denied = self._is_denied(at)
        start = max(0, at - 3)
        if word in _NEVER:
            return Frame(not denied, start, flips=not denied, why="possible")
        if word in _SURE and not denied:
            return Frame(True, start)
        return Frame(False, start, why="unsure")

    def _is_denied(self, at: int) -> bool:
        return any(word in _DENYING for word in self.low[max(0, at - 4) : at])

    def _said(self, say: Match, group: Group, start: int) -> Frame:
        """Judge an embedding verb: denied, doubtful, asked, demanded, or said by whom."""
        outer = group_of(self.words, as_yes(say), self.ending)
        source = self.phrases.before(outer.start) if outer else None
        begin = source.start if source else (outer.start if outer else say.start)
        acts = {
            m.entry.act
            for m in self.matches
            if m.start == say.start and m.end == say.end and m.entry.use == "say"
        }
        if (
            (source and source.quantifier)
            or outer is None
            or outer.sign <= 0
            or (outer.passive and "assert" not in acts)
        ):
            return Frame(False, begin, source, "not said")
        if outer.passive:
            return Frame(False, begin, None, "hearsay")
        act = (
            "commit" if "commit" in acts else "assert" if "assert" in acts else next(iter(acts), "")
        )
        if act in {"doubtful", "deny", "ask", "demand"} or acts & {"deny"}:
            return Frame(False, begin, source, act)
        if (
            "demand" in acts
            and not group.modal
            and not group.perfect
            and not group.past
            and not group.future
        ):
            return Frame(False, begin, source, "demand")
        inner = self._frame(begin, outer) if begin > 0 else Frame(True, begin)
        if not inner.keeps:
            return Frame(False, inner.start, source, inner.why)
        return Frame(True, inner.start, source)
