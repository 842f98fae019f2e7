"""How long the war lasts: it ends where both would settle, by victory, or for outside reasons."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Flags, Floats
from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model
from servanda.formulas.random_walk import (
    ADVANCE,
    EXIT,
    FORT,
    ONE_MOVE_A_MONTH,
    RETREAT,
    expected_duration,
    hitting_transforms,
)
from servanda.formulas.status import Status

__all__ = ["add_settlements", "war_outlook", "war_with_offers"]


@compiled
def add_settlements(
    fight_a: Floats, fight_b: Floats, deal_a: float, deal_b: float, region: Flags
) -> None:
    """Mark in `region` (n + 1) every fort at which both prefer the deal to fighting on from there.

    `fight_a` and `fight_b` hold the value of fighting on at forts 0..n. The ends are never marked:
    there the war is over. Call once for each deal on the menu; the marks add up.

    >>> region = np.zeros(4, dtype=np.bool_)
    >>> add_settlements(np.array([0, 0.2, 0.5, 1]), np.array([1, 0.6, 0.3, 0]), 0.4, 0.7, region)
    >>> print(region)
    [False  True False False]
    """
    for k in range(1, len(region) - 1):
        if deal_a >= fight_a[k] and deal_b >= fight_b[k]:
            region[k] = True


@compiled
def war_outlook(
    p: float, q: float, n: int, k: int, eta: float, region: Flags
) -> tuple[float, float, float, float]:
    """Return expected months, and the chances of a settlement, of A's victory and of B's.

    The rest of the probability is that the war stops for outside reasons. `region` marks the forts
    at which the sides settle; with none marked this is the outlook without a deal.

    >>> nowhere = np.zeros(11, dtype=np.bool_)
    >>> months, settle, a_wins, b_wins = war_outlook(0.6, 0.4, 10, 5, 0.0, nowhere)
    >>> print(f"{months:.6f} {settle:.0f} {a_wins + b_wins:.6f}")
    19.181818 0 1.000000
    """
    if k <= 0:
        return 0.0, 0.0, 0.0, 1.0
    if k >= n:
        return 0.0, 0.0, 1.0, 0.0
    if region[k]:
        return 0.0, 1.0, 0.0, 0.0
    low = k - 1
    while low > 0 and not region[low]:
        low -= 1
    high = k + 1
    while high < n and not region[high]:
        high += 1
    width = high - low
    to_high, to_low = hitting_transforms(p, q, width, k - low, 1.0 - eta)
    months = expected_duration(p, q, width, k - low, eta)
    settle = (to_high if high < n else 0.0) + (to_low if low > 0 else 0.0)
    return months, settle, to_high if high == n else 0.0, to_low if low == 0 else 0.0


_FORTS = ("fort",)
_DEALS = ("deal",)


@model(
    inputs=(
        ADVANCE,
        RETREAT,
        FORT,
        EXIT,
        Input("fight_a", "value", -10, 10, "challenger's value of fighting on from each fort 0..n",
              (0.0, 0.6), axes=_FORTS),
        Input("fight_b", "value", -10, 10, "defender's value of fighting on from each fort 0..n",
              (0.0, 0.6), axes=_FORTS),
        Input("deal_a", "value", -10, 10, "what each deal on the menu is worth to the challenger",
              (0.2, 0.5), axes=_DEALS),
        Input("deal_b", "value", -10, 10, "what each deal on the menu is worth to the defender",
              (0.2, 0.5), axes=_DEALS),
    ),
    outputs=(
        Output("months", "months", 0, np.inf, "expected months of war with the offers"),
        Output("without", "months", 0, np.inf, "expected months of war without any offer"),
        Output("change", "months", -np.inf, 0, "months the offers add to the war"),
        Output("settles", "chance", 0, 1, "chance that the war ends in one of the deals"),
        Output("a_wins", "chance", 0, 1, "chance that the challenger takes every fort"),
        Output("b_wins", "chance", 0, 1, "chance that the challenger loses every fort"),
    ),
    monotone={
        "months": {"deal_a": "decreasing", "deal_b": "decreasing", "fight_a": "increasing"},
        "settles": {"deal_a": "increasing", "deal_b": "increasing", "fight_b": "decreasing"},
        "a_wins": {"deal_a": "decreasing", "deal_b": "decreasing"},
    },
    sources=("Feller1968", "Slantchev2003"),
    rules=(
        ONE_MOVE_A_MONTH,
        Rule("k is above n: fight_a has n + 1 entries, for forts 0..n",
             lambda c: c["k"] > c["fight_a"].shape[1] - 1),
    ),
)  # fmt: skip
def war_with_offers(
    p: Column,
    q: Column,
    k: Column,
    eta: Column,
    fight_a: Column,
    fight_b: Column,
    deal_a: Column,
    deal_b: Column,
) -> Columns:
    """Tell how long the war lasts when deals stand on the table, and how it ends.

    At every fort where both sides prefer some deal to fighting on, the war ends. The nearest such
    forts above and below the line are barriers of a ruin problem. One more deal on the menu never
    lengthens this war; a promise that would follow *any* settlement changes the worth of every deal
    on the menu, and may empty the region and lengthen the war: compare two calls.

    *Checked against* the fundamental matrix of the chain
    (`tests/oracles/cardinal/duration.json`).

    Two barriers after [@Feller1968, ch. XIV]; stopping where both prefer to, after
    [@Slantchev2003], our specification.

    >>> fight_a, fight_b = [0, 0.1, 0.3, 0.6, 1], [1, 0.7, 0.4, 0.2, 0]
    >>> war = war_with_offers(p=0.1, q=0.1, k=2, eta=0.01, fight_a=fight_a, fight_b=fight_b,
    ...                       deal_a=[0.2], deal_b=[0.7])
    >>> print(war["months"].round(2), war["without"].round(2), war["settles"].round(3))
    [9.17] [17.16] [0.615]
    """
    outcome = np.empty((6, len(p)))
    _wars_with_offers(p, q, k, eta, fight_a, fight_b, deal_a, deal_b, outcome)
    months, settles, a_wins, b_wins, without, change = outcome
    endless = np.isinf(months) | np.isinf(without)
    return {
        "months": months,
        "without": without,
        "change": change,
        "settles": settles,
        "a_wins": a_wins,
        "b_wins": b_wins,
        "status": np.where(endless, Status.NEVER_ENDS, Status.COMPUTED),
    }


@compiled
def _wars_with_offers(
    p: Column,
    q: Column,
    k: Column,
    eta: Column,
    fight_a: Column,
    fight_b: Column,
    deal_a: Column,
    deal_b: Column,
    outcome: Column,
) -> None:
    n = fight_a.shape[1] - 1
    region = np.empty(n + 1, dtype=np.bool_)
    for i in range(len(p)):
        region[:] = False
        without = war_outlook(p[i], q[i], n, k[i], eta[i], region)[0]
        for j in range(deal_a.shape[1]):
            add_settlements(fight_a[i], fight_b[i], deal_a[i, j], deal_b[i, j], region)
        months, settles, a_wins, b_wins = war_outlook(p[i], q[i], n, k[i], eta[i], region)
        outcome[0, i] = months
        outcome[1, i] = settles
        outcome[2, i] = a_wins
        outcome[3, i] = b_wins
        outcome[4, i] = without
        # A settlement can only cut the war short; rounding must not say otherwise.
        outcome[5, i] = min(months - without, 0.0)
