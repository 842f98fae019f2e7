"""A search of packages: all of them quickly on few worlds, the promising on more, the best written.

What is shown of a package is never the quick search's: it is written as a proposal and assessed on
all worlds. Where there are too many packages, an optimiser looks for them and a random sample kept
apart from it bounds what it missed (`frontier`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from servanda.arrays import Counts, Floats
from servanda.explore.methods.pareto import frontier, pareto
from servanda.explore.packages.combinations import Choice, Space
from servanda.explore.packages.values import (
    PackageWorlds,
    Told,
    aims_of,
    as_proposed,
    as_written,
    measures_of,
)
from servanda.worlds.sample import Worlds

__all__ = ["LADDER", "LEVEL", "MORE", "Package", "PackageSearch", "shell"]

LEVEL = 0.5
"""A package works if it is signed and holds five years in at least this share of worlds."""

DRAWS = 100_000
"""Packages times worlds of the first look."""
FEWEST, MOST = 100, 1_000
"""Worlds of the first look, at least and at most."""
MORE = 1_000
EXHAUSTIVE = DRAWS // FEWEST
LISTED = 2_000_000
"""Combinations beyond which not even their list is made."""
SEARCHED = ("stops", "holds_5", "the least gain of any party")
"""What an optimiser is to raise, where not all packages can be computed."""
PROBES = 150
PROMISING = 32
BEST = 5
ERRORS = 3.0
"""Standard errors by which a look at few worlds may be wrong."""
LADDER = 3
"""Changes up to which the repairs of a proposal are looked for."""
NEAR = 3
"""Packages of each number of changes that are looked at closely."""
SHOWN = 0.1
"""A package is shown if it holds in at least this share of what the best one does."""

FIRST, CLOSER, WRITTEN = 0, 1, 2
"""How well a package is known: quickly on few worlds, on more, or assessed as a proposal."""


@dataclass(frozen=True, eq=False)
class Package:
    """One package: its settings, what it gives, and on how many worlds that was assessed.

    `proposal` names the proposal on the table that it is, "" for a package of the search. `space`
    is the one that writes it: the same settings seen from another proposal are another paper, with
    that one's rule, phases and costs.
    """

    choice: Choice
    says: str
    gives: Mapping[str, float]
    worlds: int
    proposal: str = ""
    space: Space | None = None

    @property
    def works(self) -> bool:
        """Whether it is signed and holds five years in half of the worlds or more."""
        return self.gives["holds_5"] >= LEVEL


class Known(NamedTuple):
    """How well a package is known, and what it gives."""

    level: int
    values: Floats


class PackageSearch:
    """Packages computed so far: quickly on few worlds, on more, or as written on all."""

    def __init__(self, space: Space, drawn: Worlds) -> None:
        self.space, self.drawn = space, drawn
        self.names, self.aims = measures_of(space.case), aims_of(space.case)
        self.holds, self.stops = self.names.index("holds_5"), self.names.index("stops")
        self._aimed = [self.names.index(name) for name in self.aims]
        self.known: dict[tuple[int, ...], Known] = {}
        listed = space.all() if space.combinations <= LISTED else None
        self.listed = listed if listed is None or len(listed) <= EXHAUSTIVE else None
        count = len(self.listed) if self.listed is not None else EXHAUSTIVE
        few = int(np.clip(DRAWS // max(count, 1), FEWEST, MOST))
        self.few = drawn.chunk(drawn.start, drawn.start + min(few, len(drawn)))
        self.more = drawn.chunk(drawn.start, drawn.start + min(MORE, len(drawn)))
        self._first = PackageWorlds(space, self.few)
        self._closer = PackageWorlds(space, self.more)

    def look(self, seed: int) -> tuple[bool, float]:
        """Compute all packages on few worlds, or search them; give whether all, what was missed."""
        if self.listed is not None:
            self._keep(self.listed, FIRST, self._first.measures(self.listed))
            return True, 0.0

        def aims(choices: Choice) -> Floats:
            values = np.full((len(choices), len(SEARCHED)), -1.0)
            fits = self.space.fits(choices)
            if fits.any():
                found = self._first.measures(choices[fits])
                self._keep(choices[fits], FIRST, found)
                least = found[:, self._aimed[2:]].min(axis=1)
                values[fits] = np.column_stack([found[:, self._aimed[:2]], least])
            return values

        rng = np.random.Generator(np.random.Philox(key=seed))
        found = frontier(
            self.space.levers, SEARCHED, aims, rng, exhaustive=0, probes=PROBES, directions=0
        )
        if self.space.proposal:
            aims(shell(self.space, self.space.start()))
        return False, found.missed

    def narrow(self, repairing: bool) -> None:
        """Compute the promising packages on more worlds, and assess the best as proposals."""
        choices, values, _ = self.rows()
        holds, stops = values[:, self.holds], values[:, self.stops]
        order = np.argsort(-holds, kind="stable")
        near = holds + ERRORS * _error(holds, len(self.few)) >= min(LEVEL, holds.max())
        keep = np.flatnonzero(pareto(values[:, self._aimed], 0.02))
        keep = keep[np.argsort(-holds[keep], kind="stable")]
        pick = [*order[near[order]][:PROMISING], *order[: PROMISING // 4]]
        pick += list(np.argsort(-stops, kind="stable")[: PROMISING // 6])
        pick += list(keep[: PROMISING // 3])
        pick += self._near_start() if repairing else []
        self.ask(choices[np.unique(pick)])
        self.write(np.array(self._worth_writing()))

    def _worth_writing(self) -> list[Choice]:
        """Give the packages that are best on more worlds, and those that may be over the level."""
        choices, values, levels = self.rows()
        seen = np.flatnonzero(levels >= CLOSER)
        holds = values[seen, self.holds]
        by_holds = seen[np.argsort(-holds, kind="stable")]
        by_stops = seen[np.argsort(-values[seen, self.stops], kind="stable")]
        error = np.sqrt(0.5 / len(self.more))
        slack = np.array([2 * error, 2 * error, *[0.004] * (len(self.aims) - 2)])
        worth = SHOWN * max(float(values[:, self.holds].max()), SHOWN)
        keep = seen[pareto(values[seen][:, self._aimed], slack) & (holds >= worth)]
        keep = keep[np.argsort(-values[keep, self.holds], kind="stable")]
        final = [*self._apart(choices, by_holds), *by_stops[:1], *self._apart(choices, keep)]
        return [choices[row] for row in np.unique(final)]

    def _apart(self, choices: Choice, rows: Counts) -> list[int]:
        """Give the first rows of packages that differ in more than how much force there is."""
        seen: dict[object, int] = {}
        for row in rows:
            each = self.space.arrangements[int(choices[row, -1])]
            terms = tuple(int(pick) for pick in choices[row, :-1])
            seen.setdefault((terms, each.template, each.reading, repr(each.phases)), int(row))
        return list(seen.values())[:BEST]

    def seen_from(self, proposal: str) -> PackageSearch:
        """Give the same search with a proposal named, the packages near it computed as its own.

        What the first look found points to them; what is said of them is computed anew, since its
        consent rule, phases and costs are drawn by its own name.
        """
        near = PackageSearch(self.space.seen_from(proposal), self.drawn)
        near.known = {key: Known(FIRST, each.values) for key, each in self.known.items()}
        choices, values, _ = near.rows()
        best = np.argsort(-values[:, near.holds], kind="stable")[:NEAR]
        near.ask(choices[np.unique([*near._near_start(), *best])])
        return near

    def _near_start(self) -> list[int]:
        """Give the rows that are best with no change to the named proposal, with one, and so on."""
        choices, values, _ = self.rows()
        counts, _ = self.space.distances(self.space.start(), choices)
        pick: list[int] = []
        for count in range(LADDER + 1):
            some = np.flatnonzero(counts == count)
            pick += list(some[np.argsort(-values[some, self.holds], kind="stable")][:NEAR])
        return pick

    def ask(self, packages: Choice) -> None:
        """Compute packages on more worlds, unless they are known as well."""
        new = [row for row in packages if self._level(row) < CLOSER]
        if new:
            self._keep(np.array(new), CLOSER, self._closer.measures(np.array(new)))

    def quick(self, packages: Choice) -> Floats:
        """Give what packages are worth to each party, as a quick look at few worlds has it."""
        found: Floats = self._first.measures(packages)[:, self._aimed[2:]]
        return found

    def write(self, packages: Choice) -> None:
        """Assess packages as the proposals that they are, unless that is done."""
        for row in packages:
            if self._level(row) < WRITTEN:
                told = as_written(self.space, row, len(self.drawn), self.drawn.seed)
                self._keep(row[None], WRITTEN, told.measures(self.names)[None])

    def rows(self) -> tuple[Choice, Floats, Counts]:
        """Give all packages computed, what they give, and how well each is known."""
        choices = np.array(list(self.known), dtype=np.int64)
        values = np.array([each.values for each in self.known.values()])
        return choices, values, np.array([each.level for each in self.known.values()])

    @property
    def working(self) -> int:
        """How many of the packages assessed as proposals are signed and hold in half the worlds."""
        _, values, levels = self.rows()
        return int((values[levels == WRITTEN, self.holds] >= LEVEL).sum())

    @property
    def likely(self) -> int:
        """How many packages the search thinks would, each as well as it is known."""
        return int((self.rows()[1][:, self.holds] >= LEVEL).sum())

    def best(self) -> Choice:
        """Give the package most often signed and held, among those assessed as proposals."""
        choices, values, levels = self.rows()
        last = np.flatnonzero(levels == WRITTEN)
        best: Choice = choices[last[np.argmax(values[last, self.holds])]]
        return best

    def on_the_table(self) -> list[Package]:
        """Give the proposals of the case, as an assessment has them."""
        case = self.space.case
        return [
            self._told(as_proposed(case, name, len(self.drawn), self.drawn.seed), name)
            for name in case.proposals
        ]

    def _told(self, told: Told, name: str) -> Package:
        gives = dict(zip(self.names, map(float, told.measures(self.names)), strict=True))
        nothing = np.zeros(0, dtype=np.int64)
        title = self.space.case.proposals[name].title
        return Package(nothing, title, gives, len(self.drawn), name)

    def shown(self) -> tuple[list[Package], list[bool]]:
        """Give what is worth showing, proposals on the table among it, and what nothing beats."""
        choices, _, levels = self.rows()
        written = [self.package(choices[row]) for row in np.flatnonzero(levels == WRITTEN)]
        every = [*written, *self.on_the_table()]
        aims = np.array([[each.gives[name] for name in self.aims] for each in every])
        keep = pareto(aims, 0.0)
        worth = SHOWN * max(*(each.gives["holds_5"] for each in every), SHOWN)
        keep &= np.array([each.gives["holds_5"] >= worth for each in every])
        order = sorted(range(len(every)), key=lambda i: (-every[i].gives["holds_5"], i))
        return [every[i] for i in order], [bool(keep[i]) for i in order]

    def package(self, choice: Choice) -> Package:
        """Give a package that was assessed as a proposal."""
        known = self.known[_key(choice)]
        assert known.level == WRITTEN
        gives = dict(zip(self.names, map(float, known.values), strict=True))
        return Package(choice, self.space.says(choice), gives, len(self.drawn), space=self.space)

    def sure(self, exhaustive: bool, missed: float) -> str:
        """Say how sure it is that nothing better was missed."""
        _, values, levels = self.rows()
        share = values[levels == FIRST, self.holds]
        bound = (share + ERRORS * _error(share, len(self.few))).max() if len(share) else 0.0
        how = (
            f"quickly on {len(self.few):,} worlds, {int((levels >= CLOSER).sum()):,} of them on "
            f"{len(self.more):,}; {int((levels == WRITTEN).sum()):,} were written as proposals "
            f"and assessed on {len(self.drawn):,}"
        )
        if exhaustive:
            says = f"All {len(levels):,} packages were computed {how}."
        else:
            says = (
                f"{len(levels):,} of up to {self.space.combinations:,} packages were computed "
                f"{how}; a random sample kept apart says, with 95% confidence, that at most "
                f"{missed:.2%} of all packages would improve on the frontier."
            )
        if not len(share):
            return says
        return (
            f"{says} None of those left behind is likely to be signed and hold in more than "
            f"{min(bound, 1.0):.0%} of worlds (three standard errors)."
        )

    def _level(self, package: Choice) -> int:
        known = self.known.get(_key(package))
        return -1 if known is None else known.level

    def _keep(self, packages: Choice, level: int, values: Floats) -> None:
        self.known.update(
            (_key(row), Known(level, gives))
            for row, gives in zip(packages, values, strict=True)
            if self._level(row) <= level
        )


def _key(choice: Choice) -> tuple[int, ...]:
    return tuple(int(one) for one in choice)


def _error(share: Floats, worlds: int) -> Floats:
    """Standard error of a share of few worlds, never quite nothing."""
    inside = np.clip(share, 1.0 / worlds, 1.0 - 1.0 / worlds)
    error: Floats = np.sqrt(inside * (1.0 - inside) / worlds)
    return error


def shell(space: Space, package: Choice) -> Choice:
    """Give every package that differs in one lever."""
    found = [package]
    for column, size in enumerate(space.sizes):
        for setting in range(size):
            if setting != package[column]:
                other = package.copy()
                other[column] = setting
                found.append(other)
    near = np.array(found)
    return near[space.fits(near)]
