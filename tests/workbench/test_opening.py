"""The page is there while its case is still being read; what needs the case waits for it."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import servanda.workbench.opening as opening_module
from servanda.workbench.opening import Opening


class _Session:
    def begin(self, worlds: int, told: Any) -> None:
        told()

    def close(self) -> None:
        pass


class _Jobs:
    def close(self) -> None:
        pass


async def _made(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"of the case"})


async def asked(app: Opening, path: str, method: str = "GET", query: bytes = b"") -> bytes:
    found: list[bytes] = []

    async def send(message: Any) -> None:
        found.append(message.get("body", b""))

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(),
             "query_string": query, "headers": [], "nonce": "n", "root_path": ""}  # fmt: skip
    await app(scope, receive, send)
    return b"".join(found)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    loaded = threading.Event()

    def wait(place: Path, seed: int) -> Any:
        assert loaded.wait(20)
        return _Session(), _Jobs(), _made

    monkeypatch.setattr(opening_module, "_loaded", wait)
    monkeypatch.setattr(opening_module, "_keep", lambda session: None)
    return loaded


def test_shell_and_scripts_come_before_the_case(slow: threading.Event, tmp_path: Path) -> None:
    async def tried() -> None:
        app = Opening(tmp_path, 0)
        assert b"/page/main.js" in await asked(app, "/")
        assert b"/page/main.js" in await asked(app, "/proposal/truce")
        assert b"import" in await asked(app, "/page/main.js")
        waiting = asyncio.create_task(asked(app, "/verdicts.json"))
        edit = asyncio.create_task(asked(app, "/edit", "POST"))
        await asyncio.sleep(0.05)
        assert not waiting.done() and not edit.done()
        slow.set()
        assert await waiting == await edit == b"of the case"
        assert await asked(app, "/") == b"of the case"
        app.close()

    with ThreadPoolExecutor(1) as apart:  # another loop may be running in this thread
        apart.submit(asyncio.run, tried()).result()


def test_first_verdicts_that_were_kept_come_before_the_case(
    slow: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(opening_module, "first_kept", lambda file, seed: b"as they were")

    async def tried() -> None:
        app = Opening(tmp_path, 0)
        assert await asked(app, "/verdicts.json", query=b"worlds=500") == b"as they were"
        other = asyncio.create_task(asked(app, "/verdicts.json", query=b"worlds=2000"))
        edit = asyncio.create_task(asked(app, "/verdicts.json", "POST", b"worlds=500"))
        await asyncio.sleep(0.05)
        assert not other.done() and not edit.done()
        slow.set()
        assert await other == await edit == b"of the case"
        while not app._drawn:
            await asyncio.sleep(0.01)
        assert await asked(app, "/verdicts.json", query=b"worlds=500") == b"of the case"
        app.close()

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, tried()).result()


def test_whoever_waits_for_kept_verdicts_is_told_what_went_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(file: Path, seed: int) -> bytes | None:
        raise RuntimeError("a fault of our own")

    monkeypatch.setattr(opening_module, "first_kept", broken)

    async def tried() -> None:
        app = Opening(tmp_path, 0)
        with pytest.raises(RuntimeError, match="of our own"):
            await asyncio.wait_for(asked(app, "/verdicts.json", query=b"worlds=500"), 20)
        app.close()

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, tried()).result()
