"""What the page asks of the evidence: what was read, an article, decisions on statements."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from servanda.workbench.answers import body_of, in_thread
from servanda.workbench.evidence import Evidence
from servanda.workbench.rows import Row
from servanda.workbench.session import Session

__all__ = ["EvidenceViews"]


class EvidenceViews:
    """What the page asks of what the case rests on."""

    def __init__(self, session: Session) -> None:
        self.session, self.evidence = session, Evidence(session)

    async def overview(self, request: Request) -> Response:
        """Answer with the sources, and the statements that a filter lets through."""
        return await in_thread(lambda: self.evidence.overview(dict(request.query_params)))

    async def source(self, request: Request) -> Response:
        """Answer with the text of a source, and what is marked in it."""
        return await in_thread(lambda: self.evidence.source(request.path_params["source"]))

    async def decide(self, request: Request) -> Response:
        """Accept, correct or reject a statement, or take that back."""
        raw = await body_of(request)
        change = raw.get("as") if isinstance(raw.get("as"), dict) else {}
        id, tab = request.path_params["id"], str(raw.get("tab", ""))[:64]

        def done() -> Row:
            statement = self.evidence.decide(id, str(raw.get("decision", "")), change or {})
            self.session.tell("evidence", tab)
            return {"revision": self.session.revision, "statement": statement}

        return await in_thread(done)
