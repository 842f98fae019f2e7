"""Repairs: the fewest changes to a named proposal after which it would be signed and would hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from servanda.explore.packages.search import CLOSER, LADDER, LEVEL, Package, PackageSearch
from servanda.explore.packages.values import as_proposed

__all__ = ["Changes", "Repairs", "repairs_from", "told", "told_shortly"]

CLAUSES = 4
"""Changes that a sentence lists at the most; of more a table tells."""

TRIED = 3
"""Packages with so many changes that are assessed as proposals, at most."""

Changes = Mapping[str, tuple[str, str]]
"""Per term, what it was and what it becomes."""


def told(changes: Changes) -> str:
    """Return changes in words.

    >>> told({"the port": ("closed", "shared"), "force": ("x1", "x4")})
    'the port from “closed” to “shared”; force from “x1” to “x4”'
    """
    return "; ".join(f"{term} from “{old}” to “{new}”" for term, (old, new) in changes.items())


def told_shortly(changes: Changes) -> str:
    """Return changes in words, or how many there are where a sentence cannot list them.

    >>> told_shortly({f"term {n}": ("a", "b") for n in range(6)})
    '6 terms, as the table says'
    """
    return told(changes) if len(changes) <= CLAUSES else f"{len(changes)} terms, as the table says"


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
    start = start or start_of(search)
    return Repairs(name, start, ladder(search, start))


def start_of(search: PackageSearch) -> Package:
    """Give the named proposal as it stands, as an assessment has it."""
    space, drawn, name = search.space, search.drawn, search.space.proposal
    assert name is not None
    told = as_proposed(space.case, name, len(drawn), drawn.seed)
    gives = dict(zip(search.names, map(float, told.measures(search.names)), strict=True))
    return Package(space.start(), space.case.proposals[name].title, gives, len(drawn), name)


def ladder(search: PackageSearch, start: Package) -> tuple[tuple[Changes, Package], ...]:
    """Give the best package with one change, with two, and so on until one works, then the best."""
    space = search.space
    promised = space.case.proposals[space.proposal or ""].after_any_settlement is not False
    found: list[tuple[Changes, Package]] = []
    for count in (*range(0 if promised else 1, LADDER + 1), None):
        pick = _best_with(search, start, count)
        if pick is None:
            continue
        changes = space.changes(start.choice, pick.choice)
        if promised:
            changes["promised"] = ("after any settlement", "with this deal only")
        if not any(changes == other for other, _ in found):
            found.append((changes, pick))
        if pick.works:
            break
    return tuple(found)


def _best_with(search: PackageSearch, start: Package, count: int | None) -> Package | None:
    """Give the best of the packages with so many changes, or with any; assessed as a proposal."""
    choices, values, levels = search.rows()
    counts, moved = search.space.distances(start.choice, choices)
    near = (counts == count) if count is not None else counts > 0
    some = np.flatnonzero((levels >= CLOSER) & near)
    if not len(some):
        return None
    holds = values[some, search.holds]
    likely = holds >= LEVEL
    order = np.lexsort((moved[some], -np.where(likely, LEVEL, holds)))
    tried = [choices[row] for row in some[order[:TRIED]]]
    written = []
    for choice in tried:
        search.write(choice[None])
        written.append(search.package(choice))
        if written[-1].works or not likely.any():
            break
    return max(written, key=lambda each: (each.works, each.gives["holds_5"]))
