"""How firmly to believe a promise: base rate of its class, then the promiser's own record."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import betaincinv

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model

__all__ = ["belief_from_classes", "belief_from_record", "record_weight"]

_EVENT = ("event",)
_CLASS = ("class",)
PRIOR_STRENGTH = Input(
    "n0", "events", 0.01, 10_000, "how many events the base rate counts for (sweep 4 to 30)",
    (4, 30), 10.0,
)  # fmt: skip


@compiled
def record_weight(age: float, fading: float, similarity: float) -> float:
    """Return the weight in 0..1 of a past event, `age` years old, of a given similarity.

    >>> print(f"{record_weight(10.0, 20.0, 0.5):.4f}")
    0.3033
    """
    return math.exp(-age / fading) * similarity


@model(
    inputs=(
        Input("base", "chance", 0, 1, "share of such promises that were honoured", (0.05, 0.95)),
        PRIOR_STRENGTH,
        Input("honoured", "1 or 0", 0, 1, "1 for each promise honoured when invoked, 0 if broken",
              (0, 1), whole=True, axes=_EVENT),
        Input("age", "years", 0, 1000, "age of each event", (0, 40), axes=_EVENT),
        Input("similarity", "share", 0, 1, "likeness of each event to the present case", (0, 1),
              axes=_EVENT),
        Input("fading", "years", 0.1, 1e6, "time over which an event loses weight", (5, 50), 20.0),
    ),
    outputs=(
        Output("mean", "chance", 0, 1, "expected chance that the promise is honoured"),
        Output("low", "chance", 0, 1, "5% quantile of that chance"),
        Output("high", "chance", 0, 1, "95% quantile of that chance"),
        Output("alpha", "events", 0, np.inf, "first parameter of the Beta belief"),
        Output("beta", "events", 0, np.inf, "second parameter of the Beta belief"),
    ),
    monotone={
        "mean": {"base": "increasing", "honoured": "increasing"},
        "low": {"base": "increasing"},
        "high": {"base": "increasing"},
    },
    sources=("LeedsEtAl2000", "BerkemeierFuhrmann2018", "ChibaEtAl2026", "CrescenziEtAl2012"),
)  # fmt: skip
def belief_from_record(
    base: Column,
    n0: Column,
    honoured: Column,
    age: Column,
    similarity: Column,
    fading: Column,
) -> Columns:
    """Tell how likely a promise is to be honoured, from its class and the promiser's record.

    Beta(base n0, (1-base) n0), then each event adds ``exp(-age/fading) similarity`` to the honoured
    or the broken count. Count only obligations that were invoked, and of the same ledger: a breach
    of an assurance is no breach of an alliance, and the challenger's breaches are not the
    guarantor's. `n0` = 10 is our choice. An event of similarity 0 counts for nothing: use one where
    there is no record.

    *Checked against* a posterior on a grid (`tests/oracles/cardinal/hold.json`).

    Base rates of [@LeedsEtAl2000], [@BerkemeierFuhrmann2018] and [@ChibaEtAl2026]; weights
    after [@CrescenziEtAl2012], our specification.

    >>> belief = belief_from_record(
    ...     base=0.5, honoured=[0, 0], age=[0, 0], similarity=[0.5, 0.5]
    ... )
    >>> print(belief["mean"].round(4), belief["low"].round(4), belief["high"].round(4))
    [0.4545] [0.2224] [0.6965]
    """
    alpha, beta = np.empty((2, len(base)))
    _add_record(base, n0, honoured, age, similarity, fading, alpha, beta)
    return _beta_summary(alpha, beta)


def _beta_summary(alpha: Column, beta: Column) -> Columns:
    """Return mean and 90% interval of Beta beliefs; a class honoured always or never is certain."""
    mean = alpha / (alpha + beta)
    certain = (alpha == 0.0) | (beta == 0.0)
    a, b = np.where(certain, 1.0, alpha), np.where(certain, 1.0, beta)
    return {
        "mean": mean,
        "low": np.where(certain, mean, betaincinv(a, b, 0.05)),
        "high": np.where(certain, mean, betaincinv(a, b, 0.95)),
        "alpha": alpha,
        "beta": beta,
    }


@compiled
def _add_record(
    base: Column,
    n0: Column,
    honoured: Column,
    age: Column,
    similarity: Column,
    fading: Column,
    alpha: Column,
    beta: Column,
) -> None:
    for i in range(len(base)):
        kept = base[i] * n0[i]
        broken = (1.0 - base[i]) * n0[i]
        for j in range(honoured.shape[1]):
            weight = record_weight(age[i, j], fading[i], similarity[i, j])
            kept += weight * honoured[i, j]
            broken += weight * (1.0 - honoured[i, j])
        alpha[i] = kept
        beta[i] = broken


@model(
    inputs=(
        Input("base", "chance", 0, 1, "share honoured in each reference class", (0.05, 0.95),
              axes=_CLASS),
        Input("weight", "any unit", 0, 1e6, "weight of each class before the record", (0.1, 1),
              axes=_CLASS),
        PRIOR_STRENGTH,
        Input("kept", "events", 0, 1000, "weighted count of promises honoured", (0, 5), 0.0),
        Input("broken", "events", 0, 1000, "weighted count of promises broken", (0, 5), 0.0),
    ),
    outputs=(
        Output("mean", "chance", 0, 1, "expected chance that the promise is honoured"),
        Output("spread", "chance", 0, 1, "standard deviation of that chance"),
        Output("share", "share", 0, 1, "weight of each class after the record", _CLASS),
    ),
    monotone={"mean": {"kept": "increasing", "broken": "decreasing"}},
    sources=("LeedsEtAl2000", "BerkemeierFuhrmann2018", "ChibaEtAl2026"),
    rules=(
        Rule("every class has weight 0: give one a weight",
             lambda c: c["weight"].sum(axis=1) <= 0.0),
    ),
)  # fmt: skip
def belief_from_classes(
    base: Column, weight: Column, n0: Column, kept: Column, broken: Column
) -> Columns:
    """Tell how likely a promise is to be honoured when its reference class itself is in doubt.

    A mixture of Beta(base n0, (1-base) n0), one a class: the record moves the belief inside each
    class, and the weight of each class by how well that class foretold the record.

    *Checked against* numerical integration. Classes of [@LeedsEtAl2000],
    [@BerkemeierFuhrmann2018] and [@ChibaEtAl2026]; their spread *is* the uncertainty.

    >>> belief = belief_from_classes(
    ...     base=[0.745, 0.5, 0.67], weight=[1, 1, 1], kept=[0, 0], broken=[0, 2]
    ... )
    >>> print(belief["mean"].round(3), belief["share"][1].round(3))
    [0.638 0.489] [0.17  0.563 0.267]
    """
    mean, spread = np.empty((2, len(kept)))
    share = np.empty_like(base)
    _mix_classes(base, weight, n0, kept, broken, mean, spread, share)
    return {"mean": mean, "spread": spread, "share": share}


@compiled
def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


@compiled
def _mix_classes(
    base: Column,
    weight: Column,
    n0: Column,
    kept: Column,
    broken: Column,
    mean: Column,
    spread: Column,
    share: Column,
) -> None:
    classes = base.shape[1]
    for i in range(len(base)):
        top = -math.inf
        for j in range(classes):
            # A class honoured always or never is held just inside, so that a record can refute it.
            m = min(max(base[i, j], 1e-9), 1.0 - 1e-9)
            a, b = m * n0[i], (1.0 - m) * n0[i]
            fit = _log_beta(a + kept[i], b + broken[i]) - _log_beta(a, b)
            share[i, j] = math.log(weight[i, j]) + fit if weight[i, j] > 0.0 else -math.inf
            top = max(top, share[i, j])
        total = first = second = 0.0
        for j in range(classes):
            share[i, j] = math.exp(share[i, j] - top)
            total += share[i, j]
        for j in range(classes):
            share[i, j] /= total
            size = n0[i] + kept[i] + broken[i]
            centre = (base[i, j] * n0[i] + kept[i]) / size
            first += share[i, j] * centre
            second += share[i, j] * (centre * (1.0 - centre) / (size + 1.0) + centre * centre)
        mean[i] = first
        spread[i] = math.sqrt(max(second - first * first, 0.0))
