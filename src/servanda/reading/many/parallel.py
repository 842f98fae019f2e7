"""Many articles read at once: in order, on every core, in bounded memory, whatever they hold.

Every article is read by a worker with a budget of time and memory (`workers.py`), so that none can
stop a run. Where no process can be started the articles are read here, without that protection.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final, Generic, TypeVar

from servanda.errors import InputError
from servanda.evidence.records import Source
from servanda.reading.many.workers import Budget, Workers
from servanda.reading.read import Extractor, Said, own_words, said_in
from servanda.reading.text.article import (
    Document,
    document_from_text,
    name_of,
    read_document,
)

__all__ = ["Job", "cores", "jobs_of", "read_many", "ready_to_read", "tell_many"]

CHUNK = 8
"""Articles handed over together: enough that the tagger runs several at once."""
AHEAD = 48
"""Chunks begun before the oldest is done: a slow one holds nobody up, memory stays bounded."""

_WARMING_UP = (
    "Freedonia will not leave the valley, its foreign minister said on Monday. “We shall stay,” he "
    "told reporters, and rejected the plan that Sylvania had accepted in May."
)
"""A text that says and quotes something, so that every part of the reader has work."""

CAREFUL: Final = Budget(seconds=20.0, seconds_a_megabyte=200.0)
"""What an article may cost that is read with the encoder, every letter a word of its own."""

Told = TypeVar("Told")


@dataclass(frozen=True)
class Outcome(Generic[Told]):
    """What is told of one article: nothing, where it was read before."""

    told: Told | None


@dataclass(frozen=True)
class Work(Generic[Told]):
    """What is done with each article: what of it is read, how, and what is told of that."""

    tell: Callable[[Said], Told]
    wholly: bool = True
    careful: bool = False

    def done(self, document: Document | None, extract: Extractor) -> Told | None:
        """Return what is told of a document, nothing where there is none."""
        return self.tell(said_in(document, extract, wholly=self.wholly)) if document else None

    def chunk(self, jobs: list[Job]) -> list[Outcome[Told]]:
        """Return what is told of a few articles."""
        return [Outcome(told) for told in read_chunk(jobs, self)]

    def lost(self, job: Job, why: str) -> Outcome[Told]:
        """Return what is told of an article that could not be read within its budget."""
        document = Document(Source(id=job.id or name_of(job.path)), "", (), why)
        return Outcome(self.done(document, lambda _: ()))


@dataclass(frozen=True)
class Job:
    """An article to read: its file, the name it shall have (else the file's), its day.

    `taken`: another article has the file's name, so this one's is told apart by its hash. `done`:
    an outcome known already, for an article that need not be read.
    """

    path: Path
    id: str = ""
    published: date | None = None
    taken: bool = False
    done: str = ""


def jobs_of(paths: Iterable[Path]) -> Iterator[Job]:
    """Yield a job for each file, each under a name of its own."""
    seen: set[str] = set()
    for path in paths:
        name = name_of(path)
        yield Job(path, taken=name in seen)
        seen.add(name)


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_many(
    jobs: Iterable[Job],
    *,
    careful: bool = False,
    extract: Extractor | None = None,
    processes: int | None = None,
) -> Iterator[tuple[Job, Said | None]]:
    """Yield each job with what its article says, in order; nothing for what was done already.

    A file that cannot be opened, and one that takes more time or memory than its size warrants, is
    yielded with the reason in `unread`. `careful`: who said what is found with an encoder, ten
    times as slowly. `processes`: as many as there are cores by default; with 0,
    or with an extractor of the caller's own, this process reads alone.
    """
    return tell_many(jobs, _whole, careful=careful, extract=extract, processes=processes)


def _whole(said: Said) -> Said:
    return said


def tell_many(
    jobs: Iterable[Job],
    tell: Callable[[Said], Told],
    *,
    wholly: bool = True,
    careful: bool = False,
    forked: bool = False,
    extract: Extractor | None = None,
    processes: int | None = None,
    budget: Budget | None = None,
) -> Iterator[tuple[Job, Told | None]]:
    """Yield each job with what `tell` makes of its article, made in the process that read it.

    All that an article says takes as long to hand over as a tenth of its reading, so a caller
    who needs less of it asks for that. `tell` must be a function at the top of a file. `wholly`:
    see `said_in`. `careful`: see `read_many`. `forked`: other processes may be copies of this one,
    which holds nothing that two must not share, such as an open database. `budget`: what one
    document may cost. Otherwise as `read_many`.
    """
    work = Work(tell, wholly, careful)
    if careful and budget is None:
        budget = CAREFUL
    chunks = _chunks(iter(jobs))
    count = cores() if processes is None else processes
    if extract is not None or count < 1:
        yield from _read_here(chunks, work, extract)
        return
    with Workers(
        count,
        work.chunk,
        work.lost,
        _size_of,
        budget=budget,
        forked=forked,
        begin=ready_to_read_carefully if careful else ready_to_read,
    ) as workers:
        yield from _in_order(chunks, workers, work)


def ready_to_read(careful: bool = False) -> None:
    """Load and compile all that reading needs, so that no article's budget is charged with it.

    On a new installation this takes some ten seconds of processor time, which is more than a short
    article is allowed.
    """
    from servanda.reading.grammar.attribution import attributions_of

    document = document_from_text(_WARMING_UP)
    found = attributions_of([own_words(document)], careful=careful)
    said_in(document, lambda _: next(iter(found)))


def ready_to_read_carefully() -> None:
    """Load and compile what `ready_to_read` does, and the encoder."""
    ready_to_read(careful=True)


def _read_here(
    chunks: Iterable[list[Job]], work: Work[Told], extract: Extractor | None = None
) -> Iterator[tuple[Job, Told | None]]:
    for chunk in chunks:
        told: list[Told | None] = read_chunk(chunk, work, extract)
        yield from zip(chunk, told, strict=True)


def _chunks(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    """Yield jobs by the chunk; the first few alone, so that something is told at once."""
    for size in (1, 2, 4):
        if chunk := list(islice(jobs, size)):
            yield chunk
    while chunk := list(islice(jobs, CHUNK)):
        yield chunk


def _in_order(
    chunks: Iterator[list[Job]], workers: Workers[Job, Outcome[Told]], work: Work[Told]
) -> Iterator[tuple[Job, Told | None]]:
    """Hand chunks to workers and yield what they tell in the order of the jobs."""
    given: deque[tuple[int, list[Job]]] = deque()
    more = True
    while more or given:
        while more and len(given) < AHEAD and (workers.is_hungry or not given):
            chunk = next(chunks, None)
            more = chunk is not None
            if chunk:
                given.append((workers.submit(chunk), chunk))
        if not given:
            return
        number, chunk = given[0]
        try:
            told = [outcome.told for outcome in workers.result(number)]
        except OSError:
            left = [chunk for _, chunk in given]
            yield from _read_here(left, work)
            yield from _read_here(chunks, work)
            return
        given.popleft()
        yield from zip(chunk, told, strict=True)


def _size_of(job: Job) -> int:
    try:
        return 0 if job.done else job.path.stat().st_size
    except OSError:
        return 0


def read_chunk(
    jobs: Sequence[Job], work: Work[Told], extract: Extractor | None = None
) -> list[Told | None]:
    """Read a few articles, the tagger running over all of them at once."""
    documents = [None if job.done else _document(job) for job in jobs]
    if extract is not None:
        return [work.done(document, extract) for document in documents]
    from servanda.reading.grammar.attribution import attributions_of
    from servanda.reading.grammar.plain_reports import put_right

    texts = [own_words(d) for d in documents if d and not d.unread]
    found = map(put_right, texts, attributions_of(texts, careful=work.careful))
    return [work.done(document, lambda _: next(found)) for document in documents]


def _document(job: Job) -> Document:
    try:
        document = read_document(job.path, job.id)
    except InputError as error:
        return Document(Source(id=job.id or name_of(job.path)), "", (), str(error))
    source = document.source
    if job.taken:
        source = replace(source, id=f"{source.id}-{source.text_sha256[:6]}")
    if job.published:
        source = replace(source, published=job.published)
    return replace(document, source=source)
