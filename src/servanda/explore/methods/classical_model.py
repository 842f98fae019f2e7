"""Performance weights of experts by seed questions with known answers: Cooke's classical model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from servanda.arrays import Floats
from servanda.errors import InputError

__all__ = ["Performance", "performance"]

EXPECTED = np.array([0.05, 0.45, 0.45, 0.05])
"""How often an answer falls below 5%, between 5% and 50%, 50% and 95%, above 95%."""

OVERSHOOT = 0.1
"""By how much the range of all assessments and the answer is widened at either end."""


@dataclass(frozen=True)
class Performance:
    """How an expert did on seed questions.

    `calibration` is the chance that so many answers fell so far from where they should, were the
    expert right (0 to 1); `information` how far the assessments are from saying nothing, in nats;
    `weight` their product, 0 where calibration is below the cut-off, not yet adding to 1.
    """

    calibration: float
    information: float
    weight: float


def performance(
    assessments: Floats, answers: Floats, cut_off: float = 0.05
) -> tuple[Performance, ...]:
    """Return how each expert did, by the classical model [@Cooke1991, ch. 12].

    Parameters: `assessments`, shape (experts, seeds, 3), the 5%, 50% and 95% of each; `answers`,
    shape (seeds,), what is so; `cut_off`, calibration below which an expert gets no weight.

    Calibration: P(chi2_3 > 2 N I(s, p)), s the shares of answers in the four intervals between
    quantiles, p what they should be, I(s, p) = sum s ln(s / p), N seeds. Information: the mean over
    seeds of I(p, r), r the lengths of the intervals as shares of the range of all assessments and
    the answer, widened by a tenth at either end.

    *Departure*: the cut-off is fixed and not chosen so that the pooled expert scores best, which
    would fit it to the seeds.

    Raises: InputError where quantiles are not in order, or shapes disagree.

    >>> seeds = np.arange(10.0)
    >>> sure = np.stack([seeds - 0.1, seeds + 5.0, seeds + 6.0], axis=1)
    >>> fair = np.stack([seeds - 5.0, seeds + np.where(seeds % 2, 1.0, -1.0), seeds + 5.0], axis=1)
    >>> one, two = performance(np.stack([sure, fair]), seeds)
    >>> one.weight, two.calibration > 0.5
    (0.0, True)
    """
    table, known = np.asarray(assessments, dtype=np.float64), np.asarray(answers, dtype=np.float64)
    if table.ndim != 3 or table.shape[1:] != (len(known), 3) or not len(known):
        raise InputError(
            f"assessments of shape {table.shape} for {len(known)} seeds; give three quantiles a "
            "seed and expert"
        )
    if not (np.diff(table, axis=2) > 0.0).all():
        raise InputError("the quantiles of a seed are not in order; write 5% < 50% < 95%")
    low = np.minimum(table[:, :, 0].min(axis=0), known)
    high = np.maximum(table[:, :, 2].max(axis=0), known)
    reach = OVERSHOOT * (high - low)
    return tuple(_one(each, known, low - reach, high + reach, cut_off) for each in table)


def _one(table: Floats, known: Floats, low: Floats, high: Floats, cut_off: float) -> Performance:
    places = (known[:, None] > table).sum(axis=1)
    seen = np.bincount(places, minlength=4) / len(known)
    hit = seen > 0.0
    distance = float((seen[hit] * np.log(seen[hit] / EXPECTED[hit])).sum())
    calibration = float(chi2.sf(2.0 * len(known) * distance, df=3))
    edges = np.concatenate([low[:, None], table, high[:, None]], axis=1)
    lengths = np.diff(edges, axis=1) / (high - low)[:, None]
    information = float((EXPECTED * np.log(EXPECTED / lengths)).sum(axis=1).mean())
    return Performance(
        calibration, information, calibration * information if calibration >= cut_off else 0.0
    )
