"""Whom a pronoun means: a person before it, a body, or who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from servanda.evidence.records import Speaker
from servanda.evidence.span import Span
from servanda.reading.who.cast import Named, Person
from servanda.reading.who.office_holders import OfficeHolders, is_plural, resaid, speaker_of
from servanda.reading.who.source_words import AFTER_PREPOSITION, GOVERNMENT_OF, OFFICE_NEXT

__all__ = ["Pronouns"]


class Pronouns(OfficeHolders):
    """Finds whom "he", "it", "they" and "which" mean."""

    def _sentence_at(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def personal(self, at: int, female: bool) -> Speaker | None:
        """Return whom "he" or "she" means: the person before it in the sentence, else the last."""
        last = None if self._cannot_be(self.last_person, female) else self.last_person
        if not self.sentences:
            return resaid(last, "pronoun")
        i = self._sentence_at(at)
        for j in (i, i - 1, i - 2):
            if j < 0:
                break
            people = self._people(self.sentences[j].start, min(at, self.sentences[j].end), female)
            if people:
                return speaker_of(people[0], "pronoun")
        return resaid(last, "pronoun")

    def _cannot_be(self, speaker: Speaker | None, female: bool) -> bool:
        """Say whether "she" or "he" cannot mean a speaker, by title or given name."""
        known = self.cast.persons.get(speaker.actor) if speaker else None
        return known is not None and known.female is not None and known.female != female

    def _people(self, low: int, high: int, female: bool) -> list[Person]:
        names = self.cast.before(high, low)
        found = (self._holder(n) for n in names)
        people = [person for person in found if person]
        fitting = [p for p in people if p.female is None or p.female == female]
        return [p for p in fitting if female and p.female] or fitting

    def _holder(self, named: Named) -> Person | None:
        """Return a person named, or described by an office: "The German chancellor was …"."""
        if named.naming in {"person", "surname"}:
            return None if self._owned(named) else self.cast.person(named.actor)
        after = OFFICE_NEXT.match(self.cast.text, named.span.end)
        if not after or is_plural(after["role"]):
            return None
        span = Span(named.span.start, after.end())
        return self._office_holder(span, span.of(self.cast.text), after["role"], [named])

    def collective(self, at: int, relative: bool) -> Speaker | None:
        """Return whom "it", "they" or "which" means: the subject before, or its neighbour."""
        if relative:
            near = self.cast.before(at, max(0, at - 80))
            if near:
                return self._antecedent(near)
            return resaid(self.last, "pronoun")
        i = self._sentence_at(at) if self.sentences else 0
        for j in (i, i - 1, i - 2):
            if j < 0 or not self.sentences:
                break
            low, high = self.sentences[j].start, min(at, self.sentences[j].end)
            subject = self._subject(low, high)
            if subject:
                return self._from_name(subject)
        return resaid(self.last, "pronoun")

    def _antecedent(self, near: Sequence[Named]) -> Speaker:
        """Return whom a relative pronoun means: the name before it and one joined to that."""
        found = self._from_name(near[-1])
        if len(near) < 2:
            return found
        between = self.cast.text[near[-2].span.end : near[-1].span.start]
        if not re.fullmatch(r",?\sand\s(?:the\s)?", between):
            return found
        first = self._from_name(near[-2])
        return replace(first, also=(found.actor,)) if first.actor != found.actor else found

    def _subject(self, low: int, high: int) -> Named | None:
        for named in self.cast.before(high, low):
            if named.naming in {"person", "surname", "demonym"} or named.place:
                continue
            before = self.cast.text[max(low, named.span.start - 14) : named.span.start]
            after = self.cast.text[named.span.end : named.span.end + 60]
            owned = re.match(r"[’']s?\s", after) and not GOVERNMENT_OF.match(after)
            if owned or AFTER_PREPOSITION.search(before):
                continue
            return named
        return None
