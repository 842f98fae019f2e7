"""What every address answers with, and what went wrong in words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from tests.workbench.awaited import awaited

from servanda.errors import CaseError, Fault, InputError, ServandaError
from servanda.workbench.answers import answer, body_of, fault, told, while_there, whole


def request(body: bytes) -> Request:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request({"type": "http", "method": "POST", "headers": []}, receive)


def after(error: Exception) -> tuple[int, dict[str, Any]]:
    async def deed(_: Request) -> Response:
        raise error

    response = awaited(told(deed)(request(b"")))
    return response.status_code, json.loads(response.body)


def test_what_went_wrong_is_told_where_and_with_what_to_do() -> None:
    status, said = after(InputError("worlds: 0 is too few; ask for 1 or more"))
    assert status == 422
    assert said["error"] == {
        "message": "worlds: 0 is too few", "where": "", "what_to_do": "ask for 1 or more",
    }  # fmt: skip
    status, said = after(CaseError((Fault("case.yaml", 3, 5, "war", "wrong", "mend"),)))
    assert status == 422 and said["faults"][0]["line"] == 3
    assert said["error"]["where"] == "case.yaml:3:5 war"
    assert after(PermissionError(13, "Permission denied"))[0] == 422
    with pytest.raises(ZeroDivisionError):  # a mistake of ours is no fault of the user's
        after(ZeroDivisionError())


def test_a_body_is_a_json_object() -> None:
    assert awaited(body_of(request(b'{"a": 1}'))) == {"a": 1}
    assert awaited(body_of(request(b""))) == {}
    for wrong in (b"[1]", b"{", b"\xff", b"[" * 100_000):
        with pytest.raises(ServandaError, match="is no JSON"):
            awaited(body_of(request(wrong)))


def test_a_whole_number_is_one_within_its_limits() -> None:
    assert whole("12", "n", 0, 20) == whole(12, "n", 0, 20) == 12
    for wrong in ("1.5", "-1", "１２", True, None, 21, "9" * 20, 1.0):
        with pytest.raises(ServandaError, match="n: a whole number from 0 to 20 is wanted"):
            whole(wrong, "n", 0, 20)
    assert json.loads(answer({"a": 1}).body) == {"a": 1}
    assert fault(404, "gone", "x", "go").status_code == 404


def test_work_is_told_when_who_asked_has_gone() -> None:
    leaves = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await leaves.wait()
        return {"type": "http.disconnect"}

    asked = Request({"type": "http", "method": "POST", "headers": []}, receive)
    begun = asyncio.Event()

    async def tried() -> bool:
        loop = asyncio.get_running_loop()

        def work(gone: Callable[[], bool]) -> bool:
            assert not gone()
            loop.call_soon_threadsafe(begun.set)
            until = loop.time() + 20.0
            while not gone() and loop.time() < until:
                pass
            return gone()

        async def leave() -> None:
            await begun.wait()
            leaves.set()

        found, _ = await asyncio.gather(while_there(asked, work), leave())
        return found

    assert awaited(tried())


def test_work_of_who_stays_is_answered() -> None:
    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()  # as a connection that stays open
        return {}

    asked = Request({"type": "http", "method": "POST", "headers": []}, receive)
    assert awaited(while_there(asked, lambda gone: gone())) is False
