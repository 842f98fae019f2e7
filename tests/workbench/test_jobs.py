"""Explorations under way: one at a time, watched, and ended where nobody wants them."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from servanda.errors import InputError
from servanda.workbench.jobs import Job, Jobs

FORD = (Path(__file__).parents[1] / "cases" / "ford" / "case.yaml").read_text(encoding="utf-8")


def asked(question: str) -> dict[str, object]:
    return {"question": question, "case": FORD, "proposal": "line", "worlds": 20, "seed": 0}


@pytest.fixture
def jobs():
    made = Jobs(lambda _: None)
    yield made
    made.close()


def until(job: Job, *states: str) -> None:
    for _ in range(600):
        if job.state in states:
            return
        time.sleep(0.1)
    raise AssertionError(job.row())


def test_one_is_answered_one_fails_with_its_reason_and_one_that_waits_is_cancelled(jobs) -> None:
    first = jobs.start("past", "Past", "line", asked("past"))
    wrong = jobs.start("tea", "Tea", "line", asked("tea"))
    third = jobs.start("past", "Past again", "line", asked("past"))
    assert jobs.cancel(third.id).state == "cancelled"
    until(first, "done")
    assert first.done == 1.0 and first.found["claims"]
    until(wrong, "failed")
    assert "no question is called 'tea'" in wrong.note
    assert third.state == "cancelled" and not third.found
    assert jobs.found_on("past", "line") is first and jobs.found_on("past", "x") is None
    assert [job.id for job in jobs.all()] == ["j1", "j2", "j3"]
    with pytest.raises(InputError, match="no exploration is called 'j9'"):
        jobs.job("j9")


def test_no_more_than_twenty_wait() -> None:
    made = Jobs.__new__(Jobs)  # one that works on nothing
    made._tell, made._jobs, made._count = (lambda _: None), {}, 0
    made._closed, made._wake = False, threading.Condition()
    for _ in range(20):
        made.start("past", "x", "line", {})
    with pytest.raises(InputError, match="twenty explorations are waiting already"):
        made.start("past", "x", "line", {})
