"""Freed memory given back: what threads that are gone left in the C library."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from servanda.engine.executors import Engine, worked
from servanda.engine.freed_memory import give_back, then_given_back

RESIDENT = Path("/proc/self/statm")
PAGE = 4_096
MEGABYTE = 1 << 20


def resident() -> float:
    """Megabytes of this process that are in memory."""
    return int(RESIDENT.read_text(encoding="ascii").split()[1]) * PAGE / MEGABYTE


def leave_behind(megabytes: int) -> int:
    """Fill memory in threads, and free all but a little at the end of each thread's."""
    kept: list[bytearray] = []

    def fill() -> None:
        blocks = [bytearray(40_000) for _ in range(megabytes * MEGABYTE // 40_000)]
        kept.append(blocks[-1])

    for _ in range(4):
        one = threading.Thread(target=fill)
        one.start()
        one.join()
    left.append(kept)
    return megabytes


left: list[list[bytearray]] = []


@pytest.mark.skipif(not give_back() or not RESIDENT.exists(), reason="another C library")
@pytest.mark.skipif(sys.platform != "linux", reason="tells its memory otherwise")
def test_what_a_task_freed_is_given_back() -> None:
    give_back()
    before = resident()
    assert leave_behind(100) == 100
    held = resident() - before
    give_back()
    assert held > 50 > resident() - before


@pytest.mark.skipif(not give_back() or not RESIDENT.exists(), reason="another C library")
def test_a_sweep_holds_no_more_after_many_tasks_than_after_one() -> None:
    give_back()
    before = resident()
    held = [resident() - before for _ in worked(leave_behind, range(60, 66), Engine())]
    assert max(held) < 50


def test_a_task_that_fails_fails_as_it_did() -> None:
    with pytest.raises(TypeError):
        then_given_back(abs, "no number")
    assert then_given_back(abs, -2) == 2
