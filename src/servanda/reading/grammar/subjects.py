"""Whose act a verb reports: the noun phrase that is its subject, and how far it stands from a name.

Critics of X, a former adviser to X, an X-backed group, sources close to X and an ally of X are not
X; its cabinet, its army, its foreign minister and "X officials" speak for it.
"""

from __future__ import annotations

from dataclasses import replace

from servanda.reading.grammar.lexicon import irregular_pasts
from servanda.reading.grammar.phrase_heads import Phrase, PhraseHeads
from servanda.reading.grammar.phrase_words import (
    CONJUNCTIONS,
    DETERMINERS,
    DISTANT,
    HANGING,
    NOUNISH,
    ORGANS,
    PARTICLES,
    PAST_ONLY,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    VERBS,
)
from servanda.reading.grammar.verb_groups import BE, DO, HAVE, MODALS, NEGATORS

__all__ = ["Phrase", "Phrases"]

_VERBAL = BE | HAVE | MODALS | NEGATORS
_AUXILIARY = BE | HAVE | {"also", "not"}
_LEADING_ASIDE = DETERMINERS | PREPOSITIONS | {"who", "which", "whose", "where", "once", "led"}
_SMALL = PREPOSITIONS | CONJUNCTIONS | BE | DO | HAVE | MODALS
_BREAKING = _SMALL | TIMES
_LEADING_LIST = PREPOSITIONS - {"like", "than"}
_LEADING_CLAUSE = PREPOSITIONS | {"when", "while", "though", "although", "asked", "once"}
_PERSONAL = PRONOUNS - {"this", "these"}
_OF_PEOPLE = ORGANS | DISTANT


