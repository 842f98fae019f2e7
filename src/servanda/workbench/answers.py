"""What every address of the page answers with: JSON, and what went wrong in words."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from servanda.errors import CaseError, Fault, ServandaError
from servanda.escaping.json_text import json_text
from servanda.workbench.exceptions import ChangedElsewhereError, NoCaseError, StaleError
from servanda.workbench.safety import RefusedError

__all__ = [
    "Deed", "answer", "body_of", "fault", "fault_row", "in_thread", "told", "while_there", "whole",
]  # fmt: skip

T = TypeVar("T")
Deed = Callable[[Request], Awaitable[Response]]


def answer(body: Mapping[str, Any], status: int = 200) -> Response:
    """Return plain data as JSON."""
    return Response(json_text(body, compact=True), status, media_type="application/json")


async def in_thread(work: Callable[[], Mapping[str, Any]]) -> Response:
    """Return as JSON what some work gives, which is done beside the server."""
    return Response(
        await run_in_threadpool(lambda: json_text(work(), compact=True)),
        media_type="application/json",
    )


async def while_there(request: Request, work: Callable[[Callable[[], bool]], T]) -> T:
    """Return what some work gives, done beside the server, which is told if who asked has gone.

    The request's body must have been read.
    """
    gone = threading.Event()

    async def watch() -> None:
        # Once, for a panel in a notebook, which has no connection, gives its body again and again.
        if (await request.receive())["type"] == "http.disconnect":
            gone.set()

    watching = asyncio.create_task(watch())
    try:
        return await run_in_threadpool(work, gone.is_set)
    finally:
        watching.cancel()


def fault(status: int, message: str, where: str = "", mend: str = "", **more: Any) -> Response:
    """Return what is wrong, where, and what to do."""
    error = {"message": message, "where": where, "what_to_do": mend}
    return answer({"error": error, **more}, status)


def fault_row(each: Fault) -> dict[str, Any]:
    """Return a fault of a case file as an editor shows it."""
    return {
        "line": each.line,
        "column": each.column,
        "key": each.key,
        "level": "error",
        "message": each.wrong,
        "what_to_do": each.mend,
    }


def told(deed: Deed) -> Deed:
    """Return a deed whose faults are told in JSON, never as a traceback."""

    async def done(request: Request) -> Response:
        try:
            return await deed(request)
        except RefusedError as refused:
            # Its body never came to an end: nothing more is read of it.
            answered = fault(refused.status, refused.message, "", refused.mend)
            answered.headers["connection"] = "close"
            return answered
        except StaleError:
            return fault(409, "stale", "seq", "a newer edit is on its way")
        except NoCaseError:
            return fault(404, "there is no case in this folder yet", "case.yaml", "begin one")
        except ChangedElsewhereError as error:
            return fault(
                409, "the case file was changed elsewhere; nothing was written", error.file,
                "look at both, and decide", theirs=error.theirs, yours=error.yours, diff=error.diff,
            )  # fmt: skip
        except CaseError as error:
            first, rows = error.faults[0], [fault_row(each) for each in error.faults]
            where = f"{first.file}:{first.line}:{first.column} {first.key}"
            return fault(422, first.wrong, where, first.mend, faults=rows)
        except ServandaError as error:
            message, _, mend = str(error).partition("; ")
            return fault(422, message, "", mend)
        except (ClientDisconnect, asyncio.CancelledError):
            raise
        except OSError as error:
            return fault(422, error.strerror or "the system refused", "", "check the folder")

    return done


async def body_of(request: Request) -> dict[str, Any]:
    """Return the JSON of a request.

    Raises: ServandaError where it is no object.
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
