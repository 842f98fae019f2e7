"""Deals: which packages would be signed and would hold, and the smallest repair of a proposal.

Every package is computed on the same worlds: all of them on a few, the promising on more, the best
on all. Where there are too many packages, an optimiser looks for them and a random sample kept
apart from it bounds what it missed (`frontier`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from servanda import __version__
from servanda.case.dispute import Outcome
from servanda.case.fingerprint import case_hash
from servanda.case.schema import Case
from servanda.errors import InputError
from servanda.explore.finding import Provenance
from servanda.explore.frontier import frontier, pareto
from servanda.explore.of_case import columns_of
from servanda.explore.package_values import AIMS, MEASURES, PackageWorlds, measured
from servanda.explore.packages import Choice, Setting, Space, space_of
from servanda.explore.study import FloatArray
from servanda.models.ballots import compile_rule
from servanda.models.evaluate import evaluate_chunk
from servanda.worlds.sample import Worlds, sample

__all__ = ["LEVEL", "Deals", "Package", "Trade", "Zone", "deals"]

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
SHOWN = 0.1
"""A package is shown if it holds in at least this share of what the best one does."""
ROWS = 40

_STOPS, _HOLDS = MEASURES.index("stops"), MEASURES.index("holds_5")


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
    `base` is the package that `trades` and `zone` start from.
    """

    space: Space
    packages: tuple[Package, ...]
    on_frontier: tuple[bool, ...]
    working: int
    sure: str
    start: Package | None
    repairs: tuple[tuple[Mapping[str, tuple[str, str]], Package], ...]
    base: Package
    trades: tuple[Trade, ...]
    zone: Zone
    months: Mapping[str, float]
    worlds: int
    seed: int

    @property
    def best(self) -> Package:
        """The package most often signed and held."""
        return max(self.packages, key=lambda each: (each.works, each.gives["holds_5"]))

    @property
    def repair(self) -> tuple[Mapping[str, tuple[str, str]], Package] | None:
        """The smallest repair of the named proposal that works, if one was found."""
        return next((each for each in self.repairs if each[1].works), None)

    def provenance(self, method: str, *sources: str) -> Provenance:
        """Say how a finding of this search was made."""
        made = (case_hash(self.space.case), __version__, self.seed, self.worlds)
        return Provenance(method, *made, sources=sources)


