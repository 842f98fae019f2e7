"""From nothing to a first case: a template, a shipped case, or articles to read."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from servanda.case.load import CASE_FILE, load
from servanda.case.template import KINDS, begin, first_case
from servanda.door.read import draft, gaps_by_weight
from servanda.errors import InputError
from servanda.examples import SHIPPED, example
from servanda.saving import save_files
from servanda.workbench.answers import body_of, in_thread
from servanda.workbench.exceptions import NoCaseError
from servanda.workbench.gaps import gaps_of, with_gaps_filled
from servanda.workbench.jobs import Jobs
from servanda.workbench.rows import Row
from servanda.workbench.session import Session
from servanda.workbench.writing import Writing

__all__ = ["BeginViews"]

ARTICLES = "articles"
MOST_ARTICLES = 500
ENDINGS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".xml", ".json"})
_UNFIT = re.compile(r"[^\w. ()\-]+")

WHAT = {
    "interstate": "two states at war along a front, with a guarantee on offer",
    "civil": "a government and those who fight it, with power to be shared",
    "ceasefire": "a truce in a civil war, with monitors",
    "secession": "a part that would leave, and a state that would keep it",
    "no_front": "several armed parties, and no line between them",
}


class BeginViews:
    """What the page asks where there is no case yet."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self.session, self.jobs = session, jobs

    def _empty(self) -> bool:
        return not self.session.file.exists()

    def _must_be_empty(self) -> None:
        if not self._empty():
            raise InputError("this folder holds a case already; begin in an empty one")

    async def offers(self, request: Request) -> Response:
        """Answer with what a case can be begun from."""

        def found() -> Row:
            lacks = find_spec("onnxruntime") is None
            library = []
            for name in SHIPPED:
                with example(name) as folder:
                    case = load(folder)
                library.append({"name": name, "title": case.title, "what": case.summary})
            return {
                "revision": self.session.revision,
                "empty": self._empty(),
                "templates": [
                    {"kind": kind, "name": kind.replace("_", " "), "what": WHAT.get(kind, "")}
                    for kind in KINDS
                ],
                "library": library,
                "can_read": not lacks,
                "why_not": "reading articles needs servanda[read]" if lacks else None,
            }

        return await in_thread(found)

    async def template(self, request: Request) -> Response:
        """Write a first case of a kind, or a shipped one, into the folder."""
        raw = await body_of(request)
        kind, name = str(raw.get("kind", "")), str(raw.get("name", ""))
        tab = str(raw.get("tab", ""))[:64]

        def done() -> Row:
            self._must_be_empty()
            folder = self.session.folder
            if kind == "library":
                written = _copied(name, folder)
            else:
                first_case(kind)
                written = begin(folder, kind)
            self.session.refresh(tab)
            return self._begun(written)

        return await in_thread(done)

    def _begun(self, written: list[Path]) -> Row:
        session = self.session
        names = [file.relative_to(session.folder).as_posix() for file in written]
        return {"revision": session.revision, "folder": session.folder.name, "written": names}

    async def articles(self, request: Request) -> Response:
        """Take an article into the folder, and have what lies there read."""
        name = _file_name(request.query_params.get("name", ""))
        data = await request.body()
        if not data:
            raise InputError(f"{name}: it is empty; choose another file")

        def done() -> Row:
            self._must_be_empty()
            home = self.session.folder / ARTICLES
            root = self.session.folder.resolve()
            if not home.resolve().is_relative_to(root):
                raise InputError("`articles` leads out of the folder; remove the link")
            known = [each.name for each in home.iterdir()] if home.exists() else []
            if len(known) >= MOST_ARTICLES and name not in known:
                raise InputError(f"{MOST_ARTICLES} articles lie there already; begin with these")
            save_files({home / name: data})
            job = self._reading()
            return {"revision": self.session.revision, "article": name, "job": job}

        return await in_thread(done)

    def _reading(self) -> Row:
        """Have the articles read; a job that only waits to begin will read this one too."""
        waiting = [
            job for job in self.jobs.all() if (job.question, job.state) == ("read", "waiting")
        ]
        if waiting:
            return waiting[-1].row()
        asked = {"question": "read", "folder": str(self.session.folder), "worlds": None}
        return self.jobs.start("read", "Reading the articles", None, asked).row()

    async def draft(self, request: Request) -> Response:
        """Draft a first case from the articles; what they do not say is left as a gap."""
        raw = await body_of(request)
        sides = [str(each) for each in raw.get("sides") or ()]
        kind, tab = str(raw.get("kind") or ""), str(raw.get("tab", ""))[:64]

        def done() -> Row:
            self._must_be_empty()
            session = self.session
            from servanda.door.evidence import documents_of

            made = draft(documents_of(session.folder), session.folder, sides=sides, kind=kind)
            session.refresh(tab)
            return {**self._begun(list(made.files)), "gaps": _gaps(session.file)}

        return await in_thread(done)

    async def gaps(self, request: Request) -> Response:
        """Answer with the numbers of the case that are still open."""

        def found() -> Row:
            session = self.session
            session.refresh()
            case = session.as_read
            listed = gaps_of(case) if case is not None else []
            return {"revision": session.revision, "gaps": listed,
                    "revision_of_file": session.file_hash}  # fmt: skip

        return await in_thread(found)

    async def fill(self, request: Request) -> Response:
        """Fill numbers in that were open, and write them into the case."""
        raw = await body_of(request)
        values, tab = raw.get("values") or {}, str(raw.get("tab", ""))[:64]
        if not isinstance(values, dict):
            raise InputError("values: a mapping of numbers by path is wanted; send one")

        def done() -> Row:
            session = self.session
            session.refresh()
            if session.as_read is None:
                raise NoCaseError
            case = with_gaps_filled(session.as_read, values, str(raw.get("by", "")),
                                    wide=bool(raw.get("wide")))  # fmt: skip
            revision = str(raw.get("revision_of_file") or session.file_hash)
            _, diff = Writing(session.file, revision).change(case, folder=session.folder, dry=False)
            session.refresh(tab)
            left = gaps_of(session.as_read) if session.as_read is not None else []
            return {"revision": session.revision, "left": len(left), "diff": diff}

        return await in_thread(done)


