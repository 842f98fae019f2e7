"""A cluster's executor: whatever ends a result ends the wait for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from types import SimpleNamespace
from typing import Any

import pytest

from servanda.engine.cluster import _Cluster
from servanda.errors import InputError


class WorkersLostError(Exception):
    """As dask's: a task's workers died again and again."""


class Client:
    """A client whose loop runs in a thread, as dask's does; its tasks end as they are told."""

    def __init__(self) -> None:
        self.loop = SimpleNamespace(asyncio_loop=asyncio.new_event_loop())

    def submit(self, ends: Any, *_: object, pure: bool, retries: int) -> Any:
        assert not pure and retries > 0

        async def made() -> object:
            await asyncio.sleep(0)
            if isinstance(ends, Exception):
                raise ends
            return ends

        return made()


@pytest.fixture
def cluster() -> Iterator[Executor]:
    client = Client()
    loop = client.loop.asyncio_loop
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield _Cluster(client, (CancelledError, WorkersLostError))
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (OSError("the scheduler went away while the result was fetched"), OSError),
        (CancelledError("the connection to the scheduler is lost"), BrokenExecutor),
        (WorkersLostError("three workers"), BrokenExecutor),
        (InputError("worlds: 0 is too few"), InputError),
        (ValueError("no number"), ValueError),
    ],
)
def test_what_ends_a_result_ends_the_wait(
    cluster: Executor, ends: Exception, told: type[Exception]
) -> None:
    with pytest.raises(told, match=str(ends)):
        cluster.submit(ends).result(timeout=20)  # type: ignore[arg-type]


def test_a_result_comes_as_it_was_made(cluster: Executor) -> None:
    assert cluster.submit("made").result(timeout=20) == "made"  # type: ignore[arg-type]
