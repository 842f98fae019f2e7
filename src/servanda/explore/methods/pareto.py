"""Packages that nothing beats: the Pareto frontier of settlements, and the smallest repair.

A package sets every lever (a border share, a force's size, an expiry, who must consent). What is
wanted of it (signing, holding, each side's value) is computed on the same worlds for every package,
so that packages differ by what they are and not by luck of the draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Floats
from servanda.compiled import compiled
from servanda.errors import InputError

__all__ = ["Frontier", "Lever", "Repair", "frontier", "pareto", "repair"]

Mask = NDArray[np.bool_]
Choice = NDArray[np.int64]
Evaluate = Callable[[Choice], Floats]
EXHAUSTIVE = 20_000
PROBES = 1_000


@dataclass(frozen=True)
class Lever:
    """One term of a package and the settings it can take, in order where they have one."""

    name: str
    settings: tuple[str | float, ...]


@dataclass(frozen=True, eq=False)
class Frontier:
    """What a search of packages found.

    `choices` (p, levers) are setting numbers and `values` (p, aims) what they give, for the p
    packages on the frontier; `evaluated` counts the packages computed, out of `space`; `missed` is
    an upper bound (95%) on the share of the space that would improve on the frontier: 0 where all
    were computed.
    """

    levers: tuple[Lever, ...]
    aims: tuple[str, ...]
    choices: Choice
    values: Floats
    evaluated: int
    space: int
    missed: float

    @property
    def sure(self) -> str:
        """Say how sure it is that nothing better was missed."""
        if self.evaluated >= self.space:
            return f"All {self.space:,} packages were computed; nothing better was missed."
        return (
            f"{self.evaluated:,} of {self.space:,} packages were computed. No change of a single "
            "term improves on the frontier, and a random sample kept apart from the search says, "
            f"with 95% confidence, that at most {self.missed:.2%} of all packages would."
        )

    def package(self, row: int) -> dict[str, str | float]:
        """Give the settings of one package on the frontier."""
        return _settings(self.levers, self.choices[row])


@dataclass(frozen=True, eq=False)
class Repair:
    """The fewest changes to a package that make it do what is wanted.

    `changes` maps lever to (old setting, new setting); `alternatives` counts other repairs with as
    few changes; `searched` says up to how many changes at once every package was computed.
    """

    changes: Mapping[str, tuple[str | float, str | float]]
    values: Floats
    alternatives: int
    searched: int


def pareto(values: Floats, tolerance: float | Floats = 0.0) -> Mask:
    """Say which rows no other row beats: at least as good in every column, better in one.

    Parameters
    ----------
    values : (packages, aims), more is better
    tolerance : per aim, how much better counts as better at all (say, two standard errors of a
        paired difference); a row is dropped only if another is better by more than this in some aim
        and worse by more than this in none

    *Checked against* a direct comparison of all pairs, with hypothesis.

    Example
    -------
    >>> pareto(np.array([[0.9, 0.1], [0.5, 0.5], [0.4, 0.5], [0.1, 0.9]])).tolist()
    [True, True, False, True]
    """
    values = np.ascontiguousarray(values, dtype=np.float64)
    if values.ndim != 2:
        raise InputError(
            f"values have shape {values.shape}; give one row per package, one column per aim"
        )
    margin = np.broadcast_to(np.asarray(tolerance, dtype=np.float64), values.shape[1:])
    if margin.any():
        return _unbeaten(values, np.ascontiguousarray(margin), np.arange(len(values)), False)
    order = np.lexsort(-values.T[::-1])
    return _unbeaten(values, np.ascontiguousarray(margin), order, True)


@compiled
def _unbeaten(values: Floats, margin: Floats, order: Choice, sorted_: bool) -> Mask:
    """Compare each row with those that can beat it: once sorted, the unbeaten before it."""
    count, aims = values.shape
    keep = np.ones(count, dtype=np.bool_)
    front = np.empty(count, dtype=np.int64)
    held = 0
    for place in range(count):
        row = order[place]
        rivals = held if sorted_ else count
        for rank in range(rivals):
            rival = front[rank] if sorted_ else rank
            better, worse = False, False
            for aim in range(aims):
                gap = values[rival, aim] - values[row, aim]
                better = better or gap > margin[aim]
                worse = worse or gap < -margin[aim]
            if better and not worse:
                keep[row] = False
                break
        if keep[row]:
            front[held] = row
            held += 1
    return keep


def frontier(
    levers: Sequence[Lever],
    aims: Sequence[str],
    evaluate: Evaluate,
    rng: np.random.Generator,
    *,
    exhaustive: int = EXHAUSTIVE,
    probes: int = PROBES,
    directions: int = 24,
) -> Frontier:
    """Find the packages that nothing beats.

    Parameters
    ----------
    levers : the terms; the space is every combination of their settings
    aims : what the columns of `evaluate` are called; more is better in each
    evaluate : given (p, levers) setting numbers, the (p, aims) values, on the same worlds every
        time
    rng : drives the search and the probes
    exhaustive : up to this many packages, all are computed
    probes : beyond, how many random packages are computed after the search, to bound what it missed
    directions : beyond, how many trade-offs of the aims are optimised

    Raises
    ------
    InputError : no lever, or a lever without a setting

    Formula: beyond `exhaustive`, scipy's differential evolution with integer variables [@Storn1997]
    maximises the smallest weighted aim (augmented Chebyshev [@Steuer1983]) for each of `directions`
    weightings; then every single-lever change of every package on the frontier is computed until
    none improves; then the probes. If k of r probes improve on the frontier they join it, and the
    bound is the upper end of Clopper and Pearson's interval for k of r (3/r where k = 0).

    Example
    -------
    >>> levers = (Lever("share", tuple(range(5))), Lever("troops", (0, 10, 50)))
    >>> def evaluate(choices):
    ...     share, troops = choices.T
    ...     return np.column_stack([share / 4, 1 - share / 4 - 0.1 * troops])
    >>> found = frontier(levers, ("they sign", "we sign"), evaluate, np.random.default_rng(0))
    >>> [found.package(row)["troops"] for row in range(len(found.choices))], found.sure
    ([0, 0, 0, 0, 0], 'All 15 packages were computed; nothing better was missed.')
    """
    sizes = _sizes(levers)
    space = prod(sizes)
    archive = _Archive(evaluate)
    missed = 0.0
    if space <= exhaustive:
        archive.ask(np.array(list(product(*map(range, sizes))), dtype=np.int64))
    else:
        _optimise(archive, sizes, rng, directions)
        _climb(archive, sizes)
        missed = _probe(archive, sizes, rng, probes)
        _climb(archive, sizes)
    choices, values = archive.front()
    evaluated = len(archive.known)
    return Frontier(tuple(levers), tuple(aims), choices, values, evaluated, space, missed)


def repair(
    levers: Sequence[Lever],
    package: Sequence[int],
    evaluate: Evaluate,
    wanted: Callable[[Floats], Mask],
    *,
    most: int = 3,
    budget: int = EXHAUSTIVE,
) -> Repair | None:
    """Find the fewest changed terms that make a package do what is wanted, if any do.

    Parameters
    ----------
    levers, evaluate : as in `frontier`
    package : the setting number of each lever, as the package stands
    wanted : given (p, aims) values, which packages do what is wanted
    most : at most this many terms are changed at once
    budget : packages computed at most; a number of changes is tried only if all such packages fit

    Returns: among the repairs with the fewest changes, the one whose settings moved least (in
    steps, as a share of each lever's settings).

    Example
    -------
    >>> levers = (Lever("share", (0, 1, 2, 3)), Lever("force", (0, 10, 50)))
    >>> def evaluate(choices):
    ...     return choices.sum(axis=1, keepdims=True) * 1.0
    >>> mended = repair(levers, (1, 0), evaluate, lambda values: values[:, 0] >= 3)
    >>> dict(mended.changes), mended.alternatives
    ({'share': (1, 3)}, 1)
    """
    sizes = _sizes(levers)
    start = np.asarray(package, dtype=np.int64)
    spent, searched = 0, 0
    for changed in range(min(most, len(levers)) + 1):
        shell = list(_shell(start, sizes, changed))
        spent += len(shell)
        if spent > budget and changed > 1:
            break
        choices = np.array(shell, dtype=np.int64)
        values = np.asarray(evaluate(choices), dtype=np.float64)
        good = np.flatnonzero(wanted(values))
        searched = changed
        if len(good):
            moved = np.abs(choices[good] - start) / np.maximum(np.array(sizes) - 1, 1)
            best = int(good[np.argmin(moved.sum(axis=1))])
            changes = {
                lever.name: (lever.settings[old], lever.settings[new])
                for lever, old, new in zip(levers, start, choices[best], strict=True)
                if old != new
            }
            return Repair(changes, values[best], len(good) - 1, searched)
    return None


class _Archive:
    """Every package computed so far, each once."""

    def __init__(self, evaluate: Evaluate) -> None:
        self.evaluate = evaluate
        self.known: dict[tuple[int, ...], Floats] = {}

    def ask(self, choices: Choice) -> Floats:
        rows = [tuple(row) for row in choices.tolist()]
        new = [row for row in dict.fromkeys(rows) if row not in self.known]
        if new:
            values = np.asarray(self.evaluate(np.array(new, dtype=np.int64)), dtype=np.float64)
            self.known.update(zip(new, values, strict=True))
        return np.array([self.known[row] for row in rows])

    def front(self) -> tuple[Choice, Floats]:
        choices = np.array(list(self.known), dtype=np.int64)
        values = np.array(list(self.known.values()))
        keep = pareto(values)
        order = np.lexsort(-values[keep].T[::-1])
        return choices[keep][order], values[keep][order]


def _optimise(
    archive: _Archive, sizes: Sequence[int], rng: np.random.Generator, count: int
) -> None:
    from scipy.optimize import differential_evolution

    bounds = [(0, size - 1) for size in sizes]
    draws = np.column_stack([rng.integers(0, size, 64) for size in sizes])
    seen = archive.ask(draws)
    low, high = seen.min(axis=0), seen.max(axis=0)
    aims = seen.shape[1]
    weights = np.vstack([np.eye(aims) * 0.98 + 0.02 / aims, rng.dirichlet(np.ones(aims), count)])
    for weight in weights:

        def lack(choices: Floats, weight: Floats = weight) -> Floats:
            asked = np.rint(np.atleast_2d(choices.T)).astype(np.int64)
            short = weight * (high - archive.ask(asked)) / np.maximum(high - low, 1e-12)
            worst: Floats = short.max(axis=1) + 0.01 * short.sum(axis=1)
            return worst

        differential_evolution(
            lack,
            bounds,
            integrality=np.ones(len(sizes), dtype=bool),
            vectorized=True,
            updating="deferred",
            popsize=max(4, 40 // len(sizes)),
            maxiter=60,
            tol=1e-6,
            polish=False,
            rng=rng,
        )


def _climb(archive: _Archive, sizes: Sequence[int]) -> None:
    """Compute every change of one lever of every package on the frontier, until none improves."""
    tried: set[tuple[int, ...]] = set()
    while True:
        choices, _ = archive.front()
        fresh = [row for row in map(tuple, choices.tolist()) if row not in tried]
        if not fresh:
            return
        tried.update(fresh)
        near = [other for row in fresh for other in _shell(np.array(row), sizes, 1)]
        archive.ask(np.array(near, dtype=np.int64))


def _probe(archive: _Archive, sizes: Sequence[int], rng: np.random.Generator, probes: int) -> float:
    from scipy.stats import beta

    before = {tuple(row) for row in archive.front()[0].tolist()}
    drawn = np.column_stack([rng.integers(0, size, probes) for size in sizes])
    archive.ask(drawn)
    after = {tuple(row) for row in archive.front()[0].tolist()}
    better = sum(tuple(row) in after - before for row in drawn.tolist())
    return float(beta.ppf(0.95, better + 1, probes - better)) if better < probes else 1.0


def _sizes(levers: Sequence[Lever]) -> tuple[int, ...]:
    if not levers:
        raise InputError("there is no lever to search; name at least one term with its settings")
    for lever in levers:
        if not lever.settings:
            raise InputError(f"lever {lever.name!r} has no settings; name at least one")
    return tuple(len(lever.settings) for lever in levers)


def _settings(levers: Sequence[Lever], choice: Iterable[int]) -> dict[str, str | float]:
    return {lever.name: lever.settings[int(one)] for lever, one in zip(levers, choice, strict=True)}


def _shell(start: Choice, sizes: Sequence[int], changed: int) -> Iterator[tuple[int, ...]]:
    """Every package that differs from `start` in exactly `changed` levers."""
    base = [int(one) for one in start]
    for which in combinations(range(len(sizes)), changed):
        others = [[one for one in range(sizes[lever]) if one != base[lever]] for lever in which]
        for settings in product(*others):
            row = list(base)
            for lever, setting in zip(which, settings, strict=True):
                row[lever] = setting
            yield tuple(row)
