"""Deals: which packages would be signed and would hold, and the smallest repair of a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from servanda.arrays import Floats
from servanda.case.fingerprint import case_hash
from servanda.case.keys.case import Case
from servanda.case.keys.dispute import Outcome
from servanda.engine.assess import evaluate_chunk
from servanda.engine.ballots import compile_rule
from servanda.errors import InputError
from servanda.explore.finding import Provenance
from servanda.explore.packages.combinations import Choice, Setting, Space, space_of
from servanda.explore.packages.repairs import Changes, Repairs, repairs_from, start_of
from servanda.explore.packages.search import (
    HOLDS,
    LEVEL,
    MOST,
    STOPS,
    Package,
    PackageSearch,
    shell,
)
from servanda.explore.packages.values import PackageWorlds
from servanda.version import __version__
from servanda.worlds.sample import Worlds, sample

__all__ = ["LEVEL", "Deals", "Package", "Trade", "Zone", "deals"]


@dataclass(frozen=True)
class Trade:
    """One changed term: by how much each side gains over fighting on, in the mean of worlds."""

    term: str
    old: str
    new: str
    gain_a: float
    gain_b: float
    stops: float
    holds: float


@dataclass(frozen=True)
class Zone:
    """Which shares of the territory each side would accept, the rest of the package unchanged.

    Quantiles (5, 50, 95%) over the worlds in which there is such a share, of the least that the
    challenger and of the most that the protégé would leave it; `open` is the share of worlds in
    which the two overlap, `never_a` and `never_b` those in which a side accepts none.
    """

    least_a: tuple[float, float, float] | None
    most_b: tuple[float, float, float] | None
    open: float
    never_a: float
    never_b: float


@dataclass(frozen=True, eq=False)
class Deals:
    """What a search of the packages of a case found.

    `packages` are those on the frontier of the aims and whatever else was computed on all worlds,
    the likeliest to be signed and hold first; `on_frontier` says which are on it. `working` counts
    the packages that are signed and hold in half of the worlds or more, as far as each was
    computed. `start` is the named proposal and `repairs` the best with one change, two, and so on;
    `base` is the package that `trades` and `zone` start from; `mended` the repairs of the other
    proposals that were asked for.
    """

    space: Space
    packages: tuple[Package, ...]
    on_frontier: tuple[bool, ...]
    working: int
    sure: str
    start: Package | None
    repairs: tuple[tuple[Changes, Package], ...]
    base: Package
    trades: tuple[Trade, ...]
    zone: Zone
    months: Mapping[str, float]
    worlds: int
    seed: int
    mended: tuple[Repairs, ...] = ()

    @property
    def best(self) -> Package:
        """The package most often signed and held."""
        return max(self.packages, key=lambda each: (each.works, each.gives["holds_5"]))

    @property
    def repair(self) -> tuple[Changes, Package] | None:
        """The smallest repair of the named proposal that works, if one was found."""
        return next((each for each in self.repairs if each[1].works), None)

    def provenance(self, method: str, *sources: str) -> Provenance:
        """Say how a finding of this search was made."""
        made = (case_hash(self.space.case), __version__, self.seed, self.worlds)
        return Provenance(method, *made, sources=sources)


def deals(
    case: Case,
    *,
    worlds: int = 20_000,
    seed: int = 0,
    proposal: str | None = None,
    mend: Iterable[str] = (),
) -> Deals:
    """Search the packages of a case for those that would be signed and would hold.

    Parameters
    ----------
    case : the case; its proposals say which issues, guarantees, phases and consent rules there are
    worlds : worlds on which the best packages are computed; others on fewer
    seed : of the worlds
    proposal : a proposal to repair, by name; what is traded then starts from it
    mend : proposals to repair besides, from the same search

    Raises
    ------
    InputError : an unknown proposal, and whatever `sample` refuses

    *Departure*: a guarantee comes with the consent rule, phases and options of the proposals that
    offer it, political costs with the settings whose proposals all charge them, and expiry of the
    offer changes only the length of the war.

    Example
    -------
    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> found = deals(parse(first_case()), worlds=200)
    >>> found.working <= len(found.space.all())
    True
    """
    named = dict.fromkeys([*([proposal] if proposal else []), *mend])
    space = space_of(case, proposal, tuple(named))
    drawn = sample(case, worlds=worlds, seed=seed)
    search = PackageSearch(space, drawn)
    exhaustive, missed = search.look(seed)
    start = start_of(space, drawn) if proposal else None
    search.narrow(start is not None)
    repairs = repairs_from(search, start).ladder if start else ()
    mended = tuple(repairs_from(search.seen_from(name)) for name in named if name != proposal)
    base = start.choice if start else search.best()[0]
    known = search.table()
    trades, zone = _around(space, search.more, base)
    shown, keep = search.shown()
    return Deals(
        space=space,
        packages=tuple(search.package(row) for row in shown),
        on_frontier=tuple(keep),
        working=int((known[1][:, HOLDS] >= LEVEL).sum()),
        sure=search.sure(exhaustive, missed),
        start=start,
        repairs=repairs,
        base=start or search.package(base),
        trades=trades,
        zone=zone,
        months=_months(space, base, drawn),
        worlds=worlds,
        seed=seed,
        mended=mended,
    )


def _around(space: Space, drawn: Worlds, package: Choice) -> tuple[tuple[Trade, ...], Zone]:
    """Say what single changes to a package are worth to each side, and where it has a bargain."""
    grid = _grid(space.case)
    worlds = PackageWorlds(space, drawn, grid)
    near = shell(space, package)
    parts = worlds.parts(near)
    measures = parts.measures()
    trades = []
    for row in range(1, len(near)):
        changes = space.changes(package, near[row])
        if len(changes) > 1 and ("guarantee" not in changes or "force" in changes):
            continue  # two terms at once, which only one lever happens to hold
        term = " and ".join(changes)
        old, new = (" and ".join(each[side] for each in changes.values()) for side in (0, 1))
        gain_a = float(np.nan_to_num(parts.gain_a[row] - parts.gain_a[0]).mean())
        gain_b = float(np.nan_to_num(parts.gain_b[row] - parts.gain_b[0]).mean())
        change = measures[row] - measures[0]
        trades.append(
            Trade(term, old, new, gain_a, gain_b, float(change[STOPS]), float(change[HOLDS]))
        )
    return tuple(trades), _zone(space, worlds, package, grid)


def _grid(case: Case) -> tuple[Setting, ...]:
    front = case.front
    values = np.linspace(front.beaten_at, front.wins_at, 41)
    return tuple(
        Setting(f"{value:g}", Outcome.model_validate(float(value)), f"deals.zone.{number}", 0.0)
        for number, value in enumerate(values)
    )


def _zone(space: Space, worlds: PackageWorlds, package: Choice, grid: tuple[Setting, ...]) -> Zone:
    issue = space.case.front.issue
    column = list(space.settings).index(issue)
    packages = np.tile(package, (len(grid), 1))
    packages[:, column] = len(space.settings[issue]) + np.arange(len(grid))
    parts = worlds.parts(packages, space.priced(package))
    at = np.array([float(each.label) for each in grid])
    takes_a, takes_b = parts.gain_a >= 0.0, parts.gain_b >= 0.0
    some_a, some_b = takes_a.any(axis=0), takes_b.any(axis=0)
    least = at[np.argmax(takes_a, axis=0)]
    most = at[len(at) - 1 - np.argmax(takes_b[::-1], axis=0)]

    def spread(values: Floats) -> tuple[float, float, float] | None:
        if not len(values):
            return None
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
        return float(low), float(middle), float(high)

    overlap = float((takes_a & takes_b).any(axis=0).mean())
    nevers = (1.0 - float(some_a.mean()), 1.0 - float(some_b.mean()))
    return Zone(spread(least[some_a]), spread(most[some_b]), overlap, *nevers)


def _months(space: Space, package: Choice, drawn: Worlds) -> dict[str, float]:
    """Give the mean months of war without the package, and with it on offer for good or once."""
    case, name = space.in_case(package)
    few = sample(case, worlds=min(len(drawn), MOST), seed=drawn.seed)
    rules = {each: compile_rule(case, each) for each in case.proposals}
    found = evaluate_chunk(case, few, rules, (name,))[name]
    keys = ("months_without", "months_standing", "months_lapsing")
    if not all(np.isfinite(found[key]).any() for key in keys):
        raise InputError("war.front.step: too small for the pace of the front; widen it")
    return {key: float(np.nanmean(found[key])) for key in keys}
