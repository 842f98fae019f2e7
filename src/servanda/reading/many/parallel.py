"""Many articles read at once: in order, on every core, in bounded memory.

This process reads too, so a few articles wait for no other process to start, and a run goes on
alone where none can be started or one dies.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Generic, TypeVar

from servanda.errors import InputError
from servanda.evidence.records import Source
from servanda.reading.read import Extractor, Said, own_words, said_in
from servanda.reading.text.article import Document, name_of, read_document

__all__ = ["Job", "cores", "jobs_of", "read_many", "tell_many"]

CHUNK = 8
"""Articles handed over together: enough that the tagger runs several at once."""
AHEAD = 48
"""Chunks begun before the oldest is done: a process has time to start, memory stays bounded."""
HERE = 4
"""Chunks read here first, while other processes start."""
WORTH_IT = 40
"""Articles below which another process takes longer to start than it saves."""


Told = TypeVar("Told")
Found = Future[list[Told | None]] | list[Told | None] | None
"""What a chunk says: as it will come, as it came, or not yet read."""


@dataclass(frozen=True)
class Work(Generic[Told]):
    """What is done with each article: what of it is read, and what is told of that."""

    tell: Callable[[Said], Told]
    wholly: bool = True

    def done(self, document: Document | None, extract: Extractor) -> Told | None:
        """Return what is told of a document, nothing where there is none."""
        return self.tell(said_in(document, extract, wholly=self.wholly)) if document else None


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
    jobs: Iterable[Job], *, extract: Extractor | None = None, processes: int | None = None
) -> Iterator[tuple[Job, Said | None]]:
    """Yield each job with what its article says, in order; nothing for what was done already.

    A file that cannot be opened is yielded with the reason in `unread`. `processes`, this one
    among them: as many as there are cores by default. An extractor of the caller's own is run in
    this process alone.
    """
    return tell_many(jobs, _whole, extract=extract, processes=processes)


def _whole(said: Said) -> Said:
    return said


def tell_many(
    jobs: Iterable[Job],
    tell: Callable[[Said], Told],
    *,
    wholly: bool = True,
    forked: bool = False,
    extract: Extractor | None = None,
    processes: int | None = None,
) -> Iterator[tuple[Job, Told | None]]:
    """Yield each job with what `tell` makes of its article, made in the process that read it.

    All that an article says takes as long to hand over as a tenth of its reading, so a caller
    who needs less of it asks for that. `tell` must be a function at the top of a file. `wholly`:
    see `said_in`. `forked`: other processes may be copies of this one, which holds nothing that two
    must not share, such as an open database. Otherwise as `read_many`.
    """
    work = Work(tell, wholly)
    todo = iter(jobs)
    first = list(islice(todo, WORTH_IT))
    others = (cores() if processes is None else processes) - 1
    few = len(first) < WORTH_IT
    if few or others < 1 or extract is not None:
        for chunk in _chunks(chain(first, todo)):
            told = read_chunk(chunk, work, extract)
            yield from zip(chunk, told, strict=True)
        return
    with _Others(others, work, forked) as pool:
        yield from _shared(chain(first, todo), pool)


def _chunks(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    while chunk := list(islice(jobs, CHUNK)):
        yield chunk


def _shared(jobs: Iterator[Job], pool: _Others[Told]) -> Iterator[tuple[Job, Told | None]]:
    """Hand chunks to other processes, and read the next one here while the oldest is not done.

    The first few are read here, so that what they say is out, and kept, while others start.
    """
    chunks = _chunks(jobs)
    waiting: deque[tuple[list[Job], Found[Told]]] = deque((c, None) for c in islice(chunks, HERE))
    more = True
    while more or waiting:
        while more and len(waiting) < AHEAD and pool.is_hungry():
            chunk = next(chunks, None)
            more = chunk is not None
            if chunk:
                waiting.append((chunk, pool.submit(chunk)))
        if waiting and not (isinstance(waiting[0][1], Future) and not waiting[0][1].done()):
            yield from _result(*waiting.popleft(), pool.work)
            continue
        chunk = next(chunks, None) if more and len(waiting) < AHEAD else None
        if chunk:
            waiting.append((chunk, read_chunk(chunk, pool.work)))
        elif waiting:
            yield from _result(*waiting.popleft(), pool.work)
        else:
            more = False


def _result(
    chunk: list[Job], found: Found[Told], work: Work[Told]
) -> Iterator[tuple[Job, Told | None]]:
    if found is None:
        found = read_chunk(chunk, work)
    if isinstance(found, Future):
        try:
            found = found.result()
        except (BrokenProcessPool, OSError):
            found = read_chunk(chunk, work)
    yield from zip(chunk, found, strict=True)


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
    found = map(put_right, texts, attributions_of(texts))
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


class _Others(Generic[Told]):
    """The other processes; each ends with this one, however this one ends."""

    def __init__(self, count: int, work: Work[Told], forked: bool) -> None:
        self.count, self.work, self.forked = count, work, forked
        self.given: list[Future[list[Told | None]]] = []
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Others[Told]:
        with contextlib.suppress(OSError, ImportError, ValueError):
            forked = self.forked and _is_alone()
            context = multiprocessing.get_context("fork" if forked else "spawn")
            self.pool = ProcessPoolExecutor(self.count, context, _begin)
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool:
            self.pool.shutdown(wait=False, cancel_futures=True)

    def is_hungry(self) -> bool:
        """Say whether another process will soon have nothing to do."""
        if self.pool is None:
            return False
        self.given = [future for future in self.given if not future.done()]
        return len(self.given) < 2 * self.count

    def submit(self, chunk: list[Job]) -> Future[list[Told | None]] | list[Told | None]:
        """Hand a chunk over, or read it here where nobody can take it."""
        try:
            assert self.pool is not None
            with _one_thread():
                future: Future[list[Told | None]] = self.pool.submit(read_chunk, chunk, self.work)
        except (BrokenProcessPool, OSError, RuntimeError):
            self.pool = None
            return read_chunk(chunk, self.work)
        self.given.append(future)
        return future


def _is_alone() -> bool:
    """Say whether this process has one thread: a fork then copies no lock that another holds.

    A forked process has what this one has loaded, a spawned one takes a second to load it anew.
    """
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Have a process that starts meanwhile compute on one thread: the others have the cores."""
    names = [n for n in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
             if n not in os.environ]  # fmt: skip
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name in names:
            del os.environ[name]


def _begin() -> None:
    """Set another process up: it leaves stopping to the first one, and ends when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
