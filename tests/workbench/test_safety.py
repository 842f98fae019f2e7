"""Who may ask: requests made by hand, without a server."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.workbench.awaited import awaited

from servanda.workbench.safety import MOST_BODY, Guard

OWN = {"host": "127.0.0.1:80", "origin": "http://127.0.0.1:80", "x-servanda": "1",
       "content-type": "application/json", "sec-fetch-site": "same-origin"}  # fmt: skip


def asked(
    guard: Guard, method: str = "GET", path: str = "/", query: str = "", body: bytes = b"",
    **headers: str,
) -> tuple[int, dict[str, str], bytes]:  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(),
             "headers": [(k.encode(), v.encode()) for k, v in headers.items()]}  # fmt: skip
    awaited(guard(scope, receive, send))
    found = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], found, sent[-1]["body"]


async def page(_: Any, receive: Any, send: Any) -> None:
    message = await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": message["body"]})


@pytest.fixture
def opened() -> tuple[Guard, str]:
    """A guard, and the cookie of who opened the page."""
    guard = Guard(page, 80)
    status, headers, _ = asked(guard, query=f"token={guard.token}", host="127.0.0.1:80")
    assert status == 303
    return guard, headers["set-cookie"].split(";")[0]


def test_the_token_opens_once_and_for_one_browser(opened: tuple[Guard, str]) -> None:
    guard, cookie = opened
    assert guard.token is None
    assert asked(guard, query="token=x", host="127.0.0.1:80")[0] == 403
    assert asked(guard, host="127.0.0.1:80")[0] == 403
    status, headers, _ = asked(guard, host="127.0.0.1:80", cookie=cookie)
    assert status == 200 and "script-src 'self'" in headers["content-security-policy"]
    assert asked(guard, host="127.0.0.1:80", cookie=f"{cookie}; {cookie}")[0] == 403


@pytest.mark.parametrize(
    ("changed", "status"),
    [({}, 200), ({"host": "evil.org"}, 421), ({"origin": "http://evil.org"}, 403),
     ({"sec-fetch-site": "cross-site"}, 403), ({"x-servanda": ""}, 403),
     ({"content-type": "text/plain"}, 415), ({"content-length": str(MOST_BODY + 1)}, 413),
     ({"content-length": "١"}, 400), ({"transfer-encoding": "chunked"}, 411)],
)  # fmt: skip
def test_a_change_comes_from_the_page_itself(
    opened: tuple[Guard, str], changed: dict[str, str], status: int
) -> None:
    guard, cookie = opened
    body = b'{"a": 1}'
    headers = {**OWN, "cookie": cookie, "content-length": str(len(body)), **changed}
    found, _, answer = asked(guard, "POST", "/edit", body=body, **headers)
    assert found == status
    if status != 200:
        assert set(json.loads(answer)["error"]) == {"message", "where", "what_to_do"}
        assert guard.refused == 1
