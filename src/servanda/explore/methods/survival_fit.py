"""How long settlements lasted: a small survival fit, and the scores that say what it is worth.

A Weibull proportional-hazards model with shrunken coefficients. It is written here rather than
taken from a library because it is forty lines, because the prior on each hazard ratio is the point
(a handful of past cases must not overrule what is known), and because what ships is then exactly
what was fitted: a few numbers with their covariance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.errors import InputError
from servanda.explore.study import check_table

__all__ = ["WeibullFit", "brier", "concordance", "fit_weibull", "kaplan_meier", "weibull_survival"]


@dataclass(frozen=True, eq=False)
class WeibullFit:
    """A fitted hazard `k t^(k-1) exp(a + b.x)`, t in years.

    `values` holds log k, a, then b; `covariance` is theirs.
    """

    values: Floats
    covariance: Floats
    cases: int
    broke: int

    def survival(self, years: Floats, inputs: Floats) -> Floats:
        """Give the share still holding after so many years: (cases, years)."""
        return weibull_survival(self.values, years, inputs)

    def risk(self, inputs: Floats) -> Floats:
        """Give the log hazard relative to a case whose inputs are all zero: (cases,)."""
        return np.asarray(inputs @ self.values[2:], dtype=np.float64)


def weibull_survival(values: Floats, years: Floats, inputs: Floats) -> Floats:
    """Give `exp(-t^k exp(a + b.x))` for each case and year: (cases, years).

    >>> weibull_survival(np.array([0.0, np.log(0.1)]), np.array([5.0]), np.zeros((1, 0))).round(3)
    array([[0.607]])
    """
    level = values[1] + inputs @ values[2:]
    with np.errstate(divide="ignore"):
        log_years = np.log(np.asarray(years, dtype=np.float64))
    survival: Floats = np.exp(-np.exp(level[:, None] + np.exp(values[0]) * log_years[None, :]))
    return survival


def fit_weibull(
    years: Floats,
    broke: Floats,
    inputs: Floats,
    *,
    prior_sd: float,
    groups: Sequence[str] | None = None,
) -> WeibullFit:
    """Fit the hazard of breaking, with a normal prior on every log hazard ratio.

    Parameters
    ----------
    years : (n,) how long each was seen to last, above 0
    broke : (n,) 1 where it then broke, 0 where it was still holding (censored)
    inputs : (n, d) what is known at signature
    prior_sd : standard deviation of the prior of each coefficient, mean 0; the level and the shape
        are left free
    groups : what cases share (a country, a peace process): their covariance then allows for it

    Raises
    ------
    InputError : a time is not above 0, or none broke

    Formula: maximum of `sum broke log h(t) - H(t) - sum b^2 / (2 prior_sd^2)`, H = t^k exp(a +
    b.x); covariance by the inverse of the curvature; where groups are given, in every direction the
    larger of that and the cluster sandwich [@Lin1989], which understates when groups are few.
    *Checked against* the closed form of the exponential model, and coefficients planted in
    simulated data.

    Example
    -------
    >>> rng = np.random.default_rng(0)
    >>> force = rng.integers(0, 2, size=2_000) * 1.0
    >>> lasted = rng.exponential(1 / (0.2 * np.exp(-0.7 * force)))
    >>> fit = fit_weibull(np.minimum(lasted, 8), lasted < 8, force[:, None], prior_sd=0.7)
    >>> fit.values.round(1).tolist()  # log shape, log level, log hazard ratio
    [-0.0, -1.6, -0.6]
    """
    from scipy.optimize import minimize

    years = np.asarray(years, dtype=np.float64)
    event = np.asarray(broke, dtype=np.float64)
    inputs = check_table(inputs, inputs.shape[1])
    if (years <= 0.0).any():
        raise InputError(f"a case lasted {years.min():g} years; give a time above 0")
    if not event.any():
        raise InputError("no case broke, so the hazard cannot be told from 0; give more cases")
    design = np.column_stack([np.ones(len(years)), inputs])
    log_years = np.log(years)
    penalty = np.r_[0.0, 0.0, np.full(inputs.shape[1], prior_sd**-2.0)]

    def scores(values: Floats) -> tuple[Floats, Floats]:
        """Hazard each case accumulated, and its part of the log likelihood's slope."""
        shape = np.exp(values[0])
        accumulated = np.exp(design @ values[1:] + shape * log_years)
        along_shape = event * (1.0 + shape * log_years) - accumulated * shape * log_years
        return accumulated, np.column_stack([along_shape, design * (event - accumulated)[:, None]])

    def loss(values: Floats) -> tuple[float, Floats]:
        accumulated, slopes = scores(values)
        hazard = values[0] + design @ values[1:] + (np.exp(values[0]) - 1.0) * log_years
        value = accumulated.sum() - event @ hazard + 0.5 * penalty @ values**2
        return float(value), penalty * values - slopes.sum(axis=0)

    start = np.r_[0.0, np.log(event.sum() / years.sum()), np.zeros(inputs.shape[1])]
    found = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-8})
    values = np.asarray(found.x)
    curvature = _curvature(lambda at: loss(at)[1], values)
    covariance = np.asarray(np.linalg.inv(curvature), dtype=np.float64)
    if groups is not None:
        between = _between(scores(values)[1], groups)
        robust = np.asarray(covariance @ between @ covariance, dtype=np.float64)
        covariance = _larger(covariance, robust)
    return WeibullFit(values, covariance, len(years), int(event.sum()))


