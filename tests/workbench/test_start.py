"""How the server listens: on this machine alone, and without delay."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urljoin

import pytest
from tests.workbench.awaited import awaited

from servanda.workbench.start import _listening


def test_answers_are_not_held_back_until_their_heads_are_acknowledged() -> None:
    """Else every answer of some kilobytes takes 40 ms more than it should."""
    listening = _listening(0)
    assert listening.getsockname()[0] == "127.0.0.1"

    async def nodelay() -> int:
        found = asyncio.get_running_loop().create_future()
        server = await asyncio.start_server(
            lambda _, writer: found.set_result(writer), sock=listening
        )
        async with server:
            _, asking = await asyncio.open_connection(*listening.getsockname())
            writer = await found
            held = writer.get_extra_info("socket").getsockopt(
                socket.IPPROTO_TCP, socket.TCP_NODELAY
            )
            for each in (asking, writer):
                each.close()
                await each.wait_closed()
        return int(held)

    assert awaited(nodelay()) != 0


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes otherwise")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_whoever_ends_it_leaves_it_closed(how: signal.Signals, tmp_path: Path) -> None:
    """What stands is kept, and it says nothing, by Ctrl-C and by SIGTERM alike."""
    top = Path(__file__).parents[2]
    shutil.copytree(top / "tests" / "cases" / "strait", tmp_path / "strait")
    command = [sys.executable, "-m", "servanda", "serve", str(tmp_path / "strait"), "--no-browser"]
    environment = os.environ | {"PYTHONPATH": str(top / "src"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        said = iter(process.stdout)
        address = next(word for line in said for word in line.split() if "token=" in word)
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(address, timeout=60) as page:
            assert page.status == 200
        with browser.open(urljoin(address, "/verdicts.json?worlds=500"), timeout=60) as told:
            assert told.status == 200
        kept = tmp_path / "strait" / ".servanda" / "first.json"
        kept.unlink(missing_ok=True)
        process.send_signal(how)
        assert process.wait(30) == 0
        assert "Traceback" not in process.stdout.read()
    assert kept.exists()
