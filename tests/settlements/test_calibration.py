"""Forecasts in fifths beside what came of them."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.settlements.calibration import HOLDS, SHRUNK, SIGNED, calibration_of, fifths
from servanda.settlements.score import shipped_rows


def test_fifths_hold_every_case_once_and_rise() -> None:
    rng = np.random.default_rng(0)
    said = rng.uniform(size=103)
    came = (rng.uniform(size=103) < said).astype(float)
    found = fifths(said, came)
    assert sum(each.cases for each in found) == 103 and len(found) == 5
    assert [each.said for each in found] == sorted(each.said for each in found)
    assert sum(each.came * each.cases for each in found) == pytest.approx(came.sum())
    assert all(0.0 <= each.low <= each.came <= each.high <= 1.0 for each in found)


def test_what_is_calibrated_lies_in_its_intervals() -> None:
    rng = np.random.default_rng(1)
    said = rng.uniform(size=4_000)
    found = fifths(said, (rng.uniform(size=4_000) < said).astype(float))
    assert all(each.low - 0.02 <= each.said <= each.high + 0.02 for each in found)


def test_no_case_is_no_fifth() -> None:
    assert fifths(np.empty(0), np.empty(0)) == ()


def test_holding_is_told_of_the_signed_alone() -> None:
    rows = shipped_rows()
    found = calibration_of(rows)
    signed = sum(row.became != "refused" for row in rows)
    assert sum(each.cases for each in found[SIGNED]) == len(rows)
    for name in (HOLDS, SHRUNK):
        assert sum(each.cases for each in found[name]) == signed
