"""Whose act a verb reports: the noun phrase that is its subject, and how far it stands from a name.

Critics of X, a former adviser to X, an X-backed group, sources close to X and an ally of X are not
X; its cabinet, its army, its foreign minister and "X officials" speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from servanda.evidence.span import Span
from servanda.reading.grammar.lexicon import heads, words_of
from servanda.reading.grammar.verb_groups import BE, DO, HAVE, MODALS, NEGATORS
from servanda.reading.grammar.words import Words
from servanda.reading.who.cast import Cast, Named

__all__ = ["Phrase", "Phrases"]

PREPOSITIONS: Final = frozenset(
    {"of", "in", "for", "from", "on", "at", "with", "to", "between", "among", "inside", "within",
     "over", "under", "behind", "against", "by", "near", "about", "into", "after", "before",
     "during", "through", "without", "despite", "across", "around", "beyond", "since", "until",
     "like", "as", "than", "amid", "outside", "towards", "toward", "upon", "per", "via", "unlike"}
)  # fmt: skip
CONJUNCTIONS: Final = frozenset(
    {"and", "or", "but", "nor", "yet", "so", "then", "if", "unless", "whether", "that", "because",
     "while", "although", "though", "when", "once", "who", "which", "whom", "whose", "where", "how",
     "why", "what", "whatever", "as", "since", "until", "till", "lest", "whereas", "than",
     "suppose", "assuming", "provided", "even", "not", "never"}
)  # fmt: skip
PRONOUNS: Final = frozenset({"he", "she", "it", "they", "we", "i", "you", "this", "these", "one"})
DETERMINERS: Final = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "my", "this", "these", "those", "that",
     "some", "any", "no", "all", "both", "neither", "either", "each", "every", "another", "such"}
)  # fmt: skip
_NOBODY: Final = frozenset({"nobody", "none", "no", "nothing", "few", "not", "hardly", "neither"})
_TIMES: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "june", "july", "august", "september", "october", "november",
     "december", "week", "month", "year", "night", "today", "yesterday", "tomorrow", "meanwhile",
     "later", "earlier", "however", "nonetheless", "nevertheless", "ago", "now", "also", "here",
     "there", "moreover", "instead", "still", "again", "thus", "therefore", "though"}
)  # fmt: skip
_NOUNISH: Final = frozenset(
    {"reports", "plans", "hopes", "fears", "offers", "states", "calls", "demands", "proposals",
     "needs", "claims", "doubts", "promises", "notes", "rules", "views", "signs", "backs",
     "orders", "requests", "ends", "forces", "leads", "supports", "wants", "questions", "answers",
     "bets", "pledges", "vows", "guarantees", "praises", "favours", "studies", "worries", "trusts"}
)  # fmt: skip
_VERBS: Final = words_of("say") | words_of("answer") | words_of("urge") | words_of("intend")
_PAST_ONLY: Final = frozenset(word for word in _VERBS if word.endswith(("ed", "id", "ld", "ew")))
_ORGANS: Final = heads("organ", "speaks")
_DISTANT: Final = heads("distant", "critic")
_FORMER: Final = heads("organ", "past")
_HYPHENED: Final = re.compile(
    r"(?:pro|anti|ex|non)-|.-(?:backed|led|based|aligned|allied|born|sponsored|supported|held"
    r"|occupied|funded|trained|run|controlled|friendly|critical|appointed|installed)\Z"
)

_HANGING: Final = PREPOSITIONS - {
    "after", "before", "since", "until", "during", "despite", "amid", "without", "than", "as",
    "like", "unlike", "per", "via", "upon", "through",
}  # fmt: skip
_PARTICLES: Final = frozenset({"al", "el", "bin", "ibn", "de", "del", "van", "von", "der", "and", "da", "dos", "la"})

Kind = Literal["named", "organ", "other", "pronoun", "unknown"]


@dataclass(frozen=True)
class Phrase:
    """A noun phrase, words `start` to `end` (exclusive) with its head at `head`.

    `kind`: named where it is a name, organ where it speaks for one (its army, X officials),
    pronoun, other where it keeps its distance from every name in it, unknown for a name of nobody
    the tables know. `names`: whom it means or speaks for. `distant`: its head keeps its distance.
    `first`: where the name itself begins where it stands in apposition to an office.
    """

    start: int
    end: int
    head: int
    kind: Kind
    names: tuple[Named, ...] = ()
    quantifier: str = ""
    joined: tuple[Phrase, ...] = ()
    distant: bool = False
    first: int = -1

    @property
    def conjuncts(self) -> tuple[Phrase, ...]:
        """Return the phrases joined in it, itself alone where it is one."""
        return self.joined or (self,)


_NAME_ENDS: Final = frozenset(
    {"front", "party", "movement", "army", "council", "state", "republic", "alliance", "coalition",
     "forces", "people", "union", "congress", "brigade", "command", "kingdom", "group", "bloc",
     "organisation", "organization", "court", "general", "king", "prince", "wing"}
)  # fmt: skip


def _is_particled(word: str) -> bool:
    """Say whether a name that is written small begins so: "al-Asaad"."""
    return word.startswith(("al-", "el-")) and len(word) > 4


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


class Phrases:
    """Finds the noun phrases of one sentence."""

    def __init__(self, words: Words, cast: Cast, sentence: Span) -> None:
        self.words, self.low, self.cast = words, words.low, cast
        self.name_at: dict[int, Named] = {}
        self._lay(cast.in_span(Span(sentence.start, sentence.end + 1)))

    def _lay(self, names: Sequence[Named]) -> None:
        at = 0
        for named in names:
            while at < len(self.words) and self.words.spans[at].end <= named.span.start:
                at += 1
            place = at
            while place < len(self.words) and self.words.spans[place].start < named.span.end:
                if not _HYPHENED.search(self.low[place]):
                    self.name_at[place] = named
                place += 1

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
                verbal = self.low[at + 1] in BE | HAVE | MODALS | NEGATORS or self._is_verb(at + 1)
                return self._antecedent(at) if verbal else phrase
        return phrase

    def _antecedent(self, at: int) -> Phrase | None:
        end = at - (at > 0 and self.low[at - 1] == ",")
        phrase = self.whole(end, relative=True) if end > 0 else None
        if phrase and phrase.start > 1 and phrase.kind in {"other", "organ"}:
            low, start = self.low, phrase.start
            among = low[start - 1] == "among" or low[start - 2 : start] == ("one", "of")
            place = start - 1 - (low[start - 1] == "of")
            while among and place > 0 and low[place - 1] in BE | HAVE | {"also", "not"}:
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
        led = first in DETERMINERS | PREPOSITIONS | {"who", "which", "whose", "where", "once", "led"}
        aside = any(word in _VERBS for word in self.low[start:end])
        return led or first.endswith(("ed", "ing")) or bool(self._apposed(start, end)) or aside

    def _apposed(self, start: int, end: int) -> Phrase | None:
        """Return a name that stands alone between commas: "its leader, Radovan Karadzic, …"."""
        if not 0 < end - start <= 9 or not self.words.is_capital(start):
            return None
        names = (
            self.words.is_capital(n) or self.low[n] in _PARTICLES or self.low[n].startswith(("al-", "el-"))
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
        return self._joined(self.settled(core, end, end - 1, core))

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
        if start < 2 or self.low[start - 1] not in _HANGING:
            return False
        before = self.low[start - 2]
        if not self.words.is_word(start - 2) or before in _TIMES or before.isdigit():
            return False
        return before not in PREPOSITIONS | CONJUNCTIONS | BE | DO | HAVE | MODALS and not self._is_verb(
            start - 2
        )

    def _joined(self, last: Phrase) -> Phrase:
        """Return a phrase with those joined to it: "Kenya, Benin and Jamaica"."""
        found = [last]
        at = last.start
        linked = False
        while at > 1:
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
            if ahead in PREPOSITIONS - {"like", "than"} or (start and self._is_verb(start - 1)):
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
        return bool(named) or self.words.is_capital(end - 1) or self.low[end - 1] in _ORGANS

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
            if self.breaks(at - 1) or self.low[at - 1] in PRONOUNS - {"this", "these"}:
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
        if word in PREPOSITIONS | CONJUNCTIONS | BE | DO | HAVE | MODALS or word in _TIMES:
            return True
        if word.endswith("ly") and not self.words.is_capital(at):
            return word not in {"family", "ally", "assembly", "supply", "early", "monthly", "weekly"}
        return self._is_verb(at)

    def _is_verb(self, at: int) -> bool:
        word = self.low[at]
        if word not in _VERBS or at in self.name_at:
            return False
        before = self.low[at - 1] if at else ""
        if before in DETERMINERS or before.endswith("'s"):
            return False
        if word in _PAST_ONLY or word in {"says", "said", "thinks", "knows", "believes", "insists"}:
            return True
        after = at + 1
        if word in _NOUNISH:
            led = after in self.name_at or (after < len(self.low) and self.low[after] in DETERMINERS)
            return led and at > 0
        return word.endswith("s") and before not in PREPOSITIONS

    def first(self, before: int) -> Phrase | None:
        """Return the subject that opens the clause before a word, after what leads it in."""
        low = self.low
        at = 0
        whole = before > 0 and low[before - 1] == "," and before < len(low) and low[before] in {"and", "but"}
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
            return word not in _ORGANS | _DISTANT and word.endswith(("ed", "s", "t", "d", "w"))
        return False

    def _past_lead(self, at: int, before: int) -> int:
        low = self.low
        while at < before and (low[at] in {"and", "but", "yet", "so", ","} or low[at] in _TIMES):
            at += 1
        if at >= before:
            return at
        leads = low[at] in PREPOSITIONS | {"when", "while", "though", "although", "asked", "once"}
        leads = leads or low[at].endswith(("ly", "ing"))
        leads = leads or low[at] in {"last", "this"} and at + 1 < before and low[at + 1] in _TIMES
        if not leads:
            return at
        comma = next((n for n in range(at, before) if low[n] == ","), -1)
        if comma > 0:
            return comma + 1
        return next((n + 1 for n in range(at, before) if low[n] in _TIMES), at)

    # whom a phrase means

    def settled(self, start: int, end: int, head: int, first: int, inner: int = 0) -> Phrase:
        """Return a phrase with whom it means; `inner`: where what hangs on its head begins."""
        low = self.low
        words = low[first : head + 1]
        quantifier = low[first] if low[first] in _NOBODY else ""
        if low[head] in PRONOUNS:
            return Phrase(start, end, head, "pronoun", self._hung(inner, end))
        distant = any(
            w in _DISTANT or _singular(w) in _DISTANT or w in _FORMER or _HYPHENED.search(w)
            for w in words
        )
        if distant and (low[head] in _DISTANT or _singular(low[head]) in _DISTANT):
            return Phrase(start, end, head, "other", (), quantifier, distant=True)
        named = self._name_of(head)
        if self._is_compound(first, head):
            return Phrase(start, end, head, "unknown", (), quantifier)
        if named and not distant:
            return Phrase(start, end, head, "named", (named,), quantifier)
        if named and self._is_whole_name(head, named):
            return Phrase(start, end, head, "named", (named,), quantifier)
        organ = low[head] in _ORGANS or _singular(low[head]) in _ORGANS
        named_so = self._is_capital_name(head, first) and low[head] in _NAME_ENDS
        if organ and not distant and not named_so:
            whose = self._whose(first, head) or self._hung(inner, end)
            return Phrase(start, end, head, "organ", whose, quantifier)
        if self._is_capital_name(head, first):
            whose = self._whose(first, head) or self._hung(inner, end)
            return Phrase(start, end, head, "unknown", whose, quantifier)
        return Phrase(start, end, head, "other", (), quantifier, distant=distant)

    def _is_compound(self, first: int, head: int) -> bool:
        """Say whether two peoples make one name that is neither: "the Bosnian Serb parliament"."""
        return any(
            self.name_at[n].naming == self.name_at[n + 1].naming == "demonym"
            and self.name_at[n].actor != self.name_at[n + 1].actor
            for n in range(first, head)
            if n in self.name_at and n + 1 in self.name_at
        )

    def _name_of(self, head: int) -> Named | None:
        named = self.name_at.get(head)
        possessive = self.low[head].endswith(("'s", "'"))
        return named if named and not possessive else None

    def _is_whole_name(self, head: int, named: Named) -> bool:
        """Say whether a former office stands before a person's own name."""
        return named.naming in {"person", "surname"}

    def _is_capital_name(self, head: int, first: int) -> bool:
        capital = self.words.is_capital(head) or _is_particled(self.low[head])
        return capital and (head > 0 or len(self.low[head]) > 1) and not (
            head == 0 and self.low[head] in _ORGANS | _DISTANT
        ) and self.low[head] not in DETERMINERS

    def _whose(self, first: int, head: int) -> tuple[Named, ...]:
        found = [self.name_at[n] for n in range(first, head) if n in self.name_at]
        return tuple(found[-1:])

    def _hung(self, inner: int, end: int) -> tuple[Named, ...]:
        if not inner or self.low[inner - 1] not in {"of", "for", "in", "from"}:
            return ()
        found = [self.name_at[n] for n in range(inner, end) if n in self.name_at]
        if any(_DISTANT & {self.low[n], _singular(self.low[n])} for n in range(inner, end)):
            return ()
        return tuple(dict.fromkeys(found))

    def spans(self, phrase: Phrase) -> Span:
        """Return where a phrase stands in the text."""
        return Span(self.words.spans[phrase.start].start, self.words.spans[phrase.end - 1].end)

    def names_before(self, at: int) -> Iterator[Named]:
        """Yield the names before a word, the nearest first."""
        for place in range(at - 1, -1, -1):
            if place in self.name_at:
                yield self.name_at[place]


_ = NEGATORS
