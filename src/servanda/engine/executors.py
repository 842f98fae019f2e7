"""Shards worked through by processes or a cluster: retried where a worker dies, kept where asked.

Everything goes through `concurrent.futures.Executor`: processes of this machine, or the workers of
a dask scheduler. A shard comes back sealed, as its file holds it, is added once, and is kept in a
folder if one is named; a run that is stopped goes on from there. The digits are those of `assess`.
"""

from __future__ import annotations

import math
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from servanda.case.keys.case import Case
from servanda.case.load import parse
from servanda.case.text.save import case_text
from servanda.engine.cluster import MOST_TRIES, clustered, first_line
from servanda.engine.freed_memory import then_given_back
from servanda.engine.kernels import PROCESSOR, Kernels
from servanda.engine.shard import WORLDS_AT_ONCE, run_of, shard
from servanda.engine.shard_file import (
    ENDING,
    read_shard,
    shard_bytes,
    shard_in,
    shard_name,
)
from servanda.engine.sketch import Ranges, Run, Sketch, joined, missing
from servanda.errors import InputError, ServandaError
from servanda.saving import save_files
from servanda.sentences import plural
from servanda.threads import Progress, cores

__all__ = ["ENGINES", "Engine", "sketched", "worked"]

ENGINES = ("threads", "processes", "cluster", "accelerator")
"""What may work worlds through."""

LEAST, PARTS = 1_024, 16
"""Worlds of a shard at least, and into how many shards worlds are split."""

MOST = 16 * WORLDS_AT_ONCE
"""Worlds of a shard at most: some seconds of work, which is what a dead worker loses."""

Tell = Callable[[str], None]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Engine:
    """What works shards through: `kind` is one of `ENGINES`.

    workers: processes, all cores where None. scheduler: address of a dask scheduler, for a cluster.
    shards: the folder in which finished shards are kept, and taken from.
    """

    kind: str = "threads"
    workers: int | None = None
    scheduler: str = ""
    shards: Path | None = None

    def __post_init__(self) -> None:
        if self.kind not in ENGINES:
            raise InputError(f"engine: there is no {self.kind!r}; there are {', '.join(ENGINES)}")
        if self.kind == "cluster" and not self.scheduler:
            raise InputError("engine: a cluster needs the address of its scheduler; add "
                             "`--scheduler tcp://HOST:8786`")  # fmt: skip
        if self.kind != "cluster" and self.scheduler:
            raise InputError("engine: a scheduler goes with `--engine cluster`; add it")
        if self.kind == "accelerator" and self.workers is not None:
            raise InputError(
                "engine: workers go with `--engine processes`; an accelerator has none"
            )
        if self.workers is not None and self.workers < 1:
            raise InputError(f"workers: {self.workers} is too few; ask for 1 or more")


@dataclass(frozen=True)
class _Task:
    """A shard to be worked through, by whoever gets it: plain data."""

    case: str
    run: Run
    start: int
    stop: int

    def __str__(self) -> str:
        return f"worlds {self.start}:{self.stop}"


