"""Deals: which packages would be signed and would hold, and the smallest repair of a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.engine.chunk import Chunk
from servanda.engine.plan import plan_of
from servanda.engine.war_length import WAR_WORLDS, lengths_of
from servanda.explore.finding import Provenance
from servanda.explore.packages.combinations import Choice, Space, space_of
from servanda.explore.packages.repairs import Changes, Repairs, repairs_from, start_of
from servanda.explore.packages.search import LEVEL, MORE, Package, PackageSearch, shell
from servanda.explore.packages.values import Told, as_written
from servanda.explore.packages.zone import Zone, zone_of
from servanda.version import __version__
from servanda.worlds.sample import sample

__all__ = ["LEVEL", "Deals", "Package", "Trade", "Zone", "deals"]

TRADES = 12
"""Changed terms that are assessed as written proposals: those that move some party most."""

WITH_IT = {"guarantee", "force", "all else"}


@dataclass(frozen=True)
class Trade:
    """One changed term: by how much each party gains over fighting on, in the mean of worlds.

    A gain is None where its sign is not sure: within two standard errors of nothing, or another in
    the median than in the mean.
    """

    term: str
    old: str
    new: str
    gains: Mapping[str, float | None]
    stops: float
    holds: float
    choice: Choice

    def gain(self, party: str) -> float:
        """Return what a party gains, 0 where that is not sure."""
        return self.gains[party] or 0.0


@dataclass(frozen=True, eq=False)
class Deals:
    """What a search of the packages of a case found.

    `packages` are those that were written as proposals and assessed, and the proposals on the
    table, the likeliest to be signed and hold first; `on_frontier` says which nothing beats.
    `working` counts the packages assessed that are signed and hold in half of the worlds or more,
    `likely` those of which the search thinks so. `start` is the named proposal and `repairs` the
    best with one change, two, and so on; `base` is the package that `trades` and `zone` start from;
    `mended` the repairs of the other proposals that were asked for. `zone` is None where there is
    no front between two sides, and `no_zone` says why.
    """

    space: Space
    packages: tuple[Package, ...]
    on_frontier: tuple[bool, ...]
    working: int
    likely: int
    sure: str
    start: Package | None
    repairs: tuple[tuple[Changes, Package], ...]
    base: Package
    trades: tuple[Trade, ...]
    zone: Zone | None
    no_zone: str
    months: Mapping[str, float]
    worlds: int
    seed: int
    mended: tuple[Repairs, ...] = ()

    @property
    def best(self) -> Package:
        """The package of the search most often signed and held."""
        found = [each for each in self.packages if not each.proposal]
        return max(found, key=lambda each: (each.works, each.gives["holds_5"]))

    @property
    def repair(self) -> tuple[Changes, Package] | None:
        """The smallest repair of the named proposal that works, if one was found."""
        return next((each for each in self.repairs if each[1].works), None)

    def written(self, package: Package) -> tuple[Case, str]:
        """Return a case that holds a package as a proposal, and its name there."""
        if package.proposal:
            return self.space.case, package.proposal
        return (package.space or self.space).in_case(package.choice)

    def provenance(self, method: str, *sources: str) -> Provenance:
        """Say how a finding of this search was made."""
        made = (case_hash(self.space.case), __version__, self.seed, self.worlds)
        return Provenance(method, *made, sources=sources)


def deals(
    case: Case,
    *,
    worlds: int = 4_000,
    seed: int = 0,
    proposal: str | None = None,
    mend: Iterable[str] = (),
) -> Deals:
    """Search the packages of a case for those that would be signed and would hold.

    Parameters
    ----------
    case : the case; its proposals say which issues, guarantees, phases and consent rules there are
    worlds : worlds on which packages are assessed as proposals; the search looks at fewer
    seed : of the worlds
    proposal : a proposal to repair, by name; what is traded then starts from it
    mend : proposals to repair besides, from the same search

    Raises
    ------
    InputError : an unknown proposal, and whatever `sample` refuses

    *Departure*: a guarantee comes with the consent rule, phases and options of the proposals that
    offer it, and with whatever else of these is no term; nothing is told of a package but what its
    assessment as a proposal gives.
    """
    named = tuple(mend)
    space = space_of(case, proposal, named)
    drawn = sample(case, worlds=worlds, seed=seed)
    search = PackageSearch(space, drawn)
    exhaustive, missed = search.look(seed)
    start = start_of(search) if proposal else None
    search.narrow(start is not None)
    repairs = repairs_from(search, start).ladder if start else ()
    mended = tuple(repairs_from(search.seen_from(name)) for name in named if name != proposal)
    base = start.choice if start else search.best()
    trades = _trades(search, base)
    zone, no_zone = zone_of(space, base, min(MORE, worlds), seed)
    shown, keep = search.shown()
    return Deals(
        space=space,
        packages=tuple(shown),
        on_frontier=tuple(keep),
        working=search.working,
        likely=search.likely,
        sure=search.sure(exhaustive, missed),
        start=start,
        repairs=repairs,
        base=start or search.package(base),
        trades=trades,
        zone=zone,
        no_zone=no_zone,
        months=_months(space, base, min(WAR_WORLDS, worlds), seed),
        worlds=worlds,
        seed=seed,
        mended=mended,
    )


def _trades(search: PackageSearch, base: Choice) -> tuple[Trade, ...]:
    """Say what single changes to a package are worth, as two written proposals show."""
    space, drawn = search.space, search.drawn
    near = [row for row in shell(space, base)[1:] if _one_term(space, base, row)]
    if not near:
        return ()
    quick = search.quick(np.array([base, *near]))
    moved = np.abs(quick[1:] - quick[0]).max(axis=1)
    chosen = [near[place] for place in np.argsort(-moved, kind="stable")[:TRADES]]
    here = as_written(space, base, len(drawn), drawn.seed)
    return tuple(
        _trade(space, base, row, here, as_written(space, row, len(drawn), drawn.seed))
        for row in chosen
    )


def _one_term(space: Space, base: Choice, row: Choice) -> bool:
    """Say whether a package differs in one term, a guarantee and what comes with it being one."""
    changes = space.changes(base, row)
    return len(changes) == 1 or ("guarantee" in changes and set(changes) <= WITH_IT)


def _trade(space: Space, base: Choice, row: Choice, here: Told, there: Told) -> Trade:
    changes = space.changes(base, row)
    old, new = (" and ".join(each[side] for each in changes.values()) for side in (0, 1))
    gains = {
        party: _sure_gain(here.columns[f"gain.{party}"], there.columns[f"gain.{party}"])
        for party in space.case.parties
    }
    change = {
        name: float(there.columns[name].mean() - here.columns[name].mean())
        for name in ("stops", "holds_5")
    }
    return Trade(" and ".join(changes), old, new, gains, change["stops"], change["holds_5"], row)


def _sure_gain(before: Floats, after: Floats) -> float | None:
    """Return the mean gain, if its sign is sure and the same in the median."""
    change = after - before
    mean, error = float(change.mean()), float(change.std()) / np.sqrt(len(change))
    middle = float(np.median(after) - np.median(before))
    return mean if abs(mean) > 2.0 * error and mean * middle > 0.0 else None


def _months(space: Space, package: Choice, few: int, seed: int) -> dict[str, float]:
    """Give the mean months of war without the package, and with it on offer for good or once."""
    case, name = space.in_case(package)
    chunk = Chunk(plan_of(case), sample(case, worlds=few, seed=seed))
    found = lengths_of(chunk, few, (name,))[name]
    return {
        key: float(np.nanmean(values))
        for key, values in found.items()
        if key.startswith("months") and np.isfinite(values).any()
    }
