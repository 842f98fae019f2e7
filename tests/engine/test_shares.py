"""Shares and spreads against what their definitions give by hand."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.engine.histogram import Histogram
from servanda.engine.shares import FEW, Share, Spread
from servanda.engine.tally import Tally


def test_a_share_is_that_of_its_tally() -> None:
    made = Share.of(Tally.of(np.array([0.0, 1.0, 1.0, np.nan]), np.ones(4)))
    assert made is not None
    assert (made.share, made.worlds) == (pytest.approx(2 / 3), 3)
    assert (made.low, made.high) == (pytest.approx(0.5), pytest.approx(0.75))
    assert "low" in made.to_dict()
    assert Share.of(Tally()) is None


def test_words_follow_error_and_bounds_and_few_worlds_have_none() -> None:
    assert Share(0.5, 0.001, 1000).likelihood == "roughly even"
    assert Share(0.5, 0.2, FEW - 1).likelihood == "too few worlds to say"
    assert Share(0.5, 0.2, FEW).likelihood == "very unlikely to very likely"
    assert Share(0.99, 0.001, 500, 0.4, 0.995).likelihood == "unlikely to almost certain"
    assert Share.unknown().likelihood == "not computed"
    assert Share.unknown().to_dict() == {"share": None, "se": None}


def test_a_spread_leaves_out_worlds_without_a_value() -> None:
    made = Spread.of(np.array([1.0, np.nan, 3.0, np.inf, 2.0]))
    assert made is not None and (made.p50, made.worlds, made.mean) == (2.0, 3, 2.0)
    assert Spread.of(np.array([np.nan])) is None


def test_a_spread_in_bins_is_that_of_the_worlds() -> None:
    values = np.random.default_rng(1).normal(size=1_000)
    made = Spread.in_bins(Histogram.of(values, np.ones(1_000)), weighted=False)
    plain = Spread.of(values)
    assert made is not None and plain is not None
    assert (made.p5, made.p50, made.p95) == pytest.approx(
        (plain.p5, plain.p50, plain.p95), rel=1e-3
    )
    assert made.mean == pytest.approx(plain.mean, abs=1e-12)
    assert Spread.in_bins(Histogram(), False) is None
