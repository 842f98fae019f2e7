"""Work spread over threads: kernels release the interpreter lock, so threads are enough.

The answers come in the order of the parts whatever the number of threads, so that no digit
depends on it.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from functools import partial
from typing import Protocol, TypeVar

__all__ = ["Progress", "aside", "cores", "each_in_order", "in_order", "nicely"]

Part = TypeVar("Part")
Made = TypeVar("Made")


NICER = 10
"""How much nicer than others a thread is whose work can wait, where threads can be so."""


_BEFORE: ContextVar[Callable[[], object] | None] = ContextVar("before each part", default=None)
"""What is called before each part of work that lets others go first."""


class Progress(Protocol):
    """Told how much of the work is done, and how much there is."""

    def __call__(self, done: int, total: int) -> None:
        """Take note."""


def cores() -> int:
    """Return how many threads can run at once here, 1 or more."""
    return os.cpu_count() or 1


def aside(work: Callable[[], Made]) -> Made:
    """Return what the work comes to in a thread of its own, for which the caller waits.

    For what this thread cannot do: run an event loop, where one runs already.

    >>> aside(lambda: threading.current_thread() is threading.main_thread())
    False
    """
    with ThreadPoolExecutor(1) as one:
        return one.submit(work).result()


def each_in_order(
    work: Callable[[Part], Made], parts: Sequence[Part], threads: int | None = None
) -> Iterator[Made]:
    """Yield what the work makes of each part, in order; no more are under way than threads.

    `threads`: all cores where None; one thread, or one part, is worked in the caller's own.

    >>> list(each_in_order(lambda part: part * part, range(5), threads=2))
    [0, 1, 4, 9, 16]
    """
    workers = max(1, min(threads or cores(), len(parts)))
    if (before := _BEFORE.get()) is not None:
        work = partial(_let_go_first, before, work)
    if workers == 1:
        yield from map(work, parts)
        return
    with ThreadPoolExecutor(workers) as pool:
        under_way: deque[Future[Made]] = deque()
        for part in parts:
            if len(under_way) == workers:
                yield under_way.popleft().result()
            under_way.append(pool.submit(copy_context().run, work, part))
        while under_way:
            yield under_way.popleft().result()


def in_order(
    work: Callable[[Part], Made], parts: Sequence[Part], threads: int | None = None
) -> list[Made]:
    """Return what the work makes of each part, in order.

    >>> in_order(str.upper, ["a", "b", "c"])
    ['A', 'B', 'C']
    """
    return list(each_in_order(work, parts, threads))


def nicely(work: Callable[[], Made], before: Callable[[], object] | None = None) -> Made:
    """Return what the work makes, in a thread that lets all others of this process go first.

    Threads that it starts are as nice. Where the system knows no niceness of threads it is as any.

    Parameters: `before`, called before each part that the work is spread over threads in, however
    deep: it may wait while others are in a hurry, or raise where nobody waits for the work.

    >>> nicely(lambda: 42)
    42
    """

    def begun() -> Made:
        _BEFORE.set(before)
        return work()

    with ThreadPoolExecutor(1, initializer=_be_nice) as alone:
        return alone.submit(copy_context().run, begun).result()


def _let_go_first(before: Callable[[], object], work: Callable[[Part], Made], part: Part) -> Made:
    before()
    return work(part)


def _be_nice() -> None:
    with contextlib.suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICER)
