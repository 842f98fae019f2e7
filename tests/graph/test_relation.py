"""How a concept reads a comparison."""

from __future__ import annotations

import numpy as np

from servanda.graph.relation import UNKNOWN, reading

CODES = np.array([-2, -1, 0, 1, 2, UNKNOWN], dtype=np.int8)


def test_the_plain_reading_leaves_for_the_better_and_fears_what_is_surely_no_better() -> None:
    plain = reading("")
    assert plain.plain
    assert plain.tempting(CODES).tolist() == [False, False, False, True, True, False]
    assert plain.deterring(CODES).tolist() == [True, True, True, False, False, False]
    assert plain.stepping(CODES).tolist() == [False, False, False, True, True, True]


def test_a_gambler_leaves_for_the_unknown_and_the_fearful_shun_it() -> None:
    assert reading("a", gambles=True).tempting(CODES)[-1]
    assert reading("b", fears_unknown=True).deterring(CODES)[-1]
    strong = reading("s", degree=2)
    assert strong.deterring(CODES).tolist() == [True, False, False, False, False, False]
    assert not strong.plain
