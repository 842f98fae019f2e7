"""The page's addresses: views with their JSON twins, and deeds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from servanda.errors import ServandaError
from servanda.workbench.answers import Deed, body_of, fault, in_thread, told
from servanda.workbench.begin_views import BeginViews
from servanda.workbench.case_views import CaseViews
from servanda.workbench.evidence import Evidence
from servanda.workbench.explore_views import ExploreViews
from servanda.workbench.jobs import Jobs
from servanda.workbench.live_views import LiveViews
from servanda.workbench.paper_views import PaperViews
from servanda.workbench.proposal_view import Closely
from servanda.workbench.session import NoCaseError, Session

__all__ = ["application"]

PAGE = files("servanda.workbench") / "page"
SHELL = "shell.html"

VIEWS = ("/", "/proposal/{name}", "/evidence", "/evidence/{source}", "/case", "/explore",
         "/explore/{job}", "/time", "/report", "/compare", "/begin")  # fmt: skip
"""Addresses that open the page; each but the first has a twin that ends in `.json`."""

KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
         ".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json",
         ".txt": "text/plain", ".map": "application/json"}  # fmt: skip


def application(session: Session, jobs: Jobs) -> Starlette:
    """Return the page of a session, as an ASGI application that a `Guard` must stand before."""
    live, papers = LiveViews(session), PaperViews(session)
    case, explore = CaseViews(session), ExploreViews(session, jobs)
    begin, evidence = BeginViews(session, jobs), Evidence(session)
    closely = Closely(session, jobs)

    async def proposal(request: Request) -> Response:
        return await in_thread(lambda: closely.look(request.path_params["name"]))

    async def overview(request: Request) -> Response:
        return await in_thread(lambda: evidence.overview(dict(request.query_params)))

    async def source(request: Request) -> Response:
        return await in_thread(lambda: evidence.source(request.path_params["source"]))

    async def decide(request: Request) -> Response:
        raw = await body_of(request)
        change = raw.get("as") if isinstance(raw.get("as"), dict) else {}
        id, tab = request.path_params["id"], str(raw.get("tab", ""))[:64]

        def done() -> dict[str, Any]:
            statement = evidence.decide(id, str(raw.get("decision", "")), change or {})
            session.tell("evidence", tab)
            return {"revision": session.revision, "statement": statement}

        return await in_thread(done)

    routes = [
        _get("/verdicts.json", live.verdicts),
        _get("/numbers.json", live.numbers),
        _get("/proposal/{name}.json", proposal),
        _get("/evidence.json", overview),
        _get("/evidence/{source}.json", source),
        _get("/case.json", case.case),
        _get("/case/schema.json", case.schema),
        _get("/explore.json", explore.all),
        _get("/explore/{job}.json", explore.one),
        _get("/time.json", papers.time),
        _get("/report.json", papers.report),
        _get("/report/as-it-prints.html", papers.as_it_prints),
        _get("/report/download.{format}", papers.download),
        _get("/compare.json", papers.compare),
        _get("/begin.json", begin.offers),
        _get("/changes", live.changes),
        _post("/edit", live.edit),
        _post("/undo", live.undo),
        _post("/redo", live.redo),
        _post("/scenario/{deed}", live.scenario),
        _post("/write", case.write),
        _post("/case", case.put),
        _post("/cite", case.cite),
        _post("/statement/{id}/decide", decide),
        _post("/explore/start", explore.start),
        _post("/explore/{job}/cancel", explore.cancel),
        _post("/package/propose", explore.propose),
        _post("/report/export", papers.export),
        _post("/begin/template", begin.template),
        _post("/begin/articles", begin.articles),
        _post("/begin/draft", begin.draft),
        _get("/page/{path:path}", page_file),
        *(_get(path, _shell(session)) for path in VIEWS),
    ]
    made = Starlette(routes=routes, exception_handlers=_handlers())
    made.router.redirect_slashes = False
    return made


def _get(path: str, deed: Deed) -> Route:
    return Route(path, told(deed), methods=["GET"])


def _post(path: str, deed: Deed) -> Route:
    return Route(path, told(deed), methods=["POST"])


def _handlers() -> Any:
    async def nothing(request: Request, error: Exception) -> Response:
        return fault(404, "there is nothing here", request.url.path[:200], "go to /")

    async def other_way(request: Request, error: Exception) -> Response:
        return fault(405, "this is not asked that way", request.url.path[:200], "use GET or POST")

    async def broken(request: Request, error: Exception) -> Response:
        mend = "the terminal of `servanda serve` says more; your files are as they were"
        return fault(500, "the server has a fault of its own", request.url.path[:200], mend)

    return {404: nothing, 405: other_way, 500: broken}


async def page_file(request: Request) -> Response:
    """Answer with a file of the page itself; nothing else lies below it."""
    found = _file_of_page(request.path_params["path"].split("/"))
    if found is None:
        return fault(404, "there is no such file", request.url.path[:200], "go to /")
    return Response(found.read_bytes(), media_type=KINDS[found.suffix])


def _file_of_page(parts: Sequence[str]) -> Path | None:
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        return None
    home = Path(str(PAGE))
    place = home.joinpath(*parts)
    if not place.resolve().is_relative_to(home.resolve()) or place.suffix not in KINDS:
        return None
    return place if place.is_file() else None


def _shell(session: Session) -> Deed:
    async def shell(request: Request) -> Response:
        if request.url.path.endswith(".json"):
            return fault(404, "there is nothing here", request.url.path[:200], "go to /")
        try:
            title = session.title
        except (ServandaError, NoCaseError):
            title = session.folder.name
        view = request.url.path.strip("/").split("/")[0] or "verdicts"
        text = _template().render(nonce=request.scope["nonce"], title=title, view=view)
        return Response(text, media_type="text/html")

    return shell


@cache
def _template() -> Any:
    place = PAGE / SHELL
    text = place.read_text(encoding="utf-8") if place.is_file() else _BARE
    return Environment(autoescape=True).from_string(text)


_BARE = "<!doctype html><title>{{title}}</title><p>The page is not part of this installation.</p>"
