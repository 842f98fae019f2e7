"""From the words that name a source to the actor who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from servanda.evidence.records import MentionKind, Speaker
from servanda.evidence.span import Span
from servanda.reading.text.sentences import sentences
from servanda.reading.who.apart import FORMER, is_only_told_of, keeps_apart
from servanda.reading.who.cast import Cast, Named, Person, without_capitals
from servanda.reading.who.gazetteer import find_names, holders, surnames_of
from servanda.reading.who.roles import GOVERNING, ORGAN, PUBLIC, ROLE, ranks_of
from servanda.reading.who.tables import actors, slug

__all__ = ["Speakers"]

_PERSONAL = frozenset("he she him her".split())  # noqa: SIM905
_COLLECTIVE = frozenset("it they them".split())  # noqa: SIM905
_OFFICE_NEXT = re.compile(rf"(?:[’']s?)? (?:new |own )?(?P<role>{ROLE})\b(?!,? [A-Z])")
_RELATIVE = frozenset("who which that whom".split())  # noqa: SIM905
_SELF = frozenset("i we us me".split())  # noqa: SIM905
_ARTIFACT = re.compile(
    r"(?i)\b(?:copy|report|study|statement|document|letter|poll|survey|memo|communiqu[eé]|text|draft"
    r"|agreement|resolution|paper|article|editorial|book|analysis|assessment|data|figures|law"
    r"|treaty|decree|transcript|post|tweet|video|filing|indictment|plan|proposal)\Z"
)
_MINISTRY = re.compile(
    r"(?i)\b(?:ministry|foreign office|defen[cs]e department|department of (?:state|defen[cs]e)"
    r"|general staff|air force|navy|army|intelligence service|security service|coast ?guard"
    r"|embassy|central bank|parliament)\b"
)
_ROLE = re.compile(rf"(?i)\b{ROLE}\b")
_FULL_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)(?:\s(?:(?:al-|el-|bin|von|van|de|der|ibn)\s?)?"
    r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){1,3}"
)
_ONE_NAME = re.compile(r"\A(?:(?:Mr|Mrs|Ms|Dr|Sir|Gen|Sen|Lt|Col|Prof)\.?\s+)?([A-ZÀ-Þ][\w’'-]+)\Z")
_TITLE = re.compile(r"\A(?:Mr|Mrs|Ms|Dr|Sir|Gen|Sen|Lt|Col|Prof)\.?\s+")
_MEMORY = 20_000
"""Code points back to which a description can refer."""
_TRIM = "\"“”‘’' ,;:—–-"


class Speakers:
    """Resolves the sources of one document, in order: each may lean on the one before."""

    def __init__(self, cast: Cast, prose: Sequence[Span], author: str = "") -> None:
        self.cast = cast
        self.author = author
        self.sentences = [s for span in prose for s in sentences(cast.text, span.start, span.end)]
        self._starts = [s.start for s in self.sentences]
        self.stands: tuple[Span, ...] = ()
        """Where the source last resolved stands: what was given, put right."""
        self.last: Speaker | None = None
        self.last_person: Speaker | None = None

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
        words = without_capitals(span.of(self.cast.text).strip(_TRIM))
        low = words.lower()
        if low in _SELF or low.split(" ")[0] in {"i", "we"}:
            return _as(within, "pronoun") if within else self._author()
        if low in _PERSONAL:
            return self.personal(span.start, female=low in {"she", "her"})
        if low == "it" and _DUMMY.match(self.cast.text, span.end):
            return None
        if low in _COLLECTIVE:
            return self.collective(span.start, relative=False)
        if low in _RELATIVE or (low.split(" ")[0] in _RELATIVE and " " in low):
            return self.collective(span.start, relative=True)
        if self._names_a_thing(span):
            subject = self.subject_of(at)
            if subject:
                return subject
        theirs = _THEIRS.match(words)
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
        if not side or not (PUBLIC.search(role) or GOVERNING.search(role) or _AIDES.search(role)):
            return Speaker(slug(words)[:60], words, role=role, how="description")
        holder = None if _plural(words) else self._holder_of(side, role, span.start)
        if holder:
            return _speaker(holder, "description")
        return Speaker(side, _name(side), role, side=side, how="description")

    def _apposed(self, span: Span, low: str) -> Speaker | None:
        """Return whom an apposition after a comma tells of: "Oman, the mediator," or "..., who"."""
        text = self.cast.text
        closed = text[span.end - 1 : span.end + 1].rstrip().endswith(",") or _OPEN.search(low)
        if not closed or not low.startswith(("the ", "a ", "an ")) or self.cast.in_span(span):
            return None
        near = self.cast.before(span.start, max(0, span.start - 40))
        if (
            near
            and _SET_APART.fullmatch(text, near[-1].span.end, span.start)
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
            bool(after) and not (GOVERNING.match(after[1]) or _ROLE.match(after[1]))
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
        adverbial = _ADVERBIAL.search(before) or re.match(r"[A-Za-z]+ing\b", words)
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
            if named.place or len(opening) > 3 or not all(w.lower() in _OPENERS for w in opening):
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
        if not noun or noun[1].endswith("ly") or noun[1] in _BEFORE_VERBS:
            return False
        return not (GOVERNING.search(between) or PUBLIC.search(between) or ORGAN.search(between))

    def _author(self) -> Speaker | None:
        return Speaker("author", self.author, role="author", how="pronoun") if self.author else None

    # names

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
            return _speaker(self.cast.person(people[0].actor), "name", also)
        office = _ROLE.fullmatch(re.sub(r"(?i)\Athe\s", "", words))
        full = None if office else self._unknown_person(span, inside)
        if full:
            return _speaker(self.cast.meet(full), "name")
        one = _ONE_NAME.match(re.split(r",\s(?:who|an?|the|aged|now)\s", words)[0])
        if one and not inside and not _plural(one[1]):
            known = self.cast.full_name_of(one[1], span.start)
            if known:
                return _speaker(self.cast.meet(known), "name")
            met = self._met(one[1])
            if met:
                return _speaker(met, "name")
            return Speaker(slug(one[1]) or "unnamed", one[1], how="name")
        return None

    def _near_names(self, span: Span) -> list[Named]:
        """Return the names in a source, without those it keeps its distance from."""
        return [n for n in self.cast.in_span(span) if not self._is_apart(n, span)]

    def _is_apart(self, named: Named, source: Span) -> bool:
        folded = self.cast.folded
        told = named.naming not in {"person", "surname"} and is_only_told_of(folded, named.span)
        return told or keeps_apart(folded, named.span, source)

    def _served(self, span: Span, named: Named) -> bool:
        """Say whether a person is only whom the speaker serves: "a spokesman for Netanyahu"."""
        return bool(_SERVES.search(self.cast.text[span.start : named.span.start]))

    def _is_aside(self, span: Span, inside: Sequence[Named]) -> bool:
        """Say whether the persons in a source only lead who is named first: "The RSF, led by X"."""
        if not inside or inside[0].naming in {"person", "surname", "demonym"}:
            return False
        return bool(_ASIDE.match(self.cast.text[inside[0].span.end : span.end]))

    def _owned(self, named: Named) -> bool:
        """Say whether a name only owns what follows: "Trump’s lawyer", "Trump adviser"."""
        after = self.cast.text[named.span.end : named.span.end + 30]
        if re.match(r"[’']s?\s+\w", after):
            return True
        role = re.match(rf"(?i)\s+{ROLE}\b", after)
        return bool(role) and not after[: role.end()].strip()[0].isupper() if role else False

    def _met(self, name: str) -> Person | None:
        """Return the person of this surname whom the document has only described so far."""
        fit = [p for p in self.cast.persons.values() if name in surnames_of(p.name, p.side)]
        return fit[0] if len(fit) == 1 else None

    def _unknown_person(self, span: Span, inside: list[Named]) -> Span | None:
        """Return a full name in the source that no table knows: two capitals not all known."""
        known = [n.span for n in inside]
        for match in _FULL_NAME.finditer(self.cast.text, span.start, span.end):
            start, end = match.span()
            for name in known:
                if name.start <= start < name.end:
                    start = name.end
            while (word := re.match(r"\s*([\w’'.-]+)\s+", self.cast.text[start:end])) and (
                _ROLE.fullmatch(word[1]) or word[1] in _NOT_NAMES or _ROLE_TAIL.match(word[1])
            ):
                start += word.end()
            start = max([start, *(n.end for n in known if n.start <= start < n.end)])
            piece = self.cast.text[start:end]
            lead = len(piece) - len(piece.lstrip())
            piece = piece.strip()
            if " " in piece and not _MINISTRY.search(piece) and not _BODY.search(piece):
                return Span(start + lead, start + lead + len(piece))
        return None

    # descriptions and bodies

    def _described(self, span: Span, words: str) -> Speaker | None:
        inside = self._near_names(span)
        if len(inside) < len(self.cast.in_span(span)) or _is_former(words, inside):
            return self._in_words(words)
        role = _last_role(words)
        if role and not _plural(words) and not re.match(r"(?i)(?:an?|one|another|some)\b", words):
            person = self._office_holder(span, words, role, inside)
            if person:
                return _speaker(person, "description")
        if inside:
            return self._body(span, words, inside)
        known = self._known_by_kind(words, span.start) or self._alliance(words, span.start)
        if known:
            return known
        if re.search(r"(?i)\badministration\b|\bthe government\b", words) and self.last_person:
            side = self.last_person.side
            if side:
                return Speaker(side, _name(side), how="description")
        return self._in_words(words)

    def _alliance(self, words: str, at: int) -> Speaker | None:
        """Return the alliance last named, for "the alliance"."""
        if not _ALLIANCE.fullmatch(words):
            return None
        named = [n for n in self.cast.before(at, at - _MEMORY) if _is_alliance(n.actor)]
        return replace(self._from_name(named[-1]), how="description") if named else None

    def _in_words(self, words: str) -> Speaker | None:
        """Return a speaker known only by how the text describes them."""
        if not words or _NOBODY.match(words):
            return None
        head = re.split(r"\s(?:of|by|from|seen|obtained|published|released|in|on|for)\s", words)[0]
        artifact = _ARTIFACT.search(words) or _ARTIFACT.search(head)
        how: MentionKind = "artifact" if artifact else "description"
        role = _last_role(words)
        return Speaker(slug(words)[:60] or "unnamed", words, role=role, how=how)

    def _known_by_kind(self, words: str, before: int) -> Speaker | None:
        """Return whom "the rebels", "the army" or "the North" can only mean."""
        low = words.lower()
        kinds = next((kinds for pattern, kinds in _BY_KIND if pattern.fullmatch(low)), None)
        if kinds is None:
            return None
        names = self.cast.before(before, before - _MEMORY)
        fit = {n.actor for n in names if kinds & {n.actor, _kind(n.actor)}}
        if len(fit) != 1:
            return None
        actor = fit.pop()
        side = actors()[actor].side or actor
        return Speaker(actor, _name(actor), side=side, how="description")

    def _office_holder(
        self, span: Span, words: str, role: str, inside: list[Named]
    ) -> Person | None:
        """Return who holds the office described, the document's own persons first."""
        sides = [n.actor for n in inside if n.naming not in {"person", "surname"}]
        return self._holder_of(sides[0] if sides else "", role if inside else words, span.start)

    def _holder_of(self, side: str, role: str, before: int) -> Person | None:
        """Return who holds an office: whom the text last gave it, else the tables on that day."""
        ranks = ranks_of(role)
        here = self._persons_with(ranks, role, side, before) if ranks else None
        if here or not side or self.cast.day is None:
            return here
        for rank in ranks:
            held = holders(side, rank, self.cast.day)
            held = tuple(o for o in held if _fits(role, o.role)) or (held if rank == "top" else ())
            if held:
                return self.cast.person(held[-1].person)
        return None

    def _persons_with(
        self, ranks: tuple[str, ...], role: str, side: str, before: int
    ) -> Person | None:
        for named in reversed(self.cast.before(before, before - _MEMORY)):
            if named.naming not in {"person", "surname"}:
                continue
            person = self.cast.person(named.actor)
            if side and person.side != side:
                continue
            held = self.cast.role_at(named) or person.role
            same = set(ranks) & set(ranks_of(held))
            if same and not FORMER.search(held + " ") and (_fits(role, held) or "top" in ranks):
                return person
        return None

    def _body(self, span: Span, words: str, inside: list[Named]) -> Speaker | None:
        plain_names = [n for n in inside if n.naming not in {"person", "surname"}] or inside
        first = plain_names[0]
        also = tuple(dict.fromkeys(n.actor for n in plain_names[1:] if n.actor != first.actor))
        known = actors().get(first.actor)
        if first.naming in {"person", "surname"}:
            return self._in_service(words, first)
        side = known.side if known and known.side else first.actor
        ministry = _MINISTRY.search(words)
        state = known is None or known.kind == "state"
        if ministry and state and first.naming in {"demonym", "name"}:
            body = re.sub(r"(?i)^the\s+", "", words)
            return Speaker(slug(body), body, organisation=body, side=side, how="name")
        rest = words.replace(first.span.of(self.cast.text), " ", 1)
        governing = GOVERNING.search(rest) or PUBLIC.search(rest) or ORGAN.search(rest)
        if state and governing and _UNRULED.search(rest):
            return self._in_words(words)
        if state and not governing and not self._is_whole(span, plain_names):
            return self._in_words(words)
        role = _ROLE.search(rest) or GOVERNING.search(rest)
        named = role.group().lower() if role else ""
        how: MentionKind = "metonym" if first.naming in {"capital", "seat"} else "name"
        if governing and first.naming == "demonym":
            how = "description"
        named = "" if named in _GROUPS else named
        return Speaker(first.actor, _name(first.actor), named, "", side, how, also)

    def _in_service(self, words: str, owner: Named) -> Speaker | None:
        """Return for whom "Trump’s envoy" or "a spokesman for Macron" speaks; lawyers do not."""
        person = self.cast.person(owner.actor)
        role = _last_role(words)
        serves = PUBLIC.search(role) or _AIDES.search(words) or GOVERNING.search(words)
        if not serves or not person.side or FORMER.search(words):
            return self._in_words(words)
        side = person.side
        return Speaker(side, _name(side), role, side=side, how="description")

    def _is_whole(self, span: Span, names: Sequence[Named]) -> bool:
        """Say whether a source is a state and no people or things of it: "Oslo", "the Poles"."""
        text, last = self.cast.text, names[0]
        for named in names[1:]:
            if _JOINS.fullmatch(text, last.span.end, named.span.start):
                last = named
        after = text[last.span.end : span.end].strip(_TRIM)
        if _SOME_OF.match(text[span.start : names[0].span.start]):
            return False
        if after and not _WHOLE_AFTER.match(after):
            return False
        return last.naming != "demonym" or not after or bool(_RELATIVE_AFTER.match(after))

    # pronouns

    def _sentence_at(self, at: int) -> int:
        from bisect import bisect_right

        return max(0, bisect_right(self._starts, at) - 1)

    def personal(self, at: int, female: bool) -> Speaker | None:
        """Return whom "he" or "she" means: the person before it in the sentence, else the last."""
        last = None if self._cannot_be(self.last_person, female) else self.last_person
        if not self.sentences:
            return _as(last, "pronoun")
        i = self._sentence_at(at)
        for j in (i, i - 1, i - 2):
            if j < 0:
                break
            people = self._people(self.sentences[j].start, min(at, self.sentences[j].end), female)
            if people:
                return _speaker(people[0], "pronoun")
        return _as(last, "pronoun")

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
        after = _OFFICE_NEXT.match(self.cast.text, named.span.end)
        if not after:
            return None
        span = Span(named.span.start, after.end())
        return self._office_holder(span, span.of(self.cast.text), after["role"], [named])

    def collective(self, at: int, relative: bool) -> Speaker | None:
        """Return whom "it", "they" or "which" means: the subject before, or its neighbour."""
        if relative:
            near = self.cast.before(at, max(0, at - 80))
            if near:
                return self._antecedent(near)
            return _as(self.last, "pronoun")
        i = self._sentence_at(at) if self.sentences else 0
        for j in (i, i - 1, i - 2):
            if j < 0 or not self.sentences:
                break
            low, high = self.sentences[j].start, min(at, self.sentences[j].end)
            subject = self._subject(low, high)
            if subject:
                return self._from_name(subject)
        return _as(self.last, "pronoun")

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
            owned = re.match(r"[’']s?\s", after) and not _GOVERNMENT_OF.match(after)
            if owned or _AFTER_PREPOSITION.search(before):
                continue
            return named
        return None

    def _from_name(self, named: Named) -> Speaker:
        if named.naming in {"person", "surname"}:
            return _speaker(self.cast.person(named.actor), "pronoun")
        known = actors()[named.actor]
        return Speaker(named.actor, known.name, side=known.side or named.actor, how="pronoun")


