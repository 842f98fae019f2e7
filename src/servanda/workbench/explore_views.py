"""Explorations: started, watched, cancelled; a package that was found becomes a proposal."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from servanda.case.change import with_values
from servanda.case.text.save import case_text
from servanda.errors import InputError, named
from servanda.explore.ask import questions
from servanda.workbench.answers import body_of, in_thread, whole
from servanda.workbench.jobs import Jobs
from servanda.workbench.rows import Row, row_of
from servanda.workbench.session import Session
from servanda.workbench.writing import Writing

__all__ = ["ExploreViews"]

WORLDS = 2_000
MOST_WORLDS = 200_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


class ExploreViews:
    """What the page asks of explorations."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self.session, self.jobs = session, jobs

    async def all(self, request: Request) -> Response:
        """Answer with the questions there are and the explorations so far."""

        def found() -> Row:
            asked = [
                {
                    "name": each.name,
                    "title": each.question,
                    "what_it_answers": each.summary,
                    "needs_proposal": each.of == "proposal",
                    "needs": each.needs or None,
                    "worlds": min(each.worlds, WORLDS),
                }
                for each in questions()
            ]
            jobs = [job.row() for job in self.jobs.all()]
            return {"revision": self.session.revision, "questions": asked, "jobs": jobs}

        return await in_thread(found)

    async def one(self, request: Request) -> Response:
        """Answer with an exploration and what it found."""
        job = self.jobs.job(request.path_params["job"])

        def found() -> Row:
            told = {key: value for key, value in job.found.items() if key != "packages"}
            shown = ("index", "title", "summary")
            packages = [{key: each[key] for key in shown} for each in job.found.get("packages", ())]
            return {**job.row(), "blocks": [], "html": "", "drawings": {}, **told,
                    "packages": packages}  # fmt: skip

        return await in_thread(found)

    async def start(self, request: Request) -> Response:
        """Start an exploration of the case as the edits stand."""
        raw = await body_of(request)
        known = {each.name: each for each in questions()}
        question = named(str(raw.get("question", "")), known, "question")
        proposal = raw.get("proposal") or None
        worlds = whole(raw.get("worlds") or WORLDS, "worlds", 100, MOST_WORLDS)

        def done() -> Row:
            session = self.session
            session.refresh()
            live, patch = session.live, dict(session.kept.patch)
            if proposal is not None and question.names == "proposal":
                named(str(proposal), live.case.proposals, "proposal")
            if question.of == "proposal" and proposal is None:
                raise InputError("this asks about one proposal; name it")
            chosen = proposal if question.names == "proposal" else None
            case = live.checked(patch) if patch else live.case
            asked = {"case": case_text(case), "question": question.name, "proposal": chosen,
                     "worlds": worlds, "seed": session.seed}  # fmt: skip
            job = self.jobs.start(question.name, question.question, chosen, asked, len(patch))
            return {"revision": session.revision, "job": job.row()}

        return await in_thread(done)

    async def cancel(self, request: Request) -> Response:
        """End an exploration."""
        await body_of(request)
        job = self.jobs.cancel(request.path_params["job"])
        return await in_thread(lambda: {"revision": self.session.revision, "job": job.row()})

    async def propose(self, request: Request) -> Response:
        """Write a package that was found into the case as a proposal, and assess it as one."""
        raw = await body_of(request)
        job = self.jobs.job(str(raw.get("job", "")))
        index = whole(raw.get("index"), "index", 0, 10_000)
        name, tab = str(raw.get("name", "")), str(raw.get("tab", ""))[:64]

        def done() -> Row:
            session = self.session
            session.refresh()
            package = next((p for p in job.found.get("packages", ()) if p["index"] == index), None)
            if package is None:
                raise InputError("this exploration found no such package; take one of its list")
            revision = str(raw.get("revision_of_file") or session.file_hash)
            values = _as_proposal(package, name, session.live.case.proposals)
            case = with_values(session.case, values)
            text, diff = Writing(session.file, revision).change(
                case, folder=session.folder, dry=False
            )
            del text
            session.refresh(tab)
            row = session.verdicts(session.kept.patch, 500, (name,))[name]
            return {
                "revision": session.revision,
                "revision_of_file": session.file_hash,
                "proposal": name,
                "row": row_of(session.case, row),
                "diff": diff,
            }

        return await in_thread(done)


def _as_proposal(package: Row, name: str, there: Any) -> dict[str, Any]:
    """Return what is to be written for a package to be a proposal of that name."""
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{name[:80]!r} cannot name a proposal; use small letters, digits and underscores"
        )
    if name in there:
        raise InputError(f"a proposal is called {name!r} already; choose another name")
    body = dict(package["proposal"])
    renamed = {each: f"{each}_of_{name}"[:60] for each in package["guarantees"]}
    held = body.get("guarantees", [])
    listed = [held] if isinstance(held, str) else list(held)
    if listed:
        body["guarantees"] = [renamed.get(each, each) for each in listed]
    guarantees = {
        f"guarantees.{renamed[each]}": value for each, value in package["guarantees"].items()
    }
    return {**guarantees, f"proposals.{name}": body}
