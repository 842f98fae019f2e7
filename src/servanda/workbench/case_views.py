"""The case as its file says it: shown, checked as one types, and written with a basis."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from servanda.case.json_schema import json_schema_text
from servanda.case.keys.key import declared
from servanda.case.load import read_text
from servanda.case.text.save import changed_text
from servanda.errors import InputError
from servanda.quantity import ICD_203
from servanda.workbench.answers import body_of, fault_row, in_thread
from servanda.workbench.case_form import form_of, titles_of, with_added, with_field
from servanda.workbench.citing import ANSWERS, POSITIONS, stances_of, with_cite
from servanda.workbench.journal import read_typed, write_typed
from servanda.workbench.rows import Row
from servanda.workbench.session import Session
from servanda.workbench.writing import Writing, diff_of, with_bases

__all__ = ["CaseViews"]

MOST_TEXT = 5_000_000


class CaseViews:
    """What the page asks of the case file."""

    def __init__(self, session: Session) -> None:
        self.session = session

    async def case(self, request: Request) -> Response:
        """Answer with the text of the case and every fault of it."""

        def found() -> Row:
            session = self.session
            session.refresh()
            return {
                "revision": session.revision,
                "path": session.file.name,
                "yaml": session.text,
                "revision_of_file": session.file_hash,
                "faults": [fault_row(each) for each in session.faults],
                "schema_url": "/case/schema.json",
                "keys": _keys(),
                "typed": read_typed(session.folder),
            }

        return await in_thread(found)

    async def typed(self, request: Request) -> Response:
        """Keep the text of the case as it is typed, so that who is cut off finds it again."""
        text = (await body_of(request)).get("yaml")
        if text is not None and (not isinstance(text, str) or len(text) > MOST_TEXT):
            raise InputError("yaml: the text of a case is wanted, or null; send one")

        def kept() -> Row:
            write_typed(self.session.folder, text)
            return {"kept": text is not None}

        return await in_thread(kept)

    async def schema(self, request: Request) -> Response:
        """Answer with the JSON Schema of a case file."""
        return Response(json_schema_text(), media_type="application/json")

    async def put(self, request: Request) -> Response:
        """Check a text of the case, or write it where it has no fault."""
        raw = await body_of(request)
        text, revision = raw.get("yaml"), str(raw.get("revision_of_file", ""))
        dry, tab = bool(raw.get("dry_run")), str(raw.get("tab", ""))[:64]
        if not isinstance(text, str) or len(text) > MOST_TEXT:
            raise InputError("yaml: the text of a case is wanted; send it")

        def done() -> Row:
            session = self.session
            if dry:
                faults = read_text(text, session.file.name, session.folder).faults
                return {"faults": [fault_row(each) for each in faults], "written": False}
            _, diff = Writing(session.file, revision).replace(text, dry=False)
            session.refresh(tab)
            return self._written(diff, False)

        return await in_thread(done)

    async def form(self, request: Request) -> Response:
        """Answer with a text of the case as a form, a field of it filled in or a part added.

        Nothing is written: the text that comes of it goes back to who types it.
        """
        raw = await body_of(request)
        text = raw.get("yaml")
        if not isinstance(text, str) or len(text) > MOST_TEXT:
            raise InputError("yaml: the text of a case is wanted; send it")
        filled, added = raw.get("set"), raw.get("add")

        def found() -> Row:
            session = self.session
            reading = read_text(text, session.file.name, session.folder)
            case, changed = reading.case, text
            if case is None:
                faults = [fault_row(each) for each in reading.faults]
                return {"yaml": text, "form": None, "titles": {}, "faults": faults}
            if isinstance(filled, dict):
                case = with_field(case, str(filled.get("path", "")), filled.get("value"))
            if isinstance(added, dict):
                said = [str(added.get(key) or "") for key in ("what", "name", "title", "like")]
                case = with_added(case, *said)
            if case is not reading.case:
                changed = changed_text(case, session.file, text)
            return {
                "yaml": changed,
                "form": form_of(case),
                "titles": titles_of(case),
                "faults": [],
                "diff": diff_of(text, changed, session.file.name),
            }

        return await in_thread(found)

    async def write(self, request: Request) -> Response:
        """Write edits into the case, each with what it rests on."""
        raw = await body_of(request)
        bases, revision = raw.get("basis") or {}, str(raw.get("revision_of_file", ""))
        dry, tab = bool(raw.get("dry_run")), str(raw.get("tab", ""))[:64]
        asked = raw.get("paths", "all")
        if not isinstance(bases, dict):
            raise InputError("basis: a mapping of numbers by path is wanted; send one")

        def done() -> Row:
            session = self.session
            session.refresh()
            patch = session.kept.patch
            paths = list(patch) if asked == "all" else [str(each) for each in asked or ()]
            strange = [path for path in paths if path not in patch]
            if strange or not paths:
                what = f"`{strange[0][:120]}`" if strange else "nothing"
                raise InputError(f"{what} stands as an edit; move it before it is written")
            chosen = {path: patch[path] for path in paths}
            case = with_bases(session.case, chosen, bases)
            _, diff = Writing(session.file, revision).change(case, folder=session.folder, dry=dry)
            if not dry:
                session.refresh(tab)
                session.drop_edits(set(paths), tab)
            return self._written(diff, dry)

        return await in_thread(done)

    async def stances(self, request: Request) -> Response:
        """Answer with where actors stand, or may be said to, and what a party may answer."""

        def found() -> Row:
            session = self.session
            session.refresh()
            case = session.case
            return {
                "revision": session.revision,
                "stances": stances_of(case),
                "positions": list(POSITIONS),
                "words": list(ICD_203),
                "answers": list(ANSWERS),
                "actors": [{"actor": a, "name": case.name_of(a)} for a in case.known_actors],
                "proposals": [{"name": n, "title": p.title} for n, p in case.proposals.items()],
            }

        return await in_thread(found)

    async def cite(self, request: Request) -> Response:
        """Cite words of a source for a number, a stance or a public answer."""
        raw = await body_of(request)
        source, quote = str(raw.get("source", "")), str(raw.get("quote", ""))
        dry, tab = bool(raw.get("dry_run")), str(raw.get("tab", ""))[:64]

        def done() -> Row:
            session = self.session
            session.refresh()
            revision = str(raw.get("revision_of_file") or session.file_hash)
            words = " ".join(quote.split())
            case, path, value = with_cite(session.case, raw, source, words)
            _, diff = Writing(session.file, revision).change(case, folder=session.folder, dry=dry)
            if not dry:
                session.refresh(tab)
            return {**self._written(diff, dry), "path": path, "cite": value}

        return await in_thread(done)

    def _written(self, diff: str, dry: bool) -> Row:
        session = self.session
        return {
            "written": not dry,
            "diff": diff,
            "revision": session.revision,
            "revision_of_file": session.file_hash,
            "faults": [fault_row(each) for each in session.faults],
            "patch": {path: list(ends) for path, ends in session.kept.patch.items()},
        }


@cache
def _keys() -> dict[str, str]:
    """Return what each key of a case file means, for who points at it."""
    from servanda.case.key_reference import sections

    found: dict[str, str] = {}
    for kind, _title in sections():
        for name, field in kind.model_fields.items():
            key = declared(field)
            if key is not None:
                found.setdefault(field.alias or name, key.means)
    return found