_ASIDE = re.compile(
    r"[”\"]?,?[”\"]?\s(?:\([A-Z]{2,8}\),?\s)?(?:led|headed|run|commanded|founded|represented"
    r"|backed|which|whose|where|under)\b"
)
_ADVERBIAL = re.compile(
    r"(?i)\b(?:under|with|for|after|despite|unlike|like|besides|alongside)\s+\Z"
)
_ALLIANCE = re.compile(
    r"(?i)the (?:(?:international|military|western|atlantic) )*(?:alliance|bloc)"
)
_THEIRS = re.compile(
    r"(?i)(?P<whose>its|his|her|their)\s(?:own\s)?"
    rf"(?P<role>(?:[\w-]+\s){{0,3}}?(?:{ROLE}s?|aides?|government|administration|cabinet|office"
    r"|delegation|army|ministry|military|negotiators|parliament))\Z"
)
_AIDES = re.compile(
    r"(?i)\b(?:aides?|advis[eo]rs?|office|cabinet|government|administration|camp)\b"
)
_UNRULED = re.compile(
    r"(?i)\b(?:rebels?|fighters?|guerrillas?|insurgents?|militants?|separatists?|opposition|exiles?"
    r"|dissidents?|protesters?|lawmakers?|politicians?|mediators|settlers?|activists?|refugees?"
    r"|soldiers|conscripts|civilians)\b"
)
"""Who, though of a state, does not speak for it."""
_BEFORE_VERBS = frozenset(
    """has have had is was were are will would also then now later again still itself themselves
    both
    and or which who that in on at never once did does do too alone just even not""".split()  # noqa: SIM905
)
_SERVES = re.compile(
    rf"(?i)\b{ROLE}s?\s(?:to|for|of|under|with)\s"
    rf"(?:(?:the|{ROLE}|(?:Mr|Mrs|Ms|Dr)\.?|[\w]+ian|[\w]+ish)\s)*\Z"
)
_JOINS = re.compile(r",?\s(?:and|or|as well as)\s(?:the\s)?|,\s(?:the\s)?|/")
_SOME_OF = re.compile(
    r"(?i)(?:most|many|some|ordinary|several|a few|few|young|older|other|thousands of|millions of"
    r"|hundreds of|a majority of|\d[\d,.]* (?:percent|per cent) of|half of|\w+ percent of|one|an?"
    r"|two|three|four|five|fellow|a group of|(?:a )?poll of)\s"
)
_WHOLE_AFTER = re.compile(
    r"(?i)(?:itself|themselves|too|also|alone|both|each|together|jointly|then|now|again|proper"
    r"|[’']s?\Z|who|which|that|in|at|on|through|under|led|along|, |on [A-Z])\b|[,(—–-]"
)
_RELATIVE_AFTER = re.compile(r"(?i)(?:themselves|too|also|alone|who|which|that|then|now)\b|[,(—–-]")
_GOVERNMENT_OF = re.compile(
    r"[’']s?\s(?:[\w-]+\s){0,3}(?:government|leadership|authorities|army)\b"
)
_BY_KIND = (
    (
        re.compile(r"the (?:\w+ )?(?:rebels|guerrillas?|insurgents|militants|militia|group)"),
        frozenset({"armed_group"}),
    ),
    (re.compile(r"the (?:army|military|armed forces)"), frozenset({"armed_forces"})),
    (re.compile(r"the south"), frozenset({"KOR"})),
    (re.compile(r"the north"), frozenset({"PRK"})),
)
_NOBODY = re.compile(
    r"(?i)(?:it[’']s|it is|there|here|this (?:is|was)|no(?:body| one|ne)?\b|neither)\b"
)
_OPEN = re.compile(r"\s(?:that|who|which)\Z")
_SET_APART = re.compile(r"[”\"]?,[”\"]?\s")
_DUMMY = re.compile(
    r"(?:[’']s| is| was| seems| remains)(?: \w+)? (?:hard|clear|evident|likely|unlikely|possible"
    r"|easy|difficult|obvious|true|important|said|believed|thought|expected|reported|impossible)\b"
)
_OPENERS = frozenset({"a", "an", "the", "but", "and", "however", "while", "although", "meanwhile"})
_GROUPS = frozenset({"nations", "countries", "states", "side", "capitals", "allies"})
_AFTER_PREPOSITION = re.compile(
    r"\b(?:in|of|on|to|for|with|from|by|at|against|between|into|and|inside|over|toward|towards)"
    r"(?:\s+(?:the|a))?\s\Z"
)
_NOT_NAMES = frozenset(
    """The A An Other Some Many Most Several Both But And As While When After Former Western
    Foreign Defense Defence Prime Secretary General Minister President Deputy Vice Chief Sir Mr Mrs
    Ms Dr Gen Sen Lt Col Prof Sources Senior European Eastern Northern Southern Arab""".split()  # noqa: SIM905
)
_ROLE_TAIL = re.compile(r"(?i)(?:spokes(?:man|woman|person)|correspondent|analyst|official)\Z")
_BODY = re.compile(
    r"\b(?:Ministry|Department|Office|Council|Agency|Committee|University|Institute|Center|Centre"
    r"|Foundation|Group|Party|Army|Forces|Front|Movement|Union|Bank|Court|Parliament|House|Times"
    r"|Post|Journal|News|Association|Commission|Command|Service|Board|Company|Fund|Alliance)\b"
)


