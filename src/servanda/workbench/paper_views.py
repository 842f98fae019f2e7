"""What is handed over, and what happened when: the report, its formats, and one axis of time."""

from __future__ import annotations

import datetime
import tempfile
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from servanda.case.keys.case import Case
from servanda.case.revision import load_version
from servanda.door.hand_over import report
from servanda.door.judge import assess
from servanda.engine.results import Assessment
from servanda.errors import InputError, ServandaError, named
from servanda.report.formats import FORMATS
from servanda.saving import save_files
from servanda.threads import nicely
from servanda.workbench.answers import body_of, fault, in_thread
from servanda.workbench.journal import Patch
from servanda.workbench.rows import Row, row_of
from servanda.workbench.safety import PRINT_POLICY
from servanda.workbench.session import Session

__all__ = ["PaperViews"]

WORLDS = 10_000
NEEDS = {
    "docx": ("docx", "word"),
    "xlsx": ("openpyxl", "sheets"),
    "parquet": ("duckdb", "tables"),
    "png": ("vl_convert", "figures"),
    "pdf": ("typst", "pdf"),
    "figures_pdf": ("vl_convert", "figures"),
}
"""The package that a format needs, and the extra that brings it."""


class PaperViews:
    """What the page asks of reports, of time, and of two versions beside each other."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._made: tuple[str, Assessment] | None = None
        self._lock = threading.Lock()

    # --- the report ----------------------------------------------------------------------------

    async def report(self, request: Request) -> Response:
        """Answer with the formats a report can be written in."""
        formats = []
        for each in FORMATS:
            package, extra = NEEDS.get(each.name, ("", ""))
            lacks = bool(package) and find_spec(package) is None
            formats.append({
                "name": each.name,
                "title": each.meaning,
                "url": f"/report/download.{each.name}",
                "available": not lacks,
                "why_not": f"it needs servanda[{extra}]" if lacks else None,
            })  # fmt: skip
        body = {
            "revision": self.session.revision,
            "html_url": "/report/as-it-prints.html",
            "formats": formats,
        }
        return await in_thread(lambda: body)

    def _assessment(self) -> Assessment:
        """Return the assessment that reports are drawn from, made once for a case as it stands."""
        session = self.session
        with self._lock:
            if self._made is None or self._made[0] != session.file_hash:
                made = assess(session.case, worlds=WORLDS, seed=session.seed)
                self._made = (session.file_hash, made)
            return self._made[1]

    def _files(self, name: str, folder: Path) -> list[Path]:
        """Return the files of a report, made as nicely as the system allows: edits go first."""
        rests = self.session.hand.at_rest
        return nicely(lambda: self._written(name, folder), lambda: rests(lambda: False))

    def _written(self, name: str, folder: Path) -> list[Path]:
        session = self.session
        session.refresh()
        case = session.case
        return report(case, folder / "report", to=name, explore="none", lens="none",
                      assessment=self._assessment(), folder=session.folder)  # fmt: skip

    async def as_it_prints(self, request: Request) -> Response:
        """Answer with the report as it will print, for a frame of the page."""

        def made() -> bytes:
            with tempfile.TemporaryDirectory() as folder:
                return self._files("html", Path(folder))[0].read_bytes()

        headers = {"content-security-policy": PRINT_POLICY, "x-frame-options": "SAMEORIGIN"}
        return Response(await run_in_threadpool(made), media_type="text/html", headers=headers)

    async def download(self, request: Request) -> Response:
        """Answer with the report in a format; several files come as one archive."""
        name = request.path_params["format"]
        if name not in {each.name for each in FORMATS}:
            return fault(404, "there is no such format", name[:40], "take one of /report.json")

        def made() -> tuple[str, bytes]:
            with tempfile.TemporaryDirectory() as folder:
                files = self._files(name, Path(folder))
                if len(files) == 1:
                    return files[0].name, files[0].read_bytes()
                return "report.zip", _archive(files)

        file, data = await run_in_threadpool(made)
        headers = {"content-disposition": f'attachment; filename="{file}"'}
        return Response(data, media_type="application/octet-stream", headers=headers)

    async def export(self, request: Request) -> Response:
        """Write the report into the folder `report` of the case."""
        name = str((await body_of(request)).get("format", ""))
        named(name, {each.name: each for each in FORMATS}, "report format")

        def done() -> Row:
            session = self.session
            with tempfile.TemporaryDirectory() as folder:
                made = {
                    session.folder / "report" / file.name: file.read_bytes()
                    for file in self._files(name, Path(folder))
                }
            _stays_inside(session.folder, made)
            save_files(made)
            written = [file.relative_to(session.folder).as_posix() for file in made]
            return {
                "revision": session.revision,
                "written": written[0] if len(written) == 1 else written,
            }

        return await in_thread(done)

    # --- time ----------------------------------------------------------------------------------

    async def time(self, request: Request) -> Response:
        """Answer with what happened, was said, or would be due, on one axis."""

        def found() -> Row:
            session = self.session
            session.refresh()
            events = sorted(_events(session.case), key=lambda each: each["date"])
            day = session.case.as_of
            return {"revision": session.revision, "as_of": day.isoformat(), "events": events}

        return await in_thread(found)

    # --- two versions --------------------------------------------------------------------------

    async def compare(self, request: Request) -> Response:
        """Answer with what two versions or scenarios differ in, and what became of verdicts."""
        asked = request.query_params
        one, two = asked.get("a") or "case", asked.get("b") or "now"
        return await in_thread(lambda: self._compared(one, two))

    def _compared(self, one: str, two: str) -> Row:
        session = self.session
        session.refresh()
        before, after = self._side(one), self._side(two)
        verdicts = []
        names = dict.fromkeys([*before[1], *after[1]])
        for name in names:
            rows = [row_of(case, side[name]) if name in side else None
                    for case, side, _ in (before, after)]  # fmt: skip
            verdicts.append({"proposal": name, "a": rows[0], "b": rows[1]})
        choices = [{"name": "case", "title": "The case as written"},
                   {"name": "now", "title": "What stands on screen"}]  # fmt: skip
        choices += [{"name": name, "title": name} for name in session.scenarios()]
        choices.append({"name": "git:HEAD", "title": "The case as git has it (HEAD)"})
        edits = _edits(before, after)
        return {"revision": session.revision, "a": one, "b": two, "edits": edits,
                "verdicts": verdicts, "choices": choices}  # fmt: skip

    def _side(self, name: str) -> tuple[Case, dict[str, Any], Patch]:
        session = self.session
        if name.startswith("git:"):
            from servanda.engine.live import Live

            case = load_version(f"{session.folder}@{name[4:]}")
            return case, Live(case, session.seed).ask({}, 500, war=False), {}
        if name == "now":
            patch = dict(session.kept.patch)
        elif name == "case":
            patch = {}
        else:
            patch = session.scenario(name)
        return session.case, session.verdicts(patch, 500, war=False), patch


def _edits(before: tuple[Case, Any, Patch], after: tuple[Case, Any, Patch]) -> list[Row]:
    """Return the numbers that two versions state otherwise."""
    from servanda.case.keys.case import numbers_in
    from servanda.case.names import name_of
    from servanda.case.number_words import in_words

    sides = [({p: in_words(n) for p, n in numbers_in(case)}, patch, case)
             for case, _, patch in (before, after)]  # fmt: skip
    found = []
    for path in dict.fromkeys([*sides[0][0], *sides[1][0]]):
        values: list[Any] = []
        for stated, patch, _ in sides:
            values.append(list(patch[path]) if path in patch else stated.get(path))
        same_patch = sides[0][1].get(path) == sides[1][1].get(path)
        if values[0] == values[1] or (
            same_patch and sides[0][0].get(path) == sides[1][0].get(path)
        ):
            continue
        case = next(case for stated, _, case in sides if path in stated)
        found.append({"path": path, "label": name_of(case, path), "a": values[0], "b": values[1]})
    return found


def _stays_inside(folder: Path, files: Any) -> None:
    root = folder.resolve()
    for file in files:
        if not file.resolve().is_relative_to(root):
            raise InputError(
                f"{file.name}: it would leave the case's folder; remove the link there"
            )


def _archive(files: list[Path]) -> bytes:
    import io
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            info = zipfile.ZipInfo(file.name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, file.read_bytes())
    return held.getvalue()


def _events(case: Case) -> Iterator[Row]:
    """Yield what a case dates: what was said and done, and when its deals would step on and end."""
    for name, body in case.proposals.items():
        for said in body.acceptance:
            if said.date:
                words = said.answer.replace("_", " ")
                yield _event(said.date, "statement", f"{case.name_of(said.party)}: {words}",
                             said.cite[0].source if said.cite else None, name)  # fmt: skip
        for phase in body.phases:
            yield _event(_later(case.as_of, phase.from_month), "phase",
                         f"month {phase.from_month}, if signed today", None, name)  # fmt: skip
        if body.expires is not None:
            month = body.expires.month
            says = f"runs out in month {month}, if signed today"
            yield _event(_later(case.as_of, month), "expiry", says, None, name)
    for event in case.events:
        yield _event(event.date, "event", event.kind.replace("_", " "),
                     event.cite[0].source if event.cite else None, event.proposal)  # fmt: skip
    for name, past in case.record.items():
        day = getattr(past, "date", None) or getattr(past, "signed", None)
        if isinstance(day, datetime.date):
            cite = getattr(past, "cite", ())
            yield _event(day, "agreement", getattr(past, "title", "") or name.replace("_", " "),
                         cite[0].source if cite else None, None)  # fmt: skip


def _event(date: datetime.date, kind: str, label: str, source: str | None,
           proposal: str | None) -> Row:  # fmt: skip
    return {"date": date.isoformat(), "until": None, "kind": kind, "label": label,
            "source": source, "proposal": proposal}  # fmt: skip


def _later(day: datetime.date, months: float) -> datetime.date:
    """Return the day some months on, the last of a month that has fewer.

    >>> _later(datetime.date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    whole = day.month - 1 + int(months)
    year, month = day.year + whole // 12, whole % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month, last)
        except ValueError:
            continue
    raise ServandaError(f"no day lies {months} months after {day}; mend the date of the case")
