"""Numbers that can be drawn, correlations that can all hold, and dates that can be."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from servanda.case.expected_at import nearest
from servanda.case.keys.case import Case, numbers_in
from servanda.case.keys.number import Judgement, Quantity
from servanda.case.keys.parties import SourceRecord
from servanda.case.parts import parts_in
from servanda.case.problem import Path, Problem
from servanda.quantity import Family, Form, Mixture

__all__ = ["correlations_can_hold", "dates_can_be", "distributions_have_mass"]

_LEAST_MASS = 1e-6
_LEAST_EIGENVALUE = 1e-9
_YEARS = (1500, 2200)


def distributions_have_mass(case: Case) -> Iterator[Problem]:
    """Yield distributions that lie all but wholly outside the range of their place."""
    for path, number in parts_in(case):
        if isinstance(number, Quantity):
            for family in _families(number.form):
                if _mass(family, number.low, number.high) < _LEAST_MASS:
                    parameters = ", ".join(f"{value:g}" for value in family.parameters)
                    yield Problem(
                        path,
                        f"`{family.name}: [{parameters}]` lies outside {number.range_in_words()}",
                        "check its parameters and their unit",
                    )


def _families(form: Form) -> Iterator[Family]:
    if isinstance(form, Family):
        yield form
    for part in form.parts if isinstance(form, Mixture) else ():
        yield from _families(part)


def _mass(family: Family, low: float, high: float) -> float:
    """Return how much of a normal or lognormal lies in a range; other families have ends."""
    if family.name not in ("normal", "lognormal"):
        return 1.0
    middle, spread = family.parameters
    if family.name == "lognormal":
        low, high = (math.log(end) if end > 0 else -math.inf for end in (low, high))
        middle = math.log(middle)
    normal = NormalDist(middle, spread)
    above = normal.cdf(high) if math.isfinite(high) else float(high > 0)
    below = normal.cdf(low) if math.isfinite(low) else float(low > 0)
    return above - below


def correlations_can_hold(case: Case) -> Iterator[Problem]:
    """Yield correlations of unknown or certain numbers, and those that contradict one another."""
    known = dict(numbers_in(case))
    usable: dict[frozenset[str], int] = {}
    for number, correlation in enumerate(case.correlations):
        path: Path = ("correlations", number, "between")
        pair = frozenset(correlation.between)
        bad = list(_unusable(path, correlation.between, known))
        yield from bad
        if len(pair) == 1:
            yield Problem(path, "a number is correlated with itself", "name two numbers")
        elif pair in usable:
            wrong = f"these two are correlated already, in entry {usable[pair] + 1}"
            yield Problem(path, wrong, "keep one of the two")
        elif not bad:
            usable[pair] = number
    yield from _agree(case, list(usable.values()))


def _unusable(
    path: Path, between: tuple[str, str], known: dict[str, Quantity]
) -> Iterator[Problem]:
    for side, name in enumerate(between):
        if name not in known:
            near = nearest(name, known)
            mend = f"write `{near}`" if near else "write a path such as `war.swing`"
            yield Problem((*path, side), f"no number is called `{name}`", mend)
        elif known[name].is_certain:
            wrong = f"`{name}` is the same in every world, so nothing can go with it"
            yield Problem((*path, side), wrong, "give it a range, or remove the correlation")


def _agree(case: Case, usable: list[int]) -> Iterator[Problem]:
    """Yield, once a group of connected correlations, that they cannot all hold.

    Ranks are joined by a normal copula whose correlations are ``2 sin(pi rank / 6)``, and 0 for
    pairs of which nothing is said.
    """
    for group in _connected(case, usable):
        if _least_eigenvalue(case, group, 1.0) >= _LEAST_EIGENVALUE:
            continue
        listed = " and ".join(str(number + 1) for number in group)
        less = (hundredths / 100 for hundredths in range(99, -1, -1))
        factor = next(f for f in less if _least_eigenvalue(case, group, f) >= _LEAST_EIGENVALUE)
        yield Problem(
            ("correlations", group[-1], "rank"),
            f"entries {listed} cannot all hold, with 0 for the pairs not named",
            f"name those pairs too, or multiply all by {factor:.2f}",
        )


def _least_eigenvalue(case: Case, group: list[int], factor: float) -> float:
    """Return the least eigenvalue of the correlations of a group, their ranks times a factor."""
    names = list(dict.fromkeys(n for number in group for n in case.correlations[number].between))
    matrix: npt.NDArray[np.float64] = np.eye(len(names))
    for number in group:
        i, j = map(names.index, case.correlations[number].between)
        rank = factor * case.correlations[number].rank
        matrix[i, j] = matrix[j, i] = 2 * math.sin(math.pi * rank / 6)
    return float(np.linalg.eigvalsh(matrix)[0])


def _connected(case: Case, usable: list[int]) -> list[list[int]]:
    """Return the entries in groups that share no number with one another."""
    groups: list[tuple[set[str], list[int]]] = []
    for number in usable:
        names, entries = set(case.correlations[number].between), [number]
        for other in [group for group in groups if group[0] & names]:
            names, entries = names | other[0], sorted(entries + other[1])
            groups.remove(other)
        groups.append((names, entries))
    return [entries for _, entries in groups]


def dates_can_be(case: Case) -> Iterator[Problem]:
    """Yield dates out of all likelihood, and sources published after the date of the case."""
    dates: list[tuple[Path, datetime.date]] = [(("as_of",), case.as_of)]
    for path, part in parts_in(case):
        if isinstance(part, SourceRecord):
            dates.append(((*path, "published"), part.published))
        elif isinstance(part, Judgement):
            dates.append(((*path, "date"), part.date))
    for path, date in dates:
        if not _YEARS[0] <= date.year <= _YEARS[1]:
            wrong = f"{date} is out of all likelihood"
            yield Problem(path, wrong, f"write a year from {_YEARS[0]} to {_YEARS[1]}")
        elif path[-1] == "published" and date > case.as_of:
            wrong = f"{date} is after the date of the case, {case.as_of}"
            yield Problem(path, wrong, "mend it, or move `as_of` on")
