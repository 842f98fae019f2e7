"""Voting power under a weighted rule: how often each member's vote decides."""

from __future__ import annotations

import numpy as np

from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, Rule, model
from servanda.formulas.status import Status

__all__ = ["power_indices"]

_MEMBERS = ("member",)


@compiled
def _coalitions_without(weight: Column, left_out: int, quota: int) -> Column:
    """Count coalitions of the others by size and weight, weights from the quota up as one."""
    members = len(weight)
    counts = np.zeros((members, quota + 1))
    counts[0, 0] = 1.0
    for i in range(members):
        if i == left_out:
            continue
        for size in range(members - 2, -1, -1):
            for total in range(quota, -1, -1):
                if counts[size, total] != 0.0:
                    counts[size + 1, min(total + weight[i], quota)] += counts[size, total]
    return counts


@compiled
def _power(weight: Column, quota: int, banzhaf: Column, shapley: Column) -> None:
    members = len(weight)
    for i in range(members):
        counts = _coalitions_without(weight, i, quota)
        banzhaf[i] = shapley[i] = 0.0
        # Orders in which `size` members come before i: size! (members-1-size)! of members!.
        orders = 1.0 / members
        for size in range(members):
            swings = 0.0
            for total in range(max(quota - weight[i], 0), quota):
                swings += counts[size, total]
            banzhaf[i] += swings
            shapley[i] += swings * orders
            orders *= (size + 1.0) / max(members - 1.0 - size, 1.0)
        banzhaf[i] /= 2.0 ** (members - 1)


@model(
    inputs=(
        Input("weight", "votes", 0, 100_000, "votes of each member", (1, 6), whole=True,
              axes=_MEMBERS),
        Input("quota", "votes", 1, 1_000_000, "votes needed", (3, 8), whole=True),
    ),
    outputs=(
        Output("shapley", "share", 0, 1, "Shapley-Shubik index", _MEMBERS),
        Output("banzhaf", "chance", 0, 1, "chance that the member decides, votes being tossed",
               _MEMBERS),
        Output("share", "share", 0, 1, "normalised Banzhaf index", _MEMBERS),
    ),
    sources=("ShapleyShubik1954", "Banzhaf1965"),
    rules=(
        Rule("more than 60 members: counts of coalitions would lose digits",
             lambda c: c["weight"].shape[1] > 60),
    ),
)  # fmt: skip
def power_indices(weight: Column, quota: Column) -> Columns:
    """Tell how much power each member has under a weighted voting rule.

    Coalitions of the others are counted by size and weight, ``O(n^3 quota)``, exact while counts
    stay below 2^53. No coalition reaches a quota above the sum of votes: nobody has power then.

    *Checked against* published values of the EEC Council and the UN Security Council
    (`tests/oracles/cardinal/consent.json`).

    After [@ShapleyShubik1954] and [@Banzhaf1965], by textbook formulas.

    >>> power_indices(weight=[4, 4, 4, 2, 2, 1], quota=12)["shapley"].round(4)
    array([[0.2333, 0.2333, 0.2333, 0.15  , 0.15  , 0.    ]])
    """
    banzhaf, shapley = np.empty((2, *weight.shape))
    _powers(weight, quota, banzhaf, shapley)
    total = banzhaf.sum(axis=1, keepdims=True)
    beyond = total[:, 0] <= 0.0
    share = banzhaf / np.where(total > 0.0, total, 1.0)
    status = np.where(beyond, Status.OUT_OF_REACH, Status.COMPUTED)
    return {"shapley": shapley, "banzhaf": banzhaf, "share": share, "status": status}


@compiled
def _powers(weight: Column, quota: Column, banzhaf: Column, shapley: Column) -> None:
    for i in range(len(weight)):
        _power(weight[i], quota[i], banzhaf[i], shapley[i])
