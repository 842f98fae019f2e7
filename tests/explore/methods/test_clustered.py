"""Scores with errors over clusters, against what is known of them."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.explore.methods.clustered import auc, brier, gain_over, over_clusters, shrunk


def test_auc_is_the_mann_whitney_share() -> None:
    from scipy.stats import mannwhitneyu

    rng = np.random.default_rng(5)
    came = (rng.random(60) < 0.4).astype(float)
    chances = np.round(rng.random(60), 1)
    yes, no = chances[came > 0.5], chances[came < 0.5]
    found = mannwhitneyu(yes, no).statistic / (len(yes) * len(no))
    assert auc(chances, came) == pytest.approx(found)
    assert auc(1 - chances, came) == pytest.approx(1 - found)
    assert np.isnan(auc(chances, np.ones(60)))


def test_rows_of_one_cluster_are_one_draw_of_fate() -> None:
    values = np.repeat([0.0, 1.0], 50)
    alone = over_clusters(lambda rows: float(values[rows].mean()), [str(i) for i in range(100)])
    together = over_clusters(lambda rows: float(values[rows].mean()), ["a"] * 50 + ["b"] * 50)
    assert alone.value == together.value == 0.5
    assert together.se > 5 * alone.se


def test_a_gain_is_the_difference_of_the_scores() -> None:
    came = np.array([1.0, 0.0, 1.0, 0.0])
    good, bad = np.array([0.9, 0.2, 0.8, 0.1]), np.full(4, 0.5)
    made = gain_over(good, bad, came, list("abcd"))
    assert made.value == pytest.approx(brier(bad, came) - brier(good, came))
    assert made.low > 0
    assert gain_over(good, bad, came, list("abcd")) == made


def test_what_says_nothing_is_drawn_to_the_rate_and_what_knows_is_kept() -> None:
    rng = np.random.default_rng(7)
    came = (rng.random(400) < 0.6).astype(float)
    clusters = [str(place // 4) for place in range(400)]
    rates = np.full(400, 0.6)
    noise, _ = shrunk(rng.random(400), rates, came, clusters)
    assert np.abs(noise - 0.6).max() < 0.1
    knows, weights = shrunk(0.8 * came + 0.1, rates, came, clusters)
    assert weights.min() > 0.9
    assert brier(knows, came) < brier(rates, came)


def test_the_weight_of_a_row_never_saw_its_own_cluster() -> None:
    came = np.array([1.0, 0.0, 0.0, 1.0])
    chances = np.array([0.9, 0.1, 0.9, 0.1])  # right in cluster a, wrong in b
    _, weights = shrunk(chances, np.full(4, 0.5), came, ["a", "a", "b", "b"])
    assert weights.tolist() == [0.0, 0.0, 1.0, 1.0]
