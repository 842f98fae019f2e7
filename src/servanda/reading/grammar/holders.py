"""Whose stance a subject is: names, offices and pronouns settled to actors, and who reports it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from servanda.evidence.records import Speaker, Statement
from servanda.evidence.span import Span
from servanda.reading.grammar.judgements import Judgement
from servanda.reading.grammar.phrase_heads import may_keep_distance
from servanda.reading.grammar.subjects import Phrase, Phrases
from servanda.reading.grammar.words import words_in
from servanda.reading.text.statement_places import Placed
from servanda.reading.who.cast import Cast
from servanda.reading.who.speakers import Speakers
from servanda.reading.who.tables import actors, plain, slug

__all__ = ["Holder", "Holders"]

_SPOKESPEOPLE = re.compile(
    r"(?i)spokes(?:man|woman|person)|press secretary|ambassador|officials?\b"
)
_COMMENTATORS = re.compile(
    r"(?i)\b(?:analyst|expert|professor|fellow|researcher|historian|correspondent|reporter|writer"
    r"|author|columnist|economist|scholar|lecturer|mediator|resident|survivor|activist)s?\b"
)
"""Who speaks of others than themselves."""
_TITLES = re.compile(
    r"(?i)\A(?:the |an? |(?:former|ex)-? ?)*(?:(?:prime |foreign |defen[cs]e "
    r"|vice )?(?:president|minister|secretary"
    r"|chairman|chief|commander|colonel|general|senator|mr|mrs|ms|dr|sir|king|sheikh|leader"
    r"|premier|chancellor"
    r"|spokesman|spokeswoman|envoy|ambassador|commandant|captain|major|admiral|imam|mullah|sen"
    r"|gen|col|rep"
    r"|director|governor|prince|rebel|opposition|guerrilla)\.? )+"
)


_OWN = frozenset(
    {"army", "military", "forces", "troops", "government", "group", "movement", "party", "country",
     "side", "organisation", "organization", "alliance", "bloc", "leadership", "faction", "cabinet",
     "nation", "state", "delegation", "coalition", "front", "junta"}
)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """Who holds a stance: an actor, empty where only described; the words; the side."""

    actor: str
    span: Span
    side: str = ""


class Holders:
    """Settles the subjects of judgements to actors."""

    def __init__(self, cast: Cast, speakers: Speakers, placed: Placed) -> None:
        self.cast, self.text = cast, cast.text
        self.speakers, self.placed = speakers, placed

    def of(self, judged: Judgement, said_in: Statement | None, sentence: Span) -> list[Holder]:
        """Return whose stance a judgement is; empty where nobody is its subject."""
        if judged.subject is None:
            told = self._impersonal(judged, said_in) if judged.impersonal else []
            side = judged.source.names[-1].actor if judged.source and judged.source.names else ""
            return [replace(h, side=side or self.side_of(h.actor)) for h in told]
        found: list[Holder] = []
        for phrase in judged.subject.conjuncts:
            named = judged.source if phrase.kind == "pronoun" and judged.source else phrase
            side = named.names[-1].actor if named.kind == "unknown" and named.names else ""
            for holder in self._holders(phrase, judged, said_in):
                mine = side or (self.side_of(holder.actor) if holder.actor else "")
                found.append(replace(holder, side=mine))
        return found

    def _impersonal(self, judged: Judgement, said_in: Statement | None) -> list[Holder]:
        """Return who says what cannot or must be done, where nobody is its subject."""
        told = [holder for holder in self._sources(judged, said_in) if holder.actor]
        speaker = said_in.speaker if said_in else None
        if told or not speaker or not said_in:
            return told
        source = said_in.source[0] if said_in.source else judged.verb
        return [Holder(self.spoken_for(speaker), source)]

    def _holders(
        self, phrase: Phrase, judged: Judgement, said_in: Statement | None
    ) -> list[Holder]:
        span = self._span(phrase, judged)
        if phrase.kind == "pronoun" and phrase.names:
            return [Holder(self._holder(phrase.names[0].actor), span)]
        if phrase.kind == "pronoun":
            return [Holder(actor, span) for actor in self._meant(phrase, span, judged, said_in)]
        if phrase.kind == "organ" and len(phrase.names) > 1:
            return [Holder(self._holder(named.actor), span) for named in phrase.names]
        if phrase.kind in {"named", "organ"} and phrase.names:
            return [Holder(self._holder(phrase.names[-1].actor), span)]
        if phrase.kind == "unknown":
            return [Holder(self._resolved(span) or self._unknown(span), span)]
        if phrase.kind == "organ":
            return [Holder(actor, span) for actor in self._organ(phrase, span, judged, said_in)]
        return [Holder("", span)]

    def _organ(
        self, phrase: Phrase, span: Span, judged: Judgement, said_in: Statement | None
    ) -> list[str]:
        """Return whose "the government", "its army" or "the rebels" is."""
        told = [h.actor for h in self._sources(judged, said_in) if h.actor]
        speaker = said_in.speaker if said_in else None
        theirs = told or ([speaker.side or speaker.actor] if speaker else [])
        if judged.source and judged.source.distant:
            theirs = []
        if judged.source and judged.source.kind == "unknown" and judged.source.names:
            theirs = [judged.source.names[-1].actor]
        words = judged.words.low[phrase.start : phrase.end]
        if words[0] in {"its", "his", "her", "their", "our", "my"} and theirs:
            return [self.side_of(actor) for actor in theirs]
        low = judged.words.low
        if phrase.start > 1 and low[phrase.start - 2] == "in":
            led = [n.actor for n in self.cast.in_span(judged.words.span(phrase.start - 1))]
            if led:
                return led[:1]
        if words[-1] in _OWN and theirs:
            return [self.side_of(actor) for actor in theirs]
        found = self._resolved(span)
        if found or words[0] != "the" or len(words) < 3:
            return [found]
        return [slug(" ".join(words[1:]))]

    def _resolved(self, span: Span) -> str:
        """Return whom a description means, and leave what the speakers remember as it was."""
        speakers = self.speakers
        kept = speakers.last, speakers.last_person, speakers.stands
        found = speakers.resolve((span,), span.start)
        speakers.last, speakers.last_person, speakers.stands = kept
        if found is None or found.how == "artifact":
            return ""
        actor = self.spoken_for(found)
        return actor if actor in actors() or actor in self.cast.persons else ""

    def keeps_distance(self, source: Span) -> bool:
        """Say whether a source only stands near a name: critics of X, a former aide of X."""
        words = words_in(self.text, source)
        if not may_keep_distance(words):
            return False
        phrase = Phrases(words, self.cast, source).whole(len(words))
        return phrase is not None and phrase.distant

    def _span(self, phrase: Phrase, judged: Judgement) -> Span:
        start = phrase.first if phrase.first >= 0 else phrase.start
        return Span(judged.words.starts[start], judged.words.ends[phrase.end - 1])

    def _holder(self, actor: str) -> str:
        known = actors().get(actor)
        if (known and known.kind == "person") or actor in self.cast.persons:
            person = self.cast.person(actor)
            return person.side if person.side and _SPOKESPEOPLE.search(person.role) else actor
        return actor

    def spoken_for(self, speaker: Speaker) -> str:
        """Return whose stance a statement's is: a spokesperson's is the state's."""
        if speaker.side and _SPOKESPEOPLE.search(speaker.role):
            return speaker.side
        return speaker.actor

    def _unknown(self, span: Span) -> str:
        """Return the identifier of a name that no table holds: of the person met, or its slug."""
        words = _TITLES.sub("", span.of(self.text)).strip(" ,’'s") or span.of(self.text)
        last = plain(words).lower().split()[-1]
        for actor, person in self.cast.persons.items():
            if plain(person.name).lower().split()[-1:] == [last]:
                return actor
        return slug(re.sub(r"(?i)\A(?:the|an?)\s", "", words))

    def _meant(
        self, phrase: Phrase, span: Span, judged: Judgement, said_in: Statement | None
    ) -> Sequence[str]:
        word = span.of(self.text).lower()
        own = said_in.speaker if said_in else None
        if word in {"we", "i"}:
            if own:
                return [self.spoken_for(own), *own.also]
            return ["author"] if word == "i" and not self._in_quotation(span.start) else []
        if judged.source and judged.source is not judged.subject:
            told = [h.actor for h in self._sources(judged, said_in)]
            if any(told):
                return [actor for actor in told if actor]
            if judged.source.distant or judged.source.kind == "other":
                return []
        if own and said_in and said_in.kind == "indirect":
            return [self.spoken_for(own), *own.also]
        if word in {"he", "she"}:
            who = self.speakers.personal(span.start, word == "she")
        elif word in {"it", "they"}:
            who = self.speakers.collective(span.start, relative=False)
        else:
            return []
        if who and own and who.actor == own.actor and said_in and said_in.kind != "indirect":
            return []  # nobody speaks of themselves as "they" in their own words
        return [self.spoken_for(who)] if who else []

    def _in_quotation(self, at: int) -> bool:
        line = self.text.rfind("\n", 0, at) + 1
        curly = self.text.count("“", line, at) > self.text.count("”", line, at)
        return curly or bool(self.text.count('"', line, at) % 2)

    def _sources(self, judged: Judgement, said_in: Statement | None) -> list[Holder]:
        found: list[Holder] = []
        if judged.source:
            alone = replace(judged, source=None)
            for phrase in judged.source.conjuncts:
                if phrase.kind != "pronoun":
                    found += self._holders(phrase, alone, None)
        return found

    def side_of(self, actor: str) -> str:
        """Return the state or group an actor belongs to, itself where none is known."""
        if actor in self.cast.persons:
            return self.cast.persons[actor].side or actor
        known = actors().get(actor)
        if known and known.kind == "person":
            return self.cast.person(actor).side or known.side or actor
        return (known.side or actor) if known else actor

    def is_other(self, holder: Holder, judged: Judgement, said_in: Statement | None) -> bool:
        """Say whether somebody else than the holder's own side is named as saying so."""
        if not holder.actor or holder.actor == "author":
            return False
        mine = holder.side or self.side_of(holder.actor)
        told = [h.actor for h in self._sources(judged, said_in) if h.actor]
        if judged.source and judged.source.kind == "organ" and not told:
            return judged.words.low[judged.source.start] not in {
                "its",
                "his",
                "her",
                "their",
                "our",
            } and (judged.source.end - judged.source.start > 1)
        if judged.source and judged.source.kind == "other":
            return True  # a post, a report, sources or analysts
        if judged.source:
            others = (self._is_of_another(a, holder, mine) for a in told)
            return bool(told) and all(others)
        speaker = said_in.speaker if said_in else None
        if speaker is None:
            return False
        if speaker.side:
            return mine not in {speaker.side, speaker.actor} and holder.actor != speaker.actor
        return self._is_of_another(speaker.actor, holder, mine)

    def _is_of_another(self, teller: str, holder: Holder, mine: str) -> bool:
        """Say whether a teller is known to be of no side of the holder's.

        Somebody whom only a name or an office is told of is taken to speak for who is spoken of.
        """
        if teller == holder.actor or self.side_of(teller) == mine:
            return False
        if teller in actors():
            return True
        person = self.cast.persons.get(teller)
        return person is not None and bool(person.side or _COMMENTATORS.search(person.role))
