"""The workbench's server on the Ukraine case: from the command to verdicts, from edit to answer.

The answer is checked first: an edit gives the digits of the case written anew. Beside wall-clock
time stands the processor time that the server took, for other work of the machine counts in the
one and not in the other.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
EDITS = 40
WORLDS = 500
OF_ALL, OF_ONE, OF_CONSENT = (
    "war.swing",
    "issues.alignment.options.member.russia",
    "actors.nato.members.estonia.consents",
)
OF_COST = "war.costs.russia"
FOCUS = "ceasefire_in_place"


class Page:
    """What the page sends, and what came of it."""

    def __init__(self, folder: Path) -> None:
        environment = os.environ | {"PYTHONPATH": str(TOP / "src")}
        command = [sys.executable, "-m", "servanda", "serve", str(folder), "--no-browser"]
        self.began = time.perf_counter()
        self.server = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=environment
        )  # fmt: skip
        assert self.server.stdout is not None
        found = re.search(r"127\.0\.0\.1:(\d+)(\S+)", self.server.stdout.readline())
        assert found
        self.told = time.perf_counter() - self.began
        self.link = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=600)
        self.link.connect()
        # As browsers do: else a body waits up to 40 ms for its head to be acknowledged.
        self.link.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.link.request("GET", found[2])
        answer = self.link.getresponse()
        answer.read()
        self.headers = {
            "Cookie": str(answer.getheader("set-cookie")).split(";")[0],
            "Origin": f"http://127.0.0.1:{found[1]}",
            "X-Servanda": "1",
            "Content-Type": "application/json",
        }
        self.seq = 0

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        self.link.request(method, path, None if body is None else json.dumps(body), self.headers)
        return json.loads(self.link.getresponse().read())

    def edit(self, patch: dict[str, Any], focus: str | None = None, **more: Any) -> Any:
        self.seq += 1
        asked = {"seq": self.seq, "patch": patch, "worlds": WORLDS, "war": False, "gesture": "1"}
        return self.ask("POST", "/edit", {**asked, "focus": focus, **more})

    def processor(self) -> float:
        """Seconds of processor time the server has taken; NaN where the system does not tell."""
        try:
            parts = (
                Path(f"/proc/{self.server.pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
            )
        except OSError:
            return float("nan")
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that the server holds."""
        try:
            text = Path(f"/proc/{self.server.pid}/status").read_text("utf-8")
        except OSError:
            return float("nan")
        found = re.search(r"VmRSS:\s+(\d+)", text)
        return int(found[1]) / 1024 if found else float("nan")


def measured(page: Page, label: str, asked: Callable[[int], Any]) -> None:
    """Print the median and the 95th percentile of many answers, with what they were spent on."""
    asked(-1)
    wall, parts, taken = [], [], page.processor()
    for step in range(EDITS):
        began = time.perf_counter()
        answer = asked(step)
        wall.append(1e3 * (time.perf_counter() - began))
        parts.append(answer["ms"])
    taken = 1e3 * (page.processor() - taken) / EDITS
    split = {key: statistics.median(each[key] for each in parts) for key in parts[0]}
    told = ", ".join(f"{key} {value:.0f}" for key, value in split.items() if key != "total")
    p95 = statistics.quantiles(wall, n=20)[-1]
    print(
        f"{label}: median {statistics.median(wall):.0f} ms, p95 {p95:.0f} ms; {told}; "
        f"processor {taken:.0f} ms an edit",
        flush=True,
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(TOP / "examples" / "ukraine", Path(place) / "ukraine"))
        page = Page(folder)
        try:
            first = page.ask("GET", f"/verdicts.json?worlds={WORLDS}")
            spent = time.perf_counter() - page.began
            print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
            print(
                f"from the command: address after {page.told:.2f} s, {len(first['proposals'])} "
                f"verdicts after {spent:.2f} s, {page.processor():.2f} s of processor time"
            )
            check(page, folder)
            page.ask("GET", "/numbers.json")
            measured(page, "the one in focus, in motion",
                     lambda n: page.edit({OF_COST: [0.1, 0.3 + n / 1e3]}, FOCUS,
                                         in_motion=True))  # fmt: skip
            measured(page, "the one in focus, as at rest", lambda n: page.edit(moved(n), FOCUS))
            measured(page, "all nine in motion, a number of the war",
                     lambda n: page.edit({OF_COST: [0.1, 0.3 + n / 1e3]},
                                         in_motion=True))  # fmt: skip
            measured(page, "all nine at rest, a number of the war", lambda n: page.edit(moved(n)))
            measured(page, "all nine, a number of one proposal",
                     lambda n: page.edit({OF_ONE: [0.1, 0.2 + n / 1e3]}))  # fmt: skip
            measured(page, "all nine, a number of consent alone",
                     lambda n: page.edit({OF_CONSENT: [0.5, 0.6 + n / 1e3]}))  # fmt: skip
            measured(page, "asked again", lambda n: page.edit({OF_CONSENT: [0.5, 0.6]}))
            before = page.memory()
            for step in range(10 * EDITS):
                page.edit({OF_CONSENT: [0.5, 0.6 + step / 1e4]}, FOCUS if step % 2 else None)
            print(f"memory: {before:.0f} MB, after {10 * EDITS} more edits {page.memory():.0f} MB")
            for worlds in (WORLDS, 2_000):
                began = time.perf_counter()
                page.edit(moved(EDITS + 1), worlds=worlds, war=True)
                print(f"all nine with the months of war, {worlds:,} worlds: "
                      f"{time.perf_counter() - began:.1f} s")  # fmt: skip
        finally:
            page.link.close()
            page.server.terminate()
            page.server.wait()


def moved(step: int) -> dict[str, Any]:
    return {OF_ALL: [0.001, 0.004 + step / 1e5]}


def check(page: Page, folder: Path) -> None:
    """Hold an edit against the case with the range written into it."""
    import servanda as sv
    from servanda.case.change import with_values
    from servanda.engine.assess import assess
    from servanda.engine.live_verdict import LiveVerdict
    from servanda.workbench.rows import row_of

    said = page.edit({OF_ALL: [0.001, 0.004]}, FOCUS, worlds=200, war=True)["verdicts"][0]
    case = with_values(sv.load(folder), {OF_ALL: "0.001 to 0.004"})
    result = assess(case, worlds=200, proposals=(FOCUS,), robustness=False)[FOCUS]
    wanted = json.loads(json.dumps(row_of(case, LiveVerdict.of_result(result))))
    assert {**said, "was": None} == wanted


if __name__ == "__main__":
    main()
