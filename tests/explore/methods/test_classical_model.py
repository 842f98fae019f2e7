"""Cooke's classical model, against sums done by hand and what it must do."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import chi2

from servanda.errors import InputError
from servanda.explore.methods.classical_model import performance


def test_one_expert_by_hand() -> None:
    """Ten seeds, ranges from 40 to 60 round 50: one answer below, four, four, one above."""
    table = np.tile(np.array([40.0, 50.0, 60.0]), (1, 10, 1))
    answers = np.array([30.0, 42, 44, 46, 48, 52, 54, 56, 58, 70.0])
    (made,) = performance(table, answers)
    seen, expected = (0.1, 0.4, 0.4, 0.1), (0.05, 0.45, 0.45, 0.05)
    distance = sum(s * math.log(s / p) for s, p in zip(seen, expected, strict=True))
    assert made.calibration == pytest.approx(float(chi2.sf(2 * 10 * distance, 3)))
    informations = []
    for answer in answers:
        low, high = min(40.0, answer), max(60.0, answer)
        low, high = low - 0.1 * (high - low), high + 0.1 * (high - low)
        lengths = (40 - low, 10, 10, high - 60)
        shares = [length / (high - low) for length in lengths]
        informations.append(sum(p * math.log(p / r) for p, r in zip(expected, shares, strict=True)))
    assert made.information == pytest.approx(sum(informations) / 10)
    assert made.weight == pytest.approx(made.calibration * made.information)


def test_surer_is_better_informed_and_too_sure_has_no_weight() -> None:
    answers = np.linspace(10.0, 90.0, 20)
    off = np.where(np.arange(20) % 2, 3.0, -3.0)

    def expert(half: float) -> np.ndarray:
        middle = answers + off
        return np.stack([middle - half, middle, middle + half], axis=1)

    wide, narrow, cocky = performance(np.stack([expert(20.0), expert(8.0), expert(1.0)]), answers)
    assert wide.calibration == narrow.calibration > 0.05
    assert narrow.information > wide.information
    assert narrow.weight > wide.weight > 0.0
    assert cocky.information > narrow.information and cocky.weight == 0.0


def test_what_cannot_be_scored_is_told() -> None:
    with pytest.raises(InputError, match="not in order"):
        performance(np.array([[[2.0, 1.0, 3.0]]]), np.array([1.0]))
    with pytest.raises(InputError, match="three quantiles"):
        performance(np.zeros((1, 2, 2)), np.zeros(2))
