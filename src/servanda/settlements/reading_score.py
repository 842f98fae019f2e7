"""What forecasts of the library score: ranks, levels, and what is gained over the rate of a kind.

Fixed beforehand in registrations 4 and 5 (`validation/registrations/`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from servanda.arrays import Floats
from servanda.explore.methods.clustered import (
    Scored,
    auc,
    best_weight,
    brier,
    gain_over,
    over_clusters,
    shrunk,
)
from servanda.kinds_of_war import kind_of_war
from servanda.kinds_of_war.shrunk import Shrinkage
from servanda.settlements.library import Settlement

__all__ = ["FrozenScore", "ReadingScore", "frozen", "rates_of_kind", "scored", "shrinkage_of"]

SMOOTHING = 2.0
"""How many settlements of the overall share a kind's rate is drawn towards it by."""

Forecasts = Sequence[tuple[float, float]]
"""SIGN and HOLD of each settlement."""


@dataclass(frozen=True)
class ReadingScore:
    """The scores of one reading of a set; `hold_*` are of those that were signed.

    `brier` of HOLD as it is, `brier_shrunk` drawn towards the rate of its kind, `brier_kind` of
    that rate, counted in other disputes of the set, `brier_shipped` of the rate shipped with
    the kind. `gain` is of the shrunk forecast over the rate of its kind.
    """

    name: str
    settlements: int
    sign_auc: Scored
    hold_auc: Scored
    brier: float
    brier_shrunk: float
    brier_kind: float
    brier_shipped: float
    brier_constant: float
    gain: Scored
    weight: float

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        body = vars(self).copy()
        return body | {k: body[k].to_dict() for k in ("sign_auc", "hold_auc", "gain")}


@dataclass(frozen=True)
class FrozenScore:
    """HOLD drawn towards rates of kinds, weight and rates both from another set and then left.

    `brier` of the frozen forecast, `brier_kind` of the rate of the kind of that other set,
    `brier_own` of HOLD as it is; `gain` is of the frozen forecast over that rate.
    """

    papers: int
    weight: float
    brier: float
    brier_kind: float
    brier_own: float
    gain: Scored

    def to_dict(self) -> dict[str, Any]:
        """Return it as `--json` prints it."""
        return vars(self) | {"gain": self.gain.to_dict()}


def scored(
    name: str,
    chosen: Sequence[Settlement],
    forecasts: Forecasts,
    close: bool = True,
    seed: int = 0,
) -> ReadingScore:
    """Return the scores of forecasts of SIGN and HOLD; without the close calls unless `close`."""
    pairs = [
        (each, told)
        for each, told in zip(chosen, forecasts, strict=True)
        if close or not each.close_call
    ]
    clusters = [each.dispute for each, _ in pairs]
    sign = np.array([told[0] for _, told in pairs])
    signed = np.array([float(each.signed) for each, _ in pairs])
    papers, hold, held, disputes = signed_papers(pairs)
    rates = rates_of_kind(papers)
    shipped = np.array([kind_of_war(each.kind).held(5).share for each in papers])
    towards, weights = shrunk(hold, rates, held, disputes)
    return ReadingScore(
        name if close else f"{name}, without close calls",
        len(pairs),
        over_clusters(lambda rows: auc(sign[rows], signed[rows]), clusters, seed),
        over_clusters(lambda rows: auc(hold[rows], held[rows]), disputes, seed),
        brier(hold, held),
        brier(towards, held),
        brier(rates, held),
        brier(shipped, held),
        brier(np.full(len(held), held.mean()), held),
        gain_over(towards, rates, held, disputes, seed),
        float(weights.mean()),
    )


def signed_papers(
    pairs: Sequence[tuple[Settlement, tuple[float, float]]],
) -> tuple[list[Settlement], Floats, Floats, list[str]]:
    """Return those that were signed, HOLD of each, whether it held, and its dispute."""
    papers = [(each, told) for each, told in pairs if each.signed]
    return (
        [each for each, _ in papers],
        np.array([told[1] for _, told in papers]),
        np.array([float(each.became == "held") for each, _ in papers]),
        [each.dispute for each, _ in papers],
    )


def rates_of_kind(papers: Sequence[Settlement]) -> Floats:
    """Return the rate of each paper's kind, counted in all other disputes of the set."""
    return np.array(
        [rate_in([one for one in papers if one.dispute != each.dispute], each) for each in papers]
    )


def rate_in(others: Sequence[Settlement], paper: Settlement) -> float:
    """Return the rate of a paper's kind in others: (held + 2 x overall share) / (signed + 2)."""
    overall = mean(float(one.became == "held") for one in others)
    alike = [float(one.became == "held") for one in others if one.kind == paper.kind]
    return (sum(alike) + SMOOTHING * overall) / (len(alike) + SMOOTHING)


def frozen(
    before: Sequence[Settlement],
    told_before: Forecasts,
    after: Sequence[Settlement],
    told_after: Forecasts,
    seed: int = 0,
) -> FrozenScore:
    """Return how HOLD scores on a set with weight and rates of kinds from another alone."""
    papers, hold, held, _ = signed_papers(list(zip(before, told_before, strict=True)))
    weight = best_weight(hold, rates_of_kind(papers), held)
    new, own, came, disputes = signed_papers(list(zip(after, told_after, strict=True)))
    rates = np.array([rate_in(papers, each) for each in new])
    made = weight * own + (1.0 - weight) * rates
    return FrozenScore(
        len(new), weight, brier(made, came), brier(rates, came), brier(own, came),
        gain_over(made, rates, came, disputes, seed),
    )  # fmt: skip


def shrinkage_of(
    chosen: Sequence[Settlement], forecasts: Forecasts, unseen: FrozenScore, seed: int = 0
) -> Shrinkage:
    """Return the weight fitted on all signed papers, its range over disputes, and what it gained.

    Parameters: `unseen`, the score of the frozen forecast on papers coded later.
    """
    papers, hold, held, disputes = signed_papers(list(zip(chosen, forecasts, strict=True)))
    rates = rates_of_kind(papers)
    weight = over_clusters(
        lambda rows: best_weight(hold[rows], rates[rows], held[rows]), disputes, seed
    )
    return Shrinkage(
        weight.value, weight.low, weight.high, len(papers), len(set(disputes)),
        unseen.gain.value, unseen.gain.se, unseen.papers,
    )  # fmt: skip