def _speaker(person: Person, how: MentionKind, also: tuple[str, ...] = ()) -> Speaker:
    return Speaker(person.actor, person.name, person.role, person.body, person.side, how, also)


def _as(speaker: Speaker | None, how: MentionKind) -> Speaker | None:
    if speaker is None:
        return None
    s = speaker
    return Speaker(s.actor, s.name, s.role, s.organisation, s.side, how, s.also)


def _is_former(words: str, inside: Sequence[Named]) -> bool:
    """Say whether a source no longer serves the state it names: "a former US official"."""
    named = any(n.naming in {"person", "surname"} for n in inside)
    return not named and bool(FORMER.search(words + " "))


def _is_alliance(actor: str) -> bool:
    known = actors().get(actor)
    return bool(known and known.kind == "alliance")


def _kind(actor: str) -> str:
    known = actors().get(actor)
    return known.kind if known else ""


def _name(actor: str) -> str:
    known = actors().get(actor)
    return known.name if known else actor


def _last_role(words: str) -> str:
    head = re.split(r"\s+(?:of|for|at|in|to|from|who|with)\s+|,", words)[0]
    roles = _ROLE.findall(head)
    return roles[-1] if roles else ""


def _plural(words: str) -> bool:
    head = re.split(r"\s+(?:of|for|at|in|to|from|who|with)\s+|,", words)[0]
    return bool(re.search(r"(?i)(?:[^s]s|men|people)\Z", head)) and not head.lower().endswith("’s")


def _fits(role: str, held: str) -> bool:
    """Say whether a described role is the held one and not another of the same rank."""
    exact = ("president", "prime minister", "chancellor", "premier", "king", "emir")
    for word in exact:
        if re.search(rf"(?i)\b{word}\b", role) and not re.search(r"(?i)vice|deputy", role):
            return bool(re.search(rf"(?i)\b{word}\b", held))
    return True


def actors_named(words: str) -> tuple[str, ...]:
    """Return the known actors in a few words, without a document around them.

    >>> actors_named("France and the Baltic states")
    ('FRA', 'BALTICS')
    """
    return tuple(dict.fromkeys(found.actor for found in find_names(words)))
