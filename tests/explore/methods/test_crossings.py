"""Where what is short along a line of values comes to nothing."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.explore.methods.crossings import first_crossing, tipping_cost

AT = np.array([0.0, 1.0, 2.0, 4.0])


def test_a_straight_line_crosses_where_it_is_nothing() -> None:
    ends = np.array([0.5, 1.0, 3.0, 9.0])
    short = ends[None, :] - AT[:, None]
    found = first_crossing(AT, short)
    assert found[:3] == pytest.approx([0.5, 1.0, 3.0]) and np.isnan(found[3])
    assert first_crossing(AT, short - 5.0)[0] == 0.0  # it was never short


def test_the_first_of_several_crossings_counts() -> None:
    short = np.array([[1.0], [-1.0], [1.0], [-1.0]])
    assert first_crossing(AT, short)[0] == pytest.approx(0.5)


def test_a_cost_tips_where_signing_and_refusing_are_even() -> None:
    short = np.array([[0.5, -0.1], [0.25, 0.3], [0.0, 0.2], [-0.5, 0.1]])
    found = tipping_cost(AT, short)
    assert found[0] == pytest.approx(2.0) and found[1] == 0.0
    assert np.isnan(tipping_cost(AT, np.full((4, 1), 0.2))[0])
