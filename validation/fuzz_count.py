"""How mutants are counted, and how long one may take."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

__all__ = ["SLOW", "counted"]

SLOW = 60.0
"""Seconds of processor time that nothing may take: mutants are small."""


def counted(given: argparse.Namespace) -> Iterator[int]:
    """Numbers of mutants, until time or count is over."""
    number = given.first
    while time.monotonic() < given.until and (
        not given.count or number < given.first + given.count
    ):
        yield number
        number += 1
