"""The page while its case is being read: its own files at once, the rest as soon as it stands."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import re
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import Response

from servanda.workbench.first_kept import first_kept, keep_first
from servanda.workbench.page_files import VIEWS, page_routes

if TYPE_CHECKING:
    from servanda.workbench.jobs import Jobs
    from servanda.workbench.session import Session

__all__ = ["Opening"]

Application = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]

FIRST_WORLDS = 500
LATER = 1.0
"""Seconds after the first verdicts until they are kept: whoever waits for them goes first."""


class Opening:
    """The page of a case, as an ASGI application that a `Guard` must stand before.

    Whoever opens it gets shell, scripts and styles while models and case are still being loaded in
    a thread beside: a browser has drawn the page by the time that there is something to say. What
    needs the case waits for it; but first verdicts that were kept are answered meanwhile.
    """

    def __init__(self, place: Path, seed: int) -> None:
        self._place, self._seed = place, seed
        self._closed: list[Callable[[], None]] = []
        self._made: Future[Application] = Future()
        self._kept: Future[bytes | None] = Future()
        self._drawn = False
        self._ended = threading.Event()
        self._light = Starlette(routes=page_routes(lambda: place.resolve().name))
        self._light.router.redirect_slashes = False
        threading.Thread(target=self._open, name="opening", daemon=True).start()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Answer a request."""
        if not self._made.done() and _is_of_page(scope):
            await self._light(scope, receive, send)
            return
        if not self._drawn and _is_first(scope) and (kept := await asyncio.wrap_future(self._kept)):
            await Response(kept, media_type="application/json")(scope, receive, send)
            return
        made = await asyncio.wrap_future(self._made)
        await made(scope, receive, send)

    def _open(self) -> None:
        # What is loaded now stays: to look through it for garbage again and again is time lost.
        gc.disable()
        try:
            self._kept.set_result(first_kept(_file_of(self._place), self._seed))
            _begin_kernels(self._place)
            session, jobs, made = _loaded(self._place, self._seed)
            self._closed += [jobs.close, session.close, lambda: _keep(session)]
            session.begin(FIRST_WORLDS, lambda: self._made.set_result(made))
            self._drawn = True
        except BaseException as error:
            if not self._kept.done():
                self._kept.set_result(None)
            if self._made.done():  # nobody waits who could be told
                raise
            self._made.set_exception(error)
            return
        finally:
            gc.freeze()
            gc.enable()
        if not self._ended.wait(LATER):
            _keep(session)

    def close(self) -> None:
        """End what was started, and write what is still to be written."""
        self._ended.set()
        for each in self._closed:
            each()


_STATES = re.compile(r"^\s*(?:violations|jumps|repelled):", re.MULTILINE)
_FRONT = re.compile(r"^\s*front:", re.MULTILINE)


def kernels_of(text: str) -> dict[str, bool]:
    """Return which kernels a case seems to need, by its text alone.

    A wrong guess costs the time of loading others later, and moves no digit.

    >>> kernels_of("war:\\n  front:\\n    held: 0.2")
    {'front': True, 'states': False}
    """
    return {"front": bool(_FRONT.search(text)), "states": bool(_STATES.search(text))}


def _is_of_page(scope: MutableMapping[str, Any]) -> bool:
    """Return whether the page itself is asked for: one of its files, or a view."""
    _, first, *rest = scope["path"].split("/")
    is_view = first in _FIRST_PARTS and "." not in (rest or [first])[-1]
    return scope["method"] in ("GET", "HEAD") and (first == "page" or is_view)


_FIRST_PARTS = frozenset(view.split("/")[1] for view in VIEWS)


def _is_first(scope: MutableMapping[str, Any]) -> bool:
    """Return whether it is asked for what the page asks for first."""
    first = (b"worlds=%d" % FIRST_WORLDS, "/verdicts.json", "GET")
    return (scope["query_string"], scope["path"], scope["method"]) == first


def _file_of(place: Path) -> Path:
    return place / "case.yaml" if place.is_dir() else place


def _keep(session: Session) -> None:
    """Keep the first verdicts as they stand; where they cannot be, they are drawn next time."""
    from servanda.errors import ServandaError
    from servanda.workbench.live_views import LiveViews

    with contextlib.suppress(ServandaError):
        found = LiveViews(session).first()
        if found["proposals"] and not found["faults"]:
            keep_first(session.file, session.seed, found)


def _begin_kernels(place: Path) -> None:
    """Have the kernels loaded beside, which mostly needs no interpreter, while the rest is.

    The compiler itself is loaded before: two threads never load the same library. Whatever goes
    wrong is met again, and told, where kernels are called.
    """
    from servanda.engine.kernels_loaded import load_kernels

    def load() -> None:
        with contextlib.suppress(Exception):
            load_kernels(**kernels_of(_file_of(place).read_text(encoding="utf-8-sig")))

    threading.Thread(target=load, name="kernels", daemon=True).start()


def _loaded(place: Path, seed: int) -> tuple[Session, Jobs, Application]:
    from servanda.workbench.app import application
    from servanda.workbench.jobs import Jobs
    from servanda.workbench.session import Session

    session = Session(place, seed)
    jobs = Jobs(session.tell)
    return session, jobs, application(session, jobs)
