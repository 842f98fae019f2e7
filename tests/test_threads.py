"""Threads: order kept, few under way, an error told."""

from __future__ import annotations

import threading
import time

import pytest

from servanda.threads import cores, each_in_order, in_order, nicely


def test_answers_come_in_order_whatever_the_threads() -> None:
    def work(part: int) -> int:
        time.sleep(0.002 * (part % 3))
        return part

    for threads in (1, 2, 5, None):
        assert in_order(work, range(20), threads) == list(range(20))
    assert in_order(work, []) == []
    assert cores() >= 1


def test_no_more_parts_are_begun_than_threads_and_one_are_waited_for() -> None:
    begun: list[int] = []

    def work(part: int) -> int:
        begun.append(part)
        return part

    parts = each_in_order(work, range(100), threads=2)
    assert next(parts) == 0
    time.sleep(0.05)
    assert len(begun) <= 3
    assert list(parts) == list(range(1, 100))


def test_one_thread_is_the_callers_own() -> None:
    (name,) = in_order(lambda part: threading.current_thread().name, [0], threads=4)
    assert name == threading.current_thread().name


def test_an_error_reaches_whoever_asked() -> None:
    with pytest.raises(ZeroDivisionError):
        in_order(lambda part: 1 // part, [1, 0, 1], threads=2)


def test_what_is_done_nicely_asks_before_each_part_however_deep() -> None:
    asked: list[str] = []

    def inner(part: int) -> int:
        assert len(asked) >= part
        return part

    def outer(part: int) -> int:
        return sum(in_order(inner, range(3), threads=2)) + part

    made = nicely(lambda: in_order(outer, range(2), threads=2), lambda: asked.append("here"))
    assert made == [3, 4]
    assert len(asked) == 2 + 2 * 3
    assert in_order(outer, range(2), threads=2) == [3, 4], "nobody else is asked"
    assert len(asked) == 2 + 2 * 3


def test_what_is_done_nicely_ends_where_nobody_waits_for_it() -> None:
    def given_up() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        nicely(lambda: in_order(abs, range(2), threads=1), given_up)
