"""Verdicts under the hand: the case as it stands, its numbers, edits, and the way back."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from servanda.case.keys.case import Case
from servanda.engine.live import Spent
from servanda.engine.live_verdict import LiveVerdict
from servanda.errors import InputError, ServandaError
from servanda.escaping.json_text import json_text
from servanda.threads import nicely
from servanda.workbench.answers import answer, body_of, fault, in_thread, while_there, whole
from servanda.workbench.exceptions import NoCaseError
from servanda.workbench.journal import patch_of
from servanda.workbench.rows import Row, moving_row, row_of
from servanda.workbench.session import MOST_WORLDS, Session

__all__ = ["LiveViews"]

FIRST_WORLDS = 500
MOST_ROWS = 256
SHARPEST = 20_000
"""Worlds beyond which the page asks for no more by itself."""


class LiveViews:
    """What the page asks while a range is moved."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._rows: OrderedDict[int, tuple[LiveVerdict, Row]] = OrderedDict()
        self._lock = threading.Lock()

    async def verdicts(self, request: Request) -> Response:
        """Answer with the verdict on every proposal."""
        asked = request.query_params
        worlds = whole(asked.get("worlds", str(FIRST_WORLDS)), "worlds", 1, MOST_WORLDS)
        war = asked.get("war", "0") == "1"
        return await in_thread(lambda: self._verdicts(worlds, asked.get("scenario"), war))

    def first(self) -> Row:
        """Return what the page asks for first."""
        return self._verdicts(FIRST_WORLDS, None, False)

    def _verdicts(self, worlds: int, scenario: str | None, war: bool) -> Row:
        session = self.session
        session.refresh()
        try:
            case = session.case
        except NoCaseError:
            return {**self.about(), "worlds": worlds, "proposals": [], "empty": True}
        except ServandaError:
            return {**self.about(), "worlds": worlds, "proposals": []}
        patch = session.kept.patch if scenario is None else session.scenario(scenario)
        found = session.verdicts(patch, worlds, war=war)
        was = session.verdicts({}, worlds, war=war) if patch else {}
        rows = [self._row(case, each, was.get(each.id)) for each in found.values()]
        return {**self.about(), "worlds": worlds, "proposals": rows}

    def about(self) -> Row:
        """Return what every view says of the case and of the edits that stand."""
        session = self.session
        about: Row = {
            **self.state(),
            "folder": session.folder.name,
            "seed": session.seed,
            "faults": [str(each) for each in session.faults],
            "title": session.folder.name,
            "known_as_of": None,
            "as_of": None,
            "revision_of_file": session.file_hash,
            "journal_fault": session.journal.fault or None,
        }
        try:
            live = session.live
        except (ServandaError, NoCaseError):
            return about
        bases: dict[str, int] = {}
        for number in live.numbers.values():
            if not number.is_certain:
                bases[number.basis] = bases.get(number.basis, 0) + 1
        day = live.case.as_of.isoformat()
        return about | {
            "title": live.case.title,
            "summary": live.case.summary,
            "known_as_of": day,
            "as_of": day,
            "bases": bases,
            "empty": False,
        }

    def state(self) -> Row:
        """Return the edits that stand, and the way back from them."""
        session = self.session
        kept = session.kept
        try:
            scenarios = session.scenarios()
            fault_of = None
        except InputError as error:
            scenarios, fault_of = {}, str(error)
        opened = next((n for n, p in scenarios.items() if p == kept.patch and p), "")
        return {
            "revision": session.revision,
            "patch": {path: list(ends) for path, ends in kept.patch.items()},
            "undo": len(kept.undo),
            "redo": len(kept.redo),
            "scenario": opened,
            "scenarios": list(scenarios),
            "scenarios_fault": fault_of,
        }

    async def numbers(self, request: Request) -> Response:
        """Answer with every uncertain number, those that matter most first."""
        name = request.query_params.get("proposal") or None

        def found() -> Row:
            # Loaded when first asked for: the first verdicts do not wait for it.
            from servanda.workbench.numbers import numbers_of

            session = self.session
            session.refresh()
            listed = numbers_of(session.live, session.kept.patch, name)
            return {"revision": session.revision, "numbers": listed}

        return await in_thread(found)

    async def edit(self, request: Request) -> Response:
        """Take edits, and answer with the verdicts.

        Where it is asked to be `brief`, rows in motion are told by what moves in them.
        """
        began = time.perf_counter()
        raw = await body_of(request)
        patch = patch_of(raw.get("patch", {}))
        seq = whole(raw.get("seq", 0), "seq", 0, 2**53)
        worlds = whole(raw.get("worlds", FIRST_WORLDS), "worlds", 1, MOST_WORLDS)
        only = _names(raw.get("only"), raw.get("focus"))
        in_motion = bool(raw.get("in_motion", False))
        tab, gesture = str(raw.get("tab", ""))[:64], str(raw.get("gesture", ""))[:64]
        war, repeat = bool(raw.get("war", True)), bool(raw.get("repeat", False))
        brief = in_motion and bool(raw.get("brief", False))
        session, spent = self.session, Spent()
        if in_motion:
            worlds, war = FIRST_WORLDS, False

        def found(gone: Callable[[], bool]) -> str:
            taken = session.edit(
                patch, seq, worlds, only, tab, gesture, war, spent, in_motion, repeat, gone
            )
            was = session.verdicts({}, worlds, only, war) if patch else {}
            case, worded = session.case, time.perf_counter()
            rows = [
                moving_row(case, each, was[each.id])
                if brief and each.approximate and each.id in was
                else self._row(case, each, was.get(each.id))
                for each in taken.values()
            ]
            spent.words += 1e3 * (time.perf_counter() - worded)
            kept = session.kept
            body = {
                "seq": seq,
                "revision": session.revision,
                "worlds": worlds,
                "partial": bool(only),
                "approximate": any(each.approximate for each in taken.values()),
                "verdicts": rows,
                "more": worlds < SHARPEST or not war or in_motion,
                "undo": len(kept.undo),
                "redo": len(kept.redo),
                "ms": {
                    "total": 1e3 * (time.perf_counter() - began),
                    "patch": spent.patch,
                    "kernel": spent.kernel,
                    "war": spent.war,
                    "words": spent.words,
                },
            }
            return json_text(body, compact=True)

        # What sharpens verdicts lets what the hand has just moved go first.
        later = war or worlds > FIRST_WORLDS

        def found_later(gone: Callable[[], bool]) -> str:
            return nicely(lambda: found(gone), lambda: session.hand.at_rest(gone))

        text = await while_there(request, found_later if later else found)
        return Response(text, media_type="application/json")

    def _row(self, case: Case, verdict: LiveVerdict, was: LiveVerdict | None) -> Row:
        """Return a row with the one before it."""
        return {**self._told(case, verdict), "was": None if was is None else self._told(case, was)}

    def _told(self, case: Case, verdict: LiveVerdict) -> Row:
        """Return a verdict as a row; one that was made lately is not put in words again."""
        with self._lock:
            known = self._rows.get(id(verdict))
        if known is not None and known[0] is verdict:
            return known[1]
        row = row_of(case, verdict)
        with self._lock:
            self._rows[id(verdict)] = (verdict, row)
            while len(self._rows) > MOST_ROWS:
                self._rows.popitem(last=False)
        return row

    async def undo(self, request: Request) -> Response:
        """Take the last step back."""
        tab = str((await body_of(request)).get("tab", ""))[:64]
        await run_in_threadpool(self.session.undo, tab)
        return answer(self.state())

    async def redo(self, request: Request) -> Response:
        """Take the step that was taken back once more."""
        tab = str((await body_of(request)).get("tab", ""))[:64]
        await run_in_threadpool(self.session.redo, tab)
        return answer(self.state())

    async def scenario(self, request: Request) -> Response:
        """Keep, open or drop a named scenario."""
        raw = await body_of(request)
        name, tab = raw.get("name", ""), str(raw.get("tab", ""))[:64]
        session, deed = self.session, request.path_params["deed"]
        deeds = {"keep": session.keep_scenario, "open": session.open_scenario,
                 "drop": session.drop_scenario}  # fmt: skip
        if deed not in deeds:
            return fault(404, "there is nothing here", request.url.path[:200], "go to /")
        if not isinstance(name, str):
            return fault(422, "name: a scenario is called by a text", "name", "send one")
        await run_in_threadpool(deeds[deed], name, tab)
        return answer(self.state())

    async def changes(self, request: Request) -> Response:
        """Tell of every change, as they come."""
        return StreamingResponse(self._changes(), media_type="text/event-stream")

    async def _changes(self) -> AsyncIterator[str]:
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue[Row] = asyncio.Queue(maxsize=64)

        def put(change: Row) -> None:
            if not waiting.full():
                waiting.put_nowait(change)

        def heard(change: Row) -> None:
            with contextlib.suppress(RuntimeError):  # the server is ending
                loop.call_soon_threadsafe(put, change)

        leave = self.session.listen(heard)
        try:
            yield _event({"revision": self.session.revision, "what": "hello", "tab": ""})
            while True:
                try:
                    yield _event(await asyncio.wait_for(waiting.get(), 1.0))
                except TimeoutError:
                    await run_in_threadpool(self.session.refresh)
                    yield ": still here\n\n"
        finally:
            leave()


def _names(raw: object, focus: object) -> tuple[str, ...]:
    """Return the proposals that are asked for: a list, or the one in focus; all where neither.

    >>> _names(None, "truce"), _names(["truce", "truce", "exchange"], None), _names(None, None)
    (('truce',), ('truce', 'exchange'), ())
    """
    listed = raw if raw is not None else [focus] if focus else []
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise ServandaError("only: a list of names is wanted; send one, or null")
    return tuple(dict.fromkeys(listed))


def _event(change: Row) -> str:
    return f"data: {json_text(change, compact=True)}\n\n"
