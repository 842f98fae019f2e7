"""Processes that read and that no document can stop: each has a budget, and is replaced if it dies.

A document may be built to cost hours or all memory there is. So none is read in the process that
the analyst started: a worker reads a few at a time, within a budget of processor time and memory
that the system enforces, whatever code is running. A worker that dies takes only its own few
documents along; they are then read again one by one, and the one that kills a worker again is told
of as unread.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Generic, TypeVar

__all__ = ["Budget", "Workers"]

Task = TypeVar("Task")
Told = TypeVar("Told")

READY = "ready"
"""What a worker says first: one that dies before it could not be started, whatever it was to do."""

NO_MEMORY = "no memory"
TOO_LONG = "too long"
FAILED = "failed: "
"""What a worker says last where its work ended in an error; the error follows."""
STARTING = 600.0
"""Seconds by the clock in which a worker must have loaded what it needs, on any machine."""
STARTS = 3
"""Attempts to start a worker, in a row, before none is started any more."""


@dataclass(frozen=True)
class Budget:
    """What the reading of one document may cost.

    `seconds` of processor time, whatever its size, and `seconds_a_megabyte` more; on a machine so
    busy that these take more than `patience` times as long by the clock, or where the system
    counts no processor time, the clock decides. `megabytes` beyond what the process holds at start;
    `megabytes_told` of what it hands over, with whatever was read beside it.
    """

    seconds: float = 10.0
    seconds_a_megabyte: float = 8.0
    megabytes: int = 3072
    megabytes_told: float = 512.0
    patience: float = 10.0

    def seconds_for(self, sizes: Sequence[int]) -> float:
        """Return the processor time allowed for documents of so many bytes.

        >>> Budget(seconds=10, seconds_a_megabyte=5).seconds_for([0, 2_000_000])
        30.0
        """
        return sum(self.seconds + self.seconds_a_megabyte * size / 1e6 for size in sizes)


@dataclass
class _Worker(Generic[Task]):
    """One process, what it was given last, and until when by the clock it may take."""

    process: BaseProcess
    pipe: Connection
    number: int = -1
    tasks: list[Task] = field(default_factory=list)
    patience: float = 0.0
    until: float = float("inf")
    ready: bool = False

    def given(self, number: int, tasks: list[Task], patience: float) -> None:
        """Note what it was given; its time runs from when it can begin."""
        self.number, self.tasks, self.patience = number, tasks, patience
        self.until = time.monotonic() + (patience if self.ready else STARTING + patience)

    def is_ready(self) -> None:
        """Note that it has begun."""
        self.ready, self.until = True, time.monotonic() + self.patience


class Workers(Generic[Task, Told]):
    """A few processes that do tasks in order of arrival; use it with `with`.

    `do`: from a few tasks to what is told of each; a function at the top of a file, or a picklable
    object. `size_of`: bytes of a task's document. `lost`: what is told of a task that kills every
    worker that takes it up. `forked`: workers are copies of this process, which must then have one
    thread and nothing open that two must not share.
    """

    def __init__(
        self,
        count: int,
        do: Callable[[list[Task]], list[Told]],
        lost: Callable[[Task, str], Told],
        size_of: Callable[[Task], int],
        *,
        budget: Budget | None = None,
        forked: bool = False,
        begin: Callable[[], None] | None = None,
    ) -> None:
        self.count, self.do, self.lost, self.size_of = count, do, lost, size_of
        self.budget, self.begin = budget or Budget(), begin
        self.context = multiprocessing.get_context("fork" if forked and _is_alone() else "spawn")
        self.workers: list[_Worker[Task]] = []
        self.waiting: list[tuple[int, list[Task]]] = []
        self.done: dict[int, list[Told | None]] = {}
        self.places: dict[int, tuple[int, int]] = {}
        self.next_number = 0
        self.failed_starts = 0

    def __enter__(self) -> Workers[Task, Told]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.process.kill()
            worker.pipe.close()
            worker.process.join()
        self.workers.clear()

    @property
    def can_start(self) -> bool:
        """Say whether workers can be had at all."""
        return self.failed_starts < STARTS

    def submit(self, tasks: list[Task]) -> int:
        """Take on a few tasks; returns the number under which their results are fetched."""
        number = self._numbered()
        self.done[number] = [None] * len(tasks)
        self.places[number] = (number, 0)
        self.waiting.append((number, tasks))
        self._hand_out()
        return number

    @property
    def is_hungry(self) -> bool:
        """Say whether a worker would have nothing to do if no more were submitted."""
        return len(self.waiting) < self.count

    def result(self, number: int) -> list[Told]:
        """Wait for and return what is told of the tasks submitted under `number`.

        Raises: OSError where no worker can be started.
        """
        while any(told is None for told in self.done[number]):
            if not self.can_start and not self.workers:
                raise OSError("no process can be started")
            self._step()
        return [told for told in self.done.pop(number) if told is not None]

    def _numbered(self) -> int:
        self.next_number += 1
        return self.next_number

    def _hand_out(self) -> None:
        """Give waiting tasks to idle workers, started as they are needed."""
        while self.waiting and (worker := self._idle()):
            number, tasks = self.waiting.pop(0)
            allowed = self.budget.seconds_for([self.size_of(task) for task in tasks])
            worker.given(number, tasks, self.budget.patience * allowed)
            try:
                worker.pipe.send((tasks, allowed))
            except OSError:
                self._bury(worker, "it could not be handed over")

    def _idle(self) -> _Worker[Task] | None:
        for worker in self.workers:
            if worker.number < 0:
                return worker
        return self._start() if len(self.workers) < self.count and self.can_start else None

    def _start(self) -> _Worker[Task] | None:
        here, there = self.context.Pipe()
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(there, self.do, self.budget, self.begin), daemon=True
        )
        try:
            with _one_thread():
                process.start()
        except OSError:
            self.failed_starts += 1
            return None
        there.close()
        self.workers.append(_Worker(process, here))
        return self.workers[-1]

    def _step(self) -> None:
        """Wait until a worker says something, dies or is out of time, and act on it."""
        self._hand_out()
        if not self.workers:
            return
        now = time.monotonic()
        soonest = min(worker.until for worker in self.workers)
        said = wait([w.pipe for w in self.workers], max(0.0, min(soonest - now, 60.0)))
        for worker in list(self.workers):
            if worker.pipe in said:
                self._hear(worker)
            elif time.monotonic() > worker.until:
                self._bury(worker, _TOO_MUCH_WORK)
        self._hand_out()

    def _hear(self, worker: _Worker[Task]) -> None:
        try:
            told = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker, _TOO_MUCH_WORK)
            return
        if told == READY:
            worker.is_ready()
            self.failed_starts = 0
        elif told == NO_MEMORY:
            self._bury(worker, _TOO_MUCH_MEMORY)
        elif told == TOO_LONG:
            self._bury(worker, _TOO_MUCH_TOLD)
        elif isinstance(told, str):
            self._bury(worker, _FAILED.format(told.removeprefix(FAILED)))
        else:
            first, offset = self.places.pop(worker.number)
            self.done[first][offset : offset + len(told)] = told
            worker.number, worker.tasks, worker.until = -1, [], float("inf")

    def _bury(self, worker: _Worker[Task], why: str) -> None:
        """Drop a dead worker; its tasks are taken up again one by one, or told of as lost."""
        self.workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        if not worker.ready:
            self.failed_starts += 1
        if worker.number < 0:
            return
        number, tasks = worker.number, worker.tasks
        if not worker.ready:
            self.waiting.insert(0, (number, tasks))
            return
        first, offset = self.places.pop(number)
        if len(tasks) == 1:
            self.done[first][offset] = self.lost(tasks[0], why)
            return
        for i, task in reversed(list(enumerate(tasks))):
            alone = self._numbered()
            self.places[alone] = (first, offset + i)
            self.waiting.insert(0, (alone, [task]))


_TOO_MUCH_WORK = "too much work for a document of its size: it was stopped"
_TOO_MUCH_MEMORY = "too much memory for a document of its size: it was stopped"
_TOO_MUCH_TOLD = "too much is found in it for a document: it was stopped"
_FAILED = "reading it ended in a fault of the program ({}); please report it"


def _serve(
    pipe: Connection,
    do: Callable[[list[Task]], list[Told]],
    budget: Budget,
    begin: Callable[[], None] | None,
) -> None:
    """Do tasks until nobody gives any more: the whole life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if begin is not None:
        begin()
    _limit_memory(budget.megabytes)
    pipe.send(READY)
    while True:
        try:
            tasks, seconds = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            with _processor_time(seconds):
                told = do(tasks)
            packed = ForkingPickler.dumps(told)
            if len(packed) > budget.megabytes_told * 1e6:
                pipe.send(TOO_LONG)
                return
            pipe.send_bytes(packed)
        except MemoryError:
            pipe.send(NO_MEMORY)
            return
        except Exception as error:  # noqa: BLE001
            # Told as what it is: a fault of the program is not the document's being too much work.
            pipe.send(f"{FAILED}{type(error).__name__}: {str(error)[:200]}")
            return


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


@contextlib.contextmanager
def _processor_time(seconds: float) -> Iterator[None]:
    """Have the system end this process once it has computed for so long, whatever it runs."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _limit_memory(megabytes: int) -> None:
    """Let this process take so much more memory than it has now, where the system can say."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(open("/proc/self/statm", encoding="ascii").read().split()[0])  # noqa: SIM115
        most = pages * os.sysconf("SC_PAGE_SIZE") + megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _is_alone() -> bool:
    """Say whether this process has one thread: a fork then copies no lock that another holds.

    A forked process has what this one has loaded, a spawned one takes a second to load it anew.
    """
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
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
