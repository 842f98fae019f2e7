"""A live server on a small case, as a user starts it, and somebody who speaks to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import servanda as sv

TOP = Path(__file__).resolve().parents[2]
STRAIT = TOP / "tests" / "cases" / "strait"
RUN = [sys.executable, "-c", "from servanda.cli import main; main()"]


@dataclass
class Server:
    """A running server, and the cookie of the browser that opened it."""

    folder: Path
    process: subprocess.Popen[str]
    port: int
    opening: str
    cookie: str = ""
    own: dict[str, str] = field(default_factory=dict)

    def raw(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request with these headers and none besides."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=200)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, answer.read()
        finally:
            connection.close()

    def open(self) -> None:
        """Exchange the opening address for the cookie, as a browser does."""
        status, headers, _ = self.raw("GET", self.opening)
        assert status == 303 and headers["location"] == "/"
        self.cookie = headers["set-cookie"].split(";")[0]
        self.own = {
            "Cookie": self.cookie,
            "Origin": f"http://127.0.0.1:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "X-Servanda": "1",
            "Content-Type": "application/json",
        }

    def get(self, path: str, status: int = 200) -> Any:
        """Ask for JSON as the page does."""
        found, headers, body = self.raw("GET", path, None, {"Cookie": self.cookie})
        assert found == status, body[:500]
        assert headers["content-type"] == "application/json"
        return json.loads(body)

    def post(self, path: str, content: Any, status: int = 200) -> Any:
        """Do something as the page does."""
        data = json.dumps(content).encode()
        found, _, body = self.raw("POST", path, data, self.own)
        assert found == status, body[:500]
        return json.loads(body)

    def hand(self, name: str, data: bytes, status: int = 200) -> Any:
        """Hand a file over."""
        headers = {**self.own, "Content-Type": "application/octet-stream"}
        found, _, body = self.raw("POST", f"/begin/articles?name={name}", data, headers)
        assert found == status, body[:500]
        return json.loads(body)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def start(folder: Path) -> Server:
    """Start a server on a folder."""
    environment = os.environ | {"PYTHONPATH": str(TOP / "src")}
    process = subprocess.Popen(
        [*RUN, "serve", str(folder), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)(/\?token=\S+)", line)
    assert found, (line, process.stderr.read() if process.stderr and process.poll() else "")
    return Server(folder, process, int(found[1]), found[2])


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start servers on copies of the strait, or on an empty folder; all end with the tests."""
    running: list[Server] = []

    def begin(empty: bool = False, folder: Path | None = None, opened: bool = True) -> Server:
        if folder is None:
            folder = tmp_path_factory.mktemp("served") / "case"
            if empty:
                folder.mkdir()
            else:
                shutil.copytree(STRAIT, folder)
        server = start(folder)
        running.append(server)
        if opened:
            server.open()
        return server

    yield begin
    for server in running:
        server.process.kill()
        server.process.wait()
        for stream in (server.process.stdout, server.process.stderr):
            if stream is not None:
                stream.close()


STORY = """Chad and Libya at war

1 March 2025

“Chad will never accept a ceasefire,” said the foreign minister of Chad. Libya said that it accepts
the ceasefire.

Egypt called for talks on Monday.
"""


@pytest.fixture(scope="session")
def as_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for which one article was read; never write into it."""
    folder = tmp_path_factory.mktemp("read") / "case"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "story.txt").write_text(STORY, encoding="utf-8")
    sv.read(folder / "sources", case=folder)
    return folder


@pytest.fixture(scope="session")
def server(serving: Callable[..., Server]) -> Server:
    """One server that tests share; they leave its files and edits as they were."""
    return serving()
