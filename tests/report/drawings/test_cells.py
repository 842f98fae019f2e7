"""Cells of a finding's rows as numbers."""

from __future__ import annotations

import math

from servanda.report.drawings.cells import real


def test_numbers_are_numbers_and_the_rest_is_none() -> None:
    assert (real(3), real(0.5), real(True)) == (3.0, 0.5, 1.0)
    assert math.isnan(real(None))
    assert math.isnan(real("0.5"))
