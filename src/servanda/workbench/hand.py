"""The hand on a range: what it waits for goes first, and all else waits until it rests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Hand"]

REST = 0.1
"""Seconds after its last answer until a hand is at rest: between two movements pass some few."""
LONGEST = 2.0
"""Seconds that anything waits at a time: a hand that never rests must not stop all else for good,
nor wait itself for what waits for it."""


class Hand:
    """Whether somebody moves a range just now, in any tab. From any thread.

    >>> hand = Hand()
    >>> with hand.moves():
    ...     hand.at_rest(lambda: True)  # nobody waits for it any more
    False
    >>> hand.at_rest(lambda: False)
    True
    """

    def __init__(self) -> None:
        self._moving, self._until = 0, 0.0
        self._changed = threading.Condition()

    @contextmanager
    def moves(self) -> Iterator[None]:
        """Hold up what may wait, until this is done and some time after."""
        with self._changed:
            self._moving += 1
        try:
            yield
        finally:
            with self._changed:
                self._moving -= 1
                self._until = time.monotonic() + REST
                self._changed.notify_all()

    def at_rest(self, given_up: Callable[[], bool]) -> bool:
        """Wait until no hand moves, `LONGEST` at most, and return True; False once given up."""
        late = time.monotonic() + LONGEST
        while not given_up():
            with self._changed:
                now = time.monotonic()
                left = min(self._until if not self._moving else late, late) - now
                if left <= 0.0:
                    return True
                self._changed.wait(min(left, REST))
        return False
