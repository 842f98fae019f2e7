"""The page while its case is being read: its own files at once, the rest as soon as it stands."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette

from servanda.workbench.page_files import VIEWS, page_routes

if TYPE_CHECKING:
    from servanda.workbench.jobs import Jobs
    from servanda.workbench.session import Session

__all__ = ["Opening"]

Application = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]

FIRST_WORLDS = 500


class Opening:
    """The page of a case, as an ASGI application that a `Guard` must stand before.

    Whoever opens it gets shell, scripts and styles while models and case are still being loaded in
    a thread beside: a browser has drawn the page by the time that there is something to say. What
    needs the case waits for it.
    """

    def __init__(self, place: Path, seed: int) -> None:
        self._place, self._seed = place, seed
        self._closed: list[Callable[[], None]] = []
        self._made: Future[Application] = Future()
        self._light = Starlette(routes=page_routes(lambda: place.resolve().name))
        self._light.router.redirect_slashes = False
        threading.Thread(target=self._open, name="opening", daemon=True).start()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Answer a request."""
        if not self._made.done() and _is_of_page(scope):
            await self._light(scope, receive, send)
            return
        made = await asyncio.wrap_future(self._made)
        await made(scope, receive, send)

    def _open(self) -> None:
        # What is loaded now stays: to look through it for garbage again and again is time lost.
        gc.disable()
        try:
            session, jobs, made = _loaded(self._place, self._seed)
            self._closed += [jobs.close, session.close]
            session.begin(FIRST_WORLDS, lambda: self._made.set_result(made))
        except BaseException as error:  # who waits is told
            if not self._made.done():
                self._made.set_exception(error)
            raise
        finally:
            gc.freeze()
            gc.enable()

    def close(self) -> None:
        """End what was started, and write what is still to be written."""
        for each in self._closed:
            each()


def _is_of_page(scope: MutableMapping[str, Any]) -> bool:
    """Return whether the page itself is asked for: one of its files, or a view."""
    _, first, *rest = scope["path"].split("/")
    is_view = first in _FIRST_PARTS and "." not in (rest or [first])[-1]
    return scope["method"] in ("GET", "HEAD") and (first == "page" or is_view)


_FIRST_PARTS = frozenset(view.split("/")[1] for view in VIEWS)


def _loaded(place: Path, seed: int) -> tuple[Session, Jobs, Application]:
    from servanda.workbench.app import application
    from servanda.workbench.jobs import Jobs
    from servanda.workbench.session import Session

    session = Session(place, seed)
    jobs = Jobs(session.tell)
    return session, jobs, application(session, jobs)
