"""The server: on this machine alone, from the first address printed until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path

from servanda.errors import InputError

__all__ = ["serve"]

HOST = "127.0.0.1"


def serve(
    case: str | PathLike[str] = ".",
    *,
    port: int = 0,
    browser: bool = True,
    seed: int = 0,
    told: Callable[[str], None] | None = None,
) -> None:
    """Open the workbench on a case, in the browser, until it is stopped.

    Parameters: `case`, the folder of a case or its file, or an empty folder to begin in; `port`,
    any that is free where 0; `browser`, whether to open one; `seed`, from which all draws follow;
    `told`, called with the address that opens it, once.

    Raises: InputError where the folder is none, or the port is taken.
    """
    place = Path(case)
    if not place.exists():
        raise InputError(f"{place}: there is no such folder; make it, or check the path")
    listening = _listening(port)
    try:
        _open(place, listening, browser, seed, told)
    finally:
        listening.close()


def _open(
    place: Path,
    listening: socket.socket,
    browser: bool,
    seed: int,
    told: Callable[[str], None] | None,
) -> None:
    from servanda.workbench.safety import Guard

    # The address is told, and the browser begins to open it, while the rest is still being loaded:
    # who connects waits in the socket's queue.
    guard = Guard(None, listening.getsockname()[1])
    if told:
        told(guard.opening)
    if browser:
        _open_browser(guard.opening)
    from servanda.workbench.opening import Opening

    opening = Opening(place, seed)
    guard.app = opening
    try:
        with contextlib.suppress(KeyboardInterrupt), _ended_in_order():
            _run(guard, listening)
    finally:
        opening.close()


@contextlib.contextmanager
def _ended_in_order() -> Iterator[None]:
    """Have whoever ends this process by SIGTERM end it as Ctrl-C does: what is open is closed.

    The server stops listening at that signal and then raises it anew, which would end the process.
    """

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _open_browser(address: str) -> None:
    import webbrowser

    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(address)


def _listening(port: int) -> socket.socket:
    # Named as TCP, or answers are sent with Nagle's delay: a body then waits up to 40 ms for its
    # head to be acknowledged (asyncio turns it off for sockets that say what they are).
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        why = getattr(error, "strerror", None) or "it is no port"
        raise InputError(f"--port: {port} cannot be used ({why}); leave it out for one that is "
                         "free") from None  # fmt: skip
    return listening


def _run(guard: object, listening: socket.socket) -> None:
    import uvicorn

    from servanda.workbench.patience import Impatient

    config = uvicorn.Config(
        guard,  # type: ignore[arg-type]
        http=Impatient,
        ws="none",
        lifespan="off",
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=1,
        limit_concurrency=200,
        h11_max_incomplete_event_size=32_768,
    )
    asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))
