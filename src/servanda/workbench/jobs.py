"""Explorations under way: each a process of its own, watched, and ended where nobody wants it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from servanda.errors import InputError, named
from servanda.escaping.json_text import json_text

__all__ = ["Job", "Jobs"]

State = Literal["waiting", "running", "done", "cancelled", "failed"]

MOST_AT_ONCE = 1
"""Explorations that run at a time: each takes all the cores it gets."""
MOST_KEPT = 60
"""Jobs that are remembered, the newest."""
MOST_LINE = 64 * 2**20
"""Bytes that a job may tell in one line."""


@dataclass
class Job:
    """An exploration: what was asked, how far it is, and what it found."""

    id: str
    question: str
    title: str
    proposal: str | None
    asked: Mapping[str, Any]
    edits: int = 0
    state: State = "waiting"
    done: float = 0.0
    note: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    def row(self) -> dict[str, Any]:
        """Return what is told of it in a list."""
        return {
            "id": self.id,
            "question": self.question,
            "title": self.title,
            "proposal": self.proposal,
            "state": self.state,
            "done": round(self.done, 3),
            "note": self.note,
            "edits": self.edits,
            "worlds": self.asked.get("worlds"),
        }


class Jobs:
    """The explorations of a session, one at a time, in the order in which they were asked for."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._jobs: dict[str, Job] = {}
        self._count = 0
        self._closed = False
        self._wake = threading.Condition()
        for _ in range(MOST_AT_ONCE):
            threading.Thread(target=self._work_on, name="explorations", daemon=True).start()

    def start(self, question: str, title: str, proposal: str | None, asked: Mapping[str, Any],
              edits: int = 0) -> Job:  # fmt: skip
        """Have a question asked, once those before it are answered."""
        with self._wake:
            if sum(each.state in ("waiting", "running") for each in self._jobs.values()) >= 20:
                raise InputError("twenty explorations are waiting already; cancel some first")
            self._count += 1
            job = Job(f"j{self._count}", question, title, proposal, asked, edits)
            self._jobs[job.id] = job
            ended = [
                each.id for each in self._jobs.values() if each.state not in ("waiting", "running")
            ]
            for old in ended[: max(0, len(self._jobs) - MOST_KEPT)]:
                del self._jobs[old]
            self._wake.notify()
        self._tell("job")
        return job

    def all(self) -> list[Job]:
        """Return the jobs, the oldest first."""
        with self._wake:
            return list(self._jobs.values())

    def job(self, id: str) -> Job:
        """Return a job by its id."""
        with self._wake:
            return named(id, self._jobs, "exploration")

    def found_on(self, question: str, proposal: str) -> Job | None:
        """Return the newest job that answered a question about a proposal, None where none did."""
        with self._wake:
            done = [
                job for job in self._jobs.values()
                if job.state == "done" and (job.question, job.proposal) == (question, proposal)
            ]  # fmt: skip
        return done[-1] if done else None

    def cancel(self, id: str) -> Job:
        """End a job; what is done stays done."""
        job = self.job(id)
        with self._wake:
            if job.state in ("waiting", "running"):
                job.state, job.note = "cancelled", "cancelled"
            process = job.process
        if process is not None:
            process.terminate()
        self._tell("job")
        return job

    def close(self) -> None:
        """End them all."""
        with self._wake:
            self._closed = True
            running = [each.process for each in self._jobs.values() if each.process is not None]
            for each in self._jobs.values():
                if each.state in ("waiting", "running"):
                    each.state = "cancelled"
            self._wake.notify_all()
        for process in running:
            process.kill()

    def _next(self) -> Job | None:
        return next((each for each in self._jobs.values() if each.state == "waiting"), None)

    def _work_on(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closed or self._next() is not None)
                job = self._next()
                if self._closed or job is None:
                    return
                job.state = "running"
            self._tell("job")
            try:
                self._run(job)
            except OSError as error:
                self._end(job, "failed", f"it could not be started: {error.strerror}")
            self._tell("job")

    def _run(self, job: Job) -> None:
        # -P: nothing of the folder that the server was started in is taken for a module.
        command = [sys.executable, "-P", "-m", "servanda.workbench.job_process"]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8", env=environment,
        )  # fmt: skip
        with self._wake:
            job.process = process
            if job.state != "running":
                process.terminate()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json_text(job.asked, compact=True) + "\n")
            process.stdin.close()
            while line := process.stdout.readline(MOST_LINE):
                self._take(job, json.loads(line))
        except (BrokenPipeError, ValueError):
            pass
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
        self._end(job, "failed", "it ended before it was done: it may have run out of memory")

    def _take(self, job: Job, said: Mapping[str, Any]) -> None:
        if "found" in said:
            with self._wake:
                job.found = said["found"]
            self._end(job, "done", "")
        elif "failed" in said:
            self._end(job, "failed", str(said["failed"]))
        else:
            with self._wake:
                job.done, job.note = float(said["done"]), str(said["note"])
            self._tell("job")

    def _end(self, job: Job, state: State, note: str) -> None:
        """Let a job that is still running end so; one that ended keeps how."""
        with self._wake:
            if job.state == "running":
                job.state, job.note = state, note
                job.done = 1.0 if state == "done" else job.done
            job.process = None
