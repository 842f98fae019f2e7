"""Repairs: the fewest changes to a named proposal after which it would be signed and would hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from servanda.explore.packages.combinations import Space
from servanda.explore.packages.search import HOLDS, LADDER, LEVEL, Package, PackageSearch
from servanda.explore.packages.values import MEASURES, measured
from servanda.explore.proposal_study import columns_of
from servanda.worlds.sample import Worlds

__all__ = ["Changes", "Repairs", "repairs_from"]

Changes = Mapping[str, tuple[str, str]]
"""Per term, what it was and what it becomes."""


@dataclass(frozen=True, eq=False)
class Repairs:
    """A named proposal, and the best package with one change, with two, and so on."""

    proposal: str
    start: Package
    ladder: tuple[tuple[Changes, Package], ...]

    @property
    def smallest(self) -> tuple[Changes, Package] | None:
        """The smallest repair that works, if one was found."""
        return next((each for each in self.ladder if each[1].works), None)

    @property
    def best(self) -> tuple[Changes, Package] | None:
        """The repair most often signed and held, if any is more often than the proposal itself."""
        best = max(self.ladder, key=lambda each: each[1].gives["holds_5"], default=None)
        if best is None or best[1].gives["holds_5"] <= self.start.gives["holds_5"]:
            return None
        return best


def repairs_from(search: PackageSearch, start: Package | None = None) -> Repairs:
    """Give the repairs of the proposal that a search names."""
    name = search.space.proposal
    assert name is not None
    start = start or start_of(search.space, search.drawn)
    return Repairs(name, start, ladder(search, start))


def start_of(space: Space, drawn: Worlds) -> Package:
    """Give the named proposal as it stands, as an assessment has it."""
    choice = space.start()
    gives = dict(zip(MEASURES, map(float, measured(space, drawn, choice[None])[0]), strict=True))
    assert space.proposal is not None
    if space.case.proposals[space.proposal].after_any_settlement is not False:
        columns = ("stops_fighting", "holds_5", "would_hold_5")
        found = columns_of(space.case, drawn, space.proposal, columns)
        names = ("stops", "holds_5", "would_hold_5")
        gives |= {
            name: float(found[each].mean()) for name, each in zip(names, columns, strict=True)
        }
    return Package(choice, space.case.proposals[space.proposal].title, gives, len(drawn))


def ladder(search: PackageSearch, start: Package) -> tuple[tuple[Changes, Package], ...]:
    """Give the best package with one change, with two, and so on until one works, then the best."""
    space = search.space
    promised = space.case.proposals[space.proposal or ""].after_any_settlement is not False
    found: list[tuple[Changes, Package]] = []
    for count in (*range(0 if promised else 1, LADDER + 1), None):
        choices, values, worlds = search.rows()
        counts, moved = space.distances(start.choice, choices)
        some = np.flatnonzero(
            (worlds >= len(search.more)) & (counts == count if count is not None else counts > 0)
        )
        if not len(some):
            continue
        likely = values[some, HOLDS] >= LEVEL
        order = np.lexsort((moved[some], -np.where(likely, LEVEL, values[some, HOLDS])))
        for row in some[order[:3]]:
            search.ask(choices[row][None], search.drawn)
            if search.package(choices[row]).works or not likely.any():
                break
        pick = max(
            (search.package(choices[row]) for row in some[order[:3]]),
            key=lambda each: (each.works and each.worlds == len(search.drawn),
                              each.worlds, each.gives["holds_5"]),
        )  # fmt: skip
        changes = space.changes(start.choice, pick.choice)
        if promised:
            changes["promised"] = ("after any settlement", "with this deal only")
        if not any(changes == other for other, _ in found):
            found.append((changes, pick))
        if pick.works:
            break
    return tuple(found)
