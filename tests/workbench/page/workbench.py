"""The workbench as a user has it: the command, its address, a browser that opens it."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TOP = Path(__file__).parents[3]

PATIENCE = 240_000
"""Milliseconds: long enough for kernels that are compiled for the first time."""


@dataclass
class Workbench:
    """A server that `servanda serve` started on a folder."""

    folder: Path
    opening: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what its page may ask, and nothing else."""
        parts = urlsplit(self.opening)
        return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def serving(folder: Path) -> Iterator[Workbench]:
    """Run `servanda serve` on a folder, as long as the block lasts."""
    command = [sys.executable, "-m", "servanda", "serve", str(folder), "--no-browser"]
    environment = os.environ | {"PYTHONPATH": str(TOP / "src"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        said: list[str] = []
        for line in process.stdout:
            said.append(line)
            if "token=" in line:
                break
        address = next((word for line in said for word in line.split() if "token=" in word), None)
        assert address, "".join(said)
        # What it says later is read, lest it wait for a reader.
        threading.Thread(target=process.stdout.read, daemon=True).start()
        try:
            yield Workbench(folder, address)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@dataclass
class Watched:
    """A browser's window on a workbench, and everything it asked for or complained of."""

    context: Any
    bench: Workbench
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def tab(self, path: str = "/") -> Any:
        """Open a tab at an address of the page, and wait until it stands there."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._heard(said))
        page.goto(self.bench.origin + path)
        return page

    def _heard(self, said: Any) -> None:
        # A refused answer is told in the page; what is forbidden or thrown is a fault.
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.complaints.append(said.text)

    def check(self) -> None:
        """Assert that nothing was asked of another origin and nothing was forbidden or thrown."""
        allowed = (self.bench.origin + "/", "data:", "blob:", "about:")
        assert not [url for url in self.asked if not url.startswith(allowed)]
        assert not self.complaints


def unmoved(bench: Workbench) -> None:
    """Take every edit back that a test has left, whichever test came before."""
    state = bench.folder.parent / f"{bench.folder.name}-state.json"
    if not state.exists():  # nobody has opened it yet
        return
    cookies = json.loads(state.read_text("utf-8"))["cookies"]
    headers = {
        "Cookie": "; ".join(f"{each['name']}={each['value']}" for each in cookies),
        "Origin": bench.origin,
        "Sec-Fetch-Site": "same-origin",
        "X-Servanda": "1",
        "Content-Type": "application/json",
    }
    body = {"seq": 0, "patch": {}, "worlds": 1, "war": False, "tab": "between tests"}
    connection = http.client.HTTPConnection(urlsplit(bench.origin).netloc, timeout=240)
    try:
        connection.request("POST", "/edit", json.dumps(body).encode(), headers)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()[:500]
    finally:
        connection.close()


@contextmanager
def watching(browser: Any, bench: Workbench, width: int, **options: Any) -> Iterator[Watched]:
    """Open a window of a width on a workbench whose opening address was not yet used, or was."""
    state = bench.folder.parent / f"{bench.folder.name}-state.json"
    if state.exists():
        options["storage_state"] = str(state)
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    try:
        if not state.exists():
            page = context.new_page()
            page.goto(bench.opening)
            page.close()
            context.storage_state(path=str(state))
        watched = Watched(context, bench)
        yield watched
        watched.check()
    finally:
        context.close()


def chromium() -> str | None:
    """Where the system's Chromium is; None where there is none."""
    return shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
