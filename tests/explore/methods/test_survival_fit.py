"""Survival fits against closed forms and planted coefficients."""

from __future__ import annotations

import numpy as np
import pytest

from servanda.errors import InputError
from servanda.explore.methods.survival_fit import brier, concordance, fit_weibull, kaplan_meier


def planted(
    count: int, seed: int, shape: float = 0.7
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    inputs = np.column_stack([rng.integers(0, 2, count), rng.normal(size=count)]).astype(float)
    known = np.array([np.log(shape), np.log(0.15), -0.8, 0.4])
    rate = np.exp(known[1] + inputs @ known[2:])
    lasted = (rng.exponential(size=count) / rate) ** (1 / shape)
    return np.minimum(lasted, 12), (lasted < 12) * 1.0, inputs, known


def test_planted_coefficients_are_covered_by_their_errors() -> None:
    misses = 0
    for seed in range(30):
        years, broke, inputs, known = planted(400, seed)
        fit = fit_weibull(years, broke, inputs, prior_sd=5.0)
        misses += int((np.abs(fit.values - known) > 1.96 * np.sqrt(np.diag(fit.covariance))).sum())
    assert misses <= 14  # of 120, 6 expected


def test_no_inputs_and_no_ageing_is_events_over_exposure() -> None:
    rng = np.random.default_rng(0)
    lasted = rng.exponential(5.0, size=20_000)
    years, broke = np.minimum(lasted, 6), lasted < 6
    fit = fit_weibull(years, broke, np.zeros((20_000, 0)), prior_sd=1.0)
    assert fit.values[0] == pytest.approx(0.0, abs=0.03)
    assert np.exp(fit.values[1]) == pytest.approx(broke.sum() / years.sum(), rel=0.04)


def test_a_prior_shrinks_and_few_cases_stay_near_it() -> None:
    years, broke, inputs, _ = planted(20, 1)
    loose, tight = (fit_weibull(years, broke, inputs, prior_sd=sd) for sd in (10.0, 0.1))
    assert np.abs(tight.values[2:]).max() < 0.15
    assert np.abs(tight.values[2:]).sum() < np.abs(loose.values[2:]).sum()


def test_shared_fate_widens_the_errors_and_never_narrows_them() -> None:
    years, broke, inputs, _ = planted(300, 2)
    plain = fit_weibull(years, broke, inputs, prior_sd=1.0)
    alone = fit_weibull(years, broke, inputs, prior_sd=1.0, groups=[str(i) for i in range(300)])
    copied = [np.repeat(part, 5, axis=0) for part in (years, broke, inputs)]
    groups = np.repeat([str(i) for i in range(300)], 5).tolist()
    repeated = fit_weibull(*copied, prior_sd=1.0, groups=groups)
    naive = fit_weibull(*copied, prior_sd=1.0)
    assert (np.diag(alone.covariance) >= np.diag(plain.covariance) * (1 - 1e-6)).all()
    ratio = np.diag(repeated.covariance) / np.diag(naive.covariance)
    assert (ratio > 3).all()  # five copies are one case


def test_survival_falls_with_time_and_starts_at_one() -> None:
    years, broke, inputs, _ = planted(200, 3)
    curve = fit_weibull(years, broke, inputs, prior_sd=1.0).survival(
        np.array([0.0, 1.0, 5.0, 10.0]), inputs[:3]
    )
    assert (curve[:, 0] == 1).all()
    assert (np.diff(curve, axis=1) < 0).all()


def test_concordance_of_truth_noise_and_reverse() -> None:
    rng = np.random.default_rng(4)
    years = rng.exponential(size=300)
    broke = np.ones(300)
    assert concordance(years, broke, -years) == 1.0
    assert concordance(years, broke, years) == 0.0
    assert concordance(years, broke, np.zeros(300)) == 0.5
    assert concordance(years, broke, rng.normal(size=300)) == pytest.approx(0.5, abs=0.08)


def test_kaplan_meier_without_censoring_is_the_share() -> None:
    years = np.array([0.5, 1, 1, 2, 7, 9])
    assert kaplan_meier(years, np.ones(6), 5.0) == pytest.approx(2 / 6)


def test_refusals() -> None:
    with pytest.raises(InputError, match="above 0"):
        fit_weibull(np.array([0.0, 1.0]), np.ones(2), np.zeros((2, 0)), prior_sd=1)
    with pytest.raises(InputError, match="no case broke"):
        fit_weibull(np.ones(3), np.zeros(3), np.zeros((3, 0)), prior_sd=1)
    with pytest.raises(InputError, match="shorter time"):
        brier(np.array([1.0, 9.0]), np.zeros(2), np.ones(2), 5.0)
