"""The page's addresses: views with their JSON twins, and deeds."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from servanda.errors import CaseError, ServandaError
from servanda.escaping.json_text import json_text
from servanda.workbench.journal import patch_of
from servanda.workbench.numbers import numbers_of
from servanda.workbench.rows import row_of
from servanda.workbench.session import NoCaseError, Session, StaleError

__all__ = ["application"]

FIRST_WORLDS = 500

PAGE = files("servanda.workbench") / "page"


def answer(body: Mapping[str, Any], status: int = 200) -> Response:
    """Return plain data as JSON."""
    return Response(json_text(body, compact=True), status, media_type="application/json")


def fault(status: int, message: str, where: str = "", mend: str = "") -> Response:
    """Return what is wrong, where, and what to do."""
    error = {"message": message, "where": where, "what_to_do": mend}
    return answer({"error": error}, status)


Deed = Callable[[Request], Awaitable[Response]]


def told(deed: Deed) -> Deed:
    """Return a deed whose faults are told in JSON, never as a traceback."""

    async def done(request: Request) -> Response:
        try:
            return await deed(request)
        except StaleError:
            return fault(409, "stale", "seq", "a newer edit is on its way")
        except NoCaseError:
            return fault(404, "there is no case in this folder yet", "case.yaml", "begin one")
        except CaseError as error:
            first = error.faults[0]
            return fault(422, first.wrong, f"{first.file}:{first.line}:{first.column} {first.key}",
                         first.mend)  # fmt: skip
        except ServandaError as error:
            message, _, mend = str(error).partition("; ")
            return fault(422, message, "", mend)

    return done


async def body_of(request: Request) -> dict[str, Any]:
    """Return the JSON of a request.

    Raises: ServandaError where it is none.
    """
    try:
        found = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        raise ServandaError("what was sent is no JSON; send a JSON object") from None
    if not isinstance(found, dict):
        raise ServandaError("what was sent is no JSON object; send {...}")
    return found


def whole(raw: object, name: str, least: int, most: int) -> int:
    """Return a whole number that was sent.

    >>> whole("500", "worlds", 1, 1000)
    500
    """
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 16:
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
        raise ServandaError(f"{name}: a whole number from {least} to {most} is wanted; send one")
    return raw


class Views:
    """What the page asks of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    async def verdicts(self, request: Request) -> Response:
        """Answer with the verdict on every proposal."""
        asked = request.query_params
        worlds = whole(asked.get("worlds", str(FIRST_WORLDS)), "worlds", 1, 100_000)
        return answer(await run_in_threadpool(self._verdicts, worlds, asked.get("scenario")))

    def _verdicts(self, worlds: int, scenario: str | None) -> dict[str, Any]:
        session = self.session
        session.refresh()
        try:
            live = session.live
        except ServandaError:
            return {**self._about(), "worlds": worlds, "proposals": []}
        patch = session.kept.patch if scenario is None else session.scenario(scenario)
        found = session.verdicts(patch, worlds)
        rows = [row_of(live.case, each) for each in found.values()]
        return {**self._about(), "worlds": worlds, "proposals": rows}

    def _about(self) -> dict[str, Any]:
        """Return what every view says of the case and of the edits that stand."""
        session = self.session
        kept = session.kept
        about: dict[str, Any] = {
            "revision": session.revision,
            "folder": session.folder.name,
            "seed": session.seed,
            "faults": [str(each) for each in session.faults],
            "scenarios": list(session.scenarios()),
            "patch": {path: list(ends) for path, ends in kept.patch.items()},
            "undo": len(kept.undo),
            "redo": len(kept.redo),
            "title": session.folder.name,
            "known_as_of": None,
            "journal_fault": session.journal.fault or None,
        }
        try:
            case = session.case
        except ServandaError:
            return about
        return {**about, "title": case.title, "known_as_of": case.as_of.isoformat()}

    async def numbers(self, request: Request) -> Response:
        """Answer with every uncertain number, those that matter most first."""
        name = request.query_params.get("proposal")

        def found() -> dict[str, Any]:
            session = self.session
            session.refresh()
            listed = numbers_of(session.live, session.kept.patch, name)
            return {"revision": session.revision, "numbers": listed}

        return answer(await run_in_threadpool(found))

    async def edit(self, request: Request) -> Response:
        """Take edits, and answer with the verdicts."""
        raw = await body_of(request)
        patch = patch_of(raw.get("patch", {}))
        seq = whole(raw.get("seq", 0), "seq", 0, 2**53)
        worlds = whole(raw.get("worlds", FIRST_WORLDS), "worlds", 1, 100_000)
        focus, tab = raw.get("focus"), str(raw.get("tab", ""))[:64]
        gesture, war = str(raw.get("gesture", ""))[:64], bool(raw.get("war", True))
        session = self.session

        def found() -> dict[str, Any]:
            began = time.perf_counter()
            verdicts = session.edit(patch, seq, worlds, focus, tab, gesture, war)
            done = time.perf_counter()
            was = session.verdicts({}, worlds, focus, war)
            case = session.case
            rows = [
                {**row_of(case, each), "was": row_of(case, was[each.id])}
                for each in verdicts.values()
            ]
            spent = {"total": (done - began) * 1e3}
            return {
                "seq": seq, "revision": session.revision, "worlds": worlds, "ms": spent,
                "verdicts": rows, "more": worlds < 20_000, "undo": len(session.kept.undo),
                "redo": len(session.kept.redo),
            }  # fmt: skip

        return answer(await run_in_threadpool(found))

    async def undo(self, request: Request) -> Response:
        """Take the last step back."""
        await run_in_threadpool(self.session.undo)
        return answer(self._about())

    async def redo(self, request: Request) -> Response:
        """Take the step that was taken back once more."""
        await run_in_threadpool(self.session.redo)
        return answer(self._about())

    async def scenario(self, request: Request) -> Response:
        """Keep, open or drop a named scenario."""
        name = str((await body_of(request)).get("name", ""))
        session, deed = self.session, request.path_params["deed"]
        deeds = {"keep": session.keep_scenario, "open": session.open_scenario,
                 "drop": session.drop_scenario}  # fmt: skip
        if deed not in deeds:
            return fault(404, "there is nothing here", request.url.path, "go to /")
        await run_in_threadpool(deeds[deed], name)
        return answer(self._about())

    async def changes(self, request: Request) -> Response:
        """Tell of every change, as they come."""
        return StreamingResponse(self._changes(), media_type="text/event-stream")

    async def _changes(self) -> Any:
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue[tuple[int, str]] = asyncio.Queue(maxsize=64)

        def put(change: tuple[int, str]) -> None:
            if not waiting.full():
                waiting.put_nowait(change)

        leave = self.session.listen(lambda r, w: loop.call_soon_threadsafe(put, (r, w)))
        try:
            yield f"data: {json_text({'revision': self.session.revision, 'what': 'hello'})}\n\n"
            while True:
                try:
                    revision, what = await asyncio.wait_for(waiting.get(), 1.0)
                except TimeoutError:
                    await run_in_threadpool(self.session.refresh)
                    yield ": still here\n\n"
                    continue
                yield f"data: {json_text({'revision': revision, 'what': what})}\n\n"
        finally:
            leave()