def _curvature(slope: object, at: Floats, step: float = 1e-5) -> Floats:
    """Second derivatives by central differences of the slope, made symmetric."""
    assert callable(slope)
    rows = [(slope(at + by) - slope(at - by)) / (2.0 * step) for by in step * np.eye(len(at))]
    table: Floats = np.array(rows)
    return 0.5 * (table + table.T)


def _between(slopes: Floats, groups: Sequence[str]) -> Floats:
    names, codes = np.unique(np.asarray(groups), return_inverse=True)
    summed = np.zeros((len(names), slopes.shape[1]))
    np.add.at(summed, codes, slopes)
    between: Floats = summed.T @ summed * (len(names) / max(len(names) - 1, 1))
    return between


def _larger(plain: Floats, robust: Floats) -> Floats:
    """Give the covariance that is, in each of their common directions, the larger of two."""
    root = np.linalg.cholesky(plain)
    inverse = np.linalg.inv(root)
    scale, axes = np.linalg.eigh(inverse @ robust @ inverse.T)
    larger: Floats = root @ (axes * np.maximum(scale, 1.0)) @ axes.T @ root.T
    return larger


def kaplan_meier(years: Floats, broke: Floats, at: float) -> float:
    """Give the share still holding at a time, with cases seen for less taken account of.

    Formula: the product over times of (1 - broke/still seen) [@Kaplan1958].

    >>> kaplan_meier(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1, 0, 1, 0]), 5.0)
    0.375
    """
    years, event = np.asarray(years, dtype=np.float64), np.asarray(broke, dtype=np.float64)
    share = 1.0
    for time in np.unique(years[(event > 0) & (years <= at)]):
        share *= 1.0 - event[years == time].sum() / (years >= time).sum()
    return float(share)


def concordance(years: Floats, broke: Floats, risk: Floats) -> float:
    """Give Harrell's C: of the pairs whose order is known, the share the risk puts in order.

    Ties of risk count one half; 0.5 is chance [@Harrell1982].

    >>> concordance(np.array([1.0, 2.0, 3.0]), np.array([1, 1, 0]), np.array([3.0, 1.0, 2.0]))
    0.6666666666666666
    """
    years, event = np.asarray(years, dtype=np.float64), np.asarray(broke, dtype=bool)
    first = event[:, None] & (
        (years[:, None] < years[None, :]) | ((years[:, None] == years[None, :]) & ~event[None, :])
    )
    higher = risk[:, None] > risk[None, :]
    same = risk[:, None] == risk[None, :]
    pairs = first.sum()
    return (
        float((first & higher).sum() + 0.5 * (first & same).sum()) / float(pairs) if pairs else 0.5
    )


def brier(years: Floats, broke: Floats, holds: Floats, at: float) -> float:
    """Give the mean squared error of a forecast that each still holds at a time [@Brier1950].

    Raises
    ------
    InputError : a case was seen for less than that time without breaking

    >>> round(brier(np.array([1.0, 9.0]), np.array([1, 0]), np.array([0.4, 0.9]), 5.0), 3)
    0.085
    """
    years, event = np.asarray(years, dtype=np.float64), np.asarray(broke, dtype=bool)
    unknown = (years < at) & ~event
    if unknown.any():
        raise InputError(
            f"{unknown.sum()} cases were seen for less than {at:g} years and had not broken; "
            "leave them out or choose a shorter time"
        )
    held = years >= at
    return float(np.mean((held - np.asarray(holds)) ** 2))
