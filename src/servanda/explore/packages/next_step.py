"""The next step: of all repairs, the one that changes least and surely helps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.explore.packages.repairs import Changes, Repairs
from servanda.explore.packages.search import Package

__all__ = ["Step", "next_step"]

ERRORS = 2.0
"""Standard errors by which a change must raise what is signed and holds, to be said to help."""


@dataclass(frozen=True, eq=False)
class Step:
    """A proposal on the table, and the package that it would be with few of its terms changed.

    Both were assessed as written proposals, on the same worlds. No change: it works as it is.
    """

    start: Package
    changes: Changes
    package: Package


def next_step(repairs: Iterable[Repairs]) -> Step | None:
    """Return the change of fewest terms that surely raises what is signed and holds five years.

    Where a proposal works as it stands, that one, unchanged. Of changes of as many terms, the one
    after which the share is highest. None where no change that was looked at surely helps.
    """
    every = list(repairs)
    works = [each.start for each in every if each.start.works]
    if works:
        best = max(works, key=lambda each: each.gives["holds_5"])
        return Step(best, {}, best)
    found = [step for each in every for step in _steps(each) if _helps(step)]
    return min(found, key=_cost, default=None)


def _cost(step: Step) -> tuple[int, float]:
    return len(step.changes), -step.package.gives["holds_5"]


def _steps(repairs: Repairs) -> Iterator[Step]:
    for changes, package in repairs.ladder:
        yield Step(repairs.start, changes, package)


def _helps(step: Step) -> bool:
    before, after = (each.gives["holds_5"] for each in (step.start, step.package))
    error = math.sqrt(_variance(before, step.start.worlds) + _variance(after, step.package.worlds))
    return after - before > ERRORS * error


def _variance(share: float, worlds: int) -> float:
    """Return the variance of a share of worlds, never quite nothing."""
    inside = min(max(share, 1.0 / worlds), 1.0 - 1.0 / worlds)
    return inside * (1.0 - inside) / worlds
