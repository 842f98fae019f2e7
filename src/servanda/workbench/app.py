"""The page's addresses: what views ask, and deeds.

What is not needed for the first verdicts is loaded when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from servanda.workbench.answers import Deed, fault, told
from servanda.workbench.live_views import LiveViews
from servanda.workbench.page_files import page_routes
from servanda.workbench.session import Session

if TYPE_CHECKING:
    from servanda.workbench.begin_views import BeginViews
    from servanda.workbench.case_views import CaseViews
    from servanda.workbench.evidence_views import EvidenceViews
    from servanda.workbench.explore_views import ExploreViews
    from servanda.workbench.jobs import Jobs
    from servanda.workbench.paper_views import PaperViews
    from servanda.workbench.proposal_view import Closely

__all__ = ["application"]


class _Later:
    """The views that are loaded when they are first asked for."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self.session, self.jobs = session, jobs

    @cached_property
    def papers(self) -> PaperViews:
        from servanda.workbench.paper_views import PaperViews

        return PaperViews(self.session)

    @cached_property
    def case(self) -> CaseViews:
        from servanda.workbench.case_views import CaseViews

        return CaseViews(self.session)

    @cached_property
    def explore(self) -> ExploreViews:
        from servanda.workbench.explore_views import ExploreViews

        return ExploreViews(self.session, self.jobs)

    @cached_property
    def begin(self) -> BeginViews:
        from servanda.workbench.begin_views import BeginViews

        return BeginViews(self.session, self.jobs)

    @cached_property
    def evidence(self) -> EvidenceViews:
        from servanda.workbench.evidence_views import EvidenceViews

        return EvidenceViews(self.session)

    @cached_property
    def closely(self) -> Closely:
        from servanda.workbench.proposal_view import Closely

        return Closely(self.session, self.jobs)


def application(session: Session, jobs: Jobs) -> Starlette:
    """Return the page of a session, as an ASGI application that a `Guard` must stand before."""
    live, later = LiveViews(session), _Later(session, jobs)
    routes = [
        _get("/verdicts.json", live.verdicts),
        _get("/numbers.json", live.numbers),
        _get("/proposal/{name}.json", _late(lambda: later.closely.view)),
        _get("/tried/{name}.json", _late(lambda: later.closely.tried)),
        _get("/weighed.json", _late(lambda: later.closely.weighed)),
        _get("/evidence.json", _late(lambda: later.evidence.overview)),
        _get("/evidence/{source}.json", _late(lambda: later.evidence.source)),
        _get("/case.json", _late(lambda: later.case.case)),
        _get("/case/schema.json", _late(lambda: later.case.schema)),
        _get("/stances.json", _late(lambda: later.case.stances)),
        _get("/explore.json", _late(lambda: later.explore.all)),
        _get("/explore/{job}.json", _late(lambda: later.explore.one)),
        _get("/time.json", _late(lambda: later.papers.time)),
        _get("/report.json", _late(lambda: later.papers.report)),
        _get("/report/as-it-prints.html", _late(lambda: later.papers.as_it_prints)),
        _get("/report/download.{format}", _late(lambda: later.papers.download)),
        _get("/compare.json", _late(lambda: later.papers.compare)),
        _get("/begin.json", _late(lambda: later.begin.offers)),
        _get("/changes", live.changes),
        _post("/edit", live.edit),
        _post("/undo", live.undo),
        _post("/redo", live.redo),
        _post("/scenario/{deed}", live.scenario),
        _post("/write", _late(lambda: later.case.write)),
        _post("/case", _late(lambda: later.case.put)),
        _post("/case/typed", _late(lambda: later.case.typed)),
        _post("/case/form", _late(lambda: later.case.form)),
        _post("/cite", _late(lambda: later.case.cite)),
        _post("/statement/{id}/decide", _late(lambda: later.evidence.decide)),
        _post("/explore/start", _late(lambda: later.explore.start)),
        _post("/explore/{job}/cancel", _late(lambda: later.explore.cancel)),
        _post("/package/propose", _late(lambda: later.explore.propose)),
        _post("/report/export", _late(lambda: later.papers.export)),
        _post("/begin/template", _late(lambda: later.begin.template)),
        _get("/gaps.json", _late(lambda: later.begin.gaps)),
        _post("/gaps/fill", _late(lambda: later.begin.fill)),
        _post("/begin/articles", _late(lambda: later.begin.articles)),
        _post("/begin/draft", _late(lambda: later.begin.draft)),
        *page_routes(lambda: session.title),
    ]
    made = Starlette(routes=routes, exception_handlers=_handlers())
    made.router.redirect_slashes = False
    return made


def _late(found: Callable[[], Deed]) -> Deed:
    """Return a deed whose view is loaded beside the server when it is first asked for."""

    async def done(request: Request) -> Response:
        return await (await run_in_threadpool(found))(request)

    return done


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