class Phrases(PhraseHeads):
    """Finds the noun phrases of one sentence."""

    # where a phrase begins and ends

    def before(self, at: int) -> Phrase | None:
        """Return the noun phrase whose verb group begins at word `at`, None where there is none."""
        end = at
        if end and self.low[end - 1] == ")":
            opened = max((n for n in range(end) if self.low[n] == "("), default=0)
            end = opened
        word = self.low[end - 1] if end else ""
        if word in {"who", "which", "that"}:
            return self._antecedent(end - 1)
        if word in {",", "—", "–"}:
            return self._before_aside(end - 1)
        if word in {"and", "but", "or", "then", "yet"} or not word:
            return self.first(end - 1)
        if not self.words.is_word(end - 1):
            return None
        return self._unless_object(self.whole(end))

    def _unless_object(self, phrase: Phrase | None) -> Phrase | None:
        """Return the subject before a clause that ends in a noun: "nations that back X have …"."""
        if phrase is None or phrase.start < 3 or not self._is_verb(phrase.start - 1):
            return phrase
        for at in range(phrase.start - 2, max(0, phrase.start - 8), -1):
            if self.low[at] in {"who", "which", "that"}:
                verbal = self.low[at + 1] in _VERBAL or self._is_verb(at + 1)
                return self._antecedent(at) if verbal else phrase
        return phrase

    def _antecedent(self, at: int) -> Phrase | None:
        end = at - (at > 0 and self.low[at - 1] == ",")
        phrase = self.whole(end, relative=True) if end > 0 else None
        if phrase and phrase.start > 1 and phrase.kind in {"other", "organ"}:
            low, start = self.low, phrase.start
            among = low[start - 1] == "among" or low[start - 2 : start] == ("one", "of")
            place = start - 1 - (low[start - 1] == "of")
            while among and place > 0 and low[place - 1] in _AUXILIARY:
                place -= 1
            if among and low[place] in BE | HAVE:
                return self.before(place)
        return phrase

    def _before_aside(self, comma: int) -> Phrase | None:
        """Return the subject before words set off by commas: "X, which …, rejected"."""
        marks = [n for n in range(comma) if self.low[n] == self.low[comma]]
        for opening in reversed(marks):
            inside = self.low[opening + 1] if opening + 1 < comma else ""
            if inside in {"including", "like", "notably", "such", "among"}:
                return self._examples(opening, comma)
            if self._sets_off(opening + 1, comma, inside):
                name = self._apposed(opening + 1, comma)
                phrase = self._unless_object(self.whole(opening))
                if name and phrase and phrase.kind != "named":
                    whose = name.names or phrase.names
                    return replace(name, start=phrase.start, names=whose, first=name.start)
                if phrase:
                    return phrase
        return self.first(comma)

    def _examples(self, start: int, end: int) -> Phrase | None:
        """Return those named as examples: "some members, like Spain and Italy, …"."""
        whole = self.whole(start)
        if whole and whole.kind == "named" and self.low[start + 1] == "like":
            return whole
        named = [n for n in range(start, end) if n in self.name_at]
        if not named:
            return whole
        found = [
            Phrase(n, n + 1, n, "named", (self.name_at[n],))
            for n in named
            if self.name_at.get(n + 1) is not self.name_at[n]
        ]
        begin = whole.start if whole else start
        return Phrase(begin, end, found[0].head, "named", found[0].names, "", tuple(found))

    def _sets_off(self, start: int, end: int, first: str) -> bool:
        if self.low[end] != ",":
            return True
        led = first in _LEADING_ASIDE
        aside = any(word in VERBS for word in self.low[start:end])
        return led or first.endswith(("ed", "ing")) or bool(self._apposed(start, end)) or aside

    def _apposed(self, start: int, end: int) -> Phrase | None:
        """Return a name that stands alone between commas: "its leader, Radovan Karadzic, …"."""
        if not 0 < end - start <= 9 or not self.words.is_capital(start):
            return None
        names = (
            self.words.is_capital(n)
            or self.low[n] in PARTICLES
            or self.low[n].startswith(("al-", "el-"))
            for n in range(start, end)
        )
        if not all(names):
            return None
        last = next((n + 1 for n in range(start, end) if self.low[n] == "and"), start)
        return self._joined(self.settled(last, end, end - 1, last))

    def whole(self, end: int, relative: bool = False, floor: int = 0) -> Phrase | None:
        """Return the phrase that ends before a word, with what it hangs on and is joined to."""
        core = self.core(end)
        if core is None:
            return None
        start, head_end = self._with_conjunct(core), end
        outer, before = start, end
        while outer - 1 > floor and self._hangs(outer):
            earlier = self.core(outer - 1)
            if earlier is None:
                break
            before, head_end, outer = outer, outer - 1, earlier
            if relative and self.low[outer - 1] not in {"of"}:
                break
        if head_end != end:
            return self.settled(outer, end, head_end - 1, outer, before)
        return self._joined(self.settled(core, end, end - 1, core), floor)

    def _with_conjunct(self, core: int) -> int:
        """Return where "X and Y" begins in "the leaders of X and Y" and "of X and of Y"."""
        at = core
        again = at > 2 and self.low[at - 1] == "of" and self.low[at - 2] == "and"
        joint = at - 1 - again
        if joint < 2 or self.low[joint] != "and":
            return core
        earlier = self.core(joint)
        if earlier is None or not earlier or self.low[earlier - 1] != "of":
            return core
        return earlier

    def _hangs(self, start: int) -> bool:
        """Say whether a phrase hangs on a noun before it: "critics of X", "voters in X"."""
        if start < 2 or self.low[start - 1] not in HANGING:
            return False
        before = self.low[start - 2]
        if not self.words.is_word(start - 2) or before in TIMES or before.isdigit():
            return False
        return before not in _SMALL and not self._is_verb(start - 2)

    def _joined(self, last: Phrase, floor: int = 0) -> Phrase:
        """Return a phrase with those joined to it, not before `floor`: "Kenya, Benin and Jamaica".

        A preposition takes a list to itself ("near Kenya and Benin"), but not where it ends at
        `floor`: "signed by Kenya and Benin".
        """
        found = [last]
        at = last.start
        linked = False
        while at > max(1, floor):
            word = self.low[at - 1]
            comma = word in {"and", "or", "nor"} and self.low[at - 2] == ","
            if word not in {"and", "or", "nor", ","} or (word == "," and not linked):
                break
            linked = linked or word != ","
            end = at - 1 - comma
            start = self.core(end) if end > 0 else None
            if start is None or not self._is_party(start, end):
                break
            ahead = self.low[start - 1] if start else ""
            led = ahead in _LEADING_LIST or (start and self._is_verb(start - 1))
            if led and start != floor:
                break
            found.insert(0, self.settled(start, end, end - 1, start))
            at = start
        if len(found) < 2:
            return last
        first = found[0]
        quantifier = first.quantifier
        if at and self.low[at - 1] == "neither":
            quantifier, at = "neither", at - 1
        return Phrase(at, last.end, last.head, last.kind, last.names, quantifier, tuple(found))

    def _is_party(self, start: int, end: int) -> bool:
        """Say whether a phrase joined to a name is a name itself or an organ: "the government"."""
        named = set(range(start, end)) & self.name_at.keys()
        return bool(named) or self.words.is_capital(end - 1) or self.low[end - 1] in ORGANS

    def core(self, end: int) -> int | None:
        """Return where the noun phrase begins that ends before a word."""
        at = end - 1
        if at < 0 or not self.words.is_word(at):
            return None
        word = self.low[at]
        if word in PRONOUNS:
            return at
        if self.breaks(at):
            return None
        while at > 0 and self.words.is_word(at - 1):
            if self.low[at] in DETERMINERS:
                break
            if self.breaks(at - 1) or self.low[at - 1] in _PERSONAL:
                break
            at -= 1
        return at

    def breaks(self, at: int) -> bool:
        """Say whether a word ends the noun phrase it would stand in."""
        word = self.low[at]
        if at in self.name_at:
            return False
        if word in {"neither", "both", "that"} or word in DETERMINERS:
            return word == "that"
        if word in _BREAKING:
            return True
        if word.endswith("ly") and not self.words.is_capital(at):
            return word not in {
                "family",
                "ally",
                "assembly",
                "supply",
                "early",
                "monthly",
                "weekly",
            }
        return self._is_verb(at)

    def _is_verb(self, at: int) -> bool:
        word = self.low[at]
        if word not in VERBS or at in self.name_at:
            return False
        before = self.low[at - 1] if at else ""
        if at > 1 and before in {"who", "which", "that"} and self._takes_object(at):
            return True
        if before in DETERMINERS or before.endswith("'s"):
            return False
        if word in PAST_ONLY or word in {"says", "said", "thinks", "knows", "believes", "insists"}:
            return True
        if word in NOUNISH:
            return self._takes_object(at) and at > 0
        return word.endswith("s") and before not in PREPOSITIONS

    def _takes_object(self, at: int) -> bool:
        """Say whether a name or a determiner follows a word: "that back Egypt"."""
        after = self.low[at + 1] if at + 1 < len(self.low) else ""
        return at + 1 in self.name_at or after in DETERMINERS

    def first(self, before: int) -> Phrase | None:
        """Return the subject that opens the clause before a word, after what leads it in."""
        low = self.low
        at = 0
        whole = (
            before > 0
            and low[before - 1] == ","
            and before < len(low)
            and low[before] in {"and", "but"}
        )
        for n in range(before):
            if whole and low[n] == "that":
                continue
            if low[n] in {";", ":", "—", "–", "“", "”", '"', "-", ")"} or (
                low[n] in {"that", "while", "because", "whereas", "although"} and n > 1
            ):
                at = n + 1
        for _ in range(3):
            at = self._past_lead(at, before)
        end = at
        while end < before and self.words.is_word(end):
            if end > at and (self.breaks(end) or self._looks_finite(end, at) or low[end] == "no"):
                break
            end += 1
        if end == at:
            return None
        if low[at] in PRONOUNS:
            return self.settled(at, at + 1, at, at)
        return self._extended(at, end, before)

    def _extended(self, at: int, end: int, before: int) -> Phrase | None:
        """Return a subject read from the left, with what hangs on it or is joined to it."""
        stop = end
        while stop + 1 < before and self.low[stop] in {"of", "and"}:
            further = stop + 1
            while further < before and self.words.is_word(further) and not self.breaks(further):
                if further > stop + 1 and self._looks_finite(further, stop + 1):
                    break
                further += 1
            if further == stop + 1:
                break
            stop = further
        return self.whole(stop) if stop > end else self.settled(at, end, end - 1, at)

    def _looks_finite(self, at: int, start: int) -> bool:
        """Say whether a word after a name must be the verb: "Brazil led", "Russia killed"."""
        word = self.low[at]
        named = at - 1 in self.name_at or (self.words.is_capital(at - 1) and at - 1 > 0)
        if self.low[at - 1].endswith(("'s", "s'")):
            return False
        if named and at not in self.name_at and not self.words.is_capital(at):
            finite = word.endswith(("ed", "s", "t", "d", "w")) or word in irregular_pasts()
            return finite and word not in _OF_PEOPLE
        return False

    def _past_lead(self, at: int, before: int) -> int:
        low = self.low
        while at < before and (low[at] in {"and", "but", "yet", "so", ","} or low[at] in TIMES):
            at += 1
        if at >= before:
            return at
        leads = low[at] in _LEADING_CLAUSE
        leads = leads or low[at].endswith(("ly", "ing"))
        leads = leads or (low[at] in {"last", "this"} and at + 1 < before and low[at + 1] in TIMES)
        if not leads:
            return at
        comma = next((n for n in range(at, before) if low[n] == ","), -1)
        if comma > 0:
            return comma + 1
        return next((n + 1 for n in range(at, before) if low[n] in TIMES), at)

    # whom a phrase means
