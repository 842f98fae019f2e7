"""One exploration in a process of its own: asked on standard input, told line by line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
FORD = TOP / "tests" / "cases" / "ford" / "case.yaml"


def asked(**body: object) -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "servanda.workbench.job_process"], input=json.dumps(body) + "\n",
        capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(TOP / "src")},
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_is_found_comes_last_and_what_fails_is_told() -> None:
    case = FORD.read_text(encoding="utf-8")
    *steps, last = asked(question="past", case=case, proposal="line", worlds=20, seed=0)
    assert all(0.0 <= step["done"] <= 1.0 for step in steps)
    assert last["found"]["claims"] and "<" in last["found"]["html"]
    (failed,) = asked(question="tea", case=case, proposal="line", worlds=20, seed=0)
    assert "no question is called 'tea'" in failed["failed"]