VIEWS = ("/", "/proposal/{name}", "/evidence", "/evidence/{source}", "/case", "/explore",
         "/explore/{job}", "/time", "/report", "/compare", "/begin")  # fmt: skip

_KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
          ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2",
          ".json": "application/json", ".txt": "text/plain", ".html": "text/html"}  # fmt: skip


async def page_file(request: Request) -> Response:
    """Answer with a file of the page itself; nothing else lies below it."""
    parts = request.path_params["path"].split("/")
    place = Path(str(PAGE)).joinpath(*parts)
    inside = place.resolve().is_relative_to(Path(str(PAGE)).resolve())
    if (
        not inside
        or not place.is_file()
        or place.suffix not in _KINDS
        or place.name == "shell.html"
    ):
        return fault(404, "there is no such file", request.url.path, "go to /")
    return Response(place.read_bytes(), media_type=_KINDS[place.suffix])


def _shell(session: Session) -> Deed:
    async def shell(request: Request) -> Response:
        from jinja2 import Environment

        place = PAGE / "shell.html"
        text = place.read_text(encoding="utf-8") if place.is_file() else _BARE
        try:
            title = session.case.title
        except (ServandaError, NoCaseError):
            title = session.folder.name
        made = Environment(autoescape=True).from_string(text)
        view = request.url.path.strip("/").split("/")[0] or "verdicts"
        return Response(made.render(nonce=request.scope["nonce"], title=title, view=view),
                        media_type="text/html")  # fmt: skip

    return shell


_BARE = "<!doctype html><title>{{title}}</title><p>The page is not part of this installation.</p>"


def application(session: Session) -> Starlette:
    """Return the page of a session, as an ASGI application that a `Guard` must stand before."""
    views = Views(session)

    def get(path: str, deed: Deed) -> Route:
        return Route(path, told(deed), methods=["GET"])

    def post(path: str, deed: Deed) -> Route:
        return Route(path, told(deed), methods=["POST"])

    routes = [
        get("/verdicts.json", views.verdicts),
        get("/numbers.json", views.numbers),
        get("/changes", views.changes),
        post("/edit", views.edit),
        post("/undo", views.undo),
        post("/redo", views.redo),
        post("/scenario/{deed}", views.scenario),
        get("/page/{path:path}", page_file),
        *(get(path, _shell(session)) for path in VIEWS),
    ]

    async def nothing(request: Request, error: Exception) -> Response:
        return fault(404, "there is nothing here", request.url.path[:200], "go to /")

    async def other_way(request: Request, error: Exception) -> Response:
        return fault(405, "this is not asked that way", request.url.path[:200], "use GET or POST")

    async def broken(request: Request, error: Exception) -> Response:
        return fault(
            500,
            "the server has a fault of its own",
            request.url.path[:200],
            "the terminal of `servanda serve` says more; your files are as they were",
        )

    handlers: Any = {404: nothing, 405: other_way, 500: broken}
    return Starlette(routes=routes, exception_handlers=handlers)
