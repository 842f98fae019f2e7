"""A finite row of challengers, each probing a guarantor that may be tough: an exact test case."""

from __future__ import annotations

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model

__all__ = ["row_of_challengers"]


@compiled
def _compare(p: float, threshold: float) -> int:
    """Return -1, 0 or 1 as p is below, at or above the threshold, but for rounding."""
    if abs(p - threshold) <= 1e-12 * threshold:
        return 0
    return 1 if p > threshold else -1


@compiled
def _resistance(p: float, target: float) -> float:
    """Return how often the weak type resists so that belief, after it resists, is `target`."""
    if p >= target:
        return 1.0
    return (1.0 - target) * p / ((1.0 - p) * target)


@compiled
def _chance_of_probe(order: int, a: float) -> float:
    """Return the chance of a probe when belief is below (-1), at (0) or above (1) the threshold."""
    if order == 0:
        return 1.0 - 1.0 / a
    return 1.0 if order < 0 else 0.0


@compiled
def _expected_course(n: int, p0: float, b: float, a: float, weak: bool) -> tuple[float, float]:
    """Return expected probes, and expected probes resisted, of one type over n challengers.

    Belief in toughness is p0 (slot 0), or b^m after a resisted probe (slot m + 1); once a probe is
    not resisted it is 0 for ever. The chances of the slots are carried from challenger to
    challenger.
    """
    slots = np.zeros(n + 2)
    slots[0] = 1.0
    found_out = probes = resisted = 0.0
    for left in range(n, 0, -1):
        target = b ** (left - 1)
        probes += found_out
        after = np.zeros(n + 2)
        for slot in range(n + 2):
            share = slots[slot]
            if share == 0.0:
                continue
            if slot == 0:
                belief = p0
                order = _compare(p0, b**left)
                firm = _compare(p0, target) >= 0
            else:
                belief = b ** (slot - 1)
                order = left - (slot - 1)
                firm = slot - 1 <= left - 1
            probe = share * _chance_of_probe(order, a)
            resist = _resistance(belief, target) if left > 1 else 0.0
            if not weak or (firm and left > 1):
                resist = 1.0
            probes += probe
            resisted += probe * resist
            found_out += probe * (1.0 - resist)
            after[slot] += share - probe
            after[slot if firm else left] += probe * resist
        slots = after
    return probes, resisted


@model(
    inputs=(
        Input("n", "challengers", 1, 1000, "challengers still to come", (1, 12), whole=True),
        Input("p0", "chance", 0, 0.999999, "belief that the guarantor is tough", (0.01, 0.5)),
        Input("b", "value", 1e-6, 0.999999, "what a probe gains if not resisted; b - 1 if resisted",
              (0.3, 0.8)),
        Input("a", "value", 1.000001, 1e6, "what being left alone is worth to the guarantor",
              (1.5, 4)),
    ),
    outputs=(
        Output("first_probe", "chance", 0, 1, "chance that the first challenger probes"),
        Output("weak_resists", "chance", 0, 1, "chance that a weak guarantor resists that probe"),
        Output("belief_after", "chance", 0, 1, "belief in toughness after it was resisted"),
        Output("probe_after", "chance", 0, 1, "chance that the next challenger then probes"),
        Output("probes_if_weak", "probes", 0, 1000, "expected probes of a weak guarantor"),
        Output("resisted_if_weak", "probes", 0, 1000, "of these, expected number it resists"),
        Output("probes_if_tough", "probes", 0, 1000, "expected probes of a tough guarantor"),
        Output("payoff_if_weak", "value", -1000, np.inf, "expected payoff of a weak guarantor"),
    ),
    monotone={"first_probe": {"p0": "decreasing", "b": "increasing", "n": "decreasing"}},
    sources=("KrepsWilson1982",),
)  # fmt: skip
def row_of_challengers(n: Column, p0: Column, b: Column, a: Column) -> Columns:
    """Tell how a reputation for toughness deters a finite row of challengers.

    With k still to come, a challenger probes if ``p < b^k``, stays out if above, and at equality
    stays out with chance 1/a. A weak guarantor resists with chance
    ``min(1, (1-b^(k-1)) p / ((1-p) b^(k-1)))``, never against the last; a tough one always. Belief
    after a resisted probe: ``max(b^(k-1), p)``. A resisted probe costs the weak 1, an unresisted
    one 0, being left alone is worth a.

    *Checked against* pygambit for n = 2 and 3, and Monte Carlo for n = 10
    (`tests/oracles/cardinal/reputation.json`).

    After the chain-store game of [@KrepsWilson1982], our specification.

    >>> row = row_of_challengers(n=3, p0=0.1, b=0.6, a=2.0)
    >>> print(row["weak_resists"].round(4), row["probe_after"], row["probes_if_weak"].round(3))
    [0.1975] [0.5] [2.883]
    """
    outcome = np.empty((8, len(n)))
    _rows(n, p0, b, a, outcome)
    names = (
        "first_probe", "weak_resists", "belief_after", "probe_after",
        "probes_if_weak", "resisted_if_weak", "probes_if_tough", "payoff_if_weak",
    )  # fmt: skip
    return dict(zip(names, outcome, strict=True))


@compiled
def _rows(n: Column, p0: Column, b: Column, a: Column, outcome: Column) -> None:
    for i in range(len(n)):
        target = b[i] ** (n[i] - 1)
        belief = max(target, p0[i])
        outcome[0, i] = _chance_of_probe(_compare(p0[i], b[i] ** n[i]), a[i])
        outcome[1, i] = _resistance(p0[i], target) if n[i] > 1 else 0.0
        outcome[2, i] = belief
        outcome[3, i] = _chance_of_probe(_compare(belief, target), a[i]) if n[i] > 1 else 0.0
        weak = _expected_course(n[i], p0[i], b[i], a[i], True)
        tough = _expected_course(n[i], p0[i], b[i], a[i], False)
        outcome[4, i] = weak[0]
        outcome[5, i] = weak[1]
        outcome[6, i] = tough[0]
        outcome[7, i] = a[i] * (n[i] - weak[0]) - weak[1]
