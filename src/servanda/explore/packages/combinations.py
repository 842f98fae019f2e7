"""The packages that a case leaves room for: every combination of what its proposals vary.

A package settles each issue somewhere between the two sides' best, takes over the guarantees,
phases and consent rule of a proposal that offers them (those who grant a guarantee must still
consent), and may make a guarantee's force smaller or larger. A guarantee comes with the options
that only its proposals name: a force is not had without its presence, nor an alliance's clause
without membership.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from servanda.arrays import Counts
from servanda.case.keys.case import Case
from servanda.case.keys.number import Quantity
from servanda.errors import InputError, named
from servanda.explore.methods.pareto import Lever
from servanda.explore.packages.arrangements import (
    FORCES,
    Arrangement,
    arrangements_of,
    differences,
    others_asked,
    readings_of,
    stronger,
)
from servanda.explore.packages.issue_settings import (
    Setting,
    place_of,
    same_outcome,
    settings_of,
    where,
)
from servanda.worlds.belief import quantile

__all__ = ["FORCES", "Arrangement", "Choice", "Setting", "Space", "space_of"]

Choice = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Space:
    """The packages of a case: settings per issue, and arrangements; a package picks one of each.

    A package is a row of setting numbers, one per issue in order and the arrangement's last.
    """

    case: Case
    proposal: str | None
    settings: Mapping[str, tuple[Setting, ...]]
    arrangements: tuple[Arrangement, ...]
    left_out: tuple[str, ...] = ()

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """The terms and the arrangement as levers."""
        terms = [
            Lever(issue, tuple(each.label for each in options))
            for issue, options in self.settings.items()
        ]
        says = tuple(each.says for each in self.arrangements)
        return (*terms, Lever("guarantee", says))

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many settings each lever has."""
        return tuple(len(lever.settings) for lever in self.levers)

    @property
    def combinations(self) -> int:
        """How many combinations of settings there are, whether or not they fit together."""
        return prod(self.sizes)

    def all(self) -> Choice:
        """Give every package, one a row."""
        every = np.array(list(np.ndindex(*self.sizes)), dtype=np.int64)
        return every[self.fits(every)]

    def fits(self, packages: Choice) -> NDArray[np.bool_]:
        """Say which packages have the options that their guarantees come with."""
        found = np.ones(len(packages), dtype=np.bool_)
        for column, (issue, options) in enumerate(self.settings.items()):
            if self.case.issues[issue].kind != "finite":
                continue
            allowed = np.ones((len(self.arrangements), len(options)), dtype=np.bool_)
            for number, each in enumerate(self.arrangements):
                for guarantee in each.guarantees:
                    named = _comes_with(self.case, guarantee, issue)
                    if named:
                        allowed[number] &= [one.outcome.option in named for one in options]
            found &= allowed[packages[:, -1], packages[:, column]]
        return found

    def start(self) -> Choice:
        """Give the named proposal as a package.

        Raises: InputError where no proposal is named.
        """
        if self.proposal is None:
            raise InputError("no proposal was named to start from; name one")
        body = self.case.proposals[self.proposal]
        picks = [
            place_of(each, body.terms[issue], f"proposals.{self.proposal}.terms.{issue}")
            for issue, each in self.settings.items()
        ]
        as_it_stands = (self.proposal, repr(body.phases), readings_of(body.consent)[0][0], 1.0)
        mine = next(
            number
            for number, each in enumerate(self.arrangements)
            if (each.template, repr(each.phases), each.reading, each.factor) == as_it_stands
        )
        return np.array([*picks, mine], dtype=np.int64)

    def seen_from(self, proposal: str) -> Space:
        """Give the same packages with a proposal named: its rule, phases and costs come first."""
        body = self.case.proposals[proposal]
        own = {
            others_asked(self.case, proposal, rule, ()): (reading, rule)
            for reading, rule in reversed(readings_of(body.consent))
        }
        phased = {repr(body.phases), repr(())}

        def named(each: Arrangement) -> Arrangement:
            same = set(each.guarantees) == set(body.guarantees) and repr(each.phases) in phased
            if not each.template or not same:
                return each
            asked = others_asked(self.case, each.template, each.consent, ())
            if asked not in own:
                return each
            reading, rule = own[asked]
            return replace(
                each, template=proposal, guarantees=body.guarantees, consent=rule, reading=reading
            )

        return replace(
            self, proposal=proposal, arrangements=tuple(named(each) for each in self.arrangements)
        )

    def says(self, package: Choice) -> str:
        """Say a package in words: its terms, then its arrangement."""
        *terms, last = (int(one) for one in package)
        parts = [
            f"{self.case.issues[issue].title}: {options[pick].label}"
            for (issue, options), pick in zip(self.settings.items(), terms, strict=True)
        ]
        return "; ".join([*parts, self.arrangements[last].says])

    def changes(self, one: Choice, two: Choice) -> dict[str, tuple[str, str]]:
        """Give what differs between two packages: per term, what it was and what it becomes."""
        found = {}
        pairs = zip(self.settings.items(), one, two, strict=False)
        for (issue, options), old, new in pairs:
            if old != new:
                title = self.case.issues[issue].title
                found[title] = (options[int(old)].label, options[int(new)].label)
        return found | differences(self.arrangements[int(one[-1])], self.arrangements[int(two[-1])])

    def distances(self, start: Choice, packages: Choice) -> tuple[Counts, NDArray[np.float64]]:
        """Give how many terms each package changes, and by how much of their range in all."""
        counts = (packages[:, :-1] != start[:-1]).sum(axis=1)
        mine = self.arrangements[int(start[-1])]
        differ = np.array([len(differences(mine, each)) for each in self.arrangements])
        moved = differ[packages[:, -1]] * 0.5
        for column, options in enumerate(self.settings.values()):
            places = np.array([each.place for each in options])
            moved = moved + np.abs(places[packages[:, column]] - places[start[column]])
        return counts + differ[packages[:, -1]], moved

    def numbers(self) -> dict[str, Quantity]:
        """Give the numbers that settings need and the case does not hold, by path."""
        found: dict[str, Quantity] = {}
        for options in self.settings.values():
            for each in options:
                if each.path.startswith("deals.") and each.outcome.value is not None:
                    found[f"{each.path}.value"] = each.outcome.value
        return found

    def priced(self, package: Choice) -> tuple[str, str]:
        """Name the proposals whose political cost a package carries, for either side; "" for none.

        A setting costs what every proposal that names it charges at least; a package costs the
        most that one of its settings does. Terms that are a proposal's own cost what it says.
        """
        key = tuple(int(one) for one in package[:-1])
        if key not in self._priced:
            outcomes = [
                options[pick].outcome
                for options, pick in zip(self.settings.values(), key, strict=True)
            ]
            order = dict.fromkeys(
                [*([self.proposal] if self.proposal else []), *self.case.proposals]
            )
            own = [
                name
                for name in order
                if all(
                    same_outcome(self.case.proposals[name].terms[issue], outcome)
                    for issue, outcome in zip(self.settings, outcomes, strict=True)
                )
            ]
            sides = (self.case.challenger, self.case.protege)
            first, second = (self._charged(side, key, own) for side in sides)
            self._priced[key] = (first, second)
        return self._priced[key]

    @cached_property
    def _priced(self) -> dict[tuple[int, ...], tuple[str, str]]:
        return {}

    def _charged(self, side: str, key: tuple[int, ...], own: list[str]) -> str:
        if own:
            return own[0] if self._cost(own[0], side) > 0.0 else ""
        found = [""]
        for issue, pick in zip(self.settings, key, strict=True):
            if self.case.issues[issue].kind != "graded":
                names = self._named[issue, pick]
                found += [min(names, key=lambda name: self._cost(name, side))] if names else []
        return max(found, key=lambda name: self._cost(name, side))

    def _cost(self, name: str, side: str) -> float:
        number = self.case.proposals[name].political_costs.get(side) if name else None
        if number is None:
            return 0.0
        return float(quantile(number.form, np.array([0.5]), number.low, number.high)[0])

    @cached_property
    def _named(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Which proposals name a setting, or the one that lies nearest to it."""
        found = {}
        for issue, options in self.settings.items():
            terms = {name: body.terms[issue] for name, body in self.case.proposals.items()}
            at = {name: where(self.case, issue, outcome) for name, outcome in terms.items()}
            for pick, each in enumerate(options):
                if self.case.issues[issue].kind == "finite":
                    names = [name for name in terms if same_outcome(terms[name], each.outcome)]
                else:
                    nearest = min(abs(place - each.place) for place in at.values())
                    names = [name for name in at if abs(at[name] - each.place) <= nearest + 1e-9]
                found[issue, pick] = tuple(names)
        return found

    def in_case(self, package: Choice) -> tuple[Case, str]:
        """Give a case that holds the package as a proposal, ready to be assessed, and its name."""
        arrangement = self.arrangements[int(package[-1])]
        name = arrangement.template or next(iter(self.case.proposals))
        own = self.case.proposals[name]
        picks = zip(self.settings.items(), package, strict=False)
        sides = (self.case.challenger, self.case.protege)
        costs = {
            side: self.case.proposals[source].political_costs[side]
            for side, source in zip(sides, self.priced(package), strict=True)
            if source
        }
        body = own.model_copy(
            update={
                "title": self.says(package),
                "terms": {issue: each[int(pick)].outcome for (issue, each), pick in picks},
                "phases": arrangement.phases,
                "guarantees": arrangement.guarantees,
                "consent": arrangement.consent,
                "political_costs": costs,
                "after_any_settlement": False,
            }
        )
        guarantees = {
            key: stronger(each, arrangement.factor) if key in arrangement.guarantees else each
            for key, each in self.case.guarantees.items()
        }
        proposals = {**self.case.proposals, name: body}
        return self.case.model_copy(update={"proposals": proposals, "guarantees": guarantees}), name


def space_of(case: Case, proposal: str | None = None, also: tuple[str, ...] = ()) -> Space:
    """Lay out the packages of a case; the named proposal is one of them, and so are those `also`.

    Raises: InputError for an unknown proposal.

    >>> from servanda.case.load import parse
    >>> from servanda.case.template import first_case
    >>> space = space_of(parse(first_case()))
    >>> space.combinations >= len(space.all()) > 1
    True
    """
    asked = tuple(dict.fromkeys([*([proposal] if proposal is not None else []), *also]))
    for name in asked:
        named(name, case.proposals, "proposal")
    settings = {
        issue: tuple(sorted(settings_of(case, issue, asked), key=lambda each: each.place))
        for issue in case.issues
    }
    offered = {name for body in case.proposals.values() for name in body.guarantees}
    unused = tuple(name for name in case.guarantees if name not in offered)
    return Space(case, proposal, settings, tuple(arrangements_of(case, proposal)), unused)


def _comes_with(case: Case, guarantee: str, issue: str) -> frozenset[str | None]:
    """Give the options on an issue that a guarantee comes with; empty where others name them too.

    They are those that its proposals name, if no proposal without it names any of them.
    """
    with_it: set[str | None] = set()
    without: set[str | None] = set()
    for body in case.proposals.values():
        named = with_it if guarantee in body.guarantees else without
        for terms in (body.terms, *(phase.terms for phase in body.phases)):
            if issue in terms:
                named.add(terms[issue].option)
    return frozenset(with_it) if not with_it & without else frozenset()
