"""Shares and spreads against what their definitions give by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from servanda.engine.shares import FEW, Share, Spread


def test_a_share_has_the_error_of_a_mean() -> None:
    values = np.array([0.0, 1.0, 1.0, 0.5, 0.0])
    made = Share.of(values.sum(), (values**2).sum(), len(values))
    assert made is not None
    assert made.share == pytest.approx(values.mean())
    assert made.se == pytest.approx(values.std(ddof=0) / math.sqrt(len(values) - 1))
    assert Share.of(0.0, 0.0, 0) is None


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_where_all_worlds_agree_the_error_is_that_of_one_dissenter(share: float) -> None:
    made = Share.of(share * 98, share * 98, 98)
    assert made is not None
    assert made.se == pytest.approx(math.sqrt(0.01 * 0.99 / 100))


def test_words_follow_the_error_and_few_worlds_have_none() -> None:
    assert Share(0.5, 0.001, 1000).likelihood == "roughly even"
    assert Share(0.5, 0.2, FEW - 1).likelihood == "too few worlds to say"
    assert Share(0.5, 0.2, FEW).likelihood == "very unlikely to very likely"
    assert Share(math.nan, math.nan, 0).likelihood == "not computed"
    assert Share(math.nan, math.nan, 0).to_dict() == {"share": None, "se": None}


def test_a_spread_leaves_out_worlds_without_a_value() -> None:
    made = Spread.of(np.array([1.0, np.nan, 3.0, np.inf, 2.0]))
    assert made is not None and (made.p50, made.worlds) == (2.0, 3)
    assert Spread.of(np.array([np.nan])) is None