def deals(case: Case, *, worlds: int = 20_000, seed: int = 0, proposal: str | None = None) -> Deals:
    """Search the packages of a case for those that would be signed and would hold.

    Parameters
    ----------
    case : the case; its proposals say which issues, guarantees, phases and consent rules there are
    worlds : worlds on which the best packages are computed; others on fewer
    seed : of the worlds
    proposal : a proposal to repair, by name

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
    space = space_of(case, proposal)
    drawn = sample(case, worlds=worlds, seed=seed)
    search = _Search(space, drawn)
    exhaustive, missed = search.look(seed)
    start = _start(space, drawn) if proposal else None
    search.narrow(start is not None)
    repairs = _repairs(search, start) if start else ()
    base = start.choice if start else search.best()[0]
    known = search.table()
    trades, zone = _around(space, search.more, base)
    shown, keep = search.shown()
    return Deals(
        space=space,
        packages=tuple(search.package(row) for row in shown),
        on_frontier=tuple(keep),
        working=int((known[1][:, _HOLDS] >= LEVEL).sum()),
        sure=search.sure(exhaustive, missed),
        start=start,
        repairs=repairs,
        base=start or search.package(base),
        trades=trades,
        zone=zone,
        months=_months(space, base, drawn),
        worlds=worlds,
        seed=seed,
    )


class _Search:
    """Packages computed so far, each on few worlds, more, or all."""

    def __init__(self, space: Space, drawn: Worlds) -> None:
        self.space, self.drawn = space, drawn
        self.known: dict[tuple[int, ...], tuple[int, FloatArray]] = {}
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

        def aims(choices: Choice) -> FloatArray:
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
            aims(_shell(self.space, self.space.start()))
        return False, found.missed

    def narrow(self, repairing: bool) -> None:
        """Compute the promising packages on more worlds, and the best on all."""
        choices, values, _ = self.rows()
        error = _error(values[:, _HOLDS], len(self.few))
        order = np.argsort(-values[:, _HOLDS], kind="stable")
        near = values[:, _HOLDS] + ERRORS * error >= min(LEVEL, values[:, _HOLDS].max())
        pick = [*order[near[order]][:PROMISING], *order[: PROMISING // 4]]
        pick += list(np.argsort(-values[:, _STOPS], kind="stable")[: PROMISING // 6])
        keep = np.flatnonzero(pareto(values[:, : len(AIMS)], 0.02))
        keep = keep[np.argsort(-values[keep, _HOLDS], kind="stable")]
        pick += list(keep[: PROMISING // 3])
        if repairing:
            start = self.space.start()
            counts, _ = self.space.distances(start, choices)
            for count in range(LADDER + 1):
                some = np.flatnonzero(counts == count)
                pick += list(some[np.argsort(-values[some, _HOLDS], kind="stable")][:6])
        self.ask(choices[np.unique(pick)], self.more)
        choices, values, worlds = self.rows()
        seen = np.flatnonzero(worlds >= len(self.more))
        by_holds = seen[np.argsort(-values[seen, _HOLDS], kind="stable")]
        by_stops = seen[np.argsort(-values[seen, _STOPS], kind="stable")]
        unsure = np.abs(values[by_holds, _HOLDS] - LEVEL) < ERRORS * _error(
            values[by_holds, _HOLDS], len(self.more)
        )
        final = [*by_holds[:BEST], *by_stops[:1], *by_holds[unsure][:BEST]]
        self.ask(choices[np.unique(final)], self.drawn)

    def ask(self, packages: Choice, drawn: Worlds) -> None:
        """Compute packages on these worlds, unless they were on as many."""
        new = [row for row in packages if self.known.get(_key(row), (0,))[0] < len(drawn)]
        if new:
            self._keep(np.array(new), len(drawn), measured(self.space, drawn, np.array(new)))

    def rows(self) -> tuple[Choice, FloatArray, np.ndarray]:
        """Give all packages computed, what they give, and on how many worlds."""
        choices = np.array(list(self.known), dtype=np.int64)
        values = np.array([values for _, values in self.known.values()])
        return choices, values, np.array([worlds for worlds, _ in self.known.values()])

    def table(self) -> tuple[Choice, FloatArray]:
        """Give all packages computed and what they give, each as well as it is known."""
        return self.rows()[:2]

    def best(self) -> tuple[Choice, FloatArray]:
        """Give the package most often signed and held, among those computed on all worlds."""
        choices, values, worlds = self.rows()
        last = np.flatnonzero(worlds == worlds.max())
        row = last[np.argmax(values[last, _HOLDS])]
        return choices[row], values[row]

    def shown(self) -> tuple[list[Choice], list[bool]]:
        """Give the packages worth showing, and which of them nothing beats."""
        choices, values, worlds = self.rows()
        seen = np.flatnonzero(worlds >= len(self.more))
        error = np.sqrt(0.5 / len(self.more))
        keep = pareto(values[seen, : len(AIMS)], 2.0 * np.array([error, error, 0.002, 0.002]))
        order = np.argsort(-values[seen, _HOLDS], kind="stable")
        worth = SHOWN * max(float(values[:, _HOLDS].max()), SHOWN)
        last = worlds[seen] == worlds.max()
        keep &= values[seen, _HOLDS] >= worth
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
        share = values[left, _HOLDS]
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

    def _keep(self, packages: Choice, worlds: int, values: FloatArray) -> None:
        self.known.update(
            (_key(row), (worlds, gives)) for row, gives in zip(packages, values, strict=True)
        )


def _key(choice: Choice) -> tuple[int, ...]:
    return tuple(int(one) for one in choice)


def _error(share: FloatArray, worlds: int) -> FloatArray:
    """Standard error of a share of few worlds, never quite nothing."""
    inside = np.clip(share, 1.0 / worlds, 1.0 - 1.0 / worlds)
    error: FloatArray = np.sqrt(inside * (1.0 - inside) / worlds)
    return error


def _start(space: Space, drawn: Worlds) -> Package:
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


def _repairs(
    search: _Search, start: Package
) -> tuple[tuple[Mapping[str, tuple[str, str]], Package], ...]:
    """Give the best package with one change, with two, and so on until one works, then the best."""
    space = search.space
    promised = space.case.proposals[space.proposal or ""].after_any_settlement is not False
    found: list[tuple[Mapping[str, tuple[str, str]], Package]] = []
    for count in (*range(0 if promised else 1, LADDER + 1), None):
        choices, values, worlds = search.rows()
        counts, moved = space.distances(start.choice, choices)
        some = np.flatnonzero(
            (worlds >= len(search.more)) & (counts == count if count is not None else counts > 0)
        )
        if not len(some):
            continue
        likely = values[some, _HOLDS] >= LEVEL
        order = np.lexsort((moved[some], -np.where(likely, LEVEL, values[some, _HOLDS])))
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


def _shell(space: Space, package: Choice) -> Choice:
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


def _around(space: Space, drawn: Worlds, package: Choice) -> tuple[tuple[Trade, ...], Zone]:
    """Say what single changes to a package are worth to each side, and where it has a bargain."""
    grid = _grid(space.case)
    worlds = PackageWorlds(space, drawn, grid)
    near = _shell(space, package)
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
            Trade(term, old, new, gain_a, gain_b, float(change[_STOPS]), float(change[_HOLDS]))
        )
    return tuple(trades), _zone(space, worlds, package, grid)


def _grid(case: Case) -> tuple[Setting, ...]:
    front = case.war.front
    values = np.linspace(front.protege_wins_at, front.challenger_wins_at, 41)
    return tuple(
        Setting(f"{value:g}", Outcome.model_validate(float(value)), f"deals.zone.{number}", 0.0)
        for number, value in enumerate(values)
    )


def _zone(space: Space, worlds: PackageWorlds, package: Choice, grid: tuple[Setting, ...]) -> Zone:
    issue = space.case.war.front.issue
    column = list(space.settings).index(issue)
    packages = np.tile(package, (len(grid), 1))
    packages[:, column] = len(space.settings[issue]) + np.arange(len(grid))
    parts = worlds.parts(packages, space.priced(package))
    at = np.array([float(each.label) for each in grid])
    takes_a, takes_b = parts.gain_a >= 0.0, parts.gain_b >= 0.0
    some_a, some_b = takes_a.any(axis=0), takes_b.any(axis=0)
    least = at[np.argmax(takes_a, axis=0)]
    most = at[len(at) - 1 - np.argmax(takes_b[::-1], axis=0)]

    def spread(values: FloatArray) -> tuple[float, float, float] | None:
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
