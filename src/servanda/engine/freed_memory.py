"""Memory that was freed, given back to the machine.

A C library keeps what a thread freed for that thread's successors. Tasks of many sizes, each worked
by threads of its own, leave a process with several times what any of them needed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import TypeVar

__all__ = ["give_back", "then_given_back"]

T = TypeVar("T")
R = TypeVar("R")


@cache
def _trim() -> Callable[[int], int] | None:
    """Return what has the C library give back; None where it has no such call (not glibc)."""
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return trim


def give_back() -> bool:
    """Give freed memory back to the machine; say whether the C library can be asked to.

    >>> give_back() in (True, False)
    True
    """
    trim = _trim()
    if trim is None:
        return False
    trim(0)
    return True


def then_given_back(work: Callable[[T], R], task: T) -> R:
    """Return what the work makes of a task, and give back what it freed.

    >>> then_given_back(abs, -3)
    3
    """
    try:
        return work(task)
    finally:
        give_back()
