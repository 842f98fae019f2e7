"""The workers of a dask scheduler behind `concurrent.futures.Executor`.

Dask's own executor leaves a result pending for ever where the scheduler goes away while that very
result is fetched from it: whoever waits, waits for ever. Here whatever ends a result ends the wait.
"""

from __future__ import annotations

import logging
from asyncio import run_coroutine_threadsafe
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from servanda.errors import InputError, MissingExtraError

__all__ = ["MOST_TRIES", "clustered", "first_line"]

P = ParamSpec("P")
R = TypeVar("R")

MOST_TRIES = 3
"""How often a shard is tried whose worker dies; after that it is no accident."""

PATIENCE = "10s"
"""How long a scheduler may take to answer."""


class _Cluster(Executor):
    """What a client of a scheduler submits, each as a future of the standard library."""

    def __init__(self, client: Any, lost: tuple[type[Exception], ...]) -> None:
        self._client, self._lost = client, lost

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        try:
            made = self._client.submit(fn, *args, pure=False, retries=MOST_TRIES, **kwargs)
        except self._lost as error:
            raise BrokenExecutor(first_line(error)) from None
        return run_coroutine_threadsafe(self._of(made), self._client.loop.asyncio_loop)

    async def _of(self, made: Any) -> Any:
        try:
            return await made
        except self._lost as error:
            raise BrokenExecutor(first_line(error)) from None


@contextmanager
def clustered(scheduler: str, go_on: str = "") -> Iterator[Executor]:
    """Yield an executor of the workers of a dask scheduler; what is unfinished then is let go.

    Parameters: `scheduler`, its address, `tcp://HOST:8786`; `go_on`, words for a fault that tell
    how to go on.

    Raises: InputError where no scheduler answers; MissingExtraError where dask is not installed.
    """
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError:
        raise MissingExtraError("working on a cluster", "cluster") from None
    # What it logs of a lost connection is told by who called, in a line.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise InputError(
            f"{scheduler}: no scheduler answers there ({first_line(error)}); start one with "
            f"`dask scheduler`, or check the address{go_on}"
        ) from None
    try:
        # Cancelled here is by dask, which lost its scheduler, not by who waits.
        closed = distributed.client.ClosedClientError
        yield _Cluster(client, (CancelledError, distributed.KilledWorker, closed))
    finally:
        with suppress(Exception):  # the scheduler may be gone, and then nothing is to be undone
            client.close(timeout=2)


def first_line(fault: BaseException) -> str:
    """Return what a fault says, in a line."""
    return f"{type(fault).__name__}: {fault}".splitlines()[0][:200]
