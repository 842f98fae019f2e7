"""Workers: what kills one takes nothing else along, and is told of."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest

from servanda.reading.many.workers import Budget, Workers

QUICK = Budget(seconds=0.3, seconds_a_megabyte=0.0, megabytes=512, megabytes_told=1.0,
               patience=20.0)  # fmt: skip


def act(tasks: list[str]) -> list[str]:
    """Do what each task says."""
    for task in tasks:
        if task == "spin":
            while True:
                pass
        if task == "eat":
            _ = bytearray(2**31)
        if task == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if task == "tell":
            return ["x" * 3_000_000 for _ in tasks]
        if task == "err":
            raise KeyError("nothing of that name")
        if task == "wait":
            time.sleep(60)
    return [task.upper() for task in tasks]


def lost(task: str, why: str) -> str:
    """Tell of a task that killed its worker."""
    return f"{task}: {why}"


def size_of(_: str) -> int:
    """No task has a size."""
    return 0


def told_of(tasks: list[list[str]], budget: Budget = QUICK) -> list[list[str]]:
    """What is told of each, by two workers."""
    with Workers(2, act, lost, size_of, budget=budget, forked=True) as workers:
        numbers = [workers.submit(chunk) for chunk in tasks]
        return [workers.result(number) for number in numbers]


def test_tasks_are_told_of_in_their_places() -> None:
    tasks = [[f"{i}-{j}" for j in range(3)] for i in range(20)]
    assert told_of(tasks) == [[task.upper() for task in chunk] for chunk in tasks]


@pytest.mark.parametrize("bad", ["spin", "eat", "die", "tell"])
def test_a_task_that_kills_its_worker_takes_no_other_along(bad: str) -> None:
    first, second = told_of([["a", bad, "b"], ["c"]])
    assert (first[0], first[2], second) == ("A", "B", ["C"])
    assert first[1].startswith(f"{bad}: too much")


def test_a_fault_of_the_program_is_told_as_one_and_takes_no_other_along() -> None:
    ((first, middle, last),) = told_of([["a", "err", "b"]])
    assert (first, last) == ("A", "B")
    assert "a fault of the program (KeyError: 'nothing of that name')" in middle


def test_where_a_task_only_waits_the_clock_decides() -> None:
    impatient = Budget(seconds=0.2, seconds_a_megabyte=0.0, patience=2.0)
    assert told_of([["wait"]], impatient)[0][0].startswith("wait: too much work")


def test_a_hundred_bad_tasks_leave_a_hundred_good_ones() -> None:
    tasks = [["die", f"good {i}"] for i in range(20)]
    told = told_of(tasks)
    assert [chunk[1] for chunk in told] == [f"GOOD {i}" for i in range(20)]


def _die() -> None:
    raise SystemExit(1)


def test_workers_that_cannot_begin_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    begin: Callable[[], None] = _die
    with Workers(2, act, lost, size_of, budget=QUICK, forked=True, begin=begin) as workers:
        number = workers.submit(["a"])
        with pytest.raises(OSError, match="no process"):
            workers.result(number)