def sketched(
    case: Case,
    worlds: int,
    engine: Engine,
    *,
    seed: int = 0,
    proposals: tuple[str, ...] = (),
    threads: int | None = None,
    weigh_evidence: bool = False,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Sketch:
    """Return the sketch of the first `worlds` worlds, worked through by an engine.

    Parameters: `progress`, called with the worlds done and to do; `tell`, told of workers that
    died and of shards that were there already.

    Raises: InputError where a shard cannot be made, or the scheduler is gone; what is finished
    stays in the folder of shards, if there is one.
    """
    if worlds < 1:
        raise InputError(f"worlds: {worlds} is too few; ask for 1 or more, 10000 as a rule")
    run = run_of(case, seed, proposals, weigh_evidence)
    whole = Sketch(run)
    if engine.shards is not None:
        _take_up(engine.shards, whole, worlds, tell)
    text = case_text(case)
    tasks = [_Task(text, run, a, b) for a, b in _parts(missing(whole.ranges, worlds), worlds)]

    def note() -> None:
        if progress:
            progress(whole.worlds, worlds)

    note()
    for content in _made(tasks, engine, threads, tell):
        found = shard_in(content, Path("a worker's shard"))
        whole.add(found.sketch)
        if engine.shards is not None:
            save_files({engine.shards / shard_name(found.sketch, found.says): content})
        note()
    return whole


def _parts(ranges: Ranges, worlds: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges in parts, whose size hangs on the number of worlds alone."""
    size = min(max(math.ceil(worlds / PARTS), LEAST), MOST)
    for start, stop in ranges:
        for at in range(start, stop, size):
            yield at, min(at + size, stop)


def _take_up(folder: Path, whole: Sketch, worlds: int, tell: Tell | None) -> None:
    """Add the shards of a run that are there already, damaged ones left out and told."""
    for path in sorted(folder.glob(f"{whole.run.case_hash}-s{whole.run.seed}-*{ENDING}")):
        try:
            found = read_shard(path)
            within = found.sketch.ranges[-1][1] <= worlds and found.sketch.run == whole.run
            if within and joined(whole.ranges, found.sketch.ranges):
                whole.add(found.sketch)
        except InputError as error:
            if tell:
                tell(f"{error}; it is left out")
    if whole.ranges and tell:
        tell(f"{folder}: {plural(whole.worlds, 'world')} are there already")


def _made(
    tasks: list[_Task], engine: Engine, threads: int | None, tell: Tell | None
) -> Iterator[bytes]:
    """Yield the shards as they are finished."""
    if engine.kind == "threads":
        yield from (_work(task, threads or engine.workers) for task in tasks)
        return
    if engine.kind == "accelerator":
        # Fetched where it is asked for: the compiler for devices is a large package.
        machine: Any = import_module("servanda.engine.accelerator.machine")
        kernels = machine.accelerator()
        yield from (_work(task, threads, kernels) for task in tasks)
        return
    for _, content in worked(_work, tasks, engine, tell):
        yield content


def worked(
    work: Callable[[T], R], tasks: Iterable[T], engine: Engine, tell: Tell | None = None
) -> Iterator[tuple[T, R]]:
    """Yield each task with what `work` made of it, as they are finished, by whoever works there.

    Parameters: `work`, a function of a module, which workers can import; `tasks`, plain data, no
    two alike; `engine`, whose threads are those of the kernels, one task after the other; `tell`,
    told of workers that died, whose tasks are done again.

    Raises: InputError where workers die again and again, the scheduler is gone, or the engine is an
    accelerator, which works worlds through and no tasks; what `work` raises of servanda's own.

    >>> sorted(worked(abs, [-1, 2], Engine()))
    [(-1, 1), (2, 2)]
    """
    if engine.kind == "accelerator":
        raise InputError("engine: an accelerator works the worlds of one case; for many cases name "
                         "threads, processes or cluster")  # fmt: skip
    left = dict.fromkeys(tasks, 0)
    work = partial(then_given_back, work)
    if engine.kind == "threads":
        yield from ((task, work(task)) for task in left)
        return
    while left:
        with _executor(engine) as pool:
            try:
                under_way: dict[Future[R], T] = {pool.submit(work, t): t for t in left}
                for task, made in _finished(under_way):
                    del left[task]
                    yield task, made
            except (BrokenExecutor, CancelledError, OSError) as error:
                _count(left, error, engine, tell)


def _finished(under_way: dict[Future[R], T]) -> Iterator[tuple[T, R]]:
    """Yield what is finished; of what is finished when a worker dies, nothing is lost.

    What is yielded is let go: `under_way` is emptied, or the results of a whole run would be kept.
    """
    fault: BaseException | None = None
    while under_way:
        done = wait(under_way, return_when=FIRST_COMPLETED).done
        while done:
            each = done.pop()
            task = under_way.pop(each)
            try:
                made = each.result()
            except ServandaError:
                raise
            except (BrokenExecutor, CancelledError, OSError) as error:
                fault = error
            else:
                del each
                yield task, made
                del made
    if fault is not None:
        raise fault


def _count(tries: dict[T, int], fault: BaseException, engine: Engine, tell: Tell | None) -> None:
    """Count a try that failed, and give up where that is no accident any more."""
    for task in tries:
        tries[task] += 1
    first = next(iter(tries))
    if max(tries.values()) < MOST_TRIES:
        if tell:
            tell(f"a worker died ({first_line(fault)}); the {len(tries)} unfinished are done again")
        return
    raise InputError(
        f"workers died {MOST_TRIES} times ({first_line(fault)}), the next task being {first}: "
        f"there may be too little memory for so many; ask for fewer with `--workers`{_kept(engine)}"
    )


def _kept(engine: Engine) -> str:
    if engine.shards is None:
        return ""
    return f"; what is finished is kept in {engine.shards}, go on with the same `--shards`"


@contextmanager
def _executor(engine: Engine) -> Iterator[Executor]:
    """Yield what works tasks through; whatever is not finished at the end is cancelled."""
    if engine.kind == "cluster":
        with clustered(engine.scheduler, _kept(engine)) as pool:
            yield pool
        return
    # Processes of their own: a fork of one with threads, as a kernel's caller has, may hang.
    # Who stops the run stops its parent, which lets them finish what they are at.
    pool = ProcessPoolExecutor(
        engine.workers or cores(),
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@lru_cache(maxsize=4)
def _case(text: str) -> Case:
    return parse(text, "the case of a shard")


def _work(task: _Task, threads: int | None = 1, kernels: Kernels = PROCESSOR) -> bytes:
    """Work a shard through, in a worker: by one thread, for there is a worker a core."""
    case = _case(task.case)
    sketch = shard(case, task.start, task.stop, seed=task.run.seed, threads=threads,
                   proposals=task.run.proposals, weigh_evidence=task.run.weighed,
                   kernels=kernels)  # fmt: skip
    return shard_bytes(sketch, case, task.case)[0]
