"""From the words that name a source to the actor who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from servanda.evidence.records import Speaker
from servanda.evidence.span import Span
from servanda.reading.who.cast import Named, Person, without_capitals
from servanda.reading.who.described_speakers import Described
from servanda.reading.who.gazetteer import surnames_of
from servanda.reading.who.office_holders import is_plural, name_of, resaid, speaker_of
from servanda.reading.who.personal_names import in_title_case, is_given_name
from servanda.reading.who.roles import GOVERNING, ORGAN, PUBLIC
from servanda.reading.who.source_words import (
    A_ROLE,
    ADVERBIAL,
    AIDES,
    ASIDE,
    BEFORE_VERBS,
    BODY,
    COLLECTIVE,
    DUMMY,
    FULL_NAME,
    MINISTRY,
    NOT_NAMES,
    ONE_NAME,
    OPEN,
    OPENERS,
    PERSONAL,
    RELATIVE,
    ROLE_TAIL,
    SELF,
    SERVES,
    SET_APART,
    THEIRS,
    TRIM,
)
from servanda.reading.who.tables import actors, plain, slug

__all__ = ["Speakers"]


class Speakers(Described):
    """Resolves the sources of one document, in order: each may lean on the one before."""

    def resolve(
        self, source: Sequence[Span], at: int, within: Speaker | None = None
    ) -> Speaker | None:
        """Return who the source is; `at`: where the cue or content stands, for pronouns.

        `within`: the speaker of the statement this one is nested in, whom "I" and "we" mean.
        None where the text names no source.
        """
        self.stands = tuple(source)
        found = self._resolve(source, at, within) if source else None
        if found:
            self.last = found
            if found.how != "artifact" and self._is_person(found.actor):
                self.last_person = found
        return found

    def _is_person(self, actor: str) -> bool:
        known = actors().get(actor)
        return known.kind == "person" if known else actor in self.cast.persons

    def _resolve(self, source: Sequence[Span], at: int, within: Speaker | None) -> Speaker | None:
        span = self._head(source[0])
        self.stands = (span, *source[1:])
        if self.cast.runs_on(span):
            return None
        words = without_capitals(span.of(self.cast.text).strip(TRIM))
        low = words.lower()
        if low in SELF or low.split(" ")[0] in {"i", "we"}:
            return resaid(within, "pronoun") if within else self._author()
        if low in PERSONAL:
            return self.personal(span.start, female=low in {"she", "her"})
        if low == "it" and DUMMY.match(self.cast.text, span.end):
            return None
        if low in COLLECTIVE:
            return self.collective(span.start, relative=False)
        if low in RELATIVE or (low.split(" ")[0] in RELATIVE and " " in low):
            return self.collective(span.start, relative=True)
        if self._names_a_thing(span):
            subject = self.subject_of(at)
            if subject:
                return subject
        theirs = THEIRS.match(words)
        if theirs and not self.cast.in_span(span):
            return self._possessed(span, theirs)
        return self._apposed(span, low) or self._named(span, words) or self._described(span, words)

    def _possessed(self, span: Span, theirs: re.Match[str]) -> Speaker | None:
        """Return who "its foreign minister" or "his aides" are: in the possessor's service."""
        words, role = theirs.group(), theirs["role"].lower()
        if theirs["whose"].lower() in {"its", "their"}:
            whole = self.collective(span.start, relative=False)
        else:
            whole = self.personal(span.start, female=theirs["whose"].lower() == "her")
        side = whole.side if whole else ""
        if not side or not (PUBLIC.search(role) or GOVERNING.search(role) or AIDES.search(role)):
            return Speaker(slug(words)[:60], words, role=role, how="description")
        holder = None if is_plural(words) else self._holder_of(side, role, span.start)
        if holder:
            return speaker_of(holder, "description")
        return Speaker(side, name_of(side), role, side=side, how="description")

    def _apposed(self, span: Span, low: str) -> Speaker | None:
        """Return whom an apposition after a comma tells of: "Oman, the mediator," or "..., who"."""
        text = self.cast.text
        closed = text[span.end - 1 : span.end + 1].rstrip().endswith(",") or OPEN.search(low)
        if not closed or not low.startswith(("the ", "a ", "an ")) or self.cast.in_span(span):
            return None
        near = self.cast.before(span.start, max(0, span.start - 40))
        if (
            near
            and SET_APART.fullmatch(text, near[-1].span.end, span.start)
            and near[-1].naming != "demonym"
        ):
            return replace(self._from_name(near[-1]), how="name")
        return None

    def _names_a_thing(self, span: Span) -> bool:
        """Say whether a source is about its only name and not that name: "NATO membership"."""
        inside = self.cast.in_span(span)
        if len(inside) != 1 or inside[0].naming in {"demonym", "person", "surname"}:
            return False
        after = re.match(r"\s+([a-z]\w+)", self.cast.text[inside[0].span.end : span.end])
        return (
            bool(after) and not (GOVERNING.match(after[1]) or A_ROLE.match(after[1]))
            if after
            else False
        )

    def _head(self, span: Span) -> Span:
        """Return the part of a source that names it: after a dash, after "Under the president,"."""
        words = span.of(self.cast.text)
        cut = max(words.rfind("—"), words.rfind("–"))
        if cut >= 0 and re.search(r"\w", words[cut + 1 :]):
            return self._head(Span(span.start + cut + 1, span.end))
        before = self.cast.text[max(0, span.start - 12) : span.start]
        comma = words.rfind(", ")
        adverbial = ADVERBIAL.search(before) or re.match(r"[A-Za-z]+ing\b", words)
        if adverbial and 0 < comma < len(words) - 2:
            return Span(span.start + comma + 2, span.end)
        return span

    def subject_of(self, verb: int) -> Speaker | None:
        """Return the subject of the sentence a verb stands in, where its opening names one."""
        if not self.sentences:
            return None
        sentence = self.sentences[self._sentence_at(verb)]
        for named in self.cast.before(verb, sentence.start)[:4]:
            opening = re.findall(r"[\w’'-]+", self.cast.text[sentence.start : named.span.start])
            if named.place or len(opening) > 3 or not all(w.lower() in OPENERS for w in opening):
                break
            clause = Span(sentence.start, verb)
            if self._is_apart(named, clause) or self._leads_others(named, verb):
                continue
            after = self.cast.text[named.span.end : named.span.end + 3]
            if named.naming != "demonym" and not re.match(r"[’']s?\s", after):
                self.stands = (named.span,)
                return replace(self._from_name(named), how="name")
        return None

    def _leads_others(self, named: Named, verb: int) -> bool:
        """Say whether a name only tells whose people speak: "Kyiv residents", "Trump lawyer"."""
        if named.naming in {"person", "surname"}:
            return self._owned(named)
        between = self.cast.text[named.span.end : verb]
        noun = re.match(r"\s([a-z][\w-]+)", between)
        if not noun or noun[1].endswith("ly") or noun[1] in BEFORE_VERBS:
            return False
        return not (GOVERNING.search(between) or PUBLIC.search(between) or ORGAN.search(between))

    def _author(self) -> Speaker | None:
        return Speaker("author", self.author, role="author", how="pronoun") if self.author else None

    def _named(self, span: Span, words: str) -> Speaker | None:
        inside = self._near_names(span)
        if self._is_aside(span, inside):
            return None
        people = [
            n
            for n in inside
            if n.naming in {"person", "surname"} and not (self._owned(n) or self._served(span, n))
        ]
        if people:
            also = tuple(dict.fromkeys(n.actor for n in people[1:] if n.actor != people[0].actor))
            return speaker_of(self.cast.person(people[0].actor), "name", also)
        office = A_ROLE.fullmatch(re.sub(r"(?i)\Athe\s", "", words))
        full = None if office else self._unknown_person(span, inside)
        if full:
            return speaker_of(self.cast.meet(full), "name")
        one = ONE_NAME.match(re.split(r",\s(?:who|an?|the|aged|now)\s", words)[0])
        if one and not inside and not is_plural(one[1]):
            known = self.cast.full_name_of(one[1], span.start)
            if known:
                return speaker_of(self.cast.meet(known), "name")
            met = self._met(one[1])
            if met:
                return speaker_of(met, "name")
            return Speaker(slug(one[1]) or "unnamed", one[1], how="name")
        return None

    def _served(self, span: Span, named: Named) -> bool:
        """Say whether a person is only whom the speaker serves: "a spokesman for Netanyahu"."""
        return bool(SERVES.search(self.cast.text[span.start : named.span.start]))

    def _is_aside(self, span: Span, inside: Sequence[Named]) -> bool:
        """Say whether the persons in a source only lead who is named first: "The RSF, led by X"."""
        if not inside or inside[0].naming in {"person", "surname", "demonym"}:
            return False
        return bool(ASIDE.match(self.cast.text[inside[0].span.end : span.end]))

    def _met(self, name: str) -> Person | None:
        """Return the person of this surname whom the document has only described so far."""
        fit = [p for p in self.cast.persons.values() if name in surnames_of(p.name, p.side)]
        return fit[0] if len(fit) == 1 else None

    def _unknown_person(self, span: Span, inside: list[Named]) -> Span | None:
        """Return a full name in the source that no table knows: two capitals not all known."""
        known = [n.span for n in inside]
        for match in FULL_NAME.finditer(self.cast.text, span.start, span.end):
            start, end = match.span()
            for name in known:
                if name.start <= start < name.end:
                    start = name.end
            while (word := re.match(r"\s*([\w’'.-]+)\s+", self.cast.text[start:end])) and (
                A_ROLE.fullmatch(word[1]) or word[1] in NOT_NAMES or ROLE_TAIL.match(word[1])
            ):
                start += word.end()
            start = max([start, *(n.end for n in known if n.start <= start < n.end)])
            piece = self.cast.text[start:end]
            lead = len(piece) - len(piece.lstrip())
            piece = piece.strip()
            if in_title_case(self.cast.folded, Span(start, end)) and not is_given_name(
                plain(piece).split(" ")[0]
            ):
                continue
            if " " in piece and not MINISTRY.search(piece) and not BODY.search(piece):
                return Span(start + lead, start + lead + len(piece))
        return None
