"""From the words that name a source to the actor who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from servanda.evidence.records import MentionKind, Speaker
from servanda.evidence.span import Span
from servanda.reading.text.sentences import sentences
from servanda.reading.who.cast import Cast, Named, Person
from servanda.reading.who.gazetteer import find_names, holders, surnames_of
from servanda.reading.who.roles import GOVERNING, ROLE, ranks_of
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
        words = span.of(self.cast.text).strip(_TRIM)
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
        return self._apposed(span, low) or self._named(span, words) or self._described(span, words)

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
            after = self.cast.text[named.span.end : named.span.end + 3]
            if named.naming != "demonym" and not re.match(r"[’']s?\s", after):
                self.stands = (named.span,)
                return replace(self._from_name(named), how="name")
        return None

    def _author(self) -> Speaker | None:
        return Speaker("author", self.author, role="author", how="pronoun") if self.author else None

    # names

    def _named(self, span: Span, words: str) -> Speaker | None:
        inside = self.cast.in_span(span)
        if self._is_aside(span, inside):
            return None
        people = [n for n in inside if n.naming in {"person", "surname"} and not self._owned(n)]
        if people:
            also = tuple(dict.fromkeys(n.actor for n in people[1:] if n.actor != people[0].actor))
            return _speaker(self.cast.person(people[0].actor), "name", also)
        full = self._unknown_person(span, inside)
        if full:
            return _speaker(self.cast.meet(full), "name")
        one = _ONE_NAME.match(words)
        if one and not inside and not _plural(one[1]):
            known = self.cast.full_name_of(one[1], span.start)
            if known:
                return _speaker(self.cast.meet(known), "name")
            met = self._met(one[1])
            if met:
                return _speaker(met, "name")
            return Speaker(slug(one[1]) or "unnamed", one[1], how="name")
        return None

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
        inside = self.cast.in_span(span)
        role = _last_role(words)
        if role and not _plural(words) and not re.match(r"(?i)(?:an?|one|another|some)\b", words):
            person = self._office_holder(span, words, role, inside)
            if person:
                return _speaker(person, "description")
        if inside:
            return self._body(words, inside)
        known = self._known_by_kind(words, span.start)
        if known:
            return known
        if _ALLIANCE.fullmatch(words):
            alliances = [
                n
                for n in self.cast.before(span.start, span.start - _MEMORY)
                if _is_alliance(n.actor)
            ]
            if alliances:
                return replace(self._from_name(alliances[-1]), how="description")
        if re.search(r"(?i)\badministration\b|\bthe government\b", words) and self.last_person:
            side = self.last_person.side
            if side:
                return Speaker(side, _name(side), how="description")
        if not words or _NOBODY.match(words):
            return None
        head = re.split(r"\s(?:of|by|from|seen|obtained|published|released|in|on|for)\s", words)[0]
        artifact = _ARTIFACT.search(words) or _ARTIFACT.search(head)
        how: MentionKind = "artifact" if artifact else "description"
        return Speaker(slug(words)[:60] or "unnamed", words, role=role, how=how)

    def _known_by_kind(self, words: str, before: int) -> Speaker | None:
        """Return whom "the rebels", "the army", "the North" or "his aides" can only mean."""
        low = words.lower()
        theirs = _ITS.match(words)
        if theirs and not self.cast.in_span(Span(before, before + len(words))):
            whole = self.collective(before, relative=False)
            if whole and whole.side:
                side, role = whole.side, theirs["role"].lower()
                return Speaker(side, _name(side), role, side=side, how="description")
        own = _OWN.match(words)
        if own and self.last_person and self.last_person.side:
            side = self.last_person.side
            return Speaker(side, _name(side), own["role"].lower(), side=side, how="description")
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
        ranks = ranks_of(role if inside else words)
        if not ranks:
            return None
        sides = [n.actor for n in inside if n.naming not in {"person", "surname"}]
        here = self._persons_with(ranks, role, sides[0] if sides else "", span.start)
        if here or not sides:
            return here
        for rank in ranks:
            held = holders(sides[0], rank, self.cast.day)
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
            same = set(ranks) & set(ranks_of(person.role))
            if same and (_fits(role, person.role) or "top" in ranks):
                return person
        return None

    def _body(self, words: str, inside: list[Named]) -> Speaker:
        plain_names = [n for n in inside if n.naming not in {"person", "surname"}] or inside
        first = plain_names[0]
        also = tuple(dict.fromkeys(n.actor for n in plain_names[1:] if n.actor != first.actor))
        how: MentionKind = "metonym" if first.naming in {"capital", "seat"} else "name"
        known = actors().get(first.actor)
        if known and known.kind == "person":
            return Speaker(first.actor, known.name, side=known.side, how="description")
        side = known.side if known and known.side else first.actor
        ministry = _MINISTRY.search(words)
        state = known is None or known.kind == "state"
        if ministry and state and first.naming in {"demonym", "name"}:
            body = re.sub(r"(?i)^the\s+", "", words)
            return Speaker(slug(body), body, organisation=body, side=side, how="name")
        rest = words.replace(first.span.of(self.cast.text), " ", 1)
        governing = GOVERNING.search(rest) or _ROLE.search(rest)
        role = governing.group().lower() if governing else ""
        role = "" if role in _GROUPS else role
        if governing and how == "name" and first.naming == "demonym":
            how = "description"
        return Speaker(first.actor, _name(first.actor), role, "", side, how, also)

    # pronouns

    def _sentence_at(self, at: int) -> int:
        from bisect import bisect_right

        return max(0, bisect_right(self._starts, at) - 1)

    def personal(self, at: int, female: bool) -> Speaker | None:
        """Return whom "he" or "she" means: the person before it in the sentence, else the last."""
        if not self.sentences:
            return _as(self.last_person, "pronoun")
        i = self._sentence_at(at)
        for j in (i, i - 1, i - 2):
            if j < 0:
                break
            people = self._people(self.sentences[j].start, min(at, self.sentences[j].end), female)
            if people:
                return _speaker(people[0], "pronoun")
        return _as(self.last_person, "pronoun")

    def _people(self, low: int, high: int, female: bool) -> list[Person]:
        names = self.cast.before(high, low)
        found = (self._holder(n) for n in names)
        people = [person for person in found if person]
        fitting = [p for p in people if not (p.female and not female)]
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
_OWN = re.compile(
    r"(?i)(?:his|her|their)\s(?:\w+\s)?(?P<role>aides?|advis[eo]rs?|government|administration"
    r"|officials?|cabinet|ministers|spokes(?:man|woman|person)|foreign minister|office)\Z"
)
_ITS = re.compile(rf"(?i)its\s(?:\w+\s)?(?P<role>{ROLE})\Z")
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
