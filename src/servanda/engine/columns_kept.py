"""Columns of worlds that were computed, kept by what they were computed from, in bounded memory."""

from __future__ import annotations

import threading
from collections import OrderedDict

from servanda.arrays import Floats

__all__ = ["ColumnsKept"]

Columns = dict[str, Floats]

MOST_BYTES = 192 * 2**20


class ColumnsKept:
    """What was computed last, forgotten when there is too much of it: the longest unused first.

    >>> import numpy as np
    >>> kept = ColumnsKept(most=100)
    >>> for name in "ab":
    ...     _ = kept.put((name,), {"signed": np.zeros(10)})
    >>> kept.get(("a",)), kept.get(("b",))["signed"].size
    (None, 10)
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most = most
        self.bytes = 0
        self._kept: OrderedDict[tuple[object, ...], Columns] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[object, ...]) -> Columns | None:
        """Return what is kept under a key, None where it is not there (any more)."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: tuple[object, ...], columns: Columns) -> Columns:
        """Keep columns under a key, and return them."""
        with self._lock:
            before = self._kept.pop(key, None)
            self.bytes += _size(columns) - (_size(before) if before else 0)
            self._kept[key] = columns
            while self.bytes > self.most and len(self._kept) > 1:
                _, gone = self._kept.popitem(last=False)
                self.bytes -= _size(gone)
        return columns


def _size(columns: Columns) -> int:
    return sum(values.nbytes for values in columns.values())
