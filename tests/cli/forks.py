"""Processes that begin with everything loaded: one loads it, and each is a copy of that one.

A verb run in a process of its own spends most of its time on loading. Here one process loads the
package once; every run is then forked from it, with files, locks and signals of its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = str(Path(__file__).parents[2] / "src")

SERVER = """
import importlib, json, os, pkgutil, sys, traceback
import servanda
for room in ("case", "cli", "door", "drafting", "engine", "explore", "graph", "reading", "report"):
    package = importlib.import_module(f"servanda.{room}")
    for found in pkgutil.walk_packages(package.__path__, f"servanda.{room}."):
        importlib.import_module(found.name)
from servanda.cli import main

def work(asked):
    os.chdir(asked["folder"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding="utf-8") for n in (1, 2))
    code = 0
    try:
        if "code" in asked:
            exec(asked["code"], {"__name__": "forked"})
        else:
            main(asked["arguments"])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)

print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    if "wait" in asked:
        _, status = os.waitpid(asked["wait"], 0)
        print(json.dumps(os.waitstatus_to_exitcode(status)), flush=True)
        continue
    child = os.fork()
    if child == 0:
        work(asked)
    print(json.dumps(child), flush=True)
"""


class Run:
    """A process that was forked: its number, and what it says once it has ended."""

    def __init__(self, server: Forks, pid: int, out: Path, err: Path) -> None:
        self.server, self.pid, self.out, self.err = server, pid, out, err
        self.returncode: int | None = None

    def communicate(self) -> tuple[str, str]:
        """Wait for its end, and return what it wrote to output and to errors."""
        if self.returncode is None:
            self.returncode = self.server.ask({"wait": self.pid})
        return self.out.read_text(encoding="utf-8"), self.err.read_text(encoding="utf-8")

    def kill(self, signal: int) -> None:
        """Send it a signal, and wait for its end."""
        os.kill(self.pid, signal)
        self.communicate()


class Forks:
    """The process from which others are forked."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self.folder, self.process, self.count = folder, process, 0

    def ask(self, asked: dict[str, Any] | None = None) -> Any:
        """Return what it answers; with nothing asked, its first word."""
        assert self.process.stdin is not None and self.process.stdout is not None
        if asked is not None:
            self.process.stdin.write(json.dumps(asked) + "\n")
            self.process.stdin.flush()
        said = self.process.stdout.readline()
        assert said, "the process that loads everything has died"
        return json.loads(said)

    def start(self, folder: Path, *arguments: object, code: str = "") -> Run:
        """Begin a verb, or some code, in a process of its own, in a folder."""
        self.count += 1
        out, err = (self.folder / f"{self.count}.{name}" for name in ("out", "err"))
        asked: dict[str, Any] = {"folder": str(folder), "out": str(out), "err": str(err)}
        asked |= {"code": code} if code else {"arguments": [str(each) for each in arguments]}
        return Run(self, self.ask(asked), out, err)


@contextlib.contextmanager
def forks(folder: Path) -> Iterator[Forks]:
    """Yield a process that has loaded the package, to fork from."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": SOURCE},
    ) as process:  # fmt: skip
        server = Forks(folder, process)
        assert server.ask() == "ready"
        yield server
        assert process.stdin is not None
        process.stdin.close()
