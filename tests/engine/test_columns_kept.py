"""Columns of worlds, kept in bounded memory."""

from __future__ import annotations

import numpy as np

from servanda.engine.columns_kept import ColumnsKept


def columns(count: int) -> dict[str, np.ndarray]:
    return {"a": np.zeros(count)}


def test_the_longest_unused_goes_first_and_one_always_stays() -> None:
    kept = ColumnsKept(most=2_000)
    for name in ("x", "y"):
        kept.put((name,), columns(100))  # 800 bytes each
    assert kept.get(("x",)) is not None  # used again, so `y` is the older now
    kept.put(("z",), columns(100))
    assert kept.get(("y",)) is None
    assert kept.get(("x",)) is not None and kept.get(("z",)) is not None
    kept.put(("large",), columns(1_000))
    assert kept.get(("large",)) is not None and kept.bytes == 8_000


def test_what_is_put_twice_is_counted_once() -> None:
    kept = ColumnsKept()
    first = kept.put(("x",), columns(10))
    assert kept.get(("x",)) is first
    kept.put(("x",), columns(30))
    assert kept.bytes == 240
