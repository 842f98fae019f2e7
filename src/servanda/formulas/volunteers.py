"""Coalitions of the conditionally willing: each joins once enough others do."""

from __future__ import annotations

import numpy as np

from servanda.arrays import Flags
from servanda.compiled import compiled
from servanda.formulas.formula import Column, Columns, Input, Output, model

__all__ = ["coalition", "conditional_volunteers"]

_VOLUNTEERS = ("volunteer",)


@compiled
def coalition(others_needed: Column, all_in: bool, members: Flags) -> int:
    """Fill `members` with an extreme equilibrium, and return how many join.

    The largest when started from all in, the smallest from none in: joining is the more attractive
    the more others join, so repeated best replies only ever move one way.

    >>> members = np.empty(6, dtype=np.bool_)
    >>> coalition(np.array([2, 2, 3, 3, 5, 9]), True, members)
    4
    """
    members[:] = all_in
    size = len(members) if all_in else 0
    changed = True
    while changed:
        changed = False
        for i in range(len(members)):
            others = size - (1 if members[i] else 0)
            joins = others >= others_needed[i]
            if joins != members[i]:
                members[i] = joins
                size += 1 if joins else -1
                changed = True
    return size


@model(
    inputs=(
        Input("others_needed", "volunteers", 0, 100_000, "how many others each waits for: 0 joins "
              "come what may, more than there are others never joins", (0, 6), whole=True,
              axes=_VOLUNTEERS),
    ),
    outputs=(
        Output("smallest", "volunteers", 0, 100_000, "size of the smallest equilibrium coalition"),
        Output("largest", "volunteers", 0, 100_000, "size of the largest equilibrium coalition"),
        Output("surely_joins", "yes or no", 0, 1, "1 for members of the smallest", _VOLUNTEERS),
        Output("may_join", "yes or no", 0, 1, "1 for members of the largest", _VOLUNTEERS),
    ),
    monotone={
        "smallest": {"others_needed": "decreasing"},
        "largest": {"others_needed": "decreasing"},
    },
    sources=("MilgromRoberts1990", "Schelling1978"),
)  # fmt: skip
def conditional_volunteers(others_needed: Column) -> Columns:
    """Tell the smallest and the largest coalition that hold together when each waits for others.

    A supermodular game: both extremes exist, and which comes about is a matter of expectation. So
    both are reported; where they differ, the outcome hangs on who believes what of whom.

    *Checked against* enumeration of all equilibria (`tests/oracles/cardinal/consent.json`).

    After the critical mass of [@Schelling1978] and the extremes of [@MilgromRoberts1990], our
    specification.

    >>> found = conditional_volunteers(others_needed=[2, 2, 3, 3, 5, 9])
    >>> print(found["smallest"], found["largest"], found["may_join"])
    [0.] [4.] [[1. 1. 1. 1. 0. 0.]]
    """
    sizes = np.empty((2, len(others_needed)))
    members = np.empty((2, *others_needed.shape))
    _coalitions(others_needed, sizes, members)
    return {
        "smallest": sizes[0],
        "largest": sizes[1],
        "surely_joins": members[0],
        "may_join": members[1],
    }


@compiled
def _coalitions(others_needed: Column, sizes: Column, members: Column) -> None:
    inside = np.empty(others_needed.shape[1], dtype=np.bool_)
    for i in range(len(others_needed)):
        sizes[0, i] = coalition(others_needed[i], False, inside)
        members[0, i] = inside
        sizes[1, i] = coalition(others_needed[i], True, inside)
        members[1, i] = inside
