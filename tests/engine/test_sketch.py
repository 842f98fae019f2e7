"""Sketches add up only to one run, and no world counts twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.engine.sketch import Run, Sketch, joined, missing
from servanda.errors import InputError

RUN = Run("0" * 16, "1", 0, ("truce",))


def test_another_run_and_the_same_worlds_are_refused() -> None:
    sketch = Sketch(RUN, ((0, 10),))
    with pytest.raises(InputError, match="does not add up"):
        sketch.add(Sketch(Run("0" * 16, "1", 1, ("truce",)), ((10, 20),)))
    with pytest.raises(InputError, match="5:10 are told of twice"):
        sketch.add(Sketch(RUN, ((5, 20),)))
    assert sketch.ranges == ((0, 10),)


@given(st.sets(st.integers(0, 30)))
def test_what_is_there_and_what_is_missing_is_all(worlds: set[int]) -> None:
    ranges: tuple[tuple[int, int], ...] = ()
    for world in worlds:
        ranges = joined(ranges, ((world, world + 1),))
    gaps = missing(ranges, 31)
    assert {w for a, b in ranges for w in range(a, b)} == worlds
    assert {w for a, b in gaps for w in range(a, b)} == set(range(31)) - worlds
