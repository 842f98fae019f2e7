"""The server: on this machine alone, from the first address printed until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import webbrowser
from os import PathLike
from pathlib import Path
from typing import Any

from servanda.errors import InputError
from servanda.workbench.app import application
from servanda.workbench.safety import Guard
from servanda.workbench.session import Session

__all__ = ["serve"]

HOST = "127.0.0.1"


def serve(
    case: str | PathLike[str] = ".", *, port: int = 0, browser: bool = True, told: Any = None
) -> None:
    """Open the workbench on a case, in the browser, until it is stopped.

    Parameters: `case`, the folder of a case, or an empty one to begin in; `port`, any that is free
    where 0; `browser`, whether to open one; `told`, called with the opening address.

    Raises: InputError where the folder is none, or the port is taken.
    """
    folder = Path(case)
    if not folder.exists():
        raise InputError(f"{folder}: there is no such folder; make it, or check the path")
    listening = _listening(port)
    session = Session(folder)
    guard = Guard(application(session), listening.getsockname()[1])
    if told:
        told(guard.opening)
    if browser:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(guard.opening)
    try:
        _run(guard, listening)
    finally:
        session.close()


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise InputError(
            f"--port: {port} cannot be used ({error.strerror}); leave it out for one that is free"
        ) from None
    except OverflowError:
        listening.close()
        raise InputError(f"--port: {port} is none; use 1024 to 65535") from None
    return listening


def _run(guard: Guard, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        guard,
        http="h11",
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=2,
    )
    asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))
