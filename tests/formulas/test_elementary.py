"""The portable exponential and logarithm against the library's."""

from __future__ import annotations

import math

import numpy as np

from servanda.formulas.elementary import exponential, log_one_plus


def test_the_exponential_is_right_to_the_last_digits() -> None:
    for x in np.concatenate([np.linspace(-700, 700, 2_001), np.linspace(-1, 1, 501)]):
        assert abs(exponential(float(x)) / math.exp(x) - 1.0) < 5e-16 * max(1.0, abs(x) / 50)


def test_beyond_its_range_it_stays_finite() -> None:
    assert exponential(1e9) == exponential(700.0)
    assert exponential(-1e9) == exponential(-700.0) > 0.0


def test_the_logarithm_is_right_from_nothing_to_one() -> None:
    for e in np.concatenate([[0.0], np.logspace(-300, 0, 601)]):
        assert abs(log_one_plus(float(e)) - math.log1p(e)) <= 3e-14 * math.log1p(e)
