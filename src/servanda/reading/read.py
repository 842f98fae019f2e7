"""From files to what they say: the top of the reading room."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from servanda.evidence.records import (
    Dating,
    Kind,
    Mention,
    Source,
    Speaker,
    Stance,
    Statement,
)
from servanda.evidence.span import Span, joined
from servanda.reading.grammar.acts import read_act
from servanda.reading.grammar.answers import Answer, stance_of
from servanda.reading.grammar.consent import Say, consent_in, stances_on_a_say
from servanda.reading.grammar.events import Event, dates_in, events_in, latest_day, place_said
from servanda.reading.grammar.front_news import Turn, front_in
from servanda.reading.grammar.issues import Breach, Issue, Touch, breaches_in, issues_in
from servanda.reading.grammar.stances import answers_in
from servanda.reading.lay_outs import as_printed, within_blocks
from servanda.reading.text.article import (
    Block,
    Document,
    document_from_text,
    files_in,
    read_document,
)
from servanda.reading.text.decode import Moved
from servanda.reading.text.quotation_marks import with_double_marks
from servanda.reading.text.sentences import sentences
from servanda.reading.who.cast import Cast
from servanda.reading.who.speakers import Speakers
from servanda.reading.who.tables import actors, rows

__all__ = [
    "Attributed",
    "Extractor",
    "Said",
    "names_of",
    "own_words",
    "read_articles",
    "read_text",
    "said_in",
    "shipped_extractor",
]


class Attributed(Protocol):
    """Who said what, as the extractor gives it: spans of (start, end) code points."""

    @property
    def source(self) -> tuple[tuple[int, int], ...]:
        """Return the spans that name who speaks; empty where nobody is named."""

    @property
    def cue(self) -> tuple[tuple[int, int], ...]:
        """Return the spans that report: said, according to."""

    @property
    def content(self) -> tuple[tuple[int, int], ...]:
        """Return the spans of what was said."""

    @property
    def kind(self) -> Kind:
        """Return whether the content is quoted."""

    @property
    def confidence(self) -> float:
        """Return the probability that content and source are right."""


Extractor = Callable[[str], Sequence[Attributed]]


@dataclass(frozen=True)
class Said:
    """A document and what it says; every span is of `text`, the stored, normalised text.

    `unread` says why nothing was read, if so. `day` is the day of publication or, without one,
    the day it was written at the earliest, as far as the text tells. `says`: claims to a say and
    their denials; `turns`: sentences on the course of the fighting; `roles`: those of persons;
    `answers`: every report of where somebody stands, also on what is no issue of the document;
    `moved`: where offsets are not the file's own (`servanda.reading.text.decode.normalised`).
    """

    source: Source
    text: str
    blocks: tuple[Block, ...] = ()
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    stances: tuple[Stance, ...] = ()
    issues: tuple[Issue, ...] = ()
    events: tuple[Event, ...] = ()
    breaches: tuple[Breach, ...] = ()
    says: tuple[Say, ...] = ()
    turns: tuple[Turn, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    day: date | None = None
    unread: str = ""
    answers: tuple[Answer, ...] = ()
    moved: Moved = ()


def read_articles(
    paths: Iterable[Path | str],
    *,
    published: Mapping[str, date] | None = None,
    extract: Extractor | None = None,
) -> Iterator[Said]:
    """Yield what each article in `paths` says; folders are walked, one document held at a time.

    `published`: days of publication by document name, where the files do not say. `extract`:
    another extractor of attributions than the shipped tagger.

    Raises `InputError` for a path that is not there or cannot be opened; a file that cannot be
    read as an article is yielded with its reason in `unread`.
    """
    extract = extract or shipped_extractor()
    taken: set[str] = set()
    for path in files_in(Path(path) for path in paths):
        document = with_own_id(read_document(path), taken)
        day = (published or {}).get(document.source.id)
        if day:
            document = replace(document, source=replace(document.source, published=day))
        yield said_in(document, extract)


def with_own_id(document: Document, taken: set[str]) -> Document:
    """Return a document under a name no other has: two folders may hold files of one name."""
    id = document.source.id
    if id in taken:
        id = f"{id}-{document.source.text_sha256[:6]}"
        document = replace(document, source=replace(document.source, id=id))
    taken.add(id)
    return document


def read_text(
    text: str, id: str = "", published: date | None = None, extract: Extractor | None = None
) -> Said:
    """Return what one text says.

    >>> said = read_text("Poland will not send troops to Ukraine.", extract=lambda text: [])
    >>> [(s.actor, s.position, s.commitment) for s in said.stances]
    [('POL', 'oppose', 'will_not')]
    """
    document = document_from_text(text, id)
    if published:
        document = replace(document, source=replace(document.source, published=published))
    return said_in(document, extract or shipped_extractor())


@cache
def shipped_extractor(careful: bool = False) -> Extractor:
    """Return the tagger that ships with the package and the rules after it, loaded when needed.

    `careful`: the tagger with an encoder below it, which finds more and takes ten times as long.
    """
    from servanda.reading.grammar.attribution import attributions
    from servanda.reading.grammar.plain_reports import put_right

    return lambda text: put_right(text, attributions(text, careful=careful))


def said_in(document: Document, extract: Extractor, *, wholly: bool = True) -> Said:
    """Return what a document says, from the attributions `extract` finds in its prose.

    `wholly`: with stances, events, breaches, claims to a say and turns of the fighting too; without
    them it takes three quarters of the time.
    """
    if document.unread:
        return Said(document.source, document.text, document.blocks, unread=document.unread)
    text, id = document.text, document.source.id
    prose = [block.span for block in document.prose]
    published = document.source.published
    latest = latest_day(text)
    cast = Cast(text, published or latest)
    speakers = Speakers(cast, prose, document.source.author)
    issues, touches = issues_in(cast, prose)
    words = own_words(document)
    found = within_blocks(words, document.blocks, as_printed(document, words, extract(words)))
    builder = _Builder(document, cast, speakers, touches, published, latest)
    statements = builder.statements(found)
    said = Said(
        source=document.source,
        text=text,
        blocks=document.blocks,
        statements=tuple(statements),
        mentions=tuple(cast.mentions(id)),
        issues=tuple(issues),
        roles=tuple((p.actor, p.role) for p in cast.persons.values() if p.role),
        day=published or cast.day,
        moved=document.moved,
    )
    if not wholly:
        return said
    agreements = frozenset(issue.id for issue in issues if issue.kind == "agreement")
    says = consent_in(cast, prose, statements)
    answers = answers_in(id, cast, prose, touches, statements, speakers, agreements)
    stances = [stance for answer in answers if (stance := stance_of(answer))]
    stances += stances_on_a_say(id, text, says, statements)
    return replace(
        said,
        stances=tuple(sorted(stances, key=lambda stance: stance.evidence)),
        events=tuple(events_in(id, text, prose, published, published or latest)),
        breaches=tuple(breaches_in(cast, prose, issues, touches)),
        says=tuple(says),
        turns=tuple(front_in(cast, prose)),
        answers=tuple(answers),
        roles=tuple((p.actor, p.role) for p in cast.persons.values() if p.role),
    )


def own_words(document: Document) -> str:
    """Return what is read of a text, every character in its old place.

    Boilerplate is blanked; a paragraph is one line, and its quotations stand in double marks.
    """
    pieces: list[str] = []
    at = 0
    for block in document.blocks:
        if block.kind == "boilerplate":
            continue
        words = with_double_marks(block.span.of(document.text).replace("\n", " "))
        pieces += (_blank(document.text[at : block.span.start]), words)
        at = block.span.end
    pieces.append(_blank(document.text[at:]))
    return "".join(pieces)


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def names_of(actor: str) -> frozenset[str]:
    """Return what a state or organisation goes by, in small letters, for "Russia will not"."""
    found = _names().get(actor)
    if found is None:
        return frozenset({actors()[actor].name.lower()} if actor in actors() else ())
    return found


@cache
def _names() -> dict[str, frozenset[str]]:
    """Return the names of every state and organisation; the tables are read once for all."""
    found: dict[str, frozenset[str]] = {}
    for table, fields in (
        ("states", ("name", "aliases", "demonyms", "capital", "seats")),
        ("organisations", ("name", "aliases")),
    ):
        for row in rows(table):
            names = {n.lower() for field in fields for n in row[field].split(";") if n}
            found[row["id"]] = found.get(row["id"], frozenset()) | names
    return found


class _Builder:
    """Turns attributions into statements, in order of the text."""

    def __init__(
        self,
        document: Document,
        cast: Cast,
        speakers: Speakers,
        touches: Sequence[Touch],
        published: date | None,
        latest: date | None,
    ) -> None:
        self.document, self.text = document, document.text
        self.cast, self.speakers, self.touches = cast, speakers, touches
        self.published, self.latest = published, latest
        self._touch_starts = [touch.span.start for touch in touches]
        self.said_before: dict[str, Statement] = {}

    def statements(self, found: Sequence[Attributed]) -> list[Statement]:
        whole = [a for a in found if a.content and not self._is_scare_quote(a)]
        whole.sort(key=lambda a: (a.content[0][0], -_extent(a)))
        built: list[tuple[Attributed, Statement]] = []
        for attributed in whole:
            outer = self._container(attributed, built)
            statement = self._statement(attributed, outer)
            built.append((attributed, statement))
            if statement.speaker:
                self.said_before[statement.speaker.actor] = statement
        return [statement for _, statement in built]

    def _is_scare_quote(self, a: Attributed) -> bool:
        """Say whether quotation marks hold a name or a distanced word and no one is cited."""
        words = joined(_spans(a.content), self.text).split()
        return not a.cue and not a.source and len(words) <= 4

    def _container(
        self, a: Attributed, built: Sequence[tuple[Attributed, Statement]]
    ) -> Statement | None:
        spans = _spans(a.content)
        for other, statement in reversed(built):
            if spans[0].start > statement.content[-1].end + 5000:
                break
            if statement.content[-1].end < spans[-1].end:
                continue
            inside = all(any(part.holds(s) for part in statement.content) for s in spans)
            if inside and _extent(other) > _extent(a):
                return statement
        return None

    def _statement(self, a: Attributed, outer: Statement | None) -> Statement:
        source, cue, content = _spans(a.source), _spans(a.cue), _spans(a.content)
        at = (source or cue or content)[0].start
        speaker = self.speakers.resolve(source, at, outer.speaker if outer else None)
        if speaker is None and not source:
            speaker = self._running_on(a.kind, content[0].start)
            speaker = speaker or (self.speakers.subject_of(cue[0].start) if cue else None)
        words = joined(cue, self.text)
        if speaker and speaker.how == "none":
            self.speakers.stands = ()
        own = self._own_names(speaker)
        read = read_act(self.text, words, list(content), own)
        sentence = self._sentence_of((cue or content)[0].start)
        said_on, said_at, place = self._setting(sentence, content, cue, source, speaker)
        confidence = a.confidence * (1.0 if speaker else 0.8)
        return Statement(
            document=self.document.source.id,
            source=self.speakers.stands or source,
            cue=cue,
            content=content,
            kind=a.kind,
            quote=joined(content, self.text),
            speaker=speaker,
            act=read.act,
            polarity=read.polarity,
            hedge=read.hedge,
            condition=read.condition,
            said_on=said_on,
            said_at=said_at,
            place=place,
            nested_in=outer.id if outer else None,
            confidence=round(confidence, 4),
            issues=self._issues(content),
        )

    def _running_on(self, kind: Kind, at: int) -> Speaker | None:
        """Return who goes on speaking where a quotation names no one: the last direct speaker."""
        last = self.speakers.last_person
        near = [s for s in self.said_before.values() if 0 <= at - s.content[-1].end < 400]
        if kind != "direct" or last is None or not near:
            return None
        return replace(last, how="none")

    def _own_names(self, speaker: Speaker | None) -> frozenset[str]:
        if speaker is None:
            return frozenset()
        return names_of(speaker.actor) | (names_of(speaker.side) if speaker.side else frozenset())

    def _sentence_of(self, at: int) -> Span:
        i = bisect_right(self.speakers.sentences, at, key=lambda s: s.start) - 1
        if i >= 0 and at < self.speakers.sentences[i].end:
            return self.speakers.sentences[i]
        return next(
            (s for s in sentences(self.text, max(0, at - 300), at + 300) if s.start <= at < s.end),
            Span(at, at),
        )

    def _setting(
        self,
        sentence: Span,
        content: Sequence[Span],
        cue: Sequence[Span],
        source: Sequence[Span],
        speaker: Speaker | None,
    ) -> tuple[Dating | None, Span | None, str]:
        """Return when and where it was said: in the cue's sentence, else as said before."""
        around = self.published or self.latest
        zones = self._zones(sentence, content, cue, source)
        dates = (d for zone in zones for d in dates_in(self.text, zone, self.published, around))
        when = next((d for d in dates if self._tells_when(d, cue)), None)
        where = next((w for z in zones if (w := place_said(self.text, z, content))), None)
        before = self.said_before.get(speaker.actor) if speaker else None
        is_person = speaker is not None and speaker.role != "" and speaker.how != "artifact"
        if before and is_person and when is None and before.said_on:
            when = replace(before.said_on, inherited=True)
        if before and is_person and where is None and before.said_at:
            where = before.said_at, before.place
        return (when, *where) if where else (when, None, "")

    def _zones(
        self,
        sentence: Span,
        content: Sequence[Span],
        cue: Sequence[Span],
        source: Sequence[Span],
    ) -> list[Span]:
        """Return where the setting may stand: cue and source, just after, and the opening."""
        parts = sorted((*cue, *source))
        if not parts:
            return []
        after = max(part.end for part in parts)
        stop = _SETTING_END.search(self.text, after, min(sentence.end, after + 80))
        end = min((c.start for c in content if c.start >= after), default=sentence.end)
        end = min(end, stop.start() if stop else after + 80, sentence.end)
        first = min(part.start for part in (*parts, *content))
        opening = [Span(sentence.start, first)] if sentence.start < first else []
        return [*parts, Span(after, max(after, end)), *opening]

    def _tells_when(self, dating: Dating, cue: Sequence[Span]) -> bool:
        """Say whether a date is that of speaking: a bare year or month only right at the cue."""
        day = dating.value is None or len(dating.value) == 10
        near = any(0 <= dating.span.start - part.end <= 5 for part in cue)
        return day or near or any(part.holds(dating.span) for part in cue)

    def _issues(self, content: Sequence[Span]) -> tuple[str, ...]:
        inside = []
        for part in content:
            low = bisect_left(self._touch_starts, part.start)
            high = bisect_right(self._touch_starts, part.end)
            inside += [t.issue for t in self.touches[low:high] if part.holds(t.span)]
        return tuple(dict.fromkeys(inside))


_SETTING_END = re.compile(r"[;:—–“”]|,? (?:which|who|that|after|before|because|when|referencing)\b")


def _spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _extent(a: Attributed) -> int:
    return sum(end - start for start, end in a.content)
