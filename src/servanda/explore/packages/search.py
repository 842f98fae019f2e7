"""A search of packages: all of them on few worlds, the promising on more, the best on all.

Where there are too many packages, an optimiser looks for them and a random sample kept apart from
it bounds what it missed (`frontier`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.explore.methods.pareto import frontier, pareto
from servanda.explore.packages.combinations import Choice, Space
from servanda.explore.packages.values import AIMS, MEASURES, PackageWorlds, measured
from servanda.worlds.sample import Worlds

__all__ = ["HOLDS", "LADDER", "LEVEL", "MOST", "STOPS", "Package", "PackageSearch", "shell"]

LEVEL = 0.5
"""A package works if it is signed and holds five years in at least this share of worlds."""

DRAWS = 500_000
"""Packages times worlds of the first look."""
FEWEST, MOST = 100, 1_000
"""Worlds of the first look, at least and at most."""
MORE = 2_000
EXHAUSTIVE = DRAWS // FEWEST
LISTED = 2_000_000
"""Combinations beyond which not even their list is made."""
PROMISING = 120
BEST = 4
ERRORS = 3.0
"""Standard errors by which a look at few worlds may be wrong."""
LADDER = 3
"""Changes up to which the repairs of a proposal are looked for."""
NEAR = 6
"""Packages of each number of changes that are looked at closely."""
SHOWN = 0.1
"""A package is shown if it holds in at least this share of what the best one does."""
ROWS = 40

STOPS, HOLDS = MEASURES.index("stops"), MEASURES.index("holds_5")


@dataclass(frozen=True, eq=False)
class Package:
    """One package: its settings, what it gives, and on how many worlds that was computed."""

    choice: Choice
    says: str
    gives: Mapping[str, float]
    worlds: int

    @property
    def works(self) -> bool:
        """Whether it is signed and holds five years in half of the worlds or more."""
        return self.gives["holds_5"] >= LEVEL


class PackageSearch:
    """Packages computed so far, each on few worlds, more, or all."""

    def __init__(self, space: Space, drawn: Worlds) -> None:
        self.space, self.drawn = space, drawn
        self.known: dict[tuple[int, ...], tuple[int, Floats]] = {}
        listed = space.all() if space.combinations <= LISTED else None
        self.listed = listed if listed is None or len(listed) <= EXHAUSTIVE else None
        count = len(self.listed) if self.listed is not None else EXHAUSTIVE
        few = int(np.clip(DRAWS // max(count, 1), FEWEST, MOST))
        self.few = drawn.chunk(0, min(few, len(drawn)))
        self.more = drawn.chunk(0, min(MORE, len(drawn)))
        self._first = PackageWorlds(space, self.few)

    def look(self, seed: int) -> tuple[bool, float]:
        """Compute all packages on few worlds, or search them; give whether all, what was missed."""
        if self.listed is not None:
            self._keep(self.listed, len(self.few), self._first.parts(self.listed).measures())
            return True, 0.0

        def aims(choices: Choice) -> Floats:
            values = np.full((len(choices), len(AIMS)), -1.0)
            fits = self.space.fits(choices)
            if fits.any():
                found = self._first.parts(choices[fits]).measures()
                self._keep(choices[fits], len(self.few), found)
                values[fits] = found[:, : len(AIMS)]
            return values

        rng = np.random.Generator(np.random.Philox(key=seed))
        found = frontier(self.space.levers, AIMS, aims, rng, exhaustive=0, probes=500, directions=2)
        if self.space.proposal:
            aims(shell(self.space, self.space.start()))
        return False, found.missed

    def narrow(self, repairing: bool) -> None:
        """Compute the promising packages on more worlds, and the best on all."""
        choices, values, _ = self.rows()
        error = _error(values[:, HOLDS], len(self.few))
        order = np.argsort(-values[:, HOLDS], kind="stable")
        near = values[:, HOLDS] + ERRORS * error >= min(LEVEL, values[:, HOLDS].max())
        pick = [*order[near[order]][:PROMISING], *order[: PROMISING // 4]]
        pick += list(np.argsort(-values[:, STOPS], kind="stable")[: PROMISING // 6])
        keep = np.flatnonzero(pareto(values[:, : len(AIMS)], 0.02))
        keep = keep[np.argsort(-values[keep, HOLDS], kind="stable")]
        pick += list(keep[: PROMISING // 3])
        pick += self._near_start() if repairing else []
        self.ask(choices[np.unique(pick)], self.more)
        choices, values, worlds = self.rows()
        seen = np.flatnonzero(worlds >= len(self.more))
        by_holds = seen[np.argsort(-values[seen, HOLDS], kind="stable")]
        by_stops = seen[np.argsort(-values[seen, STOPS], kind="stable")]
        unsure = np.abs(values[by_holds, HOLDS] - LEVEL) < ERRORS * _error(
            values[by_holds, HOLDS], len(self.more)
        )
        final = [*by_holds[:BEST], *by_stops[:1], *by_holds[unsure][:BEST]]
        self.ask(choices[np.unique(final)], self.drawn)

    def seen_from(self, proposal: str) -> PackageSearch:
        """Give the same search with a proposal named, the packages near it computed as its own.

        What the first look found points to them; what is said of them is computed anew, since its
        consent rule, phases and costs are drawn by its own name.
        """
        near = PackageSearch(self.space.seen_from(proposal), self.drawn)
        near.known = {key: (0, values) for key, (_, values) in self.known.items()}
        choices, values, _ = near.rows()
        best = np.argsort(-values[:, HOLDS], kind="stable")[:NEAR]
        near.ask(choices[np.unique([*near._near_start(), *best])], near.more)
        return near

    def _near_start(self) -> list[int]:
        """Give the rows that are best with no change to the named proposal, with one, and so on."""
        choices, values, _ = self.rows()
        counts, _ = self.space.distances(self.space.start(), choices)
        pick: list[int] = []
        for count in range(LADDER + 1):
            some = np.flatnonzero(counts == count)
            pick += list(some[np.argsort(-values[some, HOLDS], kind="stable")][:NEAR])
        return pick

    def ask(self, packages: Choice, drawn: Worlds) -> None:
        """Compute packages on these worlds, unless they were on as many."""
        new = [row for row in packages if self.known.get(_key(row), (0,))[0] < len(drawn)]
        if new:
            self._keep(np.array(new), len(drawn), measured(self.space, drawn, np.array(new)))

    def rows(self) -> tuple[Choice, Floats, np.ndarray]:
        """Give all packages computed, what they give, and on how many worlds."""
        choices = np.array(list(self.known), dtype=np.int64)
        values = np.array([values for _, values in self.known.values()])
        return choices, values, np.array([worlds for worlds, _ in self.known.values()])

    def table(self) -> tuple[Choice, Floats]:
        """Give all packages computed and what they give, each as well as it is known."""
        return self.rows()[:2]

    def best(self) -> tuple[Choice, Floats]:
        """Give the package most often signed and held, among those computed on all worlds."""
        choices, values, worlds = self.rows()
        last = np.flatnonzero(worlds == worlds.max())
        row = last[np.argmax(values[last, HOLDS])]
        return choices[row], values[row]

    def shown(self) -> tuple[list[Choice], list[bool]]:
        """Give the packages worth showing, and which of them nothing beats."""
        choices, values, worlds = self.rows()
        seen = np.flatnonzero(worlds >= len(self.more))
        error = np.sqrt(0.5 / len(self.more))
        keep = pareto(values[seen, : len(AIMS)], 2.0 * np.array([error, error, 0.002, 0.002]))
        order = np.argsort(-values[seen, HOLDS], kind="stable")
        worth = SHOWN * max(float(values[:, HOLDS].max()), SHOWN)
        last = worlds[seen] == worlds.max()
        keep &= values[seen, HOLDS] >= worth
        final = [i for i in order if keep[i] or last[i]][:ROWS]
        return [choices[seen[i]] for i in final], [bool(keep[i]) for i in final]

    def package(self, choice: Choice) -> Package:
        """Give a computed package."""
        worlds, values = self.known[_key(choice)]
        gives = dict(zip(MEASURES, map(float, values), strict=True))
        return Package(choice, self.space.says(choice), gives, worlds)

    def sure(self, exhaustive: bool, missed: float) -> str:
        """Say how sure it is that nothing better was missed."""
        _, values, worlds = self.rows()
        left = worlds < len(self.more)
        share = values[left, HOLDS]
        bound = (share + ERRORS * _error(share, len(self.few))).max() if left.any() else 0.0
        steps = [f"on {len(self.few):,} worlds"]
        for drawn in (self.more, self.drawn):
            if len(drawn) > len(self.few) and f"{len(drawn):,}" not in steps[-1]:
                steps.append(f"{int((worlds >= len(drawn)).sum()):,} of them on {len(drawn):,}")
        how = ", ".join(steps)
        if exhaustive:
            says = f"All {len(worlds):,} packages were computed {how}."
        else:
            says = (
                f"{len(worlds):,} of up to {self.space.combinations:,} packages were computed "
                f"{how}; a random sample kept apart says, with 95% confidence, that at most "
                f"{missed:.2%} of all packages would improve on the frontier."
            )
        if not left.any():
            return says
        return (
            f"{says} None of those left behind is likely to be signed and hold in more than "
            f"{min(bound, 1.0):.0%} of worlds (three standard errors)."
        )

    def _keep(self, packages: Choice, worlds: int, values: Floats) -> None:
        self.known.update(
            (_key(row), (worlds, gives)) for row, gives in zip(packages, values, strict=True)
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