def _gaps(file: Path) -> list[str]:
    from servanda.case.check import check

    found = check(file)
    says = {gap.key: gap.says for gap in found.gaps}
    ordered = gaps_by_weight(found)
    return [f"{key}: {says[key]}" for key in ordered if key in says]


def _copied(name: str, folder: Path) -> list[Path]:
    """Copy a shipped case into the folder."""
    if name not in SHIPPED:
        raise InputError(f"no shipped case is called {name[:40]!r}; there are {', '.join(SHIPPED)}")
    with example(name) as home:
        files = {
            folder / file.relative_to(home): file.read_bytes()
            for file in sorted(home.rglob("*"))
            if file.is_file()
            and not any(part.startswith(".") for part in file.parts[len(home.parts) :])
        }
    save_files(files, fresh=True)
    return list(files)


def _file_name(given: str) -> str:
    """Return a name for a file that was handed over, which is nothing but a name.

    >>> _file_name("../../etc/Passwd of ‘me’.txt")
    'Passwd of _me_.txt'
    """
    last = given.replace("\\\\", "/").replace("\\", "/").rsplit("/", 1)[-1]
    name = _UNFIT.sub("_", last).strip(" .")[-120:]
    if Path(name).suffix.lower() not in ENDINGS or name == CASE_FILE or name.startswith("."):
        raise InputError(
            f"{name[:60] or 'a file without a name'}: it is no article that can be read; give "
            f"{', '.join(sorted(ENDINGS))}"
        )
    return name
